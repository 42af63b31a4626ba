/** The whole programme as an outline: one goes to any part, and sees where something is wrong. */

import { t, tn } from "../words.ts";
import { partsIn, type Path } from "./document.ts";
import { draft, opened, valueAt } from "./draft.ts";
import { countIn } from "./mistakes.tsx";
import { nameOf } from "./places.ts";

const INSIDE = ["day", "session", "activity", "stage"];

export function Outline() {
  return (
    <nav class="outline" aria-label={t("Parts of the programme")}>
      <Entry path={[]} />
      <Level path={[]} depth={0} />
    </nav>
  );
}

function Level({ path, depth }: { path: Path; depth: number }) {
  const name = INSIDE[depth];
  if (!name) return null;
  const parts = partsIn(valueAt(path), name);
  if (!parts.length) return null;
  return (
    <ul>
      {parts.map((part, at) => {
        const inside = [...path, name, at];
        const isOpen = inside.every((step, place) => opened.value[place] === step);
        return (
          <li key={String(part["key"] ?? at)}>
            <Entry path={inside} />
            {isOpen && <Level path={inside} depth={depth + 1} />}
          </li>
        );
      })}
    </ul>
  );
}

function Entry({ path }: { path: Path }) {
  const wrong = countIn(path);
  const isHere = path.length === opened.value.length && path.every((step, at) => opened.value[at] === step);
  return (
    <button class="plain" aria-current={isHere ? "page" : undefined} onClick={() => (opened.value = path)}>
      {path.length ? nameOf(draft.value ?? {}, path) : t("The whole programme")}
      {wrong > 0 && <span class="problem">{tn("{n} mistake", "{n} mistakes", wrong)}</span>}
    </button>
  );
}
