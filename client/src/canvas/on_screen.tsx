/** On the projector: who presents, their clock, and what they present. */

import { Clock } from "../clock.tsx";
import { activitiesOf } from "../outline.ts";
import type { Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";
import { EVERY_ROW, keyOf, rootOf } from "./canvas.ts";
import { nameOfOwner } from "./owner.ts";
import { Cells } from "./review.tsx";
import { rowName, sheetOf, textsOf, type Sheet } from "./sheet.ts";
import { Statement } from "./statement.tsx";

export function PresentedOnScreen({ workshop }: { workshop: Workshop }) {
  const presenting = workshop.presenting?.[""];
  if (!presenting) return <p class="quiet">{t("There is nothing to show yet.")}</p>;
  const { activity, order, now = "", ends = 0 } = presenting;
  const next = order.slice(order.indexOf(now) + 1, order.indexOf(now) + 4);
  const sheet = now ? sheetOf(workshop, "", keyOf(rootOf(workshop, activity), now), activity, null, "others") : undefined;
  const name = (owner: string) => nameOfOwner(workshop, activity, owner, order.indexOf(owner) + 1);
  const title = said(activitiesOf(workshop).find((one) => one.key === activity)?.title);
  return (
    <section class="on-screen" aria-label={t("Presenting")}>
      <h2>
        {now ? name(now) : title}
        {ends > 0 && <Clock run={{ activity, stage: "", started: 0, ends }} />}
      </h2>
      {sheet && <Presented sheet={sheet} />}
      {next.length > 0 && <p class="quiet">{t("Next: {names}", { names: next.map(name).join(", ") })}</p>}
    </section>
  );
}

/** The statements, where there are some; else what the rows say. */
function Presented({ sheet }: { sheet: Sheet }) {
  const columns = sheet.columns.filter((column) => column.written_by !== "others");
  const rows = sheet.rows.filter((row) => Object.entries(textsOf(sheet)).some(([place, text]) => place.startsWith(`${row.id}/`) && text.value));
  return (
    <>
      {!sheet.states && sheet.spanning.length > 0 && <Cells sheet={sheet} row={EVERY_ROW} columns={sheet.spanning.filter((column) => column.written_by !== "others")} />}
      <ol class="presented-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <h3>{rowName(sheet, row)}</h3>
            {sheet.states ? <Statement sheet={sheet} row={row} /> : <Cells sheet={sheet} row={row.id} columns={columns} />}
          </li>
        ))}
      </ol>
    </>
  );
}
