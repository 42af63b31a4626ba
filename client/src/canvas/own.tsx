/** One's own canvases, to read at any time: between the stages, and after the training. */

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
        <details key={key}>
          <summary>{name}</summary>
          <CanvasView sheet={sheet} name={name} />
          {Object.keys(sheet.canvas.feedback ?? {}).length > 0 && <FeedbackToSort sheet={sheet} />}
        </details>
      ))}
    </section>
  );
}

const saysAnything = (sheet: Sheet): boolean => sheet.rows.some((row) => sheet.columns.some((column) => wordsIn({ sheet, row: row.id, column }) !== ""));
