/** After the training: how one's plan goes. The days come from the programme; the trainers see all of it. */

import { useState } from "preact/hooks";
import { ANSWER_LETTERS, CHECK_IN_LETTERS } from "../limits.ts";
import { ask, you } from "../live/live.ts";
import type { Canvas, CheckIn, Indicator, ReportStep, Workshop } from "../protocol.ts";
import { useTyped } from "../typed.ts";
import { dayInWords, t } from "../words.ts";
import { Chart } from "./chart.tsx";
import { dueOf } from "./due.ts";
import { canvasChecked, indicatorsOf, stateInWords, STATES, stepsOf } from "./plan.ts";

type State = ReportStep["state"];

export function CheckIns({ workshop, now }: { workshop: Workshop; now: number }) {
  const due = dueOf(workshop, now);
  const [days, choose] = useState(due.filter((one) => one.open).at(-1)?.days ?? due[0]?.days ?? 0);
  const plan = canvasChecked(workshop, you.value.id);
  if (!due.length || !plan || !(stepsOf(workshop, plan).length || indicatorsOf(plan).length)) return null;
  const chosen = due.find((one) => one.days === days);
  return (
    <section class="sheet check-ins" aria-labelledby="check-ins">
      <h2 id="check-ins">{t("How does your plan go?")}</h2>
      <p>
        <a class="alone" href={`/w/${workshop.id}/calendar.ics`}>{t("Put the days of your plan into your calendar")}</a> <span class="quiet">{t("The file has your personal link in it: keep it to yourself.")}</span>
      </p>
      <p class="row tabs">
        {due.map((one) => (
          <button key={one.days} aria-pressed={one.days === days} disabled={!one.open} onClick={() => choose(one.days)}>
            {t("After {days} days", { days: one.days })} {one.date && <time>{dayInWords(one.date)}</time>}
          </button>
        ))}
      </p>
      {chosen?.open ? <Report key={days} workshop={workshop} canvas={plan} days={days} /> : <p class="quiet">{t("The first of these opens a week before its day.")}</p>}
    </section>
  );
}

function Report({ workshop, canvas, days }: { workshop: Workshop; canvas: Canvas; days: number }) {
  const mine = workshop.check_ins?.[you.value.id] ?? {};
  const report: CheckIn = mine[days] ?? {};
  return (
    <>
      {indicatorsOf(canvas).map((indicator) => (
        <Value key={indicator.id} indicator={indicator} days={days} value={report.values?.[indicator.id] ?? ""} all={mine} />
      ))}
      {stepsOf(workshop, canvas).map(([row, text]) => (
        <label key={row} class="field">
          <span class="words">{text}</span>
          <select value={report.states?.[row] ?? ""} onChange={(event) => void ask({ type: "report-step", days, row, state: event.currentTarget.value as State })}>
            {(["", ...STATES] as const).map((state) => (
              <option key={state} value={state}>
                {stateInWords(state)}
              </option>
            ))}
          </select>
        </label>
      ))}
      <Kept label={t("What else should the trainers know?")} rows={4} most={CHECK_IN_LETTERS} value={report.note ?? ""} send={(text) => void ask({ type: "report-note", days, text })} />
    </>
  );
}

function Value({ indicator, days, value, all }: { indicator: Indicator; days: number; value: string; all: Record<string, CheckIn> }) {
  const readings = Object.entries(all).flatMap(([after, report]) => {
    const reading = report.values?.[indicator.id];
    return reading ? [{ days: Number(after), reading }] : [];
  });
  return (
    <div class="row indicator">
      <Kept
        label={indicator.target ? t("{indicator} (target: {target})", { indicator: indicator.name, target: indicator.target }) : indicator.name}
        rows={1}
        most={ANSWER_LETTERS}
        value={value}
        send={(reading) => void ask({ type: "report-value", days, indicator: indicator.id, reading })}
      />
      <Chart name={indicator.name} readings={readings} />
    </div>
  );
}

function Kept({ label, rows, most, value, send }: { label: string; rows: number; most: number; value: string; send: (text: string) => void }) {
  return (
    <label class="field">
      {label}
      <textarea rows={rows} maxLength={most} {...useTyped(value, send)} />
    </label>
  );
}
