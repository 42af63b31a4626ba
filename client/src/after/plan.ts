/** The plan that is checked after the training, and when: as `moot/rooms/check_in.py` has it. */

import { activitiesOf } from "../outline.ts";
import type { Canvas, Indicator, Workshop } from "../protocol.ts";

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

/** The last personal canvas that has indicators. */
export function stepsOf(workshop: Workshop, person: string): Canvas | undefined {
  const plans = activitiesOf(workshop).filter((activity) => (activity.canvas?.scope ?? "person") === "person" && activity.canvas?.columns.some((column) => column.type === "indicators"));
  const last = plans.at(-1);
  return last && workshop.canvases?.[`${last.canvas?.goes_on_from || last.key}:${person}`];
}

export function indicatorsOf(canvas: Canvas): Indicator[] {
  return Object.values(canvas.values ?? {}).flatMap((value) => (value.type === "indicators" ? (value.indicators ?? []) : []));
}
