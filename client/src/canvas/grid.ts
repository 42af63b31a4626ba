/** A canvas as a grid of places that one goes through by keyboard: lines of cells, the head of each row among them. */

import { STATEMENT } from "./canvas.ts";
import type { Sheet } from "./sheet.ts";

/** In place of a column's key: the head of a row. */
export const HEAD = "head";

export interface At {
  readonly row: string;
  readonly column: string;
}

/** Each row is a line; where statements are shown, each is a line of its own below its row. */
export function linesOf(sheet: Sheet): readonly (readonly At[])[] {
  return sheet.rows.flatMap(({ id: row }) => {
    const cells = [HEAD, ...sheet.columns.map((column) => column.key)].map((column) => ({ row, column }));
    return sheet.states ? [cells, [{ row, column: STATEMENT }]] : [cells];
  });
}

const same = (one: At, other: At): boolean => one.row === other.row && one.column === other.column;

/** Where an arrow, Home or End leads; nothing, where there is no way on. `side` is the column that one came down in. */
export function neighbour(lines: readonly (readonly At[])[], at: At, key: string, whole: boolean, side: number): At | undefined {
  const line = lines.findIndex((cells) => cells.some((cell) => same(cell, at)));
  const cells = lines[line] ?? [];
  const here = cells.findIndex((cell) => same(cell, at));
  const over = (to: number): At | undefined => lines[to]?.[Math.min(Math.max(here, side), (lines[to]?.length ?? 1) - 1)];
  switch (key) {
    case "ArrowLeft":
      return cells[here - 1];
    case "ArrowRight":
      return cells[here + 1];
    case "ArrowUp":
      return over(line - 1);
    case "ArrowDown":
      return over(line + 1);
    case "Home":
      return whole ? lines[0]?.[0] : cells[0];
    case "End":
      return whole ? lines.at(-1)?.at(-1) : cells.at(-1);
    default:
      return undefined;
  }
}

/** The next cell to write in, or the one before; nothing after the last. */
export function nextToWrite(sheet: Sheet, at: At, by: 1 | -1): At | undefined {
  const cells = linesOf(sheet).flat();
  const from = cells.findIndex((cell) => same(cell, at));
  const rest = by > 0 ? cells.slice(from + 1) : cells.slice(0, Math.max(0, from)).reverse();
  return rest.find((cell) => sheet.writes.has(cell.column));
}
