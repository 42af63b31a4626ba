/** When plans are checked after the training: as `moot/rooms/after/check_in.py` has it. */

import type { Workshop } from "../protocol.ts";

const DAY = 86_400_000;
const EARLY = 7 * DAY;

export interface Due {
  readonly days: number;
  /** `YYYY-MM-DD`; empty where the programme has no dates. */
  readonly date: string;
  /** Whether it can be made now. */
  readonly open: boolean;
}

export function dueOf(workshop: Workshop, now: number): Due[] {
  const last = (workshop.programme.days ?? []).map((day) => day.date ?? "").sort().at(-1);
  return (workshop.programme.check_ins ?? []).map((days) => {
    if (!last) return { days, date: "", open: true };
    const at = Date.parse(last) + days * DAY;
    return { days, date: new Date(at).toISOString().slice(0, 10), open: now >= at - EARLY };
  });
}

/** Whether any check-in can be made now. */
export const isDue = (workshop: Workshop, now: number): boolean => dueOf(workshop, now).some((one) => one.open);
