/** What the programme says, who is who, and what a refusal means, in the language of the page. */

import type { Board, Reason, Room, Section, Workshop } from "./protocol.ts";
import { language, t } from "./words.ts";

export function said(words: Record<string, string> | undefined): string {
  return words?.[language] ?? Object.values(words ?? {})[0] ?? "";
}

export const groupName = (room: Room): string => t("Group {number}", { number: room.number });

/** A person's name; with a number where there are two of it. A program is called one. */
export function nameOf(workshop: Workshop, id: string): string {
  const person = workshop.people?.[id];
  if (!person) return "";
  const name = person.name + (person.double ? ` (${person.double})` : "");
  return person.program ? t("{name} (program)", { name }) : name;
}

/** As reports and lineage have it: what people wrote, and until then what the programme says. */
export function sectionName(board: Board, section: Section): string {
  return board.texts?.[`${section.id}/challenge`]?.value || said(section.fixed) || t("A challenge without a name");
}

/** What only trainers are refused, and their keys, are no weight on a phone. */
export const ofTrainers = { reason: (_why: Reason): string => "", keys: (): [string, string][] => [] };

/** Why something was refused, with the next step to take. */
export function reasonText(why: Reason, hasText = false): string {
  switch (why) {
    case "stage-over":
      return hasText ? t("The time for this was over. Your text is here: copy it, or ask a trainer for more time.") : t("The time for this was over. Ask a trainer if you need more.");
    case "ballot-closed":
      return t("The vote was closed before your dot arrived.");
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
    case "bad-letters":
      return t("There is a letter in it that cannot be shown. Please type it again.");
    case "ballot-open":
      return t("While the vote is open, the ideas stand still.");
    case "reason-needed":
      return t("Please give a reason: this is not the one top idea.");
    case "elsewhere":
      return hasText ? t("You are in another group now. Your text is here: copy it to where it belongs.") : t("You are in another group now.");
    case "too-many-notes":
      return t("You have written as many notes as there may be.");
    case "too-many-sections":
      return t("There are as many challenges on this board as there may be.");
    case "too-many-clusters":
      return t("There are as many clusters on this board as there may be.");
    case "too-many-groups":
      return t("There are as many groups as there may be.");
    case "section-not-empty":
      return t("There are notes under this challenge. Move or delete them first.");
    case "not-your-note":
      return t("Only who wrote it, or a trainer, may change this note.");
    case "decided":
      return t("This idea won. Withdraw the decision first.");
    case "no-stage-before":
      return t("This is the first stage.");
    case "no-stage-after":
      return t("This is the last stage.");
    case "no-tie":
      return t("No ideas are tied here.");
    case "too-many-rows":
      return t("There are as many rows here as there may be.");
    case "too-many-snapshots":
      return t("There are as many snapshots as there may be.");
    case "too-many-feedbacks":
      return t("You have given as much feedback here as one person may.");
    case "bad-link":
      return t("A link begins with https:// and has no spaces.");
    case "bad-value":
      return t("This does not go into a cell of that kind.");
    case "bad-days":
      return t("There is no such day, or it would be due before it starts.");
    case "own-canvas":
      return t("This is your own: others give feedback on it.");
    case "no-such-canvas":
      return t("This is not before you any more: the trainer went on.");
    case "no-such-row":
    case "no-such-cell":
      return hasText ? t("The row is not there any more. Your text is here: copy it to where it belongs.") : t("The row is not there any more.");
    case "locked":
      return t("The trainer has locked this for now.");
    case "no-such-feedback":
      return t("This feedback was taken back, or is not shown yet.");
    case "no-time-like-that":
      return t("These times do not fit: sessions of a day follow each other, and a stage takes 10 seconds to 4 hours.");
    case "already":
      return t("It is so already.");
    case "no-such-note":
    case "no-such-cluster":
    case "no-such-section":
    case "no-such-ballot":
      return t("It is not there any more: somebody else was faster.");
    default:
      return ofTrainers.reason(why) || t("That was not possible ({why}). Somebody else may have been faster.", { why });
  }
}
