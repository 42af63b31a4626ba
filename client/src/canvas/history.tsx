/** What a cell said before: who wrote it and when, the newest first; and how to put it back. */

import { useState } from "preact/hooks";
import { Undo2 } from "lucide";
import { Icon } from "../icons.tsx";
import { useLookedUp } from "../looked_up.ts";
import type { Column, Row, Version } from "../protocol.ts";
import { nameOf, said } from "../said.ts";
import { write } from "../tied.ts";
import { momentInWords, t } from "../words.ts";
import { STATEMENT } from "./canvas.ts";
import { valueInWords } from "./cell.tsx";
import { rowOf, setCell, sourceOf, textsOf, type Sheet } from "./sheet.ts";

/** In the dialog of a row: of whichever of its cells one chooses. */
export function HistoryOfRow({ sheet, row }: { sheet: Sheet; row: Row }) {
  const [chosen, choose] = useState("");
  const columns = [...sheet.columns, ...sheet.spanning].filter((column) => column.written_by !== "others");
  const column = columns.find((one) => one.key === chosen);
  return (
    <>
      <label class="field">
        {t("What it said before")}
        <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{t("choose a column")}</option>
          {columns.map((one) => (
            <option key={one.key} value={one.key}>
              {said(one.title)}
            </option>
          ))}
          {sheet.states && <option value={STATEMENT}>{t("Statement")}</option>}
        </select>
      </label>
      {(column || chosen === STATEMENT) && <Versions key={chosen} sheet={sheet} row={column ? rowOf(row.id, column) : row.id} column={column} />}
    </>
  );
}

/** No `column`: of the statement. */
function Versions({ sheet, row, column }: { sheet: Sheet; row: string; column: Column | undefined }) {
  const key = column?.key ?? STATEMENT;
  const place = `${row}/${key}`;
  const told = useLookedUp("history", { canvas: sheet.key, row, column: key }, textsOf(sheet)[place]?.revision ?? sheet.canvas.values?.[place]);
  if (!told) return <p>{t("One moment …")}</p>;
  if (told === "failed") return <p class="problem">{t("This cannot be looked up now. Please try again in a moment.")}</p>;
  if (!told.length) return <p class="quiet">{t("Nobody has written here yet.")}</p>;
  const putBack = ({ text = "", value }: Version) => {
    if (column && value) setCell(sheet, row, column, value);
    else write(sourceOf(sheet, row, key), text);
  };
  return (
    <ol class="versions">
      {told.toReversed().map((version, at) => (
        <li key={version.at}>
          <p class="quiet">
            {nameOf(sheet.workshop, version.by) || t("somebody from another group")}, <time>{momentInWords(version.at)}</time>
          </p>
          <p class="words">{(column && version.value ? valueInWords(sheet, column, version.value) : version.text) || t("Nothing")}</p>
          {at === 0 && <p class="quiet">{t("This is what stands there now.")}</p>}
          {at > 0 && sheet.writes.has(key) && (
            <button onClick={() => putBack(version)}>
              <Icon of={Undo2} /> {t("Put this back")}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
