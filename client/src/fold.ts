/** What is heard, folded over a view: the same as `evolve` in the server's rooms, law for law. */

import { ChangeSet } from "@codemirror/state";
import { foldCanvas } from "./canvas/fold.ts";
import { foldCheckIn, foldForm, foldQuestion } from "./questions/fold.ts";
import { RECORD } from "./limits.ts";
import { listed } from "./past/listed.ts";
import { applied } from "./text.ts";
import { foldTimetable } from "./timetable.ts";
import type { Heard } from "./heard.ts";
import type { Ballot, Board, Note, Person, Room, Workshop } from "./protocol.ts";

type Parts = "clusters" | "notes" | "ballots" | "decisions" | "sections" | "texts";

/** The view after a change. Values are never changed in place, so what did not change is the same object. */
export function fold(view: Workshop, change: Heard): Workshop {
  switch (change.type) {
    case "person-joined":
    case "person-seated":
      return sit({ ...view, people: { ...view.people, [change.person.id]: change.person } }, change.person);
    case "person-claimed": {
      const claimed = withPerson(view, change.person, { here_before: true, room: change.room });
      const person = claimed.people?.[change.person];
      return person ? sit(claimed, person) : claimed;
    }
    case "person-removed":
      return withPerson(view, change.person, { removed: true });
    case "person-restored":
      return withPerson(view, change.person, { removed: false });
    case "erasure-asked":
      return withPerson(view, change.person, { asks_erasure: change.at });
    case "people-kept":
      return { ...view, keep_days: change.days };
    case "badges-withdrawn":
      return withPerson(view, change.person, { badge: (view.people?.[change.person]?.badge ?? 0) + 1 });
    case "hand-raised":
      return withHand(view, change);
    case "person-finished":
      return withSet(view, change.room, "finished", change.person, change.finished);
    case "message-sent": {
      const messages = view.rooms?.[change.room]?.messages ?? [];
      return withRoom(view, change.room, { messages: [...messages, change.message].slice(-5) });
    }
    case "command-done":
      return { ...view, record: [...(view.record ?? []), change.command].slice(-RECORD) };
    case "call-changed":
      return { ...view, call: change.call };
    case "spotlight-shown":
      return { ...view, spotlight: change.spotlight };
    case "device-set": {
      const { [change.id]: _was, ...others } = view.devices ?? {};
      return { ...view, devices: change.device ? { ...others, [change.id]: change.device } : others };
    }
    case "lock-set": {
      const locks = put(view.rooms?.[change.room]?.locks ?? {}, change.section, change.locked);
      return withRoom(view, change.room, { locks });
    }
    case "sequence-set":
      return withRoom(view, change.room, { by_itself: change.on });
    case "shown-changed":
      return { ...view, shown: change.shown };
    case "snapshot-taken":
      return { ...view, snapshots: listed({ ...view.snapshots, [change.snapshot.id]: change.snapshot }) };
    case "link-renewed":
      return { ...view, links: { ...view.links, [change.link]: (view.links?.[change.link] ?? 0) + 1 } };
    case "meeting-set": {
      const { [change.room]: _was, ...others } = view.meetings ?? {};
      return { ...view, meetings: change.url ? { ...others, [change.room]: change.url } : others };
    }
    case "results-shared":
      return { ...view, shared: change.parts };
    case "stage-started":
      return withRoom(view, change.room, { run: change.run, last: change.last ?? null, left: change.left, finished: {}, hands: {}, hands_since: {} });
    case "stage-paused":
      return withRun(view, change.room, { state: "paused", left: change.left });
    case "stage-resumed":
      return withRun(view, change.room, { state: "running", ends: change.ends, left: 0 });
    case "stage-ended":
      return withRun(view, change.room, { state: "over", ends: change.at, left: 0 });
    case "note-added":
      return withPart(view, change, "notes", change.note.id, change.note);
    case "notes-shown": {
      const shown = Object.fromEntries((change.notes ?? []).map((note) => [note.id, note]));
      const withNotes = change.notes?.length ? withBoard(view, change, { notes: { ...boardOf(view, change)?.notes, ...shown } }) : view;
      return withRun(withNotes, change.room, { revealed: true });
    }
    case "note-owned":
      return withNote(view, change, { by: change.by, entered_by: change.entered_by ?? "" });
    case "note-gone":
      return withoutPart(view, change, "notes", change.note);
    case "note-edited":
      return withNote(view, change, { text: change.text, colour: change.colour });
    case "note-moved":
      return withNote(view, change, { section: change.section, cluster: change.cluster, order: change.order });
    case "note-merged":
      return withNote(view, change, { into: change.into });
    case "cluster-made":
      return withPart(view, change, "clusters", change.cluster.id, change.cluster);
    case "cluster-named":
    case "cluster-moved": {
      const known = boardOf(view, change)?.clusters?.[change.cluster];
      const fields = change.type === "cluster-named" ? { title: change.title } : { order: change.order };
      return known ? withPart(view, change, "clusters", known.id, { ...known, ...fields }) : view;
    }
    case "cluster-dissolved":
      return withoutPart(view, change, "clusters", change.cluster);
    case "section-added": {
      const place = `${change.section.id}/challenge`;
      const added = withPart(view, change, "sections", change.section.id, change.section);
      return withPart(added, change, "texts", place, { value: change.challenge });
    }
    case "section-removed": {
      const texts = Object.keys(boardOf(view, change)?.texts ?? {}).filter((p) => p.startsWith(`${change.section}/`));
      const gone = withoutPart(view, change, "sections", change.section);
      return texts.reduce((now, place) => withoutPart(now, change, "texts", place), gone);
    }
    case "text-edited": {
      const text = boardOf(view, change)?.texts?.[change.place] ?? {};
      const value = applied(text.value ?? "", ChangeSet.fromJSON(change.edit));
      return withPart(view, change, "texts", change.place, { value, revision: (text.revision ?? 0) + 1 });
    }
    case "colour-named": {
      const { [change.colour]: _was, ...others } = boardOf(view, change)?.legend ?? {};
      return withBoard(view, change, { legend: change.meaning ? { ...others, [change.colour]: change.meaning } : others });
    }
    case "ballot-opened": {
      const known = boardOf(view, change)?.ballots?.[change.ballot];
      const { type: _type, room: _room, board: _board, ballot: id, ...opened } = change;
      const ballot: Ballot = { id, ...opened, dots: kept(known?.dots ?? {}, change), voted: known?.voted ?? {}, excused: known?.excused ?? {}, entered: known?.entered ?? {} };
      return withPart(view, change, "ballots", id, ballot);
    }
    case "dot-placed":
      return withDots(view, change, change.dots ?? 1);
    case "dot-taken":
      return withDots(view, change, -1);
    case "voter-counted": {
      const ballot = boardOf(view, change)?.ballots?.[change.ballot];
      const { [change.person]: _was, ...others } = ballot?.entered ?? {};
      const entered = change.voted && change.entered ? { ...others, [change.person]: change.entered } : others;
      return withBallot(view, change, { voted: put(ballot?.voted ?? {}, change.person, change.voted), entered });
    }
    case "voter-excused": {
      const excused = boardOf(view, change)?.ballots?.[change.ballot]?.excused ?? {};
      return withBallot(view, change, { excused: put(excused, change.person, change.excused) });
    }
    case "ballot-closing":
      return withBallot(view, change, { state: "closing", closes: change.closes });
    case "ballot-closed":
      return withBallot(view, change, { state: "closed", closes: 0, result: change.result });
    case "ballot-suspended": {
      const round = boardOf(view, change)?.ballots?.[change.ballot]?.round ?? 1;
      if (round > 1) return withoutPart(view, change, "ballots", change.ballot);
      return withBallot(view, change, { state: "waiting", closes: 0, result: [] });
    }
    case "decision-made":
      return withPart(view, change, "decisions", change.decision.section, change.decision);
    case "decision-withdrawn":
      return withoutPart(view, change, "decisions", change.section);
    case "canvas-shown":
    case "row-put":
    case "row-gone":
    case "cell-edited":
    case "cell-set":
    case "statement-composed":
    case "feedback-given":
    case "feedback-gone":
    case "presenting-set":
    case "reviews-assigned":
    case "winners-gathered":
      return foldCanvas(view, change);
    case "question-put":
    case "question-gone":
    case "question-upvoted":
    case "question-counted":
      return foldQuestion(view, change);
    case "field-answered":
    case "field-tallied":
    case "text-tallied":
      return foldForm(view, change);
    case "check-in-put":
      return foldCheckIn(view, change);
    case "sessions-timed":
    case "length-set":
      return foldTimetable(view, change);
  }
}

