/** Where the training is in its plan: the session under way, and how far ahead or behind its times. */

import type { Run, Workshop } from "../protocol.ts";
import { sectionsOf } from "../outline.ts";

const MINUTE = 60_000;
/** Further off, the plan is for another day. */
const SAME_DAY = 4 * 60;

interface Standing {
  readonly session: Record<string, string>;
  /** Minutes behind the plan; negative when ahead; undefined without times, or on another day. */
  readonly behind: number | undefined;
}

export function standing(workshop: Workshop, run: Run, now: number): Standing | undefined {
  for (const day of workshop.programme.days ?? [])
    for (const session of day.sessions ?? []) {
      const activities = session.activities ?? [];
      if (!activities.some((activity) => activity.key === run.activity)) continue;
      let seconds = 0;
      for (const activity of activities)
        for (const stage of activity.stages) {
          const challenges = Object.values(workshop.rooms ?? {})[0]?.boards?.[activity.key];
          seconds += stage.seconds * (stage.per_topic ? Math.max(1, challenges ? sectionsOf(challenges).length : 1) : 1);
          if (activity.key === run.activity && stage.key === run.stage) return { session: session.title, behind: behind(session.starts ?? "", seconds, run, now) };
        }
    }
  return undefined;
}

function behind(starts: string, seconds: number, run: Run, now: number): number | undefined {
  const [hours, minutes] = starts.split(":").map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours)) return undefined;
  const planned = new Date(now).setHours(hours, minutes, 0, 0) + seconds * 1000;
  const expected = run.state === "paused" ? now + (run.left ?? 0) : Math.max(now, run.ends);
  const late = Math.round((expected - planned) / MINUTE);
  return Math.abs(late) > SAME_DAY ? undefined : late;
}
