/** Giving feedback: the canvases that one was assigned, each row with a place to say something about it; and one's own. */

import { useRef, useState } from "preact/hooks";
import { Check } from "lucide";
import { Icon } from "../icons.tsx";
import { you } from "../live/live.ts";
import type { Column, Row } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";
import { EVERY_ROW, keyOf, placeOf, rootOf } from "./canvas.ts";
import { CanvasView } from "./canvas_view.tsx";
import { CellContent, wordsIn } from "./cell.tsx";
import { feedbackAt, GiveFeedback } from "./feedback.tsx";
import { nameOfOwner } from "./owner.ts";
import { rowName, type Sheet } from "./sheet.ts";
import { Statement } from "./statement.tsx";

interface Props {
  readonly own: Sheet;
  readonly activity: string;
  /** Under way, by its name in the whole programme: what was given in another is not counted here. */
  readonly stage: string;
  readonly name: string;
  /** Somebody else's, by the canvas' key. */
  readonly sheetFor: (key: string) => Sheet | undefined;
  readonly open: boolean;
}

export function Review({ own, activity, stage, name, sheetFor, open }: Props) {
  const { workshop } = own;
  const owners = workshop.reviews?.[rootOf(workshop, activity)]?.[you.value.id] ?? [];
  const [chosen, choose] = useState<string>();
  const given = (of: string) => Object.values(sheetFor(keyOf(rootOf(workshop, activity), of))?.canvas.feedback ?? {});
  const gave = (of: string) => given(of).some((one) => one.by === you.value.id && (one.stage ?? "") === stage);
  // Who waits for one's feedback comes first; and stays, once it is given, until one goes on oneself.
  const first = useRef<string>(undefined);
  if (first.current === undefined && owners.length) first.current = owners.find((of) => !gave(of)) ?? "";
  const wanted = chosen ?? first.current ?? "";
  const owner = owners.includes(wanted) ? wanted : "";
  const sheet = owner ? sheetFor(keyOf(rootOf(workshop, activity), owner)) : undefined;
  const title = (of: string, at: number) => t("Feedback for {name}", { name: nameOfOwner(workshop, activity, of, at + 1) });
  return (
    <>
      <nav class="tabs reviews" aria-label={t("Whose canvas")}>
        {owners.map((one, at) => (
          <button key={one} aria-current={one === owner ? "true" : undefined} onClick={() => choose(one)}>
            {title(one, at)} {gave(one) && <Icon of={Check} />}
            {gave(one) && <span class="unseen">{t("given")}</span>}
          </button>
        ))}
        <button aria-current={owner ? undefined : "true"} onClick={() => choose("")}>
          {t("Yours: {name}", { name })}
        </button>
      </nav>
      {!owners.length && <p class="quiet sheet">{t("Nobody was assigned to you yet. The trainer will do that in a moment.")}</p>}
      {sheet ? <Reviewed key={owner} sheet={sheet} title={title(owner, owners.indexOf(owner))} open={open} /> : <CanvasView sheet={own} name={name} />}
    </>
  );
}

/** Row by row, what it says and what one says of it. */
export function Reviewed({ sheet, title, open }: { sheet: Sheet; title: string; open: boolean }) {
  const spanning = sheet.spanning.filter((column) => column.written_by !== "others");
  const about = columnFor(sheet);
  return (
    <section class="reviewed" aria-label={title}>
      {spanning.some((column) => wordsIn({ sheet, row: EVERY_ROW, column })) && (
        <div class="section">
          <Cells sheet={sheet} row={EVERY_ROW} columns={spanning} />
        </div>
      )}
      {about?.spans && <GiveFeedback sheet={sheet} place={placeOf("", about)} label={title} open={open} />}
      {sheet.rows.map((row) => (
        <ReviewedRow key={row.id} sheet={sheet} row={row} about={about?.spans ? undefined : about} title={title} open={open} />
      ))}
    </section>
  );
}

/** The column that others write; feedback is kept beside the first one, where there is none. */
const columnFor = (sheet: Sheet): Column | undefined => sheet.plan.columns.find((column) => column.written_by === "others") ?? sheet.columns[0];

function ReviewedRow({ sheet, row, about, title, open }: { sheet: Sheet; row: Row; about: Column | undefined; title: string; open: boolean }) {
  const columns = sheet.columns.filter((column) => column.written_by !== "others");
  const empty = columns.every((column) => !wordsIn({ sheet, row: row.id, column }));
  const place = about ? placeOf(row.id, about) : "";
  if (empty && !feedbackAt(sheet, place).length) return null;
  const name = rowName(sheet, row);
  return (
    <section class="section" aria-labelledby={`v-${row.id}`}>
      <h2 id={`v-${row.id}`}>{name}</h2>
      <div class="side-by-side">
        <div>
          <Cells sheet={sheet} row={row.id} columns={columns} />
          {sheet.states && <Statement sheet={sheet} row={row} />}
        </div>
        {place && <GiveFeedback sheet={sheet} place={place} label={`${title}, ${name}`} open={open} />}
      </div>
    </section>
  );
}

/** Cells as somebody else reads them; those that are empty are left out. */
export function Cells({ sheet, row, columns }: { sheet: Sheet; row: string; columns: readonly Column[] }) {
  const filled = columns.filter((column) => wordsIn({ sheet, row, column }));
  if (!filled.length) return <p class="quiet">{t("Nothing yet")}</p>;
  return (
    <dl class="cells">
      {filled.map((column) => (
        <div key={column.key}>
          <dt>{said(column.title)}</dt>
          <dd>
            <CellContent sheet={sheet} row={row} column={column} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
