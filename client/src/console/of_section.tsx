/** What a trainer does with a challenge: opens and closes its vote, locks, hides and shows it. */

import { EyeOff, Lock, LockOpen, Sparkles, UserPlus, Vote } from "lucide";
import type { Wall } from "../board/wall.ts";
import { Icon } from "../icons.tsx";
import { ask } from "../live/live.ts";
import { ballotState, lastBallot } from "../outline.ts";
import type { Note, Section } from "../protocol.ts";
import { sectionName } from "../said.ts";
import { t, tn } from "../words.ts";
import { entering } from "./on_behalf.tsx";

interface Props {
  readonly wall: Wall;
  readonly section: Section;
  readonly voting: boolean;
}

export function SectionTools({ wall, section, voting }: Props) {
  const ballot = lastBallot(wall.board, section.id);
  const state = ballotState(ballot);
  const open = ballot && (state === "open" || state === "closing");
  const name = sectionName(wall.board, section);
  const empty = !Object.values(wall.board.notes ?? {}).some((note) => note.section === section.id && !note.deleted_by);
  const at = { room: wall.room, section: section.id };
  const locked = Boolean(wall.workshop.rooms?.[wall.room]?.locks?.[section.id]);
  return (
    <div class="row section-tools">
      {voting && !open && !empty && !wall.board.decisions?.[section.id] && (
        <button onClick={() => void ask({ type: "open-ballot", ...at })} aria-label={t("Open the vote: {name}", { name })}>
          {t("Open the vote")}
        </button>
      )}
      {ballot && state === "open" && (
        <button onClick={() => void ask({ type: "close-ballot", room: wall.room, ballot: ballot.id })} aria-label={t("Close the vote: {name}", { name })}>
          {t("Close the vote")}
        </button>
      )}
      <details class="tool">
        <summary aria-label={t("More for the challenge: {name}", { name })}>{t("More")}</summary>
        <p class="row">
          <button aria-pressed={locked} onClick={() => void ask({ type: "lock", rooms: [wall.room], section: section.id, locked: !locked })}>
            <Icon of={locked ? Lock : LockOpen} /> {locked ? t("Unlock") : t("Lock")}
          </button>
          <button onClick={() => void ask({ type: "hide-section", ...at })}>
            <Icon of={EyeOff} /> {t("Hide")}
          </button>
          {!empty && (
            <button onClick={() => void ask({ type: "show-to-all", board: wall.key, ...at })}>
              <Icon of={Sparkles} /> {t("Show to all")}
            </button>
          )}
          {!open && (
            <button onClick={() => (entering.value = { what: "note", ...at })}>
              <Icon of={UserPlus} /> {t("Enter a note for somebody")}
            </button>
          )}
          {open && (
            <button onClick={() => (entering.value = { what: "vote", ...at })}>
              <Icon of={Vote} /> {t("Who votes")}
            </button>
          )}
          {empty && (
            <button onClick={() => void ask({ type: "remove-section", ...at })} aria-label={t("Remove the challenge: {name}", { name })}>
              {t("Remove")}
            </button>
          )}
        </p>
      </details>
    </div>
  );
}

/** By the key that is pressed on a note. */
export const noteKeys = (room: string, board: string, note: Note): Readonly<Record<string, () => void>> =>
  note.private
    ? {}
    : {
        h: () => void ask({ type: "hide-note", room, note: note.id }),
        a: () => void ask({ type: "show-to-all", room, board, note: note.id }),
      };

export function NoteTools({ room, board, note }: { room: string; board: string; note: Note }) {
  const does = noteKeys(room, board, note);
  if (note.private) return null;
  return (
    <>
      <button onClick={does["h"]} aria-keyshortcuts="H">
        <Icon of={EyeOff} /> {t("Hide")}
      </button>
      <button onClick={does["a"]} aria-keyshortcuts="A">
        <Icon of={Sparkles} /> {t("Show to all")}
      </button>
    </>
  );
}

/** What was taken off the board, and the way back. */
export function HiddenThings({ wall }: { wall: Wall }) {
  const aside = wall.board.aside ?? {};
  const sections = Object.values(aside.sections ?? {});
  const hidden = aside.notes ?? {};
  const isUnder = (note: Note) => Boolean(note.into && hidden[note.into]); // else what it was merged into is gone: its author was erased
  const notes = Object.values(hidden).filter((note) => !aside.sections?.[note.section] && !isUnder(note));
  if (!sections.length && !notes.length) return null;
  const again = (what: { note: string } | { section: string }, name: string) => (
    <button onClick={() => void ask({ type: "show-again", room: wall.room, ...what })} aria-label={t("Put back on the board: {name}", { name })}>
      {t("Put back")}
    </button>
  );
  return (
    <details class="tool hidden-things">
      <summary>
        <Icon of={EyeOff} /> {tn("{n} thing is hidden: only who leads sees it", "{n} things are hidden: only who leads sees them", sections.length + notes.length)}
      </summary>
      <ul class="people">
        {sections.map((section) => {
          const name = sectionName({ texts: aside.texts ?? {} }, section);
          const under = Object.values(aside.notes ?? {}).filter((note) => note.section === section.id).length;
          return (
            <li key={section.id}>
              <span>
                {name} <small>{tn("{n} note", "{n} notes", under)}</small>
              </span>
              {again({ section: section.id }, name)}
            </li>
          );
        })}
        {notes.map((note) => (
          <li key={note.id}>
            <span>{note.text}</span>
            {again({ note: note.id }, note.text)}
          </li>
        ))}
      </ul>
    </details>
  );
}
