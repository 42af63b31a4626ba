/** What a person prefers on this device: kept beyond the visit, known to nobody else. */

import { signal, type Signal } from "@preact/signals";

export function preference<T extends string>(key: string, usual: T): Signal<T> {
  const kept = signal((localStorage.getItem(`moot-${key}`) as T | null) ?? usual);
  kept.subscribe((value) => localStorage.setItem(`moot-${key}`, value));
  return kept;
}

/** Whether the window is as narrow as a phone's. */
export const narrow = signal(false);
const phone = matchMedia("(max-width: 40em)");
narrow.value = phone.matches;
phone.addEventListener("change", () => (narrow.value = phone.matches));

/** Whether this is a phone, as far as one can tell: held in a hand, and small. */
export const onPhone = (): boolean => matchMedia("(pointer: coarse) and (max-width: 40em), (pointer: coarse) and (max-height: 30em)").matches;
