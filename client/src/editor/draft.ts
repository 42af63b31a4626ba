/** The draft: what is edited, with undo and redo, kept in this browser until it is a file or a workshop. */

import { computed, signal } from "@preact/signals";
import { at, insert, languagesOf, put, shift, type Part, type Path } from "./document.ts";
import { same } from "./compare.ts";
import { inAddress, ofWorkshop, placeOf, wanted, type Kept } from "./drafts.ts";
import { keepSteps, keptSteps, type Steps } from "./steps.ts";

const { workshop = "" } = document.body.dataset;
const MOST_STEPS = 200;
/** Milliseconds: typing in one field is one step. */
const TOGETHER = 1500;

export const running = workshop;
export const draft = signal<Part | null>(null);
export const base = signal<Part | null>(null);
export const revision = signal("");
export const saved = signal(true);
/** Which part is open: the programme as a whole, a day, a session, an activity or a stage. */
export const opened = signal<Path>([]);
/** What to say to who does not see: what has just happened. */
export const news = signal("");
/** The browser has no room for it: it is in this page only. */
export const unkept = signal(false);
/** Which of the drafts of this browser it is; of a workshop there is one. */
export const current = signal("");
/** Another tab of this browser, which has the same draft, changed it last. */
export const elsewhere = signal(false);

const past = signal<readonly Part[]>([]);
const future = signal<readonly Part[]>([]);
let place = running ? ofWorkshop(workshop) : "";
let edited = 0;
let lastPlace = "";
let lastTime = 0;
/** What was kept when this page looked last: it is another when another tab has written since. */
let known: string | null = null;

export const canUndo = computed(() => past.value.length > 0);
export const canRedo = computed(() => future.value.length > 0);
export const languages = computed(() => (draft.value ? languagesOf(draft.value) : ["en"]));
export const isChanged = computed(() => !same(draft.value, base.value));

export const valueAt = (path: Path): unknown => (draft.value ? at(draft.value, path) : undefined);

/** A draft of its own; that of another programme stays as it is. In a workshop: in its place, undo brings back what was there. */
export function begin(fresh: Part, of = "", from: Part | null = null): void {
  if (!running) {
    keep();
    goTo(Date.now().toString(36));
    inAddress(current.value);
    draft.value = null;
    past.value = future.value = [];
  }
  base.value = from;
  revision.value = of;
  opened.value = [];
  change(fresh, "");
  saved.value = true;
  keep();
}

function goTo(id: string): void {
  current.value = id;
  place = placeOf(id);
  known = localStorage.getItem(place);
}

export function change(next: Part, place: string): void {
  const now = draft.value;
  if (next === now) return;
  const goesOn = place !== "" && place === lastPlace && Date.now() - lastTime < TOGETHER;
  if (now && !goesOn) stepOn(now);
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

const stepOn = (from: Part): void => void (past.value = [...past.value, from].slice(-MOST_STEPS));

function show(next: Part): void {
  const theirs = unseen();
  if (theirs && !same(theirs.document, draft.value)) stepOn(theirs.document); // both wrote at once: undo leads to it
  draft.value = next;
  edited = Date.now();
  saved.value = false;
  elsewhere.value = false;
  close();
  keep();
}

/** Parts that are not there any more cannot be open. */
function close(): void {
  while (opened.value.length && valueAt(opened.value) === undefined) opened.value = opened.value.slice(0, -2);
}

/** Nothing is lost when the page is loaded again, nor what one would undo. */
export function keep(): void {
  if (!draft.value) return;
  keepSteps(place, { past: past.value, now: draft.value, future: future.value });
  const kept: Kept = { document: draft.value, base: base.value, of: revision.value, saved: saved.value, at: edited, untouched: saved.value && past.value.length === 0 };
  const isOfWorkshop = running !== "" && !isChanged.value; // the workshop has it
  try {
    if (isOfWorkshop) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(kept));
    known = localStorage.getItem(place);
    unkept.value = false;
  } catch {
    unkept.value = true; // the storage is full, or there is none
  }
}

/** What another tab kept, and this page has not seen. */
function unseen(): Kept | null {
  const there = localStorage.getItem(place);
  return there === known ? null : (JSON.parse(there ?? "null") as Kept | null);
}

/** All tabs that are open on it have the same draft: what another did is taken in, and undo leads back. */
export function takeIn(): void {
  const theirs = unseen();
  if (!theirs) return;
  if (draft.value && !same(theirs.document, draft.value)) {
    stepOn(draft.value);
    future.value = [];
    elsewhere.value = true;
  }
  adopt(theirs);
  close();
}

function adopt(kept: Kept): void {
  known = localStorage.getItem(place);
  edited = kept.at ?? 0;
  base.value = kept.base;
  revision.value = kept.of;
  draft.value = kept.document;
  saved.value = kept.saved;
}

/** What an earlier page left here; whether there was something. */
export function recall(): boolean {
  if (!running) {
    const id = wanted();
    if (!id) return false;
    goTo(id);
    known = null;
    inAddress(id);
  }
  const kept = unseen();
  if (kept) adopt(kept);
  return kept !== null;
}

/** What that page could undo; the database may not have the last of what it did. `recalled`: it left a draft too. */
export function goOn(steps: Steps | null, recalled: boolean): void {
  if (!steps || !draft.value) return;
  const isLast = same(steps.now, draft.value);
  if (!isLast && !recalled) return; // the workshop has gone on from there
  past.value = isLast ? steps.past : [...steps.past, steps.now].slice(-MOST_STEPS);
  future.value = isLast ? steps.future : [];
  keep();
}

export const stepsLeft = (): Promise<Steps | null> => keptSteps(place);
