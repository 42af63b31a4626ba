/** A canvas as somebody has it before them: which part of it, and what they may do in it now. */

import { CELL_LETTERS } from "../limits.ts";
import { newId, past, view } from "../live/live.ts";
import { isRoomLocked } from "../locked.tsx";
import { act } from "../live/undo.ts";
import { runState, stageOf } from "../outline.ts";
import type { Canvas, CanvasPlan, Column, Row, Run, SetCell, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import type { Source } from "../tied.ts";
import { t } from "../words.ts";
import { canvasOf, EVERY_ROW, planOf, plansOf, standing, STATEMENT } from "./canvas.ts";

export type CellValue = SetCell["value"];

/** It stays the same object while others write, so that who draws it need not do so again at each letter. */
export interface Sheet {
  /** Its canvases may be older than what one sees. */
  readonly workshop: Workshop;
  /** Where who sits before it is, so that one sees who types. */
  readonly room: string;
  readonly key: string;
  /** Whoever needs the texts too asks `textsOf`. */
  readonly canvas: Omit<Canvas, "texts">;
  /** Of the activity that it is filled in for now. */
  readonly plan: CanvasPlan;
  readonly rows: readonly Row[];
  /** The columns with a cell in each row. */
  readonly columns: readonly Column[];
  /** Those that span all rows. */
  readonly spanning: readonly Column[];
  /** What may be written: the keys of columns, and STATEMENT. */
  readonly writes: ReadonlySet<string>;
  /** Rows may be added, moved, removed and linked. */
  readonly arranges: boolean;
  /** What its cells said before may be looked up. */
  readonly looksBack: boolean;
  /** Statements are shown under their rows. */
  readonly states: boolean;
}

type Whose = "own" | "others" | "trainer" | "observer";

interface Before {
  readonly sheet: Sheet;
  readonly canvas: Canvas;
  readonly run: Run | null | undefined;
}

const before = new Map<string, Before>();

/** The one that there was before, if nothing but texts is different since. */
export function sheetOf(workshop: Workshop, room: string, key: string, activity: string, run: Run | null | undefined, whose: Whose): Sheet | undefined {
  const canvas = canvasOf(workshop, key);
  const name = `${whose} ${activity} ${room} ${key}`;
  const known = before.get(name);
  if (known?.run === run && known && differOnlyIn("canvases", known.sheet.workshop, workshop) && differOnlyIn("texts", known.canvas, canvas)) {
    if (known.sheet.states || !states(workshop, key) || !isStated(canvas)) return known.sheet;
  }
  const sheet = madeOf(workshop, room, key, activity, run, whose);
  if (sheet) before.set(name, { sheet, canvas, run });
  return sheet;
}

function differOnlyIn<T extends object>(field: keyof T, one: T, other: T): boolean {
  const fields = Object.keys({ ...one, ...other }) as (keyof T)[];
  return fields.every((name) => name === field || one[name] === other[name]);
}

/** Whether its rows may have statements, and whether one has. */
const states = (workshop: Workshop, key: string): boolean => plansOf(workshop, key).some((one) => Object.keys(one.statement ?? {}).length > 0);
const isStated = (canvas: Canvas): boolean => Object.keys(canvas.sources ?? {}).length > 0 || Object.keys(canvas.texts ?? {}).some((place) => place.endsWith(`/${STATEMENT}`));

/** Who owns it writes what the stage is for; trainers all of it, at any time; the others read. */
function madeOf(workshop: Workshop, room: string, key: string, activity: string, run: Run | null | undefined, whose: Whose): Sheet | undefined {
  const plan = planOf(workshop, activity);
  if (!plan) return undefined;
  const canvas = canvasOf(workshop, key);
  const stage = run && run.activity === activity && runState(run) !== "over" ? stageOf(workshop, activity, run.stage) : undefined;
  const own = whose === "own" && !isRoomLocked(workshop.rooms?.[room]);
  const fills = own && (stage?.does === "fill" || stage?.does === "integrate");
  const composes = whose === "trainer" || (own && (stage?.does === "compose" || stage?.does === "integrate"));
  const some = own && stage?.columns?.length ? new Set(stage.columns) : null;
  const owners = plan.columns.filter((column) => column.written_by !== "others" && (fills || composes) && (!some || some.has(column.key)));
  const stating = states(workshop, key);
  return {
    workshop,
    room,
    key,
    canvas,
    plan,
    rows: standing(canvas),
    columns: plan.columns.filter((column) => !column.spans),
    spanning: plan.columns.filter((column) => column.spans),
    writes: new Set([...owners.map((column) => column.key), ...(stating && composes ? [STATEMENT] : [])]),
    arranges: whose === "trainer" || fills,
    looksBack: whose !== "others" && !past.value,
    states: stating && (composes || isStated(canvas)),
  };
}

/** By place, as one sees them now. */
export const textsOf = ({ key }: Sheet): NonNullable<Canvas["texts"]> => view.value?.canvases?.[key]?.texts ?? {};

/** The text of a cell, as several write it. `row` is `all` where the column spans all rows. */
export function sourceOf({ key: canvas, room }: Pick<Sheet, "key" | "room">, row: string, column: string): Source {
  const place = `${row}/${column}`;
  const key = `${canvas}/${place}`;
  return {
    key,
    most: CELL_LETTERS,
    place: key,
    room,
    current: (view) => view.canvases?.[canvas]?.texts?.[place],
    request: (revision, edit, mark) => ({ type: "edit-cell", canvas, row, column, revision, edit, mark }),
    editIn: (change) => (change.type === "cell-edited" && change.canvas === canvas && change.place === place ? change : undefined),
  };
}

/** What a row is called, by where it stands: “Step 2”. */
export function rowName(sheet: Sheet, row: Row): string {
  return t("{what} {number}", { what: rowTitle(sheet), number: sheet.rows.indexOf(row) + 1 });
}

/** An extended canvas calls its rows as the one that it goes on from, if it does not say. */
export const rowTitle = (sheet: Sheet): string => said(sheet.plan.row_title) || said(plansOf(sheet.workshop, sheet.key)[0]?.row_title) || t("Row");

/** Filled in before, for the activity that this one goes on from. */
export function isCarriedOver(sheet: Sheet, column: Column): boolean {
  if (!sheet.plan.goes_on_from) return false;
  return Boolean(planOf(sheet.workshop, sheet.plan.goes_on_from)?.columns.some((one) => one.key === column.key));
}

/** The row that a column's cell is kept under. */
export const rowOf = (row: string, column: Pick<Column, "spans">): string => (column.spans ? EVERY_ROW : row);

export const valueIn = (sheet: Sheet, row: string, column: Column): CellValue | undefined => sheet.canvas.values?.[`${rowOf(row, column)}/${column.key}`];

export function setCell(sheet: Sheet, row: string, column: Column, value: CellValue): void {
  const set = { type: "set-cell", canvas: sheet.key, row: rowOf(row, column), column: column.key } as const;
  const before: CellValue = valueIn(sheet, row, column) ?? { type: value.type };
  void act({ ...set, value, was: before }, t("{column} changed", { column: said(column.title) }), { ...set, value: before, was: value });
}

/** The new row's id. */
export function addRow(sheet: Sheet, after: string | null = null): string {
  const id = newId();
  void act({ type: "add-row", canvas: sheet.key, id, after }, t("Row added"), { type: "remove-row", canvas: sheet.key, row: id });
  return id;
}

export function removeRow(sheet: Sheet, row: string): void {
  void act({ type: "remove-row", canvas: sheet.key, row }, t("Row removed"), { type: "restore-row", canvas: sheet.key, row });
}

/** Behind another row, or "" to the start. */
export function moveRow(sheet: Sheet, row: string, after: string): void {
  const ids = sheet.rows.map((one) => one.id);
  const before = ids[ids.indexOf(row) - 1] ?? "";
  if (after === row || after === before) return;
  const move = { type: "move-row", canvas: sheet.key, row } as const;
  void act({ ...move, after }, t("Row moved"), { ...move, after: before });
}

/** Up (-1) or down (1) by one. */
export function stepRow(sheet: Sheet, row: string, by: number): void {
  const ids = sheet.rows.map((one) => one.id);
  const at = ids.indexOf(row);
  if (ids[at + by] === undefined) return;
  moveRow(sheet, row, by > 0 ? (ids[at + 1] ?? "") : (ids[at - 2] ?? ""));
}

export function linkRow(sheet: Sheet, row: Row, origin: Row["origin"]): void {
  const link = { type: "link-row", canvas: sheet.key, row: row.id } as const;
  void act({ ...link, origin: origin ?? null }, origin ? t("Row linked") : t("Link taken away"), { ...link, origin: row.origin ?? null });
}
