/** A cell with names: people of the workshop, and whoever else is responsible. */

import { useId, useRef, useState } from "preact/hooks";
import { X } from "lucide";
import { Icon } from "../icons.tsx";
import { NAME_LETTERS, NAMES } from "../limits.ts";
import type { Column, Names, Workshop } from "../protocol.ts";
import { nameOf } from "../said.ts";
import { t } from "../words.ts";
import { setCell, valueIn, type Sheet } from "./sheet.ts";

export const namesInWords = (workshop: Workshop, { people = [], others = [] }: Names): string[] => [...people.map((person) => nameOf(workshop, person) || t("somebody from another group")), ...others];

/** Those whom one knows by sight. */
const knownPeople = (workshop: Workshop): string[] =>
  Object.values(workshop.people ?? {})
    .filter((person) => (person.role ?? "participant") === "participant" && !person.removed)
    .map((person) => person.id);

/** Names as somebody writes them, one or more: whoever is known is taken for that person. */
export function withNames(workshop: Workshop, names: Names, written: string): Names {
  const people = [...(names.people ?? [])];
  const others = [...(names.others ?? [])];
  for (const name of written.split(/[,;\n]/).map((one) => one.trim().slice(0, NAME_LETTERS)).filter(Boolean)) {
    if (people.length + others.length >= NAMES) break;
    const person = knownPeople(workshop).find((id) => nameOf(workshop, id).toLocaleLowerCase() === name.toLocaleLowerCase());
    if (person) people.includes(person) || people.push(person);
    else if (!others.includes(name)) others.push(name);
  }
  return { type: "names", people, others };
}

export function PeopleField({ sheet, row, column, label }: { sheet: Sheet; row: string; column: Column; label: string }) {
  const { workshop } = sheet;
  const [text, type] = useState("");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const value = valueIn(sheet, row, column);
  const names: Names = value?.type === "names" ? value : { type: "names" };
  const { people = [], others = [] } = names;
  const full = people.length + others.length >= NAMES;
  const set = (next: Names) => setCell(sheet, row, column, next);
  const add = () => {
    if (text.trim()) set(withNames(workshop, names, text));
    type("");
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || !text.trim() || (event.key !== "Enter" && event.key !== ",")) return;
    event.preventDefault();
    event.stopPropagation();
    add();
  };
  const token = (key: string, name: string, without: Names) => (
    <li key={key} class="token">
      {name}
      <button type="button" class="plain" aria-label={t("Take away: {name}", { name })} onClick={() => (set(without), input.current?.focus())}>
        <Icon of={X} />
      </button>
    </li>
  );
  const said = namesInWords(workshop, names);
  return (
    <div class="names" role="group" aria-label={label}>
      {said.length > 0 && (
        <ul>
          {people.map((person, at) => token(person, said[at] ?? "", { ...names, people: people.filter((one) => one !== person) }))}
          {others.map((name) => token(`other ${name}`, name, { ...names, others: others.filter((one) => one !== name) }))}
        </ul>
      )}
      {full ? (
        <p class="quiet">{t("No more names fit in here.")}</p>
      ) : (
        <p class="row">
          <input ref={input} value={text} list={id} maxLength={NAME_LETTERS} aria-label={t("Add a name")} placeholder={t("Add a name")} onInput={(event) => type(event.currentTarget.value)} onKeyDown={onKey} onBlur={add} />
          {text.trim() && (
            <button type="button" onClick={add}>
              {t("Add")}
            </button>
          )}
        </p>
      )}
      <datalist id={id}>
        {knownPeople(workshop)
          .filter((person) => !people.includes(person))
          .map((person) => (
            <option key={person} value={nameOf(workshop, person)} />
          ))}
      </datalist>
    </div>
  );
}
