/** The head of a row: its name, where it comes from, and behind a button all that may be done with the row. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Ellipsis, GripVertical, Star, X } from "lucide";
import { dragNote as dragRow } from "../board/drag.ts";
import { Dialog } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import { LineageButton } from "../lineage.tsx";
import type { Gathered, Row, Workshop } from "../protocol.ts";
import { number, t } from "../words.ts";
import { HEAD } from "./grid.ts";
import { HistoryOfRow } from "./history.tsx";
import { linkRow, removeRow, rowName, rowTitle, stepRow, type Sheet } from "./sheet.ts";

/** The winners that stand beside a canvas, whichever of its activities gathered them; not those whose decision was withdrawn. */
export const gatheredFor = (sheet: Sheet): readonly Gathered[] => (sheet.workshop.gathered?.[sheet.plan.beside ?? ""] ?? []).filter((one) => !one.gone);

/** The winner that a row carries out. */
export function originOf(workshop: Workshop, row: Row): Gathered | undefined {
  const { origin } = row;
  const all = Object.values(workshop.gathered ?? {}).flat();
  return origin ? all.find(({ winner }) => winner.note === origin.note && winner.room === origin.room) : undefined;
}

export function RowHead({ sheet, row, way, stand, gone }: { sheet: Sheet; row: Row; way: boolean; stand: () => void; gone: () => void }) {
  const head = useRef<HTMLTableCellElement>(null);
  useEffect(() => (head.current && sheet.arranges ? dragRow(head.current, row.id) : undefined), [row.id, sheet.arranges]);
  return (
    <th ref={head} scope="row" role="rowheader" data-at={`${row.id}/${HEAD}`} data-drags={sheet.arranges} tabIndex={way ? 0 : -1} onClick={(event) => event.target === event.currentTarget && stand()}>
      <span class="row">
        {sheet.arranges && <Icon of={GripVertical} />}
        <span>
          <span class="unseen">{rowTitle(sheet)} </span>
          {number(sheet.rows.indexOf(row) + 1)}
        </span>
        {sheet.looksBack && <RowButton sheet={sheet} row={row} gone={gone} tabIndex={-1} />}
      </span>
      <OriginOf sheet={sheet} row={row} tabIndex={-1} />
    </th>
  );
}

/** A chip with the winner that the row carries out, and the way back. */
export function OriginOf({ sheet, row, tabIndex = 0 }: { sheet: Sheet; row: Row; tabIndex?: number }) {
  if (!row.origin) return null;
  const origin = originOf(sheet.workshop, row);
  const winner = origin ? (origin.gone ? t("{text} (no longer chosen)", { text: origin.text }) : origin.text) : t("a solution that is no longer there");
  return (
    <span class="origin">
      <Icon of={Star} /> <span>{winner}</span>
      {sheet.arranges && (
        <button class="plain" tabIndex={tabIndex} aria-label={t("Take the link away: {text}", { text: winner })} onClick={() => linkRow(sheet, row, null)}>
          <Icon of={X} />
        </button>
      )}
    </span>
  );
}

/** `gone`: it was removed, and the focus has to go elsewhere. */
export function RowButton({ sheet, row, gone, tabIndex = 0 }: { sheet: Sheet; row: Row; gone: () => void; tabIndex?: number }) {
  const [opened, open] = useState(false);
  const name = rowName(sheet, row);
  return (
    <>
      <button class="plain more" tabIndex={tabIndex} aria-haspopup="dialog" aria-label={t("More for: {text}", { text: name })} onClick={() => open(true)}>
        <Icon of={Ellipsis} />
      </button>
      {opened && <RowDialog sheet={sheet} row={row} name={name} gone={gone} close={() => open(false)} />}
    </>
  );
}

function RowDialog({ sheet, row, name, gone, close }: { sheet: Sheet; row: Row; name: string; gone: () => void; close: () => void }) {
  const at = sheet.rows.indexOf(row);
  const winners = gatheredFor(sheet);
  const chosen = winners.findIndex(({ winner }) => winner.note === row.origin?.note && winner.room === row.origin.room);
  const remove = () => {
    close();
    removeRow(sheet, row.id);
    gone();
  };
  return (
    <Dialog title={name} close={close}>
      {sheet.arranges && (
        <p class="row">
          <button aria-disabled={at <= 0} onClick={() => stepRow(sheet, row.id, -1)}>
            {t("Up")}
          </button>
          <button aria-disabled={at >= sheet.rows.length - 1} onClick={() => stepRow(sheet, row.id, 1)}>
            {t("Down")}
          </button>
          <button onClick={remove}>{t("Remove the row")}</button>
        </p>
      )}
      {sheet.arranges && winners.length > 0 && (
        <label class="field">
          {t("It carries out the solution")}
          <select value={String(chosen)} onChange={(event) => linkRow(sheet, row, winners[Number(event.currentTarget.value)]?.winner ?? null)}>
            <option value="-1">{t("none of these")}</option>
            {winners.map(({ text, challenge }, at) => (
              <option key={at} value={String(at)}>
                {challenge ? `${challenge}: ${text}` : text}
              </option>
            ))}
          </select>
        </label>
      )}
      <p>
        <LineageButton of={{ canvas: sheet.key, row: row.id }} name={name} says />
      </p>
      <HistoryOfRow sheet={sheet} row={row} />
    </Dialog>
  );
}
