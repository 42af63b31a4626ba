/** A feedback form as one person fills it in: changed until the stage is over. */

import { FORM_TEXT_LETTERS } from "../limits.ts";
import { ask, you } from "../live/live.ts";
import { activitiesOf, runState } from "../outline.ts";
import type { Activity, Answer, FormField, Run, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { useTyped } from "../typed.ts";
import { t } from "../words.ts";

export function FormWork({ workshop, run }: { workshop: Workshop; run: Run }) {
  const activity = activitiesOf(workshop).find((one) => one.key === run.activity);
  return activity ? <FormView workshop={workshop} activity={activity} off={runState(run) === "over"} /> : null;
}

function FormView({ workshop, activity, off }: { workshop: Workshop; activity: Activity; off: boolean }) {
  const answers = workshop.forms?.[activity.key]?.answers?.[you.value.id] ?? {};
  const fields = activity.form?.fields ?? [];
  const given = fields.filter((field) => answers[field.key]).length;
  return (
    <div class="sheet form">
      <p class="quiet">{t("No name stands with an answer. Trainers see answers as they come, so they may guess whose one is.")}</p>
      {fields.map((field) => (
        <Field key={field.key} activity={activity.key} field={field} answer={answers[field.key] ?? {}} off={off} />
      ))}
      <p role="status">{given === fields.length ? t("All is answered. Thank you!") : t("{given} of {all} answered", { given, all: fields.length })}</p>
    </div>
  );
}

interface Asked {
  activity: string;
  field: FormField;
  answer: Answer;
  off: boolean;
}

function Field({ activity, field, answer, off }: Asked) {
  const send = (now: Answer) => void ask({ type: "answer-field", activity, field: field.key, answer: now });
  if (field.type === "text") return <TextAnswer label={said(field.title)} text={answer.text ?? ""} off={off} send={(text) => send({ text })} />;
  const chosen = answer.chosen ?? [];
  const several = field.type === "several";
  const choose = (number: number, on: boolean) => send({ chosen: several ? (on ? [...chosen, number] : chosen.filter((one) => one !== number)) : [number] });
  return (
    <fieldset disabled={off} data-type={field.type ?? "scale"}>
      <legend>{said(field.title)}</legend>
      {optionsOf(field).map(({ number, label }) => (
        <label key={number}>
          <input type={several ? "checkbox" : "radio"} name={`${activity}/${field.key}`} checked={chosen.includes(number)} onChange={(event) => choose(number, event.currentTarget.checked)} /> {label}
        </label>
      ))}
    </fieldset>
  );
}

/** What one may choose, by its number on the wire: points count from 1 on, choices from 0 on. */
export function optionsOf(field: FormField): { number: number; label: string }[] {
  if (field.choices?.length) return field.choices.map((words, number) => ({ number, label: said(words) }));
  const points = field.points ?? 5;
  const ends: Record<number, string> = { 1: said(field.low), [points]: said(field.high) };
  return Array.from({ length: points }, (_, at) => ({ number: at + 1, label: ends[at + 1] ? `${at + 1} (${ends[at + 1]})` : `${at + 1}` }));
}

function TextAnswer({ label, text, off, send }: { label: string; text: string; off: boolean; send: (text: string) => void }) {
  return (
    <label class="field">
      {label}
      <textarea rows={4} readOnly={off} maxLength={FORM_TEXT_LETTERS} {...useTyped(text, send)} />
    </label>
  );
}
