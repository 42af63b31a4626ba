/** The last day on which people are known, as `moot/rooms/protection/retention.py` has it; empty: there is none. */

import type { Workshop } from "../protocol.ts";

const DAY = 86_400_000;

export function keptUntil(workshop: Workshop): string {
  const days = workshop.keep_days ?? workshop.programme.keep_days ?? 0;
  if (!days) return "";
  const made = new Date(workshop.created ?? 0).toISOString().slice(0, 10);
  const dates = (workshop.programme.days ?? []).map((day) => day.date ?? "");
  const last = [made, ...dates].sort().at(-1) ?? made;
  return new Date(Date.parse(last) + days * DAY).toISOString().slice(0, 10);
}
