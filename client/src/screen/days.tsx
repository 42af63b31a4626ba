/** The training from its first day to its last: where it is now, what was, what comes. */

import { Check } from "lucide";
import { useTime } from "../clock.tsx";
import { Icon } from "../icons.tsx";
import type { Run, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { sessionNow, today } from "../standing.ts";
import { dayInWords, t } from "../words.ts";

const MINUTE = 60_000;

export function Days({ workshop, run }: { workshop: Workshop; run: Run | null | undefined }) {
  const time = useTime(MINUTE);
  const days = workshop.programme.days ?? [];
  const now = today(workshop, run, time);
  const session = now && sessionNow(now, run, time);
  return (
    <ol class="days">
      {days.map((day, at) => (
        <li key={day.number} aria-current={day === now ? "date" : undefined}>
          <h2>
            {now && at < days.indexOf(now) && <Icon of={Check} />} {t("Day {number}", { number: day.number })}: {said(day.title)}
          </h2>
          {day.date && <p class="quiet">{dayInWords(day.date)}</p>}
          {day === now && session && (
            <p>
              {t("now")}: {said(session.title)}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
