/** How the plans of all go, for who trains: the steps of everybody along their days, who reported, and what. */

import { Bar } from "../bar.tsx";
import { useLookedUp } from "../looked_up.ts";
import type { Cohort, Plan, Step, Tracked, Workshop } from "../protocol.ts";
import { nameOf } from "../said.ts";
import { Timeline, type Span } from "../timeline.tsx";
import { dayInWords, t, tn } from "../words.ts";
import { Chart } from "./chart.tsx";
import { stateInWords, STATES } from "./plan.ts";

export function PlansOfAll({ workshop }: { workshop: Workshop }) {
  const told = useLookedUp("plans", {}, workshop.check_ins);
  if (!told) return <p>{t("One moment …")}</p>;
  if (told === "failed") return <p class="problem">{t("This cannot be looked up now. Please try again in a moment.")}</p>;
  const plans = (told.plans ?? []).filter((plan) => plan.steps?.length || plan.reported?.length);
  if (!plans.length) return <p class="quiet">{t("Nobody has a plan yet.")}</p>;
  return (
    <section class="plans" aria-label={t("The plans of all")}>
      <Timeline spans={spansOf(workshop, plans)} what={t("Step")} whose={t("Person")} />
      {Object.entries(told.rounds ?? {}).map(([days, date]) => (
        <Round key={days} workshop={workshop} cohort={told} days={Number(days)} date={date} />
      ))}
      {plans.map((plan) => (
        <details key={plan.person}>
          <summary>
            {nameOf(workshop, plan.person)} <span class="quiet">{tn("{n} step", "{n} steps", plan.steps?.length ?? 0)}</span>
          </summary>
          {plan.steps?.map((step) => (
            <HowItGoes key={step.row} step={step} />
          ))}
          {Object.entries(plan.notes ?? {}).map(([days, note]) => (
            <p key={days} class="words">
              <span class="quiet">{t("After {days} days", { days: Number(days) })}:</span> {note}
            </p>
          ))}
        </details>
      ))}
    </section>
  );
}

function spansOf(workshop: Workshop, plans: readonly Plan[]): Span[] {
  return plans.flatMap(({ person, steps = [] }) =>
    steps.flatMap(({ row, text = "", start, due }) => (start && due ? [{ key: `${person}/${row}`, name: text || t("A step of the plan"), whose: nameOf(workshop, person), start, due }] : [])),
  );
}

/** One check-in: how many reported, how far their steps are, and whom one might ask. */
function Round({ workshop, cohort, days, date }: { workshop: Workshop; cohort: Cohort; days: number; date: string }) {
  const plans = cohort.plans ?? [];
  const [reported, missing] = [plans.filter((plan) => plan.reported?.includes(days)), plans.filter((plan) => !plan.reported?.includes(days))];
  const states = reported.flatMap((plan) => plan.steps ?? []).map((step) => step.states?.[days] ?? "");
  const known = states.filter(Boolean).length;
  return (
    <details>
      <summary>
        {t("After {days} days", { days })} {date && <time class="quiet">{dayInWords(date)}</time>}: {t("{n} of {all} reported", { n: reported.length, all: plans.length })}
      </summary>
      {known > 0 && (
        <dl class="tally">
          {STATES.map((state) => {
            const count = states.filter((one) => one === state).length;
            return (
              <div key={state}>
                <dt>{stateInWords(state)}</dt>
                <dd>
                  <Bar value={count} most={known} /> {tn("{n} step", "{n} steps", count)}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
      {missing.length > 0 && <p class="quiet">{t("Not yet: {names}", { names: missing.map((plan) => nameOf(workshop, plan.person)).join(", ") })}</p>}
    </details>
  );
}

function HowItGoes({ step }: { step: Step }) {
  const states = Object.entries(step.states ?? {}).map(([days, state]) => t("after {days} days: {value}", { days: Number(days), value: stateInWords(state) }));
  return (
    <div class="tool">
      <p class="words">{step.text || t("A step of the plan")}</p>
      {states.length > 0 && <p class="quiet">{states.join("; ")}</p>}
      <ul>
        {step.indicators?.map((indicator, at) => (
          <li key={at}>
            <Followed indicator={indicator} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** An indicator over time. */
function Followed({ indicator: { name, target = "", readings = {} } }: { indicator: Tracked }) {
  const values = Object.entries(readings).map(([days, reading]) => ({ days: Number(days), reading }));
  return (
    <>
      {target ? t("{indicator} (target: {target})", { indicator: name, target }) : name}
      {values.length > 0 && <span class="quiet"> {values.map(({ days, reading }) => t("after {days} days: {value}", { days, value: reading })).join("; ")}</span>}
      <Chart name={name} readings={values} />
    </>
  );
}
