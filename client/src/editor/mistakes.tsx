/** What is wrong in the draft: at the field that it is about, and as a list that leads there. */

import { computed } from "@preact/signals";
import { useId } from "preact/hooks";
import { t, tn } from "../words.ts";
import { comparePlaces, type Path } from "./document.ts";
import { draft, drop, opened, valueAt } from "./draft.ts";
import { isUnknown, mistakeText, type Mistake } from "./expected.ts";
import { nameOfPlace, pageOf } from "./places.ts";
import { away, checking, told } from "./server.ts";

export const fieldId = (path: Path): string => `at-${path.join("-")}`;

const begins = (path: Path, start: Path): boolean => start.every((step, place) => path[place] === step);

/** All, as they come in the programme; but for what was taken out since the server looked. */
export const mistakes = computed(() =>
  (told.value.mistakes ?? [])
    .filter((one) => !isUnknown(one) || !one.path || valueAt(one.path) !== undefined)
    .sort((one, other) => comparePlaces(draft.value ?? {}, one.path ?? [], other.path ?? [])),
);

/** Those about a field: at it, and in it as far as it has no fields of its own. */
export const mistakesAt = (path: Path): readonly Mistake[] => mistakes.value.filter((mistake) => begins(mistake.path ?? [], path));

/** Those of all that stands in a part. */
export const countIn = (path: Path): number => mistakesAt(path).length;

/** Says what is wrong with a field, and gives the name by which the field points to it. */
export function useMistakes(path: Path): { id: string | undefined; said: preact.ComponentChildren } {
  const id = useId();
  const found = mistakesAt(path);
  if (!found.length) return { id: undefined, said: null };
  return {
    id,
    said: (
      <span id={id} class="problem">
        {found.map(mistakeText).join("; ")}
      </span>
    ),
  };
}

/** To the field: its part is opened, and the field is where one types. */
export function jump(path: Path): void {
  opened.value = pageOf(path);
  requestAnimationFrame(() => {
    let place = path;
    while (place.length && !document.getElementById(fieldId(place))) place = place.slice(0, -1);
    const field = document.getElementById(fieldId(place)) ?? document.querySelector<HTMLElement>("#part");
    for (let around = field?.closest("details"); around; around = around.parentElement?.closest("details")) around.open = true;
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  });
}

export function Mistakes() {
  const all = mistakes.value;
  if (away.value) return <p class="problem">{t("The server was not reached: the draft is not checked, and kept in this browser.")}</p>;
  return (
    <section class="mistakes" aria-label={t("Mistakes")}>
      <p role="status" class={all.length && !checking.value ? "problem" : ""}>
        {checking.value ? t("Checking …") : all.length ? tn("{n} mistake to mend", "{n} mistakes to mend", all.length) : t("No mistakes")}
      </p>
      {all.length > 0 && (
        <details>
          <summary>{t("Show all")}</summary>
          <ul>
            {all.map((mistake) => (
              <li key={`${mistake.key} ${mistake.expected}`}>
                <button class="link" onClick={() => jump(mistake.path ?? [])}>
                  {nameOfPlace(draft.value ?? {}, mistake.path ?? [])}
                </button>{" "}
                {mistakeText(mistake)}{" "}
                {isUnknown(mistake) && mistake.path && (
                  <button onClick={() => drop(mistake.path ?? [])}>
                    {t("Take it out")}
                    <span class="unseen">: {mistake.key}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
