/** Times of sessions and lengths of stages that a trainer changed, folded into the programme; as `rooms/stages/timetable.py` does it. */

import type { Heard } from "./heard.ts";
import type { Workshop } from "./protocol.ts";

type Timed = Extract<Heard, { type: "sessions-timed" | "length-set" }>;

export function foldTimetable(view: Workshop, change: Timed): Workshop {
  const days = (view.programme.days ?? []).map((day) => ({
    ...day,
    sessions: (day.sessions ?? []).map((session) => {
      if (change.type === "sessions-timed") {
        const times = change.times[session.key];
        return times ? { ...session, starts: times.starts ?? "", ends: times.ends ?? "" } : session;
      }
      const activities = (session.activities ?? []).map((activity) => {
        if (activity.key !== change.activity) return activity;
        return { ...activity, stages: activity.stages.map((stage) => (stage.key === change.stage ? { ...stage, seconds: change.seconds } : stage)) };
      });
      return { ...session, activities };
    }),
  }));
  return { ...view, programme: { ...view.programme, days } };
}
