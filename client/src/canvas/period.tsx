/** A cell with a time frame: from a day to a day, as words and as two fields. */

import { signal } from "@preact/signals";
import { useId, useState } from "preact/hooks";
import type { Column, Period } from "../protocol.ts";
import { dayInWords, t } from "../words.ts";
import { setCell, valueIn, type Sheet } from "./sheet.ts";

/** Of a period, as the server has them. */
const YEARS = [2000, 2100] as const;

/** Days that were not saved as they cannot be, by canvas and place: they stay in sight until they are mended. */
const unfit = signal<Readonly<Record<string, Period>>>({});
const keyOf = (sheet: Sheet, row: string, column: Column): string => `${sheet.key}/${row}/${column.key}`;

export function periodInWords({ start = "", due = "" }: Period): string {
  if (start && due) return t("{start} to {due}", { start: dayInWords(start), due: dayInWords(due) });
  if (start) return t("from {start}", { start: dayInWords(start) });
  return due ? t("until {due}", { due: dayInWords(due) }) : "";
}

/** What was given but not saved, in words; and why. */
export function UnfitPeriod({ sheet, row, column }: { sheet: Sheet; row: string; column: Column }) {
  const draft = unfit.value[keyOf(sheet, row, column)];
  return draft ? (
    <span class="problem">
      {periodInWords(draft)} {complaint(draft)}
    </span>
  ) : null;
}

export function PeriodFields({ sheet, row, column, label }: { sheet: Sheet; row: string; column: Column; label: string }) {
  const known = valueIn(sheet, row, column);
  const kept: Period = known?.type === "period" ? known : { type: "period" };
  const place = keyOf(sheet, row, column);
  const draft = unfit.value[place];
  const [looked, look] = useState(Boolean(draft));
  const id = useId();
  const now = draft ?? kept;
  const wrong = complaint(now);
  const change = (field: "start" | "due") => (event: { currentTarget: HTMLInputElement }) => {
    if (event.currentTarget.validity.badInput) return;
    const next: Period = { ...now, [field]: event.currentTarget.value };
    const { [place]: _was, ...others } = unfit.value;
    unfit.value = complaint(next) ? { ...others, [place]: next } : others;
    look(false);
    if (!complaint(next)) setCell(sheet, row, column, next);
  };
  const field = (name: "start" | "due", title: string) => (
    <label>
      {title}{" "}
      <input
        type="date"
        min={`${YEARS[0]}-01-01`}
        max={`${YEARS[1]}-12-31`}
        value={now[name] ?? ""}
        aria-invalid={Boolean(looked && wrong)}
        {...(looked && wrong ? { "aria-describedby": id } : {})}
        onChange={change(name)}
        onBlur={() => look(true)}
      />
    </label>
  );
  return (
    <div class="period" role="group" aria-label={label}>
      {field("start", t("Start"))}
      {field("due", t("Due"))}
      <p class="problem" id={id} role="alert">
        {looked && wrong}
      </p>
    </div>
  );
}

function complaint({ start = "", due = "" }: Period): string {
  const years = [start, due].filter(Boolean).map((day) => Number(day.split("-")[0]));
  if (years.some((year) => year < YEARS[0] || year > YEARS[1])) return t("Please give a year from {first} to {last}.", { first: String(YEARS[0]), last: String(YEARS[1]) });
  return start && due && due < start ? t("It is due before it starts. Please change one of the days: until then this is not saved.") : "";
}
