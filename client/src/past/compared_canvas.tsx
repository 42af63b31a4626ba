/** A canvas as it was and as it is: its rows in order, of each what is different. */

import { canvasOf, EVERY_ROW, plansOf, standing, STATEMENT } from "../canvas/canvas.ts";
import { valueInWords } from "../canvas/cell.tsx";
import { Said } from "../canvas/feedback.tsx";
import type { Canvas, CanvasCompared, Column, Feedback, Told, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";
import { Beside, type Line } from "./beside.tsx";
import { BringBack, type Brings } from "./bring_back.tsx";
import { Marks, Words } from "./marks.tsx";

interface Props {
  readonly before: Workshop;
  readonly after: Workshop;
  readonly canvas: string;
  readonly name: string;
  readonly compared: CanvasCompared;
  readonly titles: readonly [string, string];
  readonly brings: Brings | null;
}

/** What feedback is about besides rows: questions to whom presented, and rows that are in neither. */
const ANSWERS = "?";
const GONE = "";
const OTHERS = (): Record<string, string> => ({ [EVERY_ROW]: t("All rows together"), [ANSWERS]: t("Answers when presented"), [GONE]: t("On rows that are gone") });

export function ComparedCanvas(props: Props) {
  const { before, after, canvas, name, compared, titles, brings } = props;
  const [was, now] = [canvasOf(before, canvas), canvasOf(after, canvas)];
  const plans = plansOf(after, canvas);
  const columns = new Map(plans.flatMap((plan) => plan.columns).map((column) => [column.key, column]));
  const [stood, stands] = [was, now].map((one) => standing(one).map((row) => row.id));
  const rows = [EVERY_ROW, ...(stands ?? []), ...(stood ?? []).filter((row) => !stands?.includes(row))];
  const title = said(plans[0]?.row_title) || t("Row");
  const called = (row: string) => {
    const at = (stands?.indexOf(row) ?? -1) + 1 || (stood?.indexOf(row) ?? -1) + 1;
    return OTHERS()[row] ?? t("{what} {number}", { what: title, number: at });
  };
  const given = Object.entries(compared.feedback ?? {}).map(([id, told]) => feedbackLine(props, was, now, columns, rows, id, told));
  const changed = [...rows, ANSWERS, GONE].filter((row) => given.some((one) => one.row === row) || compared.rows?.[row] || Object.keys(compared.cells ?? {}).some((place) => place.startsWith(`${row}/`)));
  if (!changed.length) return <p class="quiet">{t("Nothing is different here.")}</p>;
  return (
    <>
      {brings && <BringBack brings={brings} what={{ canvas }} label={name} says={t("Bring all of it back")} />}
      {changed.map((row) => {
        const marks = compared.rows?.[row]?.marks ?? [];
        const cells = marks.includes("added") || marks.includes("removed") ? wholeRow(props, was, now, columns, row) : cellLines(props, was, now, columns, row, called(row));
        const lines = [...cells, ...given.filter((one) => one.row === row)];
        return (
          <section key={row} class="section" aria-label={called(row)}>
            <h2>
              {called(row)} <Marks of={marks} />
            </h2>
            {brings && row !== EVERY_ROW && stood?.includes(row) && <BringBack brings={brings} what={{ canvas, row }} label={called(row)} says={t("Bring the row back")} />}
            <Beside name={called(row)} lines={lines} titles={titles} />
          </section>
        );
      })}
    </>
  );
}

/** With the row that it is about. */
function feedbackLine({ before, after }: Props, was: Canvas, now: Canvas, columns: Map<string, Column>, rows: readonly string[], id: string, told: Told): Line & { row: string } {
  const draw = (workshop: Workshop, one: Feedback | undefined, side: "before" | "after") =>
    one && (
      <>
        <Said workshop={workshop} given={one} text={<Words told={told} side={side} text={one.text} />} />
        {one.released === false && <span class="quiet byline">{t("not shown to its owner yet")}</span>}
      </>
    );
  const [one, other] = [was.feedback?.[id], now.feedback?.[id]];
  const [about = "", column = ""] = ((other ?? one)?.place ?? "").split("/");
  const row = about.startsWith("?") ? ANSWERS : rows.includes(about) ? about : GONE;
  const what = column ? t("Feedback: {about}", { about: titleOf(columns, column) }) : t("Feedback");
  return { key: id, row, marks: told.marks, what, before: draw(before, one, "before"), after: draw(after, other, "after") };
}

function cellLines(props: Props, was: Canvas, now: Canvas, columns: Map<string, Column>, row: string, name: string): Line[] {
  const { after, canvas, compared, brings } = props;
  const cells = Object.entries(compared.cells ?? {}).filter(([place]) => place.startsWith(`${row}/`));
  return cells.map(([place, told]) => {
    const key = place.split("/")[1] ?? "";
    const what = titleOf(columns, key);
    const tools = brings && <BringBack brings={brings} what={{ canvas, row, column: key }} label={`${what}, ${name}`} says={t("Bring back")} />;
    return { key: place, marks: told.marks, what, before: content(after, was, columns, place, told, "before"), after: content(after, now, columns, place, told, "after"), tools };
  });
}

/** All that stands in a row that came or went. */
function wholeRow({ after }: Props, was: Canvas, now: Canvas, columns: Map<string, Column>, row: string): Line[] {
  const gone = !standing(now).some((one) => one.id === row);
  const from = gone ? was : now;
  const places = [...new Set([...Object.keys(from.texts ?? {}), ...Object.keys(from.values ?? {})])].filter((place) => place.startsWith(`${row}/`));
  return places.flatMap((place) => {
    const said = content(after, from, columns, place, undefined, gone ? "before" : "after");
    return said ? [{ key: place, marks: [], what: titleOf(columns, place.split("/")[1] ?? ""), before: gone ? said : null, after: gone ? null : said }] : [];
  });
}

const titleOf = (columns: Map<string, Column>, key: string): string => (key === STATEMENT ? t("Statement") : said(columns.get(key)?.title) || key);

function content(workshop: Workshop, canvas: Canvas, columns: Map<string, Column>, place: string, told: Told | undefined, side: "before" | "after") {
  const column = columns.get(place.split("/")[1] ?? "");
  const value = canvas.values?.[place];
  if (value && column) return valueInWords({ workshop }, column, value) || null;
  const text = canvas.texts?.[place]?.value ?? "";
  return text ? <Words told={told} side={side} text={text} /> : null;
}
