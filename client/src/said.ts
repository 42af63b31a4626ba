/** What the programme says, and what a refusal means, in the language of the page. */

import type { Board, Reason, Section } from "./protocol.ts";
import { language, t } from "./words.ts";

export function said(words: Record<string, string> | undefined): string {
  return words?.[language] ?? Object.values(words ?? {})[0] ?? "";
}

export function sectionName(board: Board, section: Section): string {
  return said(section.fixed) || board.texts?.[`${section.id}/challenge`]?.value || t("A challenge without a name");
}

/** Why something was refused, with the next step to take. */
export function reasonText(why: Reason): string {
  switch (why) {
    case "stage-over":
    case "ballot-closed":
      return t("The time for this was over. Your text is here: copy it, or ask a trainer for more time.");
    case "not-now":
    case "no-stage":
    case "ballot-not-open":
      return t("This is not part of what goes on now.");
    case "no-dots-left":
      return t("You have no dots left. Take one back first.");
    case "no-more-on-this-note":
      return t("You may not put more dots on this idea.");
    case "too-long":
      return t("The text is too long.");
    case "empty":
      return t("There is no text in it.");
    case "ballot-open":
      return t("While the vote is open, the ideas stand still.");
    case "reason-needed":
      return t("Please give a reason: this is not the one top idea.");
    case "elsewhere":
      return t("You are in another group now. Your text is here: copy it to where it belongs.");
    case "too-many-notes":
      return t("You have written as many notes as there may be.");
    default:
      return t("That was not possible ({why}). Somebody else may have been faster.", { why });
  }
}
