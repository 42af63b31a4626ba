/** What a trainer does with a challenge: opens and closes its vote, locks, hides and shows it, and writes and votes for others. */

import { useState } from "preact/hooks";
import { EyeOff, Lock, LockOpen, Sparkles, UserPlus, Vote } from "lucide";
import type { Wall } from "../board/wall.ts";
import { Dialog } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import { NOTE_LETTERS } from "../limits.ts";
import { ask, newId, you } from "../live/live.ts";
import { ballotState, lastBallot, notesOf } from "../outline.ts";
import type { Ballot, Note, Reason, Section, Workshop } from "../protocol.ts";
import { nameOf, reasonText, sectionName } from "../said.ts";
import { t, tn } from "../words.ts";

interface Props {
  readonly wall: Wall;
  readonly section: Section;
  readonly voting: boolean;
}

export function SectionTools({ wall, section, voting }: Props) {
  const [doing, does] = useState<"" | "note" | "vote">("");
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
            <button onClick={() => does("note")}>
              <Icon of={UserPlus} /> {t("Enter a note for somebody")}
            </button>
          )}
          {open && (
            <button onClick={() => does("vote")}>
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
      {doing === "note" && <NoteFor wall={wall} section={section} close={() => does("")} />}
      {doing === "vote" && ballot && <Voters wall={wall} ballot={ballot} close={() => does("")} />}
    </div>
  );
}

export function NoteTools({ room, board, note }: { room: string; board: string; note: Note }) {
  if (note.private) return null;
  return (
    <>
      <button onClick={() => void ask({ type: "hide-note", room, note: note.id })}>
        <Icon of={EyeOff} /> {t("Hide")}
      </button>
      <button onClick={() => void ask({ type: "show-to-all", room, board, note: note.id })}>
        <Icon of={Sparkles} /> {t("Show to all")}
      </button>
    </>
  );
}

/** Who sits there. */
const sitting = (workshop: Workshop, room: string) =>
  Object.values(workshop.people ?? {}).filter((person) => person.room === room && !person.removed && (person.role ?? "participant") === "participant");

function Whom({ workshop, room, person, choose }: { workshop: Workshop; room: string; person: string; choose: (person: string) => void }) {
  return (
    <label class="field">
      {t("For whom")}
      <select required value={person} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">…</option>
        {sitting(workshop, room).map((one) => (
          <option key={one.id} value={one.id}>
            {nameOf(workshop, one.id)}
          </option>
        ))}
      </select>
    </label>
  );
}

function NoteFor({ wall, section, close }: { wall: Wall; section: Section; close: () => void }) {
  const [person, choose] = useState("");
  const [text, type] = useState("");
  const [told, tell] = useState("");
  const send = async (event: Event) => {
    event.preventDefault();
    const why = await ask({ type: "add-note-for", room: wall.room, section: section.id, id: newId(), text, person });
    tell(why ? reasonText(why, true) : t("Entered for {name}: {text}", { name: nameOf(wall.workshop, person), text }));
    if (!why) type("");
  };
  return (
    <Dialog title={t("A note under “{name}”", { name: sectionName(wall.board, section) })} close={close}>
      <p class="quiet">{t("It is theirs, and says that a trainer entered it. While notes are private, it is, too.")}</p>
      <form onSubmit={(event) => void send(event)}>
        <Whom workshop={wall.workshop} room={wall.room} person={person} choose={choose} />
        <label class="field">
          {t("What they say")}
          <textarea required rows={3} value={text} maxLength={NOTE_LETTERS} onInput={(event) => type(event.currentTarget.value)} />
        </label>
        <p class="row">
          <button class="main">{t("Enter the note")}</button>
        </p>
        <p role="status">{told}</p>
      </form>
    </Dialog>
  );
}

/** Who has voted, who is excused; and a vote for somebody who has no device. */
function Voters({ wall, ballot, close }: { wall: Wall; ballot: Ballot; close: () => void }) {
  const [person, choose] = useState("");
  const [told, tell] = useState("");
  const people = sitting(wall.workshop, wall.room);
  const place = async (note: string) => {
    const why: Reason | null = await ask({ type: "place-dot-for", room: wall.room, ballot: ballot.id, note, person });
    tell(why ? reasonText(why) : t("A dot of {name} is entered.", { name: nameOf(wall.workshop, person) }));
  };
  const mayEnter = person && (!ballot.voted?.[person] || ballot.entered?.[person] === you.value.id);
  return (
    <Dialog title={t("Who votes")} close={close}>
      <ul class="people">
        {people.map(({ id }) => {
          const name = nameOf(wall.workshop, id);
          const [voted, excused, entered] = [ballot.voted?.[id], ballot.excused?.[id], ballot.entered?.[id]];
          return (
            <li key={id}>
              <span>
                {name} <small>{entered ? t("entered by a trainer") : voted ? t("has voted") : excused ? t("excused") : t("has not voted")}</small>
              </span>
              {!voted && (
                <button onClick={() => void ask({ type: "excuse-voter", room: wall.room, ballot: ballot.id, person: id, excused: !excused })} aria-label={excused ? t("Wait for {name} after all", { name }) : t("Excuse {name}", { name })}>
                  {excused ? t("Wait for them") : t("Excuse")}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <h3>{t("Enter a vote for somebody")}</h3>
      <p class="quiet">{t("Only for who has not voted themselves. You know then what they chose: nobody else does.")}</p>
      <Whom workshop={wall.workshop} room={wall.room} person={person} choose={(id) => (choose(id), tell(""))} />
      {mayEnter ? (
        <ul class="people">
          {notesOf(wall.board, ballot.section)
            .filter((note) => ballot.notes.includes(note.id))
            .map((note) => (
              <li key={note.id}>
                <span>{note.text}</span>
                <button onClick={() => void place(note.id)} aria-label={t("A dot of {name} on: {text}", { name: nameOf(wall.workshop, person), text: note.text })}>
                  {t("Place a dot")}
                </button>
              </li>
            ))}
        </ul>
      ) : (
        person && <p>{t("This person votes themselves.")}</p>
      )}
      <p role="status">{told}</p>
      <p class="quiet">{tn("{n} dot each", "{n} dots each", ballot.dots_each)}</p>
    </Dialog>
  );
}

/** What was taken off the board, and the way back. */
export function HiddenThings({ wall }: { wall: Wall }) {
  const aside = wall.board.aside ?? {};
  const sections = Object.values(aside.sections ?? {});
  const notes = Object.values(aside.notes ?? {}).filter((note) => !aside.sections?.[note.section] && !note.into);
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
