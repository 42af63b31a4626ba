/** Dots: one's own only, placed and taken back until the ballot closes; what is left is always in sight. */

import { Minus, Plus } from "lucide";
import { Icon } from "../icons.tsx";
import { you } from "../live/live.ts";
import { act } from "../live/undo.ts";
import { ballotState } from "../outline.ts";
import type { Ballot, Note } from "../protocol.ts";
import { t, tn } from "../words.ts";

const mine = (ballot: Ballot): Record<string, number> => ballot.dots?.[you.value.id] ?? {};
const left = (ballot: Ballot): number => ballot.dots_each - Object.values(mine(ballot)).reduce((sum, n) => sum + n, 0);

export const mayPlace = (ballot: Ballot, note: string): boolean => left(ballot) > 0 && (mine(ballot)[note] ?? 0) < ballot.most;

export function placeDot(room: string, ballot: Ballot, note: string): void {
  if (!mayPlace(ballot, note)) return;
  const at = { room, ballot: ballot.id, note };
  void act({ type: "place-dot", ...at }, t("Dot placed"), { type: "take-dot", ...at });
}

export function takeDot(room: string, ballot: Ballot, note: string): void {
  const at = { room, ballot: ballot.id, note };
  if (mine(ballot)[note]) void act({ type: "take-dot", ...at }, t("Dot taken back"), { type: "place-dot", ...at });
}

/** Beside a note: − ●○ +. A button that would do nothing keeps the focus that it has. */
export function Dots({ room, ballot, note }: { room: string; ballot: Ballot; note: Note }) {
  const on = mine(ballot)[note.id] ?? 0;
  const text = note.text;
  if (you.value.role !== "participant") return null;
  return (
    <p class="row dots">
      <button tabIndex={-1} aria-disabled={!on} onClick={() => takeDot(room, ballot, note.id)} aria-label={t("Take a dot back from: {text}", { text })}>
        <Icon of={Minus} />
      </button>
      <span class="placed" role="img" aria-label={tn("{n} dot of yours", "{n} dots of yours", on)}>
        {"●".repeat(on) + "○".repeat(Math.max(0, ballot.most - on))}
      </span>
      <button tabIndex={-1} aria-disabled={!mayPlace(ballot, note.id)} onClick={() => placeDot(room, ballot, note.id)} aria-label={t("Place a dot on: {text}", { text })}>
        <Icon of={Plus} />
      </button>
    </p>
  );
}

/** At the head of a section: how many are left, or that the ballot is closing. */
export function DotsLeft({ ballot }: { ballot: Ballot }) {
  if (you.value.role !== "participant") return null;
  const open = ballotState(ballot) === "open";
  return (
    <p class="dots-left" role="status">
      {!open && t("The vote is closing.")}
      {open && (ballot.round ?? 1) > 1 && `${t("Run-off among the tied.")} `}
      {open && tn("{n} dot left", "{n} dots left", left(ballot))}
    </p>
  );
}

/** Beside the name of a challenge that is not on the screen: that there is still something to vote on. */
export function DotsUnused({ ballot }: { ballot: Ballot | undefined }) {
  if (!ballot || you.value.role !== "participant" || ballotState(ballot) !== "open" || left(ballot) <= 0) return null;
  return <span class="chip">{tn("{n} dot left", "{n} dots left", left(ballot))}</span>;
}
