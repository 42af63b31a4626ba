/** Commands about somebody or something whose name one has begun to type: people, challenges and notes of rooms that are open. */

import { overview } from "../live/live.ts";
import { ballotState, lastBallot, notesOf, sectionsOf } from "../outline.ts";
import type { Person, Workshop } from "../protocol.ts";
import { groupName, nameOf, sectionName } from "../said.ts";
import { t } from "../words.ts";
import { entering } from "./on_behalf.tsx";
import { fits, type Order, type Way } from "./orders.ts";

const LETTERS = 2;
const MOST = 8;

/** `open`: a room, so that its board is there. */
export function ordersByName(workshop: Workshop, find: string, open: (room: string) => void): (Order | Way)[] {
  if (find.trim().length < LETTERS) return [];
  const words = find.trim().split(/\s+/).filter((word) => word.length >= LETTERS);
  const isMeant = (name: string) => words.some((word) => fits(name, word));
  const people = Object.values(workshop.people ?? {}).filter((person) => (person.role ?? "participant") === "participant" && isMeant(nameOf(workshop, person.id)));
  return [...people.slice(0, MOST).flatMap((person) => ofPerson(workshop, person, open)), ...ofBoards(workshop, isMeant)];
}

function ofPerson(workshop: Workshop, person: Person, open: (room: string) => void): (Order | Way)[] {
  const name = nameOf(workshop, person.id);
  if (person.removed) return person.erased ? [] : [{ name: t("Let {name} in again", { name }), request: { type: "restore-person", person: person.id } }];
  const room = person.room ?? "";
  const others = Object.values(workshop.rooms ?? {}).filter((one) => one.id !== room);
  const ballots = (overview.value.find((glance) => glance.room === room)?.ballots ?? []).filter((ballot) => ballot.state === "open");
  const enter = (what: "note" | "vote") => () => {
    open(room);
    entering.value = { what, room, person: person.id };
  };
  return [
    ...others.map((one): Order => ({ name: t("Move {name} to {group}", { name, group: groupName(one) }), request: { type: "move-person", person: person.id, room: one.id } })),
    ...(ballots.length ? [{ name: t("Excuse {name} from voting", { name }), request: { type: "excuse-voter", room, person: person.id } } as const] : []),
    ...(workshop.rooms?.[room] ? [{ name: t("Enter a note for {name} …", { name }), go: enter("note") }] : []),
    ...(ballots.length ? [{ name: t("Enter a vote for {name} …", { name }), go: enter("vote") }] : []),
    { name: t("Remove {name}", { name }), request: { type: "remove-person", person: person.id } },
  ];
}

/** Of the rooms whose boards are open: trainers have no others here. */
function ofBoards(workshop: Workshop, isMeant: (name: string) => boolean): Order[] {
  return Object.values(workshop.rooms ?? {}).flatMap((room) =>
    Object.entries(room.boards ?? {}).flatMap(([board, drawn]) =>
      sectionsOf(drawn).flatMap((section): Order[] => {
        const at = { room: room.id, section: section.id };
        const name = sectionName(drawn, section);
        const locked = Boolean(room.locks?.[section.id]);
        const ballot = lastBallot(drawn, section.id);
        const challenge: Order[] = [
          { name: locked ? t("Unlock the challenge: {name}", { name }) : t("Lock the challenge: {name}", { name }), request: { type: "lock", rooms: [room.id], section: section.id, locked: !locked } },
          { name: t("Hide the challenge: {name}", { name }), request: { type: "hide-section", ...at } },
          { name: t("Show the challenge to all: {name}", { name }), request: { type: "show-to-all", board, ...at } },
          ...(ballot && ballotState(ballot) === "open" ? [{ name: t("Close the vote: {name}", { name }), request: { type: "close-ballot", room: room.id, ballot: ballot.id } } as const] : []),
        ];
        const notes = notesOf(drawn, section.id).filter((note) => !note.private && isMeant(note.text));
        return [
          ...(isMeant(name) ? challenge : []),
          ...notes.slice(0, MOST).flatMap((note): Order[] => [
            { name: t("Hide the note: {text}", { text: note.text }), request: { type: "hide-note", room: room.id, note: note.id } },
            { name: t("Show the note to all: {text}", { text: note.text }), request: { type: "show-to-all", room: room.id, board, note: note.id } },
          ]),
        ];
      }),
    ),
  );
}
