/** The fields of the editor. Each shows what is wrong with it, and keeps what is half typed. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../words.ts";
import { isPart, wordsOf, type Path } from "./document.ts";
import { languages, set, valueAt } from "./draft.ts";
import { fieldId, useMistakes } from "./mistakes.tsx";

interface Field {
  readonly path: Path;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** A field under its label, with what is wrong with it below; `control` gets what all controls have. */
function Labelled({ path, label, hint, control }: Field & { control: (of: Control) => ComponentChildren }) {
  const { id, said } = useMistakes(path);
  return (
    <div class="field">
      <label for={fieldId(path)}>{label}</label>
      {hint && <span class="quiet">{hint}</span>}
      {control({ id: fieldId(path), "aria-invalid": id !== undefined, "aria-describedby": id })}
      {said}
    </div>
  );
}

interface Control {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

/** A text in all languages of the programme, side by side. */
export function Words({ path, label, hint, most, lines = 0 }: Field & { most: number; lines?: number }) {
  const { id, said } = useMistakes(path);
  const words = wordsOf(valueAt(path), languages.value);
  const type = (language: string, text: string) => {
    const next = { ...words, [language]: text };
    // an empty one is left out; one of a list stays where one types
    set(path, typeof path.at(-1) === "number" || Object.values(next).some((one) => one) ? next : undefined);
  };
  const several = languages.value.length > 1;
  const group = (
    <div class="languages-beside">
      {languages.value.map((language, at) => {
        const field = {
          id: fieldId(at ? [...path, language] : path),
          lang: language,
          value: words[language] ?? "",
          maxLength: most,
          "aria-label": several ? `${label}, ${language}` : label,
          "aria-invalid": id !== undefined,
          "aria-describedby": id,
          onInput: (event: { currentTarget: { value: string } }) => type(language, event.currentTarget.value),
        } as const;
        return (
          <div key={language} class="in-language">
            {several && <span aria-hidden="true">{language}</span>}
            {lines ? <textarea rows={lines} {...field} /> : <input {...field} />}
          </div>
        );
      })}
    </div>
  );
  return (
    <div class="field" role="group" aria-label={label}>
      <span class="label" aria-hidden="true">
        {label}
      </span>
      {hint && <span class="quiet">{hint}</span>}
      {group}
      {said}
    </div>
  );
}

/** One line; `type` as of an input. An empty one is left out. */
export function Line({ path, label, hint, type = "text", most, placeholder }: Field & { type?: "text" | "date" | "time" | "url"; most?: number; placeholder?: string }) {
  const value = valueAt(path);
  const control = (of: Control) => (
    <input
      {...of}
      {...({ type } as { type: "text" })}
      value={value === undefined || value === null || isPart(value) ? "" : String(value)}
      {...(most ? { maxLength: most } : {})}
      {...(placeholder ? { placeholder } : {})}
      onInput={(event) => set(path, event.currentTarget.value || undefined)}
    />
  );
  return <Labelled path={path} label={label} hint={hint} control={control} />;
}

export function Amount({ path, label, hint, least, most, otherwise }: Field & { least: number; most: number; otherwise: number }) {
  const value = valueAt(path);
  const [typed, type] = useState<string | null>(null);
  const take = (input: HTMLInputElement) => {
    type(input.value);
    set(path, Number.isNaN(input.valueAsNumber) ? undefined : input.valueAsNumber);
  };
  const shown = typed ?? (typeof value === "number" ? value : otherwise);
  const control = (of: Control) => <input {...of} type="number" min={least} max={most} value={shown} onInput={(event) => take(event.currentTarget)} onBlur={() => type(null)} />;
  return <Labelled path={path} label={label} hint={hint} control={control} />;
}

/** Numbers or short texts with commas between them. */
export function List({ path, label, hint, numbers = false }: Field & { numbers?: boolean }) {
  const value = valueAt(path);
  const items = Array.isArray(value) ? value.map(String) : [];
  const [now, show] = useState<string | null>(null);
  const type = (text: string) => {
    show(text);
    const typed = text.trim() ? text.split(",").map((one) => one.trim()) : [];
    set(path, typed.length ? typed.map((one) => (numbers && /^\d+$/.test(one) ? Number(one) : one)) : undefined);
  };
  const control = (of: Control) => <input {...of} value={now ?? items.join(", ")} onInput={(event) => type(event.currentTarget.value)} onBlur={() => show(null)} />;
  return <Labelled path={path} label={label} hint={hint} control={control} />;
}

export type Options = Readonly<Record<string, string>>;

/** One of several; `otherwise` is what it is when nothing is said, and then left out. */
export function Choose({ path, label, hint, options, otherwise, chosen }: Field & { options: Options; otherwise?: string; chosen?: (value: string) => void }) {
  const value = valueAt(path);
  const now = typeof value === "string" ? value : (otherwise ?? "");
  const choose = chosen ?? ((one: string) => set(path, one === otherwise ? undefined : one));
  const control = (of: Control) => (
    <select {...of} value={now} onChange={(event) => choose(event.currentTarget.value)}>
      {!(now in options) && <option value={now}>{now || t("(choose)")}</option>}
      {Object.entries(options).map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
  return <Labelled path={path} label={label} hint={hint} control={control} />;
}

export function Tick({ path, label, hint, otherwise = false }: Field & { otherwise?: boolean }) {
  const { id, said } = useMistakes(path);
  const value = valueAt(path);
  return (
    <p class="field">
      <label class="tick">
        <input
          id={fieldId(path)}
          type="checkbox"
          checked={typeof value === "boolean" ? value : otherwise}
          aria-describedby={id}
          onChange={(event) => set(path, event.currentTarget.checked === otherwise ? undefined : event.currentTarget.checked)}
        />{" "}
        {label}
      </label>
      {hint && <span class="quiet">{hint}</span>}
      {said}
    </p>
  );
}

/** A few of several, in the order of the programme. */
export function Ticks({ path, label, hint, options }: Field & { options: Options }) {
  const { id, said } = useMistakes(path);
  const value = valueAt(path);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const toggle = (key: string, on: boolean) => {
    const next = [...Object.keys(options).filter((one) => (one === key ? on : chosen.includes(one))), ...chosen.filter((one) => !(one in options))];
    set(path, next.length ? next : undefined);
  };
  return (
    <fieldset class="field" aria-describedby={id} id={fieldId(path)} tabIndex={-1}>
      <legend>{label}</legend>
      {hint && <span class="quiet">{hint}</span>}
      <span class="row">
        {Object.entries(options).map(([key, name]) => (
          <label key={key} class="tick">
            <input type="checkbox" checked={chosen.includes(key)} onChange={(event) => toggle(key, event.currentTarget.checked)} /> {name}
          </label>
        ))}
      </span>
      {said}
    </fieldset>
  );
}

const LENGTH = /^(?:(\d{1,2}) ?h)? ?(?:(\d{1,4}) ?min)? ?(?:(\d{1,5}) ?s)?$/;

export function secondsIn(length: string): number | null {
  const found = LENGTH.exec(length.trim());
  if (!found || !length.trim()) return null;
  return Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0);
}

export function lengthText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((n, at) => (n ? `${n} ${["h", "min", "s"][at]}` : ""));
  return parts.filter(Boolean).join(" ") || "0 s";
}

/** `5 min`, `1 h 30 min`: typed, or a minute more or less. */
export function Length({ path, label, hint, otherwise }: Field & { otherwise?: string }) {
  const value = valueAt(path);
  const now = typeof value === "string" ? value : (otherwise ?? "");
  const seconds = secondsIn(now);
  const step = (by: number, name: string, sign: string) => (
    <button type="button" aria-label={name} disabled={seconds === null || seconds + by < 10} onClick={() => set(path, lengthText((seconds ?? 0) + by))}>
      {sign}
    </button>
  );
  const control = (of: Control) => (
    <span class="row">
      <input {...of} class="length" value={now} onInput={(event) => set(path, event.currentTarget.value || undefined)} />
      {step(-60, t("A minute less: {label}", { label }), "−")}
      {step(60, t("A minute more: {label}", { label }), "+")}
    </span>
  );
  return <Labelled path={path} label={label} hint={hint} control={control} />;
}

export function More({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details class="tool">
      <summary>{title}</summary>
      {children}
    </details>
  );
}
