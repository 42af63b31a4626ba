/** A cell with indicators: by which one sees whether a step works, each with a target and five questions about it. */

import { useRef, useState } from "preact/hooks";
import { Dialog } from "../dialog.tsx";
import { ANSWER_LETTERS, INDICATOR_LETTERS, INDICATORS } from "../limits.ts";
import { LineageButton } from "../lineage.tsx";
import { ask, newId } from "../live/live.ts";
import { did } from "../live/undo.ts";
import type { Column, Indicator, Indicators } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";
import { EVERY_ROW } from "./canvas.ts";
import library from "./indicators.json";
import { rowOf, valueIn, type Sheet } from "./sheet.ts";
import { useDraft } from "./draft.ts";

/** The five questions: a good indicator has an answer to each. */
const SMART = (): [key: string, name: string, question: string][] => [
  ["specific", t("Specific"), t("What exactly is counted or looked at?")],
  ["measurable", t("Measurable"), t("Where does the figure come from, and who collects it?")],
  ["achievable", t("Achievable"), t("Can this target be reached with what you have?")],
  ["relevant", t("Relevant"), t("Does it show that the action works?")],
  ["time-bound", t("Time-bound"), t("By when, and how often do you look?")],
];

type Kind = NonNullable<Indicator["kind"]>;

const answered = (indicator: Indicator): number => SMART().filter(([key]) => indicator.smart?.[key]?.trim()).length;
export const smartInWords = (indicator: Indicator): string => t("SMART: {n} of 5 answered", { n: answered(indicator) });

export const indicatorsIn = (sheet: Sheet, row: string, column: Column): readonly Indicator[] => {
  const value = valueIn(sheet, row, column);
  return value?.type === "indicators" ? (value.indicators ?? []) : [];
};

export function IndicatorList({ indicators }: { indicators: readonly Indicator[] }) {
  return (
    <ul class="indicators">
      {indicators.map((one) => (
        <li key={one.id}>
          {one.name}
          {one.target && <> → {one.target}</>} <span class="quiet">{smartInWords(one)}</span>
        </li>
      ))}
    </ul>
  );
}

export function IndicatorsField({ sheet, row, column, label }: { sheet: Sheet; row: string; column: Column; label: string }) {
  const [opened, open] = useState(false);
  const indicators = indicatorsIn(sheet, row, column);
  return (
    <div role="group" aria-label={label}>
      {indicators.length > 0 && <IndicatorList indicators={indicators} />}
      <button type="button" onClick={() => open(true)}>
        {indicators.length ? t("Change the indicators") : t("Choose indicators")}
      </button>
      {opened && <IndicatorsDialog sheet={sheet} row={row} column={column} label={label} close={() => open(false)} />}
    </div>
  );
}

/** What is written in it is saved as one goes; closing it is one thing to take back. */
export function IndicatorsDialog({ sheet, row, column, label, close }: { sheet: Sheet; row: string; column: Column; label: string; close: () => void }) {
  const [before] = useState(() => indicatorsIn(sheet, row, column));
  const last = useRef<Indicators>({ type: "indicators", indicators: [...before] });
  const set = (indicators: readonly Indicator[]) => {
    const value: Indicators = { type: "indicators", indicators: indicators.filter((one) => one.name.trim()) };
    void ask({ type: "set-cell", canvas: sheet.key, row: rowOf(row, column), column: column.key, value, was: last.current });
    last.current = value;
  };
  const [indicators, change] = useDraft<readonly Indicator[]>(before, set, (changed) => changed && did(t("{column} changed", { column: said(column.title) }), () => set(before)));
  const [search, look] = useState("");
  const [own, name] = useState("");
  const full = indicators.length >= INDICATORS;
  const add = (indicator: Omit<Indicator, "id">) => change([...indicators, { id: newId(), ...indicator }]);
  const edit = (id: string, fields: Partial<Indicator>) => change(indicators.map((one) => (one.id === id ? { ...one, ...fields } : one)));
  return (
    <Dialog title={label} close={close}>
      {row !== EVERY_ROW && (
        <p>
          <LineageButton of={{ canvas: sheet.key, row }} name={label} says />
        </p>
      )}
      <div class="column">
        {indicators.map((one) => (
          <OneIndicator key={one.id} indicator={one} edit={(fields) => edit(one.id, fields)} remove={() => change(indicators.filter((other) => other.id !== one.id))} />
        ))}
      </div>
      {full && <p class="quiet">{t("There are as many indicators here as there may be.")}</p>}
      {!full && (
        <>
          <form
            class="row own-indicator"
            onSubmit={(event) => {
              event.preventDefault();
              if (own.trim()) add({ name: own.trim() });
              name("");
            }}
          >
            <input value={own} maxLength={INDICATOR_LETTERS} aria-label={t("An indicator of your own")} placeholder={t("An indicator of your own")} onInput={(event) => name(event.currentTarget.value)} />
            <button>{t("Add")}</button>
          </form>
          <Library search={search} look={look} taken={indicators.map((one) => one.name)} add={add} />
        </>
      )}
    </Dialog>
  );
}

