/** The rows of a plan along the days that they take. */

import type { Row } from "../protocol.ts";
import { said } from "../said.ts";
import { Timeline, type Span } from "../timeline.tsx";
import { isText, wordsIn } from "./cell.tsx";
import { rowName, valueIn, type Sheet } from "./sheet.ts";

/** Of the first column with time frames; those that have both days. */
export function TimelineOfRows({ sheet }: { sheet: Sheet }) {
  const column = sheet.columns.find((one) => one.type === "period");
  const spans = sheet.rows.flatMap((row): Span[] => {
    const period = column && valueIn(sheet, row.id, column);
    if (period?.type !== "period" || !period.start || !period.due) return [];
    return [{ key: row.id, name: nameOfRow(sheet, row), start: period.start, due: period.due }];
  });
  return <Timeline spans={spans} what={said(sheet.columns.find(isText)?.title)} />;
}

function nameOfRow(sheet: Sheet, row: Row): string {
  const first = sheet.columns.find(isText);
  const words = first ? wordsIn({ sheet, row: row.id, column: first }).split("\n")[0] : "";
  return words || rowName(sheet, row);
}
