/** A canvas as one reads it: whose it is, by which plans it is filled in, its rows in order; and how it begins. */

import { activitiesOf } from "../outline.ts";
import type { Canvas, CanvasPlan, Column, Row, Workshop } from "../protocol.ts";

/** In place of a row's id, in the place of a cell that spans all rows. */
export const EVERY_ROW = "all";
/** In place of a column's key: what was composed from a row. */
export const STATEMENT = "statement";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export const keyOf = (activity: string, owner: string): string => `${activity}:${owner}`;

/** What the key of a canvas says: `plan:p12`. */
export function owned(key: string): { activity: string; owner: string } {
  const at = key.indexOf(":");
  return { activity: key.slice(0, at), owner: key.slice(at + 1) };
}

export const planOf = (workshop: Workshop, activity: string): CanvasPlan | undefined => activitiesOf(workshop).find((one) => one.key === activity)?.canvas ?? undefined;

/** The activity that the canvas began with. */
export const rootOf = (workshop: Workshop, activity: string): string => planOf(workshop, activity)?.goes_on_from || activity;

/** The plans of all activities that fill this canvas in, the first of them first. */
export function plansOf(workshop: Workshop, key: string): CanvasPlan[] {
  const { activity } = owned(key);
  const plans = activitiesOf(workshop).flatMap((one) => (one.canvas ? [{ of: one.key, plan: one.canvas }] : []));
  const first = plans.filter(({ of, plan }) => of === activity && !plan.goes_on_from);
  return [...first, ...plans.filter(({ plan }) => plan.goes_on_from === activity)].map(({ plan }) => plan);
}

/** As it is; as its plan begins it, when nobody has written in it yet. */
export function canvasOf(workshop: Workshop, key: string): Canvas {
  return workshop.canvases?.[key] ?? fresh(plansOf(workshop, key)[0]);
}

function fresh(plan: CanvasPlan | undefined): Canvas {
  const ids = Array.from({ length: plan ? (plan.rows ?? 3) : 0 }, (_none, at) => at);
  return { rows: Object.fromEntries(ids.map((at) => [`row${at}`, { id: `row${at}`, order: `a${DIGITS[at]}` }])) };
}

/** The rows that are there, in order. */
export function standing(canvas: Canvas): Row[] {
  const rows = Object.values(canvas.rows ?? {}).filter((row) => !row.removed_by);
  return rows.sort((a, b) => (a.order === b.order ? (a.id < b.id ? -1 : 1) : a.order < b.order ? -1 : 1));
}

/** Of a cell: `row/column`. */
export const placeOf = (row: string, column: Pick<Column, "key" | "spans">): string => `${column.spans ? EVERY_ROW : row}/${column.key}`;

/** The key of the canvas that a participant has in an activity, where they sit. */
export function ownKey(workshop: Workshop, activity: string, person: string): string {
  const scope = planOf(workshop, activity)?.scope ?? "person";
  const owners = { person, group: workshop.people?.[person]?.room ?? "", all: "" };
  return keyOf(rootOf(workshop, activity), owners[scope]);
}
