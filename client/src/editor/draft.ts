/** The draft: what is edited, with undo and redo, kept in this browser until it is a file or a workshop. */

import { computed, signal } from "@preact/signals";
import { at, insert, languagesOf, put, shift, type Part, type Path } from "./document.ts";
import { same } from "./compare.ts";

const { workshop = "" } = document.body.dataset;
const KEPT = `moot-draft/${workshop}`;
const MOST_STEPS = 200;
/** Milliseconds: typing in one field is one step. */
const TOGETHER = 1500;

interface Kept {
  readonly document: Part;
  /** The programme of the workshop that it was made from, and its revision. */
  readonly base: Part | null;
  readonly of: string;
  /** It was saved as a file, or taken on, as it is. */
  readonly saved: boolean;
}

export const running = workshop;
export const draft = signal<Part | null>(null);
export const base = signal<Part | null>(null);
export const revision = signal("");
export const saved = signal(true);
/** Which part is open: the programme as a whole, a day, a session, an activity or a stage. */
export const opened = signal<Path>([]);
/** What to say to who does not see: what has just happened. */
export const news = signal("");

const past = signal<readonly Part[]>([]);
const future = signal<readonly Part[]>([]);
let lastPlace = "";
let lastTime = 0;

export const canUndo = computed(() => past.value.length > 0);
export const canRedo = computed(() => future.value.length > 0);
export const languages = computed(() => (draft.value ? languagesOf(draft.value) : ["en"]));
export const isChanged = computed(() => !same(draft.value, base.value));

export const valueAt = (path: Path): unknown => (draft.value ? at(draft.value, path) : undefined);

/** Another draft in its place; what was there comes back with undo. */
export function begin(fresh: Part, of = "", from: Part | null = null): void {
  base.value = from;
  revision.value = of;
  opened.value = [];
  change(fresh, "");
  saved.value = true;
}

export function change(next: Part, place: string): void {
  const now = draft.value;
  if (next === now) return;
  const goesOn = place !== "" && place === lastPlace && Date.now() - lastTime < TOGETHER;
  if (now && !goesOn) past.value = [...past.value, now].slice(-MOST_STEPS);
  future.value = [];
  lastPlace = place;
  lastTime = Date.now();
  show(next);
}

export const set = (path: Path, value: unknown): void => {
  if (draft.value) change(put(draft.value, path, value), path.join("/"));
};
export const add = (path: Path, value: unknown, place?: number): void => {
  if (draft.value) change(insert(draft.value, path, value, place), "");
};
export const drop = (path: Path): void => {
  if (draft.value) change(put(draft.value, path, undefined), "");
};
export const reorder = (path: Path, from: number, to: number): void => {
  if (draft.value) change(shift(draft.value, path, from, to), "");
};

export function undo(): void {
  const before = past.value.at(-1);
  if (!before || !draft.value) return;
  future.value = [...future.value, draft.value];
  past.value = past.value.slice(0, -1);
  lastPlace = "";
  show(before);
}

export function redo(): void {
  const after = future.value.at(-1);
  if (!after || !draft.value) return;
  past.value = [...past.value, draft.value];
  future.value = future.value.slice(0, -1);
  lastPlace = "";
  show(after);
}

function show(next: Part): void {
  draft.value = next;
  saved.value = false;
  while (opened.value.length && at(next, opened.value) === undefined) opened.value = opened.value.slice(0, -2);
  keep();
}

/** Nothing is lost when the page is loaded again. */
export function keep(): void {
  if (!draft.value) return;
  if (running && !isChanged.value) return localStorage.removeItem(KEPT); // the workshop has it
  const kept: Kept = { document: draft.value, base: base.value, of: revision.value, saved: saved.value };
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // the storage is full, or there is none: then it is in this page only
  }
}

/** What an earlier page left here; whether there was something. */
export function recall(): boolean {
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as Kept | null;
  if (!kept) return false;
  base.value = kept.base;
  revision.value = kept.of;
  draft.value = kept.document;
  saved.value = kept.saved;
  return true;
}
