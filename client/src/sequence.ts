/** What comes by itself, where the plan of a session does. */

import type { Run, Workshop } from "./protocol.ts";
import { said } from "./said.ts";

/** The name of the stage that comes by itself: in the activity, else in the next of the session. */
export function following(workshop: Workshop, run: Run): string | undefined {
  for (const day of workshop.programme.days ?? [])
    for (const session of day.sessions ?? []) {
      const stages = (session.activities ?? []).flatMap((activity) => activity.stages.map((stage) => ({ activity: activity.key, stage })));
      const at = stages.findIndex((one) => one.activity === run.activity && one.stage.key === run.stage);
      const next = stages[at + 1];
      if (at >= 0) return next && said(next.stage.title);
    }
  return undefined;
}
