/** The drafts that this browser keeps: each programme has its own, which the page's address names; so has a workshop that runs. */

import type { Part } from "./document.ts";
import { dropSteps } from "./steps.ts";

export interface Kept {
  readonly document: Part;
  /** The programme of the workshop that it was made from, and its revision. */
  readonly base: Part | null;
  readonly of: string;
  /** It was saved as a file, or taken on, as it is. */
  readonly saved: boolean;
  /** When it was edited last, in milliseconds since 1970. */
  readonly at?: number;
  /** Nothing was changed in it yet: such a one is not listed. */
  readonly untouched?: boolean;
}

export interface Listed extends Kept {
  readonly id: string;
}

const NAME = "draft";
const BEFORE_ITS_NAME = "moot-draft//";
/** Where the one draft stood that all programmes shared once. */
const SHARED = "moot-draft/";
const DAY_MS = 86_400_000;

export const placeOf = (id: string): string => BEFORE_ITS_NAME + id;
export const ofWorkshop = (workshop: string): string => `moot-draft/${workshop}`;

/** The one that the address names; else the one that was edited last. */
export const wanted = (): string => new URLSearchParams(location.search).get(NAME) ?? listed()[0]?.id ?? "";

/** So that a reload, and another tab with this address, has the same. */
export const inAddress = (id: string): void => history.replaceState(null, "", address(id));
export const address = (id: string): string => `${location.pathname}?${new URLSearchParams({ [NAME]: id }).toString()}`;

/** Those that something was changed in, the newest first. */
export function listed(): Listed[] {
  const all = Object.keys(localStorage)
    .filter((key) => key.startsWith(BEFORE_ITS_NAME))
    .flatMap((key): Listed[] => {
      const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
      return kept ? [{ ...kept, id: key.slice(BEFORE_ITS_NAME.length) }] : [];
    });
  return all.filter((one) => !one.untouched).sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
}

export function forget(id: string): void {
  localStorage.removeItem(placeOf(id));
  dropSteps(placeOf(id));
}

/** What was only looked at goes after a day; the draft that all programmes shared has a place of its own. */
export function tidy(): void {
  const shared = localStorage.getItem(SHARED);
  if (shared) {
    localStorage.setItem(placeOf("former"), shared);
    localStorage.removeItem(SHARED);
  }
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(BEFORE_ITS_NAME))) {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
    if (kept?.untouched && (kept.at ?? 0) < Date.now() - DAY_MS) forget(key.slice(BEFORE_ITS_NAME.length));
  }
}