function Library({ search, look, taken, add }: { search: string; look: (text: string) => void; taken: readonly string[]; add: (indicator: Omit<Indicator, "id">) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const fits = (name: string) => name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
  const groups = library.map((one) => {
    const indicators = one.indicators.filter(({ name }) => fits(said(name)) || fits(said(one.group)));
    return { group: said(one.group), indicators: indicators.filter(({ name }) => !taken.includes(said(name))) };
  });
  const found = groups.filter((one) => one.indicators.length);
  return (
    <>
      <label class="field">
        {t("Search the library")}
        <input ref={field} type="search" value={search} onInput={(event) => look(event.currentTarget.value)} />
      </label>
      {!found.length && <p class="quiet">{t("Nothing like that in the library. Add one of your own.")}</p>}
      {found.map(({ group, indicators }) => (
        <details key={group} open={Boolean(search.trim())}>
          <summary>{group}</summary>
          <ul class="library">
            {indicators.map(({ name, kind }) => (
              <li key={said(name)}>
                <span>{said(name)}</span>
                <button type="button" aria-label={t("Add: {name}", { name: said(name) })} onClick={() => (add({ name: said(name), group, kind: kind as Kind }), field.current?.focus())}>
                  {t("Add")}
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

function OneIndicator({ indicator, edit, remove }: { indicator: Indicator; edit: (fields: Partial<Indicator>) => void; remove: () => void }) {
  const line = (title: string, value: string, set: (text: string) => void, hint = "") => (
    <label class="field">
      {title} {hint && <span class="quiet">{hint}</span>}
      <input value={value} maxLength={hint ? ANSWER_LETTERS : INDICATOR_LETTERS} onInput={(event) => set(event.currentTarget.value)} />
    </label>
  );
  return (
    <details class="tool">
      <summary>
        {indicator.name} <span class="quiet">{smartInWords(indicator)}</span>
      </summary>
      {line(t("Indicator"), indicator.name, (name) => edit({ name }))}
      <fieldset class="row">
        <legend>{t("Kind")}</legend>
        {(["quantitative", "qualitative"] as const).map((kind) => (
          <label key={kind}>
            <input type="radio" name={`kind-${indicator.id}`} checked={(indicator.kind ?? "quantitative") === kind} onChange={() => edit({ kind })} /> {kind === "quantitative" ? t("quantitative: a number") : t("qualitative: in words")}
          </label>
        ))}
      </fieldset>
      {line(t("Target"), indicator.target ?? "", (target) => edit({ target }))}
      {SMART().map(([key, name, question]) => line(name, indicator.smart?.[key] ?? "", (answer) => edit({ smart: { ...indicator.smart, [key]: answer } }), question))}
      <p>
        <button type="button" aria-label={t("Take away: {name}", { name: indicator.name })} onClick={remove}>
          {t("Take away")}
        </button>
      </p>
    </details>
  );
}
