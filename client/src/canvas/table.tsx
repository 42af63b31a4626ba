/** A canvas as a table on a laptop: arrows go from cell to cell, Enter writes, Escape leaves, Tab goes on to the next. */

import { useCallback, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Plus } from "lucide";
import { Icon } from "../icons.tsx";
import { ROWS } from "../limits.ts";
import { dropHere } from "../board/drag.ts";
import { shortcuts } from "../board/keys.ts";
import type { Column, Row } from "../protocol.ts";
import { said } from "../said.ts";
import { steady } from "../steady.ts";
import { tiedTo } from "../tied.ts";
import { t } from "../words.ts";
import { STATEMENT } from "./canvas.ts";
import { CellContent, CellField, isText } from "./cell.tsx";
import { FeedbackAt } from "./feedback.tsx";
import { HEAD, linesOf, neighbour, nextToWrite, type At } from "./grid.ts";
import { paste } from "./paste.ts";
import { RowHead } from "./row_head.tsx";
import { addRow, isCarriedOver, moveRow, rowName, rowTitle, sourceOf, stepRow, type Sheet } from "./sheet.ts";
import { cellsIn } from "./spreadsheet.ts";
import { Statement } from "./statement.tsx";

interface InRow {
  readonly sheet: Sheet;
  readonly id: string;
  readonly row: Row;
  /** The column of the one cell that Tab leads to, if it is in this row. */
  readonly way: string;
  readonly writing: boolean;
  /** Goes to a cell, and into it where it is written. */
  readonly go: (to: At, write?: boolean) => void;
}

