/** The plan that is checked after the training, as `moot/rooms/after/check_in.py` has it. */

import { activitiesOf } from "../outline.ts";
import { standing } from "../canvas/canvas.ts";
import type { Canvas, CanvasPlan, Indicator, ReportStep, Workshop } from "../protocol.ts";
import { t } from "../words.ts";

type State = ReportStep["state"];
export const STATES: readonly Exclude<State, "">[] = ["not-begun", "under-way", "done", "dropped"];

export function stateInWords(state: State): string {
  switch (state) {
    case "not-begun":
      return t("not begun");
    case "under-way":
      return t("under way");
    case "done":
      return t("done");
    case "dropped":
      return t("dropped");
    case "":
      return t("no answer yet");
  }
}

/** The last personal canvas that has indicators, and the key of the one that it began with. */
function checkedPlan(workshop: Workshop): { root: string; plan: CanvasPlan } | undefined {
  const found = activitiesOf(workshop).filter(({ canvas }) => (canvas?.scope ?? "person") === "person" && canvas?.columns.some((column) => column.type === "indicators"));
  const last = found.at(-1);
  return last?.canvas ? { root: last.canvas.goes_on_from || last.key, plan: last.canvas } : undefined;
}

export function canvasChecked(workshop: Workshop, person: string): Canvas | undefined {
  const checked = checkedPlan(workshop);
  return checked && workshop.canvases?.[`${checked.root}:${person}`];
}

/** The steps that say something, in order: of each its row and its text, from the first column with one. */
export function stepsOf(workshop: Workshop, canvas: Canvas): [row: string, text: string][] {
  const column = checkedPlan(workshop)?.plan.columns.find((one) => (one.type ?? "text") === "text" && !one.spans && one.written_by !== "others");
  return standing(canvas).flatMap(({ id }): [string, string][] => {
    const text = canvas.texts?.[`${id}/${column?.key}`]?.value?.trim();
    return text ? [[id, text]] : [];
  });
}

/** Of the rows that are there. */
export function indicatorsOf(canvas: Canvas): Indicator[] {
  const places = standing(canvas).flatMap(({ id }) => Object.keys(canvas.values ?? {}).filter((place) => place.startsWith(`${id}/`)));
  return places.flatMap((place) => {
    const value = canvas.values?.[place];
    return value?.type === "indicators" ? (value.indicators ?? []) : [];
  });
}
