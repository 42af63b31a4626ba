/** Lists in the editor: parts with a page of their own, texts, and small parts that are edited in place. */

import type { ComponentChildren } from "preact";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide";
import { Icon } from "../icons.tsx";
import { t, tn } from "../words.ts";
import { listIn, type Part, type Path } from "./document.ts";
import { add, draft, drop, languages, news, opened, reorder, valueAt } from "./draft.ts";
import { Words } from "./fields.tsx";
import { mistakeText } from "./expected.ts";
import { countIn, fieldId, jump, mistakesAt } from "./mistakes.tsx";
import { nameOf } from "./places.ts";

/** Up, down, away. What went away comes back with undo, and that is said. */
export function Handles({ path, name, count }: { path: Path; name: string; count: number }) {
  const list = path.slice(0, -1);
  const at = Number(path.at(-1));
  const move = (by: number) => {
    reorder(list, at, at + by);
    news.value = t("{name} is now number {number}.", { name, number: at + by + 1 });
  };
  return (
    <span class="handles">
      <button aria-label={t("Move up: {name}", { name })} disabled={at === 0} onClick={() => move(-1)}>
        <Icon of={ArrowUp} />
      </button>
      <button aria-label={t("Move down: {name}", { name })} disabled={at === count - 1} onClick={() => move(1)}>
        <Icon of={ArrowDown} />
      </button>
      <button
        aria-label={t("Remove: {name}", { name })}
        onClick={() => {
          drop(path);
          news.value = t("{name} was removed. Undo brings it back.", { name });
        }}
      >
        <Icon of={Trash2} />
      </button>
    </span>
  );
}

/** What is wrong with the list itself, such as that it is empty. */
function OfTheList({ path }: { path: Path }) {
  const own = mistakesAt(path).filter((mistake) => (mistake.path ?? []).length === path.length);
  return own.length ? <p class="problem">{own.map(mistakeText).join("; ")}</p> : null;
}

/** Parts that open on a page of their own. `more`: what stands beside a name. */
export function Parts({ path, title, most, children, more }: { path: Path; title: string; most: number; children: ComponentChildren; more?: (part: Part) => string }) {
  const parts = (valueAt(path) ?? []) as readonly Part[];
  return (
    <section class="parts" aria-label={title} id={fieldId(path)} tabIndex={-1}>
      <h3>{title}</h3>
      <OfTheList path={path} />
      <ol>
        {parts.map((part, at) => {
          const inside = [...path, at];
          const name = nameOf(draft.value ?? {}, inside);
          const wrong = countIn(inside);
          return (
            <li key={String(part["key"] ?? at)}>
              <button class="open" onClick={() => (opened.value = inside)}>
                {name} {more && <span class="quiet">{more(part)}</span>}
                {wrong > 0 && <span class="problem">{tn("{n} mistake", "{n} mistakes", wrong)}</span>}
              </button>
              <Handles path={inside} name={name} count={parts.length} />
            </li>
          );
        })}
      </ol>
      {parts.length < most ? <p class="row">{children}</p> : <p class="quiet">{tn("There may be {n} at most.", "There may be {n} at most.", most)}</p>}
    </section>
  );
}

/** A button that adds a part and opens it. */
export function AddPart({ path, part, label, place }: { path: Path; part: () => Part; label: string; place?: number }) {
  return (
    <button
      onClick={() => {
        const at = place ?? listIn({ list: valueAt(path) }, "list").length;
        add(path, part(), at);
        jump([...path, at, "title"]);
      }}
    >
      <Icon of={Plus} /> {label}
    </button>
  );
}

/** Texts one below the other, each in all languages. */
export function WordList({ path, title, hint, most, letters, name }: { path: Path; title: string; hint?: string; most: number; letters: number; name: (number: number) => string }) {
  const items = (valueAt(path) ?? []) as readonly unknown[];
  return (
    <section class="parts" aria-label={title} id={fieldId(path)} tabIndex={-1}>
      <h3>{title}</h3>
      {hint && <p class="quiet">{hint}</p>}
      <OfTheList path={path} />
      {items.map((_, at) => (
        <div key={at} class="beside-handles">
          <Words path={[...path, at]} label={name(at + 1)} most={letters} />
          <Handles path={[...path, at]} name={name(at + 1)} count={items.length} />
        </div>
      ))}
      {items.length < most && (
        <p>
          <button
            onClick={() => {
              add(path, Object.fromEntries(languages.value.map((language) => [language, ""])));
              jump([...path, items.length]);
            }}
          >
            <Icon of={Plus} /> {t("Add")}: {name(items.length + 1)}
          </button>
        </p>
      )}
    </section>
  );
}

/** Small parts, folded, that are edited in place. */
export function Folded({ path, title, most, label, part, children }: { path: Path; title: string; most: number; label: string; part: () => Part; children: (inside: Path) => ComponentChildren }) {
  const parts = (valueAt(path) ?? []) as readonly Part[];
  return (
    <section class="parts" aria-label={title} id={fieldId(path)} tabIndex={-1}>
      <h3>{title}</h3>
      <OfTheList path={path} />
      {parts.map((one, at) => {
        const inside = [...path, at];
        const name = nameOf(draft.value ?? {}, inside);
        const wrong = countIn(inside);
        return (
          <div key={String(one["key"] ?? at)} class="beside-handles">
            <details class="tool">
              <summary>
                {name} {wrong > 0 && <span class="problem">{tn("{n} mistake", "{n} mistakes", wrong)}</span>}
              </summary>
              {children(inside)}
            </details>
            <Handles path={inside} name={name} count={parts.length} />
          </div>
        );
      })}
      {parts.length < most && (
        <p>
          <button
            onClick={() => {
              add(path, part());
              jump([...path, parts.length, "title"]);
            }}
          >
            <Icon of={Plus} /> {label}
          </button>
        </p>
      )}
    </section>
  );
}