interface Place {
  readonly room: string;
  readonly board: string;
}

const boardOf = (view: Workshop, at: Place): Board | undefined => view.rooms?.[at.room]?.boards?.[at.board];

function put(people: Record<string, boolean>, person: string, on: boolean): Record<string, boolean> {
  const { [person]: _was, ...others } = people;
  return on ? { ...people, [person]: true } : others;
}

function sit(view: Workshop, person: Person): Workshop {
  return withSet(view, person.room ?? "", "members", person.id, true);
}

function withPerson(view: Workshop, person: string, fields: Partial<Person>): Workshop {
  const known = view.people?.[person];
  return known ? { ...view, people: { ...view.people, [person]: { ...known, ...fields } } } : view;
}

function withRoom(view: Workshop, room: string, fields: Partial<Room>): Workshop {
  const known = view.rooms?.[room];
  return known ? { ...view, rooms: { ...view.rooms, [room]: { ...known, ...fields } } } : view;
}

function withSet(view: Workshop, room: string, field: "hands" | "finished" | "members", person: string, on: boolean): Workshop {
  return withRoom(view, room, { [field]: put(view.rooms?.[room]?.[field] ?? {}, person, on) });
}

function withHand(view: Workshop, { room, person, up, at = 0 }: Extract<Heard, { type: "hand-raised" }>): Workshop {
  const { [person]: _was, ...others } = view.rooms?.[room]?.hands_since ?? {};
  return withRoom(withSet(view, room, "hands", person, up), room, { hands_since: at ? { ...others, [person]: at } : others });
}

