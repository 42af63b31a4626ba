/** A board by keyboard: arrows go from note to note, letters do what buttons do. One note is in the tab order at a time. */

import { preference } from "../preference.ts";

/** What can be done with a note; those that may not be done are missing. */
export interface Deeds {
  readonly edit?: () => void;
  readonly remove?: () => void;
  readonly move?: () => void;
  readonly place?: () => void;
  readonly take?: () => void;
  /** What trainers do besides, by its letter. */
  readonly more?: Readonly<Record<string, () => void>>;
}

export const shortcuts = preference<"on" | "off">("shortcuts", "on");
const deedsOf = new WeakMap<Element, Deeds>();

export const offer = (element: Element, deeds: Deeds): unknown => deedsOf.set(element, deeds);

const notesIn = (place: Element): HTMLElement[] => [...place.querySelectorAll<HTMLElement>("[data-note]")];

/** Makes one note the way in, by Tab; after every drawing, as the one that was may be gone. */
export function keepOneWayIn(wall: HTMLElement | null): void {
  const notes = wall ? notesIn(wall) : [];
  const ways = notes.filter((note) => note.tabIndex === 0);
  if (notes[0] && ways.length !== 1) notes.forEach((note, at) => reachable(note, at === 0));
}

export function onFocus(event: FocusEvent & { currentTarget: HTMLElement }): void {
  const note = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-note]") : null;
  if (note && note.tabIndex !== 0) for (const one of notesIn(event.currentTarget)) reachable(one, one === note);
}

function reachable(note: HTMLElement, on: boolean): void {
  note.tabIndex = on ? 0 : -1;
  for (const button of note.querySelectorAll<HTMLElement>("button")) button.tabIndex = on ? 0 : -1;
}

export function onKey(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const target = event.target;
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey || target.matches("input, textarea, select")) return;
  const note = target.closest<HTMLElement>("[data-note]");
  if (!note) return;
  const next = neighbour(event.currentTarget, note, event.key);
  const deed = next ? () => next.focus() : deedOf(deedsOf.get(note) ?? {}, event, target === note);
  if (!deed) return;
  event.preventDefault();
  deed();
}

function deedOf(deeds: Deeds, event: KeyboardEvent, onNote: boolean): (() => void) | undefined {
  if (event.key === "Enter") return onNote ? deeds.edit : undefined;
  if (event.key === "Delete") return deeds.remove;
  if (shortcuts.value === "off") return undefined;
  if (event.key === "m" || event.key === "M") return deeds.move;
  if (event.key === "v") return deeds.place;
  if (event.key === "V") return deeds.take;
  return deeds.more?.[event.key.toLowerCase()];
}

/** Up and down within a section, left and right to the next one. */
function neighbour(wall: HTMLElement, note: HTMLElement, key: string): HTMLElement | undefined {
  const section = note.closest<HTMLElement>("[data-section]");
  const inside = section ? notesIn(section) : [];
  const at = inside.indexOf(note);
  if (key === "ArrowDown") return inside[at + 1];
  if (key === "ArrowUp") return inside[at - 1];
  if (key === "Home") return inside[0];
  if (key === "End") return inside.at(-1);
  if (key !== "ArrowLeft" && key !== "ArrowRight") return undefined;
  const sections = [...wall.querySelectorAll<HTMLElement>("[data-section]")].filter((one) => one === section || notesIn(one).length);
  const beside = section && sections[sections.indexOf(section) + (key === "ArrowRight" ? 1 : -1)];
  const others = beside ? notesIn(beside) : [];
  return others[Math.min(at, others.length - 1)];
}

/** Focus follows what one moved oneself, once it is drawn where it is now. */
export function follow(note: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-note="${note}"]`)?.focus());
}

/** The note that takes the focus when this one goes away. */
export function beside(note: string): string {
  const element = document.querySelector<HTMLElement>(`[data-note="${note}"]`);
  const inside = notesIn(element?.closest("[data-section]") ?? document.body);
  const at = element ? inside.indexOf(element) : -1;
  return (inside[at + 1] ?? inside[at - 1])?.dataset["note"] ?? "";
}
