/** One's own canvases, to read at any time: between the stages, and after the training. */

import { useState } from "preact/hooks";
import { you } from "../live/live.ts";
import { activitiesOf } from "../outline.ts";
import type { Room, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";
import { ownKey } from "./canvas.ts";
import { CanvasView } from "./canvas_view.tsx";
import { wordsIn } from "./cell.tsx";
import { FeedbackToSort } from "./integrate.tsx";
import { sheetOf, type Sheet } from "./sheet.ts";

export function OwnCanvases({ workshop, room }: { workshop: Workshop; room: Room }) {
  const sheets = activitiesOf(workshop).flatMap(({ key, title, canvas }) => {
    const sheet = canvas && sheetOf(workshop, room.id, ownKey(workshop, key, you.value.id), key, null, "own");
    return sheet && saysAnything(sheet) ? [{ key, name: said(title), sheet }] : [];
  });
  if (!sheets.length) return null;
  return (
    <section class="own-canvases" aria-label={t("What you have written")}>
      <h2>{t("What you have written")}</h2>
      {sheets.map(({ key, name, sheet }) => (
        <Own key={key} name={name} sheet={sheet} />
      ))}
    </section>
  );
}

/** Drawn once it is opened. */
function Own({ name, sheet }: { name: string; sheet: Sheet }) {
  const [opened, open] = useState(false);
  return (
    <details onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{name}</summary>
      {opened && <CanvasView sheet={sheet} name={name} />}
      {opened && Object.keys(sheet.canvas.feedback ?? {}).length > 0 && <FeedbackToSort sheet={sheet} />}
    </details>
  );
}

const saysAnything = (sheet: Sheet): boolean => sheet.rows.some((row) => sheet.columns.some((column) => wordsIn({ sheet, row: row.id, column }) !== ""));