function withRun(view: Workshop, room: string, fields: Partial<NonNullable<Room["run"]>>): Workshop {
  const run = view.rooms?.[room]?.run;
  return run ? withRoom(view, room, { run: { ...run, ...fields } }) : view;
}

function withBoard(view: Workshop, at: Place, fields: Partial<Board>): Workshop {
  const board = boardOf(view, at);
  const boards = view.rooms?.[at.room]?.boards;
  return board ? withRoom(view, at.room, { boards: { ...boards, [at.board]: { ...board, ...fields } } }) : view;
}

function withPart<K extends Parts>(view: Workshop, at: Place, part: K, key: string, value: NonNullable<Board[K]>[string]): Workshop {
  return withBoard(view, at, { [part]: { ...boardOf(view, at)?.[part], [key]: value } });
}

function withoutPart(view: Workshop, at: Place, part: Parts, key: string): Workshop {
  const { [key]: _gone, ...others } = (boardOf(view, at)?.[part] ?? {}) as Record<string, never>;
  return withBoard(view, at, { [part]: others });
}

function withNote(view: Workshop, at: Place & { readonly note: string }, fields: Partial<Note>): Workshop {
  const note = boardOf(view, at)?.notes?.[at.note];
  return note ? withPart(view, at, "notes", at.note, { ...note, ...fields }) : view;
}

function withBallot(view: Workshop, at: Place & { readonly ballot: string }, fields: Partial<Ballot>): Workshop {
  const ballot = boardOf(view, at)?.ballots?.[at.ballot];
  return ballot ? withPart(view, at, "ballots", at.ballot, { ...ballot, ...fields }) : view;
}

interface Dot extends Place {
  readonly ballot: string;
  readonly note: string;
  readonly by: string;
}

function withDots(view: Workshop, dot: Dot, by: number): Workshop {
  const dots = boardOf(view, dot)?.ballots?.[dot.ballot]?.dots ?? {};
  const { [dot.note]: before = 0, ...mine } = dots[dot.by] ?? {};
  const now = before + by > 0 ? { ...mine, [dot.note]: before + by } : mine;
  const { [dot.by]: _mine, ...others } = dots;
  return withBallot(view, dot, { dots: Object.keys(now).length ? { ...others, [dot.by]: now } : others });
}

/** Of each person, the dots they placed first, as far as the limits of the ballot go. */
function kept(dots: NonNullable<Ballot["dots"]>, opened: Pick<Ballot, "notes" | "dots_each" | "most">): NonNullable<Ballot["dots"]> {
  const all = Object.entries(dots).map(([person, placed]) => {
    let left = opened.dots_each;
    const mine: Record<string, number> = {};
    for (const [note, number] of Object.entries(placed)) {
      const still = opened.notes.includes(note) ? Math.min(number, opened.most, left) : 0;
      if (still > 0) mine[note] = still;
      left -= still;
    }
    return [person, mine] as const;
  });
  return Object.fromEntries(all.filter(([, mine]) => Object.keys(mine).length > 0));
}
