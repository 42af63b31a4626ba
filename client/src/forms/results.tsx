/** What all answered to a form, without names: bars for choices, the mean of a scale, texts as they are. */

import { Bar } from "../bar.tsx";
import type { Activity, FieldTally, FormField, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { number, t, tn } from "../words.ts";
import { optionsOf } from "./form.tsx";

export function Results({ workshop, activity }: { workshop: Workshop; activity: Activity }) {
  const results = workshop.forms?.[activity.key]?.results ?? {};
  return (
    <div class="wall">
      {(activity.form?.fields ?? []).map((field) => (
        <section key={field.key} class="section">
          <h3>{said(field.title)}</h3>
          <Answers field={field} tally={results[field.key]} />
        </section>
      ))}
    </div>
  );
}

function Answers({ field, tally }: { field: FormField; tally: FieldTally | undefined }) {
  if (!tally) return <p class="quiet">{t("Nobody has answered yet.")}</p>;
  const people = tn("{n} person answered", "{n} people answered", tally.people);
  if (field.type === "text")
    return (
      <>
        <p class="quiet">{people}</p>
        <ul class="texts">
          {(tally.texts ?? []).map((text, at) => (
            <li key={at}>{text}</li>
          ))}
        </ul>
      </>
    );
  const counts = tally.counts ?? {};
  const most = Math.max(...Object.values(counts), 1);
  const mean = Object.entries(counts).reduce((sum, [point, count]) => sum + Number(point) * count, 0) / tally.people;
  return (
    <>
      <p class="quiet">
        {people} {(field.type ?? "scale") === "scale" && t("on average {mean} of {points}", { mean: number(Math.round(mean * 10) / 10), points: field.points ?? 5 })}
      </p>
      <dl class="tally">
        {optionsOf(field).map(({ number: option, label }) => (
          <div key={option}>
            <dt>{label}</dt>
            <dd>
              <Bar value={counts[option] ?? 0} most={most} /> {counts[option] ?? 0}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
