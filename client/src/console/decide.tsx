/** Winners: the one top idea by a click, any other with a reason; ties by a run-off; and every decision can be withdrawn. */

import { useState } from "preact/hooks";
import { Star } from "lucide";
import type { Wall } from "../board/wall.ts";
import { Dialog } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import { REASON_LETTERS } from "../limits.ts";
import { ask } from "../live/live.ts";
import { ballotState, lastBallot, topOf } from "../outline.ts";
import type { Section } from "../protocol.ts";
import { sectionName } from "../said.ts";
import { t } from "../words.ts";

interface Props {
  readonly wall: Wall;
  readonly section: Section;
}

export function ChooseWinner({ wall, section, note }: Props & { note: string }) {
  const [asking, askReason] = useState(false);
  const [reason, type] = useState("");
  const text = wall.board.notes?.[note]?.text ?? "";
  const choose = async () => {
    const why = await ask({ type: "choose-winner", room: wall.room, section: section.id, note, reason });
    askReason(why === "reason-needed");
  };
  if (wall.board.decisions?.[section.id]?.note === note) return null;
  const ballot = lastBallot(wall.board, section.id);
  const top = ballot ? topOf(ballot) : [];
  return (
    <>
      <button onClick={() => (top.length === 1 && top[0] === note ? void choose() : askReason(true))} aria-label={t("Choose: {text}", { text })}>
        <Icon of={Star} /> {t("Choose")}
      </button>
      {asking && (
        <Dialog title={t("Choose: {text}", { text })} close={() => askReason(false)}>
          <p>{top.includes(note) ? t("Several ideas are tied. Why this one? The reason stays beside the decision.") : t("Another idea has more dots. Why this one? The reason stays beside the decision.")}</p>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              askReason(false);
              void choose();
            }}
          >
            <label class="field">
              {t("The reason")}
              <textarea rows={3} required maxLength={REASON_LETTERS} value={reason} onInput={(event) => type(event.currentTarget.value)} />
            </label>
            <button class="main">{t("Choose")}</button>
          </form>
        </Dialog>
      )}
    </>
  );
}

/** A run-off among the tied; the decision taken back. */
export function Settle({ wall, section }: Props) {
  const ballot = lastBallot(wall.board, section.id);
  const name = sectionName(wall.board, section);
  const at = { room: wall.room, section: section.id };
  if (wall.board.decisions?.[section.id])
    return (
      <button onClick={() => void ask({ type: "withdraw-decision", ...at })} aria-label={t("Withdraw the decision: {name}", { name })}>
        {t("Withdraw the decision")}
      </button>
    );
  if (!ballot) return null;
  if (ballotState(ballot) === "open")
    return (
      <button onClick={() => void ask({ type: "close-ballot", room: wall.room, ballot: ballot.id })} aria-label={t("Close the vote: {name}", { name })}>
        {t("Close the vote")}
      </button>
    );
  if (ballotState(ballot) !== "closed" || topOf(ballot).length < 2) return null;
  return (
    <button onClick={() => void ask({ type: "open-run-off", ...at })} aria-label={t("Run-off among the tied: {name}", { name })}>
      {t("Run-off among the tied")}
    </button>
  );
}
