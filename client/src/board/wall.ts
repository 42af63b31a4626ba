/** A board as somebody has it before them: which, and what they may do on it. */

import type { ComponentChildren } from "preact";
import { newId } from "../live/live.ts";
import { act } from "../live/undo.ts";
import { itemsOf } from "../outline.ts";
import type { Board, Note, Workshop } from "../protocol.ts";
import { t } from "../words.ts";

export interface Wall {
  readonly workshop: Workshop;
  readonly room: string;
  /** The key of the activity that it belongs to. */
  readonly key: string;
  readonly board: Board;
  readonly writes: boolean;
  /** Trainers may change any note, merge them, and make challenges of them. */
  readonly trains: boolean;
  /** What trainers do with a note besides. */
  readonly more?: (note: Note) => ComponentChildren;
  /** The same by keys. */
  readonly keys?: (note: Note) => Readonly<Record<string, () => void>>;
  /** The activity whose challenges may be made of these notes. */
  readonly topics?: string;
}

/** Whether only trainers write there now: in the whole room, or under one challenge. */
export function isLocked(wall: Wall, section = ""): boolean {
  const locks = wall.workshop.rooms?.[wall.room]?.locks ?? {};
  return !wall.trains && Boolean(locks[""] || locks[section]);
}

export interface Spot {
  readonly section: string;
  readonly cluster: string;
  /** What it stands behind: "" for the start, null for the end. */
  readonly after: string | null;
}

/** Where a note stands now, so that it can be put back there. */
export function spotOf(board: Board, note: Note): Spot {
  const cluster = note.cluster ?? "";
  const inside = itemsOf(board, note.section).flatMap((item) => {
    if (!cluster) return ["note" in item ? item.note.id : item.cluster.id];
    return "cluster" in item && item.cluster.id === cluster ? item.notes.map((one) => one.id) : [];
  });
  return { section: note.section, cluster, after: inside[inside.indexOf(note.id) - 1] ?? "" };
}

export function moveNote(wall: Wall, note: Note, to: Spot): void {
  const move = { type: "move-note", room: wall.room, note: note.id } as const;
  void act({ ...move, ...to }, t("Note moved"), { ...move, ...spotOf(wall.board, note) });
}

/** Two notes that say the same: into the cluster of the one that stands there, or a new one of both. */
export function putTogether(wall: Wall, note: Note, other: Note): void {
  if (other.cluster) return moveNote(wall, note, { section: other.section, cluster: other.cluster, after: other.id });
  if (note.section !== other.section) moveNote(wall, note, { section: other.section, cluster: "", after: other.id });
  const id = newId();
  const notes = [other.id, note.id];
  void act({ type: "cluster-notes", room: wall.room, section: other.section, id, notes }, t("Notes put together"), { type: "dissolve-cluster", room: wall.room, cluster: id });
}
