/** A cell in which one of a list is chosen. */

import type { Choice, Column } from "../protocol.ts";
import { said } from "../said.ts";
import { setCell, valueIn, type Sheet } from "./sheet.ts";

export const choiceInWords = (column: Column, { choice = -1 }: Choice): string => said(column.choices?.[choice]);

export function ChoiceField({ sheet, row, column, label }: { sheet: Sheet; row: string; column: Column; label: string }) {
  const value = valueIn(sheet, row, column);
  const chosen = value?.type === "choice" ? (value.choice ?? -1) : -1;
  return (
    <select aria-label={label} value={String(chosen)} onChange={(event) => setCell(sheet, row, column, { type: "choice", choice: Number(event.currentTarget.value) })}>
      <option value="-1">–</option>
      {(column.choices ?? []).map((one, at) => (
        <option key={at} value={String(at)}>
          {said(one)}
        </option>
      ))}
    </select>
  );
}