export function CanvasTable({ sheet, name }: { sheet: Sheet; name: string }) {
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const [at, stand] = useState<At>({ row: "", column: "" });
  const [writing, write] = useState(false);
  const [says, say] = useState("");
  const focus = useRef(false);
  const side = useRef(0);
  const lines = linesOf(sheet);
  const way = lines.flat().find((cell) => cell.row === at.row && cell.column === at.column) ?? lines[0]?.[1] ?? lines[0]?.[0] ?? at;

  const latest = useRef({ sheet, way });
  latest.current = { sheet, way };

  const come = (to: At, into: boolean) => {
    const { columns, writes } = latest.current.sheet;
    stand(to);
    write(into && writes.has(to.column));
    if (to.column !== STATEMENT) side.current = 1 + columns.findIndex((column) => column.key === to.column);
  };
  const go = useCallback((to: At, into = false) => {
    come(to, into);
    focus.current = true;
  }, []);
  const onFocusIn = (event: FocusEvent) => {
    const [row = "", column = ""] = (event.target instanceof HTMLElement && event.target.dataset["at"]?.split("/")) || [];
    if (row && (row !== way.row || column !== way.column)) come({ row, column }, false);
  };
  useLayoutEffect(() => {
    if (!focus.current) return;
    const cell = cellAt(table.current, way);
    if (!cell) return;
    focus.current = false;
    const field = writing ? (cell.querySelector<HTMLElement>("textarea, input, select") ?? cell.querySelector<HTMLElement>("button")) : null;
    if (!field) cell.focus();
    else if (cell === document.activeElement || !cell.contains(document.activeElement)) field.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const goOn = (by: 1 | -1, event: KeyboardEvent) => {
    const next = nextToWrite(sheet, way, by);
    const added = !next && by > 0 && sheet.arranges && sheet.rows.length < ROWS ? firstOf(sheet) : undefined;
    if (!next && !added) return write(false);
    event.preventDefault();
    if (next) go(next, true);
    else if (added) go({ row: addRow(sheet), column: added }, true);
  };
  const onKey = (event: KeyboardEvent) => {
    const target = event.target;
    if (!(target instanceof HTMLElement) || event.isComposing) return;
    const cell = target.closest<HTMLElement>("[data-at]");
    if (!cell) return;
    if (writing) {
      if (event.key === "Escape") go(way);
      else if (event.key === "Tab" && isAtEdge(cell, target, event.shiftKey)) return goOn(event.shiftKey ? -1 : 1, event);
      else return;
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      if (!sheet.arranges) return;
      stepRow(sheet, way.row, event.key === "ArrowUp" ? -1 : 1);
      focus.current = true;
    } else if (event.altKey || event.metaKey || (target !== cell && event.key === "Enter")) return;
    else if (event.key === "Enter" || event.key === "F2") {
      if (way.column === HEAD) cell.querySelector<HTMLElement>("button")?.click();
      else if (!sheet.writes.has(way.column)) return;
      else go(way, true);
    } else if (isLetter(event) && typesInto(sheet, way)) {
      const source = sourceOf(sheet, way.row, way.column);
      tiedTo(source).type(tiedTo(source).text.value + event.key);
      go(way, true);
    } else {
      const next = neighbour(lines, way, event.key, event.ctrlKey, side.current);
      if (!next) return;
      go(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const inField = event.target instanceof Element && event.target.matches("input, textarea");
    if (!text || (inField && !text.includes("\t"))) return;
    const told = paste(sheet, way, cellsIn(text));
    if (!told) return;
    event.preventDefault();
    say(told);
    go(way);
  };
  const onFocusOut = (event: FocusEvent) => {
    const cell = event.target instanceof Element ? event.target.closest("[data-at]") : null;
    requestAnimationFrame(() => {
      if (cell && cell === cellAt(table.current, latest.current.way) && !cell.contains(document.activeElement) && !cell.querySelector("dialog[open]")) write(false);
    });
  };
  return (
    <>
      <div class="canvas-table">
        <table ref={table} role="grid" style={{ "--columns": sheet.columns.length }} aria-label={name} aria-readonly={sheet.writes.size === 0} onKeyDown={onKey} onPaste={onPaste} onFocusIn={onFocusIn} onFocusOut={onFocusOut}>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader">{rowTitle(sheet)}</th>
              {sheet.columns.map((column) => (
                <th key={column.key} role="columnheader" data-off={isOff(sheet, column)}>
                  {said(column.title)}
                  <span class="quiet question" id={`${id}-${column.key}`}>
                    {said(column.question)}
                  </span>
                  {isCarriedOver(sheet, column) && <span class="quiet carried">{t("carried over")}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {sheet.rows.map((row) => (
              <RowOfCells key={row.id} sheet={sheet} id={id} row={row} way={way.row === row.id ? way.column : ""} writing={writing && way.row === row.id} go={go} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="row below">
        {sheet.arranges && sheet.rows.length < ROWS && (
          <button type="button" onClick={() => go({ row: addRow(sheet), column: firstOf(sheet) ?? HEAD }, true)}>
            <Icon of={Plus} /> {t("Add a row")}
          </button>
        )}
        {sheet.rows.length >= ROWS && <span class="quiet">{t("There are as many rows here as there may be.")}</span>}
        <span role="status" class="quiet">
          {says}
        </span>
      </p>
    </>
  );
}

/** Going from cell to cell draws the rows that one leaves and comes to. */
const RowOfCells = steady(({ sheet, id, row, way, writing, go }: InRow) => {
  const line = useRef<HTMLTableRowElement>(null);
  const latest = useRef(sheet);
  latest.current = sheet;
  useLayoutEffect(() => {
    if (!line.current || !sheet.arranges) return;
    const dropped = (id: string, where: "before" | "after" | "into") => {
      const ids = latest.current.rows.map((one) => one.id).filter((one) => one !== id);
      moveRow(latest.current, id, where === "after" ? row.id : (ids[ids.indexOf(row.id) - 1] ?? ""));
    };
    return dropHere({ element: line.current, into: false, beside: true, dropped });
  }, [sheet.arranges, row.id]);
  const name = rowName(sheet, row);
  return (
    <>
      <tr ref={line} role="row">
        <RowHead sheet={sheet} row={row} way={way === HEAD} stand={() => go({ row: row.id, column: HEAD })} gone={() => go({ row: beside(sheet, row), column: HEAD })} />
        {sheet.columns.map((column) => (
          <Cell key={column.key} sheet={sheet} id={id} row={row} name={name} column={column} isWay={way === column.key} writing={writing && way === column.key} go={go} />
        ))}
      </tr>
      {sheet.states && (
        <tr class="of-statement" role="row">
          <th role="rowheader">{t("Statement")}</th>
          <StatementCell sheet={sheet} id={id} row={row} way={way} writing={writing} go={go} />
        </tr>
      )}
    </>
  );
});

interface InCell extends Omit<InRow, "way"> {
  readonly column: Column;
  /** Of the row. */
  readonly name: string;
  readonly isWay: boolean;
}

const Cell = steady(({ sheet, id, row, name, column, isWay, writing: enters, go }: InCell) => {
  const writes = sheet.writes.has(column.key);
  const here = { row: row.id, column: column.key };
  const writing = enters && writes;
  const described = said(column.question) ? `${id}-${column.key}` : "";
  const label = `${said(column.title)}, ${name}`;
  return (
    <td
      role="gridcell"
      data-at={`${row.id}/${column.key}`}
      data-off={isOff(sheet, column)}
      tabIndex={isWay ? 0 : -1}
      aria-readonly={!writes}
      {...(described ? { "aria-describedby": described } : {})}
      onClick={(event) => !writing && !isControl(event) && go(here, true)}
    >
      {writing ? <CellField sheet={sheet} row={row.id} column={column} label={label} describedBy={described} /> : <CellContent sheet={sheet} row={row.id} column={column} />}
      <FeedbackAt sheet={sheet} place={`${row.id}/${column.key}`} />
    </td>
  );
});

/** Its button is reached as a field is: Enter goes in, Escape out. */
function StatementCell({ sheet, row, way, writing, go }: InRow) {
  const isWay = way === STATEMENT;
  return (
    <td
      role="gridcell"
      data-at={`${row.id}/${STATEMENT}`}
      aria-colspan={sheet.columns.length}
      tabIndex={isWay ? 0 : -1}
      aria-readonly={!sheet.writes.has(STATEMENT)}
      onFocusCapture={(event) => event.target !== event.currentTarget && !(isWay && writing) && go({ row: row.id, column: STATEMENT }, true)}
    >
      <Statement sheet={sheet} row={row} />
    </td>
  );
}

const cellAt = (table: HTMLElement | null, at: At): HTMLElement | null => table?.querySelector<HTMLElement>(`[data-at="${CSS.escape(`${at.row}/${at.column}`)}"]`) ?? null;

/** The row that takes the focus when this one goes away. */
function beside(sheet: Sheet, row: Row): string {
  const at = sheet.rows.indexOf(row);
  return (sheet.rows[at + 1] ?? sheet.rows[at - 1])?.id ?? "";
}

const firstOf = (sheet: Sheet): string | undefined => sheet.columns.find((column) => sheet.writes.has(column.key))?.key;

const isControl = (event: Event): boolean => event.target instanceof Element && event.target.closest("button, a, summary, input, textarea, select, dialog") !== null;

/** A letter, where letters are no commands: it goes behind what stands in the cell. */
const isLetter = (event: KeyboardEvent): boolean => event.key.length === 1 && !event.ctrlKey && event.key !== " " && (event.key !== "?" || shortcuts.value === "off");

/** What is not to be written now stands back, where something else is. */
const isOff = (sheet: Sheet, column: Column): boolean => sheet.writes.size > 0 && !sheet.writes.has(column.key);

const typesInto = (sheet: Sheet, { column }: At): boolean => sheet.writes.has(column) && sheet.columns.some((one) => one.key === column && isText(one));

/** Whether Tab would lead out of a cell with several controls. */
function isAtEdge(cell: HTMLElement, target: HTMLElement, back: boolean): boolean {
  const controls = [...cell.querySelectorAll<HTMLElement>("textarea, input, select, button")].filter((one) => one.tabIndex >= 0);
  return !controls.length || target === cell || target === (back ? controls[0] : controls.at(-1));
}
