/** Before the first stage: what the days bring. */

import type { Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";

export function Agenda({ workshop }: { workshop: Workshop }) {
  return (
    <div class="sheet">
      <p>{t("You are in. The trainer will begin soon.")}</p>
      {(workshop.programme.days ?? []).map((day) => (
        <details key={day.number} open={day.sessions?.some((session) => session.activities?.length)}>
          <summary>
            {t("Day {number}", { number: day.number })}: {said(day.title)}
          </summary>
          <ul class="agenda">
            {(day.sessions ?? []).map((session) => (
              <li key={session.key}>
                <time>{session.starts}</time> {said(session.title)}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}
