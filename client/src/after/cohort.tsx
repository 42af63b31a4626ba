/** How the plans of all go, for the trainers: who reported, how far the steps are, what people say. */

import type { CheckIn, Workshop } from "../protocol.ts";
import { nameOf } from "../said.ts";
import { t } from "../words.ts";
import { indicatorsOf, stepsOf } from "./plan.ts";

export function CheckInsOfAll({ workshop }: { workshop: Workshop }) {
  const rounds = workshop.programme.check_ins ?? [];
  const people = Object.values(workshop.people ?? {}).filter((person) => (person.role ?? "participant") === "participant" && !person.removed);
  if (!rounds.length) return null;
  return (
    <>
      {rounds.map((days) => {
        const reported = people.filter((person) => workshop.check_ins?.[person.id]?.[days]);
        return (
          <details key={days}>
            <summary>
              {t("After {days} days", { days })}: {t("{n} of {all} reported", { n: reported.length, all: people.length })}
            </summary>
            {reported.map((person) => (
              <Reported key={person.id} workshop={workshop} person={person.id} report={workshop.check_ins?.[person.id]?.[days] ?? {}} />
            ))}
          </details>
        );
      })}
    </>
  );
}

function Reported({ workshop, person, report }: { workshop: Workshop; person: string; report: CheckIn }) {
  const names = Object.fromEntries(indicatorsOf(stepsOf(workshop, person) ?? {}).map((indicator) => [indicator.id, indicator.name]));
  const states = Object.values(report.states ?? {});
  return (
    <section class="tool">
      <h3>{nameOf(workshop, person)}</h3>
      {states.length > 0 && <p>{t("{done} of {all} steps done", { done: states.filter((state) => state === "done").length, all: states.length })}</p>}
      <ul>
        {Object.entries(report.values ?? {}).map(([id, value]) => (
          <li key={id}>
            {names[id] ?? t("An indicator that is gone")}: {value}
          </li>
        ))}
      </ul>
      {report.note && <p class="text">{report.note}</p>}
    </section>
  );
}
