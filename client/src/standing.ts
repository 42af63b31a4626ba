/** Where the training is in its plan: the day, the session under way, and how far ahead or behind its times. */

import { runState, sectionsOf } from "./outline.ts";
import type { Day, Room, Run, Session, Workshop } from "./protocol.ts";

const MINUTE = 60_000;
/** Further off, the plan is for another day. */
const SAME_DAY = 4 * 60;




interface Standing {
  readonly session: Session;
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
          if (activity.key === run.activity && stage.key === run.stage) return { session, behind: behind(session.starts ?? "", seconds, run, now) };
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

/** The day by its date; else that of what is under way; else the first on which people work together. */
export function today(workshop: Workshop, run: Run | null | undefined, now: number): Day | undefined {
  const days = workshop.programme.days ?? [];
  const works = (day: Day, key?: string) => day.sessions?.some((session) => session.activities?.some((activity) => !key || activity.key === key));
  return days.find((day) => day.date === localDate(now)) ?? days.find((day) => run && works(day, run.activity)) ?? days.find((day) => works(day)) ?? days[0];
}

/** The session of what is under way; else, on the day itself, the one that its times tell. */
export function sessionNow(day: Day, run: Run | null | undefined, now: number): Session | undefined {
  const working = run && runState(run) !== "over" ? day.sessions?.find((session) => session.activities?.some((activity) => activity.key === run.activity)) : undefined;
  if (working || day.date !== localDate(now)) return working;
  const time = new Date(now).toTimeString().slice(0, 5);
  return day.sessions?.find((session) => session.starts && session.ends && session.starts <= time && time < session.ends);
}

/** Where remote people meet: those of a room, or all. */
export function meetingOf(workshop: Workshop, room: Room | undefined, day: Day | undefined): { room: string; plenary: string } {
  return { room: workshop.meetings?.[room?.id ?? "-"] ?? "", plenary: workshop.meetings?.[""] ?? day?.meeting ?? "" };
}

function localDate(now: number): string {
  const date = new Date(now);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
