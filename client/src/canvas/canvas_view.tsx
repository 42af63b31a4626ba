/** A whole canvas: the columns that span all rows above or below, the rows as a table or a form, and what goes with them. */

import { narrow } from "../preference.ts";
import { t } from "../words.ts";
import { NamedCell } from "./cell.tsx";
import { CanvasForm } from "./form.tsx";
import { EVERY_ROW } from "./canvas.ts";
import type { Sheet } from "./sheet.ts";
import { CanvasTable } from "./table.tsx";
import { TimelineOfRows } from "./timeline.tsx";

export function CanvasView({ sheet, name }: { sheet: Sheet; name: string }) {
  const { columns } = sheet.plan;
  const first = columns.findIndex((column) => !column.spans);
  const above = columns.filter((column, at) => column.spans && at < first);
  const below = columns.filter((column, at) => column.spans && at > first);
  const span = (which: typeof above) =>
    which.length > 0 && (
      <div class="spanning">
        {which.map((column) => (
          <NamedCell key={column.key} sheet={sheet} row={EVERY_ROW} column={column} />
        ))}
      </div>
    );
  return (
    <section class="canvas" aria-label={name}>
      {span(above)}
      {narrow.value ? <CanvasForm sheet={sheet} /> : <CanvasTable sheet={sheet} name={t("{name}: rows and columns", { name })} />}
      {span(below)}
      <TimelineOfRows sheet={sheet} />
    </section>
  );
}
