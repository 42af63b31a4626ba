/** What one's own request will do, shown before the server answers; the answer, or its refusal, takes the guess's place. */

import { generateKeyBetween } from "fractional-indexing";
import { guessOnCanvas } from "../canvas/guess.ts";
import type { Heard } from "../heard.ts";
import { itemsOf, notesOf, stageOf } from "../outline.ts";
import type { Board, Note, Workshop } from "../protocol.ts";
import type { Request } from "./kept.ts";

/** What is done in one room, on its board. */
type InRoom = Extract<Request, { room: string }>;

/** Nothing, where only the server can say what will be. */
export function guess(view: Workshop, request: Request, you: string): Heard[] {
  if ("canvas" in request) return guessOnCanvas(view, request, you);
  if (!isInRoom(request)) return guessOfSelf(view, request, you);
  const found = boardWith(view, request);
  if (!found) return [];
  const at = { room: request.room, board: found[0] };
  const board = found[1];
  switch (request.type) {
    case "add-note": {
      const { id, section, text, cluster = "", colour = 0, after } = request;
      const order = keyAfter(board, section, cluster, after);
      return [{ type: "note-added", ...at, note: { id, section, text, cluster, colour, order, by: you, private: isPrivate(view, request.room) } }];
    }
    case "edit-note": {
      const note = board.notes?.[request.note];
      return note ? [{ type: "note-edited", ...at, note: note.id, text: request.text, colour: request.colour ?? note.colour ?? 0 }] : [];
    }
    case "delete-note": {
      const note = board.notes?.[request.note];
      return note ? [{ type: "note-added", ...at, note: { ...note, deleted_by: you } }] : [];
    }
    case "restore-note": {
      const note = board.notes?.[request.note];
      return note ? [{ type: "note-added", ...at, note: { ...note, deleted_by: "" } }] : [];
    }
    case "move-note": {
      const { note, section, cluster = "", after } = request;
      return [{ type: "note-moved", ...at, note, section, cluster, order: keyAfter(board, section, cluster, after, note) }];
    }
    case "cluster-notes": {
      const first = board.notes?.[request.notes[0] ?? ""];
      if (!first) return [];
      const order = board.clusters?.[first.cluster ?? ""]?.order ?? first.order;
      const { id, section, title = "" } = request;
      const moves = request.notes.map((note, n): Heard => ({ type: "note-moved", ...at, note, section, cluster: id, order: `a${n}` }));
      return [{ type: "cluster-made", ...at, cluster: { id, section, order, title } }, ...moves];
    }
    case "name-cluster":
      return [{ type: "cluster-named", ...at, cluster: request.cluster, title: request.title }];
    case "place-dot":
      return [{ type: "dot-placed", ...at, ballot: request.ballot, note: request.note, by: you }];
    case "take-dot":
      return [{ type: "dot-taken", ...at, ballot: request.ballot, note: request.note, by: you }];
    default:
      return [];
  }
}

const isInRoom = (request: Request): request is InRoom => "room" in request;

function guessOfSelf(view: Workshop, request: Request, you: string): Heard[] {
  const room = view.people?.[you]?.room ?? "";
  if (request.type === "say-finished") return [{ type: "person-finished", room, person: you, finished: request.finished ?? true }];
  if (request.type === "upvote-question") return [{ type: "question-upvoted", question: request.question, by: you, up: request.up ?? true }];
  if (request.type === "ask-question") {
    const { id, text, anonymous = false } = request;
    return [{ type: "question-put", question: { id, text, anonymous, by: you, at: Date.now() } }];
  }
  if (request.type === "answer-field") return [{ type: "field-answered", activity: request.activity, field: request.field, by: you, answer: request.answer }];
  if (request.type === "report-step" || request.type === "report-value" || request.type === "report-note") return guessOfCheckIn(view, request, you);
  if (request.type === "raise-hand") return [{ type: "hand-raised", room, person: you, up: request.up ?? true }];
  return [];
}

function guessOfCheckIn(view: Workshop, request: Extract<Request, { days: number }>, you: string): Heard[] {
  const known = view.check_ins?.[you]?.[request.days] ?? {};
  const now =
    request.type === "report-step"
      ? { states: { ...known.states, [request.row]: request.state } }
      : request.type === "report-value"
        ? { values: { ...known.values, [request.indicator]: request.reading } }
        : { note: request.text };
  return [{ type: "check-in-put", person: you, days: request.days, check_in: { ...known, ...now } }];
}

/** Whether a change is the effect of a request for a dot: a guess beside it would count the dot twice. */
export const isEffect = (change: Heard, request: Request): boolean =>
  (change.type === "question-upvoted" && request.type === "upvote-question" && change.question === request.question) ||
  (change.type === "dot-placed" && request.type === "place-dot" && change.ballot === request.ballot && change.note === request.note) ||
  (change.type === "dot-taken" && request.type === "take-dot" && change.ballot === request.ballot && change.note === request.note);

function boardWith(view: Workshop, request: InRoom): [string, Board] | undefined {
  return Object.entries(view.rooms?.[request.room]?.boards ?? {}).find(
    ([, board]) =>
      ("section" in request && board.sections?.[request.section]) ||
      ("ballot" in request && board.ballots?.[request.ballot]) ||
      ("cluster" in request && request.cluster && board.clusters?.[request.cluster]) ||
      ("note" in request && request.note && board.notes?.[request.note]),
  );
}

function isPrivate(view: Workshop, room: string): boolean {
  const run = view.rooms?.[room]?.run;
  return Boolean(run && !run.revealed && stageOf(view, run.activity, run.stage)?.private);
}

/** As the server does it: behind `after` among what one sees there; "" at the start, nothing at the end. */
function keyAfter(board: Board, section: string, cluster: string, after: string | null | undefined, moved = ""): string {
  const inside = cluster ? notesOf(board, section).filter((note) => note.cluster === cluster) : itemsOf(board, section).map(orderedOf);
  const others = inside.filter((one) => one.id !== moved);
  const at = after === undefined || after === null ? others.length - 1 : others.findIndex((one) => one.id === after);
  const lower = others[at]?.order ?? null;
  const upper = others.slice(at + 1).find((one) => one.order !== lower)?.order ?? null;
  return generateKeyBetween(lower, upper);
}

const orderedOf = (item: ReturnType<typeof itemsOf>[number]): Pick<Note, "id" | "order"> => ("note" in item ? item.note : item.cluster);
