/** Between stages, and on demand: the agenda of the day, and of the others; and of the time after the training. */

import type { CheckIns } from "../after/check_in.tsx";
import { isDue } from "../after/due.ts";
import type { OwnCanvases } from "../canvas/own.tsx";
import { DayAgenda } from "../day.tsx";
import { lazy } from "../lazy.tsx";
import { now } from "../live/live.ts";
import { activitiesOf } from "../outline.ts";
import type { Room, Workshop } from "../protocol.ts";
import type { OwnResults } from "../results/own.tsx";
import { said } from "../said.ts";
import { today } from "../standing.ts";
import { t } from "../words.ts";

const own = lazy<Parameters<typeof OwnCanvases>[0]>(async () => (await import("../canvas/own.tsx")).OwnCanvases);
export const results = lazy<Parameters<typeof OwnResults>[0]>(async () => (await import("../results/own.tsx")).OwnResults);
export const checkIns = lazy<Parameters<typeof CheckIns>[0]>(async () => (await import("../after/check_in.tsx")).CheckIns);

export function Agenda({ workshop, room }: { workshop: Workshop; room: Room }) {
  return (
    <div class="sheet">
      <p>{t("You are in. The trainer will begin soon.")}</p>
      <AllDays workshop={workshop} room={room} />
    </div>
  );
}

export function AllDays({ workshop, room }: { workshop: Workshop; room: Room }) {
  const day = today(workshop, room.run, now());
  return (
    <>
      <DayAgenda workshop={workshop} room={room} run={room.run} />
      {activitiesOf(workshop).some((activity) => activity.canvas) && <own.Part workshop={workshop} room={room} />}
      <results.Part workshop={workshop} />
      {!isDue(workshop, now()) && <checkIns.Part workshop={workshop} now={now()} />}
      {(workshop.programme.days ?? [])
        .filter((other) => other !== day)
        .map((other) => (
          <details key={other.number}>
            <summary>
              {t("Day {number}", { number: other.number })}: {said(other.title)}
            </summary>
            <ul class="agenda">
              {(other.sessions ?? []).map((session) => (
                <li key={session.key}>
                  <time>{session.starts}</time> {said(session.title)}
                </li>
              ))}
            </ul>
          </details>
        ))}
    </>
  );
}
