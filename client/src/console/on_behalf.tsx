/** What a trainer enters for somebody who has no device: a note, a vote; and who is not waited for in a vote. */

import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { Dialog } from "../dialog.tsx";
import { NOTE_LETTERS } from "../limits.ts";
import { ask, newId, you } from "../live/live.ts";
import { ballotState, lastBallot, notesOf, sectionsOf } from "../outline.ts";
import type { Ballot, Board, Reason, Room, Section, Workshop } from "../protocol.ts";
import { groupName, nameOf, reasonText, sectionName } from "../said.ts";
import { t, tn } from "../words.ts";

interface Entered {
  readonly what: "note" | "vote";
  readonly room: string;
  /** Under which challenge; the first that it can be, if none is named. */
  readonly section?: string;
  readonly person?: string;
}

/** What is being entered, if anything is. */
export const entering = signal<Entered | null>(null);

/** The dialog that is open. Its room is, too: so its board is here, or on its way. */
export function Entering({ workshop }: { workshop: Workshop }) {
  const now = entering.value;
  const room = workshop.rooms?.[now?.room ?? ""];
  if (!now || !room) return null;
  return <EnteringIn key={`${now.what} ${now.person} ${now.section}`} workshop={workshop} room={room} now={now} close={() => (entering.value = null)} />;
}

function EnteringIn({ workshop, room, now, close }: { workshop: Workshop; room: Room; now: Entered; close: () => void }) {
  const [chosen, under] = useState(now.section ?? "");
  const [person, choose] = useState(now.person ?? "");
  const board = boardWith(room, chosen);
  const open = (section: Section) => isOpen(board && lastBallot(board, section.id));
  const sections = board ? sectionsOf(board).filter((section) => open(section) === (now.what === "vote")) : [];
  const section = sections.find((one) => one.id === chosen) ?? sections[0];
  const ballot = board && section && lastBallot(board, section.id);
  const title = now.what === "note" ? t("Enter a note for somebody") : t("Who votes");
  return (
    <Dialog title={title} close={close}>
      {!board || !section ? (
        <p>{!board ? t("One moment …") : now.what === "note" ? t("There is no challenge that a note can stand under now.") : t("No vote is open there.")}</p>
      ) : (
        <>
          <label class="field">
            {t("Under the challenge")}
            <select value={section.id} onChange={(event) => under(event.currentTarget.value)}>
              {sections.map((one) => (
                <option key={one.id} value={one.id}>
                  {sectionName(board, one)}
                </option>
              ))}
            </select>
          </label>
          {now.what === "note" && <NoteFor workshop={workshop} room={room} section={section} person={person} choose={choose} />}
          {now.what === "vote" && ballot && <Voters workshop={workshop} room={room} board={board} ballot={ballot} person={person} choose={choose} />}
        </>
      )}
    </Dialog>
  );
}

const isOpen = (ballot: Ballot | undefined): boolean => ["open", "closing"].includes(ballotState(ballot) ?? "");

/** The one with that challenge; else the one under way. */
function boardWith(room: Room, section: string): Board | undefined {
  const boards = Object.values(room.boards ?? {});
  return boards.find((board) => board.sections?.[section]) ?? room.boards?.[room.run?.activity ?? ""] ?? boards[0];
}

/** Who sits there. */
const sitting = (workshop: Workshop, room: Room) =>
  Object.values(workshop.people ?? {}).filter((person) => person.room === room.id && !person.removed && (person.role ?? "participant") === "participant");

interface ForSomebody {
  readonly workshop: Workshop;
  readonly room: Room;
  readonly person: string;
  readonly choose: (person: string) => void;
}

function Whom({ workshop, room, person, choose }: ForSomebody) {
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

function NoteFor({ section, ...whom }: ForSomebody & { section: Section }) {
  const { workshop, room, person } = whom;
  const [text, type] = useState("");
  const [told, tell] = useState("");
  const send = async (event: Event) => {
    event.preventDefault();
    const why = await ask({ type: "add-note-for", room: room.id, section: section.id, id: newId(), text, person });
    tell(why ? reasonText(why, true) : t("Entered for {name}: {text}", { name: nameOf(workshop, person), text }));
    if (!why) type("");
  };
  return (
    <>
      <p class="quiet">{t("It is theirs, and says that a trainer entered it. While notes are private, it is, too.")}</p>
      <form onSubmit={(event) => void send(event)}>
        <Whom {...whom} />
        <label class="field">
          {t("What they say")}
          <textarea required rows={3} value={text} maxLength={NOTE_LETTERS} onInput={(event) => type(event.currentTarget.value)} />
        </label>
        <p class="row">
          <button class="main">{t("Enter the note")}</button>
        </p>
        <p role="status">{told}</p>
      </form>
    </>
  );
}

/** Who has voted, who is excused; and a vote for somebody who has no device. */
function Voters({ board, ballot, ...whom }: ForSomebody & { board: Board; ballot: Ballot }) {
  const { workshop, room, person, choose } = whom;
  const [told, tell] = useState("");
  const at = { room: room.id, ballot: ballot.id };
  const place = async (note: string) => {
    const why: Reason | null = await ask({ type: "place-dot-for", ...at, note, person });
    tell(why ? reasonText(why) : t("A dot of {name} is entered.", { name: nameOf(workshop, person) }));
  };
  const mayEnter = person && (!ballot.voted?.[person] || ballot.entered?.[person] === you.value.id);
  return (
    <>
      <ul class="people" aria-label={groupName(room)}>
        {sitting(workshop, room).map(({ id }) => {
          const name = nameOf(workshop, id);
          const [voted, excused, entered] = [ballot.voted?.[id], ballot.excused?.[id], ballot.entered?.[id]];
          return (
            <li key={id}>
              <span>
                {name} <small>{entered ? t("entered by a trainer") : voted ? t("has voted") : excused ? t("excused") : t("has not voted")}</small>
              </span>
              {!voted && (
                <button onClick={() => void ask({ type: "excuse-voter", ...at, person: id, excused: !excused })} aria-label={excused ? t("Wait for them: {name}", { name }) : t("Excuse {name}", { name })}>
                  {excused ? t("Wait for them") : t("Excuse")}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <h3>{t("Enter a vote for somebody")}</h3>
      <p class="quiet">{t("Only for who has not voted themselves. You know then what they chose: nobody else does.")}</p>
      <Whom {...whom} choose={(id) => (choose(id), tell(""))} />
      {mayEnter ? (
        <ul class="people">
          {notesOf(board, ballot.section)
            .filter((note) => ballot.notes.includes(note.id))
            .map((note) => (
              <li key={note.id}>
                <span>{note.text}</span>
                <button onClick={() => void place(note.id)} aria-label={t("Place a dot for {name} on: {text}", { name: nameOf(workshop, person), text: note.text })}>
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
    </>
  );
}
