/** A block of cells from a spreadsheet, put into a canvas: as many rows as it needs, and one thing to take back. */

import { CELL_LETTERS, INDICATOR_LETTERS, INDICATORS, ROWS } from "../limits.ts";
import { ask, newId } from "../live/live.ts";
import { did } from "../live/undo.ts";
import type { Column } from "../protocol.ts";
import { said } from "../said.ts";
import { valueOf } from "../read_together.ts";
import { write } from "../tied.ts";
import { tn } from "../words.ts";
import { isText } from "./cell.tsx";
import { withNames } from "./people.tsx";
import { daysIn, writesMonthFirst } from "./spreadsheet.ts";
import { sourceOf, valueIn, type CellValue, type Sheet } from "./sheet.ts";

/** Fills cells from one on, to the right and down; says how many. */
export function paste(sheet: Sheet, from: { row: string; column: string }, block: readonly (readonly string[])[]): string {
  const first = sheet.rows.findIndex((row) => row.id === from.row);
  const left = sheet.columns.findIndex((column) => column.key === from.column);
  if (first < 0 || left < 0) return "";
  const rows = sheet.rows.map((row) => row.id);
  const backs: (() => void)[] = [];
  let filled = 0;
  let not = 0;
  block.forEach((cells, down) => {
    const row = rows[first + down] ?? newRow(sheet, rows, backs);
    cells.forEach((text, right) => {
      const column = sheet.columns[left + right];
      const back = row && column && text.length <= CELL_LETTERS ? fill(sheet, row, column, text) : null;
      if (back) filled++;
      else if (text.trim()) not++;
      if (back && first + down < sheet.rows.length) backs.push(back); // a new row goes with its cells
    });
  });
  const says = tn("{n} cell filled.", "{n} cells filled.", filled) + (not ? ` ${tn("{n} does not fit in here.", "{n} do not fit in here.", not)}` : "");
  if (backs.length) did(tn("{n} cell pasted", "{n} cells pasted", filled), () => backs.toReversed().forEach((back) => back()));
  return says;
}

function newRow(sheet: Sheet, rows: string[], backs: (() => void)[]): string | undefined {
  if (!sheet.arranges || rows.length >= ROWS) return undefined;
  const row = newId();
  rows.push(row);
  void ask({ type: "add-row", canvas: sheet.key, id: row, after: null });
  backs.push(() => void ask({ type: "remove-row", canvas: sheet.key, row }));
  return row;
}

/** How to take it back; null, where the cell does not take it. */
function fill(sheet: Sheet, row: string, column: Column, text: string): (() => void) | null {
  if (!sheet.writes.has(column.key)) return null;
  if (isText(column)) {
    const source = sourceOf(sheet, row, column.key);
    const before = valueOf(source);
    write(source, text.trim());
    return () => write(source, before);
  }
  const value = valueFrom(sheet, column, text);
  if (!value) return null;
  const set = { type: "set-cell", canvas: sheet.key, row, column: column.key } as const;
  const before = valueIn(sheet, row, column) ?? ({ type: value.type } as CellValue);
  void ask({ ...set, value, was: before });
  return () => void ask({ ...set, value: before, was: value });
}

/** A typed cell from how a spreadsheet writes it. */
function valueFrom(sheet: Sheet, column: Column, text: string): CellValue | null {
  const lines = text.split(/[\n;]/).map((line) => line.trim()).filter(Boolean);
  switch (column.type) {
    case "people":
      return withNames(sheet.workshop, { type: "names" }, text);
    case "period": {
      const [start = "", due = ""] = daysIn(text, writesMonthFirst(navigator.language));
      return start && !(due && due < start) ? { type: "period", start, due } : null;
    }
    case "choice": {
      const choice = (column.choices ?? []).findIndex((one) => said(one).toLocaleLowerCase() === text.trim().toLocaleLowerCase());
      return choice < 0 ? null : { type: "choice", choice };
    }
    case "indicators":
      if (!lines.length || lines.length > INDICATORS) return null;
      return { type: "indicators", indicators: lines.map((name) => ({ id: newId(), name: name.slice(0, INDICATOR_LETTERS) })) };
    default:
      return null;
  }
}
