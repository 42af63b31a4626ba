/** A film has no long silences in it: a place in it, and the time of the training that it is. */

import type { Stretch } from "../protocol.ts";

/** Between two stretches, milliseconds of film: so that one sees that there was something between. */
export const BREAK = 2_000;

/** Of the last stretch the end is the end. */
export function placeIn(stretches: readonly Stretch[], at: number): number {
  let place = 0;
  for (const { since, until } of stretches) {
    if (at < since) return place;
    if (at <= until) return place + at - since;
    place += until - since + BREAK;
  }
  return Math.max(0, place - BREAK);
}

export function timeAt(stretches: readonly Stretch[], place: number): number {
  let left = place;
  for (const { since, until } of stretches) {
    if (left < until - since + BREAK) return Math.min(until, since + left);
    left -= until - since + BREAK;
  }
  return stretches.at(-1)?.until ?? 0;
}
