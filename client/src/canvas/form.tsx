/** A canvas on a phone: one row at a time, its cells below each other; the rows as tabs. */

import { useRef, useState } from "preact/hooks";
import { ArrowLeft, ArrowRight, Plus } from "lucide";
import { Icon } from "../icons.tsx";
import { ROWS } from "../limits.ts";
import type { Column, Row } from "../protocol.ts";
import { t } from "../words.ts";
import { NamedCell, wordsIn } from "./cell.tsx";
import { FeedbackAt } from "./feedback.tsx";
import { OriginOf, RowButton } from "./row_head.tsx";
import { addRow, rowName, rowTitle, type Sheet } from "./sheet.ts";
import { Statement } from "./statement.tsx";

export function CanvasForm({ sheet }: { sheet: Sheet }) {
  const [chosen, choose] = useState("");
  const tabs = useRef<HTMLElement>(null);
  const row = sheet.rows.find((one) => one.id === chosen) ?? sheet.rows[0];
  const at = row ? sheet.rows.indexOf(row) : -1;
  const add = sheet.arranges && sheet.rows.length < ROWS;
  const go = (to: Row | undefined) => {
    if (!to) return;
    choose(to.id);
    requestAnimationFrame(() => tabs.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus());
  };
  return (
    <>
      <nav ref={tabs} class="tabs" aria-label={t("Rows")}>
        {sheet.rows.map((one) => (
          <button key={one.id} aria-current={one === row ? "true" : undefined} onClick={() => choose(one.id)}>
            {tabName(sheet, one)}
          </button>
        ))}
        {add && (
          <button onClick={() => choose(addRow(sheet))}>
            <Icon of={Plus} /> {t("Add a row")}
          </button>
        )}
      </nav>
      {row && (
        <section key={row.id} class="section canvas-row" aria-labelledby={`c-${row.id}`}>
          <header>
            <h2 id={`c-${row.id}`}>{rowName(sheet, row)}</h2>
            {sheet.looksBack && <RowButton sheet={sheet} row={row} gone={() => go(sheet.rows[at + 1] ?? sheet.rows[at - 1])} />}
          </header>
          <OriginOf sheet={sheet} row={row} />
          {!ordered(sheet, row).length && <p class="quiet">{t("Nothing yet")}</p>}
          {ordered(sheet, row).map((column) => (
            <div key={column.key}>
              {column.written_by === "others" ? (
                <OfOthers sheet={sheet} row={row} column={column} />
              ) : (
                <>
                  <NamedCell sheet={sheet} row={row.id} column={column} />
                  <FeedbackAt sheet={sheet} place={`${row.id}/${column.key}`} />
                </>
              )}
            </div>
          ))}
          {sheet.states && (
            <div class="field">
              <p class="above">
                <strong>{t("Statement")}</strong>
              </p>
              <Statement sheet={sheet} row={row} />
            </div>
          )}
          <p class="row beside-rows">
            <button aria-disabled={at <= 0} onClick={() => go(sheet.rows[at - 1])}>
              <Icon of={ArrowLeft} /> {t("Back: {what}", { what: rowTitle(sheet) })}
            </button>
            <button aria-disabled={at >= sheet.rows.length - 1} onClick={() => go(sheet.rows[at + 1])}>
              {t("Next: {what}", { what: rowTitle(sheet) })} <Icon of={ArrowRight} />
            </button>
          </p>
        </section>
      )}
    </>
  );
}

/** What is to be written now comes first; what is not, and is empty, does not take the screen. */
function ordered(sheet: Sheet, row: Row): Column[] {
  const writes = sheet.columns.filter((column) => sheet.writes.has(column.key));
  const rest = sheet.columns.filter((column) => !sheet.writes.has(column.key));
  const filled = rest.filter((column) => column.written_by === "others" || wordsIn({ sheet, row: row.id, column }));
  return [...writes, ...filled];
}

function tabName(sheet: Sheet, row: Row): string {
  const first = sheet.columns[0];
  const words = first ? wordsIn({ sheet, row: row.id, column: first }) : "";
  return words ? `${sheet.rows.indexOf(row) + 1}. ${words}` : rowName(sheet, row);
}

function OfOthers(props: { sheet: Sheet; row: Row; column: Column }) {
  const { sheet, row, column } = props;
  return (
    <>
      <NamedCell sheet={sheet} row={row.id} column={column} />
      <FeedbackAt sheet={sheet} place={`${row.id}/${column.key}`} />
    </>
  );
}
