/** What all answered to a form, without names, as pictures: how a scale is distributed, bars for choices, words. */

import { Bar } from "../bar.tsx";
import type { Activity, FieldTally, FormField, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { language, number, t, tn } from "../words.ts";
import { optionsOf } from "./form.tsx";
import { wordsUsed } from "./words_used.ts";

export function Results({ workshop, activity }: { workshop: Workshop; activity: Activity }) {
  const results = workshop.forms?.[activity.key]?.results ?? {};
  return (
    <div class="wall results">
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
  const scale = (field.type ?? "scale") === "scale";
  return (
    <>
      <p class="quiet">
        {tn("{n} person answered", "{n} people answered", tally.people)}
        {scale && " · "}
        {scale && t("on average {mean} of {points}", { mean: number(meanOf(tally)), points: field.points ?? 5 })}
      </p>
      {field.type === "text" ? <Texts texts={tally.texts ?? []} /> : <Counts field={field} tally={tally} upright={scale} />}
    </>
  );
}

function meanOf({ counts = {}, people }: FieldTally): number {
  const sum = Object.entries(counts).reduce((sum, [point, count]) => sum + Number(point) * count, 0);
  return Math.round((sum / people) * 10) / 10;
}

/** The points of a scale stand beside each other, as they are distributed; choices below each other. */
function Counts({ field, tally, upright }: { field: FormField; tally: FieldTally; upright: boolean }) {
  const counts = tally.counts ?? {};
  const most = Math.max(...Object.values(counts), 1);
  return (
    <dl class={upright ? "distribution" : "tally"}>
      {optionsOf(field).map(({ number: option, label }) => {
        const count = counts[option] ?? 0;
        return (
          <div key={option}>
            <dt>{label}</dt>
            <dd>
              {upright ? <span class="pillar" style={{ height: `${(100 * count) / most}%` }} aria-hidden="true" /> : <Bar value={count} most={most} />} <span>{number(count)}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  const used = wordsUsed(texts, language);
  const most = used[0]?.texts ?? 1;
  return (
    <>
      {used.length > 0 && (
        <p class="cloud" role="img" aria-label={t("Words used most: {words}", { words: used.map(({ word, texts: n }) => `${word} (${number(n)})`).join(", ") })}>
          {used.map(({ word, texts: n }) => (
            <span key={word} style={{ fontSize: `${0.9 + (1.3 * n) / most}em` }}>
              {word}
            </span>
          ))}
        </p>
      )}
      <ul class="texts">
        {texts.map((text, at) => (
          <li key={at}>{text}</li>
        ))}
      </ul>
    </>
  );
}
