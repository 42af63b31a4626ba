/** The rows of a plan along the days that they take: a picture, and the same as a table. */

import type { Column, Period, Row } from "../protocol.ts";
import { said } from "../said.ts";
import { language, t } from "../words.ts";
import { isText, wordsIn } from "./cell.tsx";
import { dayInWords } from "./period.tsx";
import { rowName, valueIn, type Sheet } from "./sheet.ts";

const DAY = 86_400_000;
const WIDTH = 720;
const NAMES = 220;
const LINE = 32;
const HEAD = 28;
const LONGEST_NAME = 28;
const months = new Intl.DateTimeFormat(language, { month: "short", year: "2-digit", timeZone: "UTC" });

interface Bar {
  readonly row: Row;
  readonly name: string;
  readonly period: Period;
  readonly from: number;
  readonly to: number;
}

/** Of the first column with time frames; those that have both days. */
function barsOf(sheet: Sheet, column: Column): Bar[] {
  return sheet.rows.flatMap((row) => {
    const period = valueIn(sheet, row.id, column);
    if (period?.type !== "period" || !period.start || !period.due) return [];
    return [{ row, name: nameOfRow(sheet, row), period, from: Date.parse(period.start), to: Date.parse(period.due) + DAY }];
  });
}

function nameOfRow(sheet: Sheet, row: Row): string {
  const first = sheet.columns.find(isText);
  const words = first ? wordsIn({ sheet, row: row.id, column: first }).split("\n")[0] : "";
  return words || rowName(sheet, row);
}

export function Timeline({ sheet }: { sheet: Sheet }) {
  const column = sheet.columns.find((one) => one.type === "period");
  const bars = column ? barsOf(sheet, column) : [];
  if (!column || !bars.length) return null;
  return (
    <details class="timeline">
      <summary>{t("As a timeline")}</summary>
      <Picture bars={bars} />
      <details>
        <summary>{t("The timeline as a table")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{said(sheet.columns.find(isText)?.title)}</th>
              <th scope="col">{t("Start")}</th>
              <th scope="col">{t("Due")}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ row, name, period }) => (
              <tr key={row.id}>
                <th scope="row">{name}</th>
                <td>{dayInWords(period.start ?? "")}</td>
                <td>{dayInWords(period.due ?? "")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </details>
  );
}

function Picture({ bars }: { bars: readonly Bar[] }) {
  const start = Math.min(...bars.map((bar) => bar.from));
  const end = Math.max(...bars.map((bar) => bar.to));
  const x = (at: number): number => NAMES + ((WIDTH - NAMES) * (at - start)) / (end - start);
  const height = HEAD + LINE * bars.length;
  const label = t("Timeline from {start} to {due}: {rows}", { start: dayInWords(dayOf(start)), due: dayInWords(dayOf(end - DAY)), rows: bars.map((bar) => bar.name).join(", ") });
  return (
    <div class="picture" role="group" aria-label={t("Timeline")} tabIndex={0}>
      <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${height}`}>
        {marks(start, end).map((at) => (
          <g key={at}>
            <line x1={x(at)} x2={x(at)} y1={HEAD - 6} y2={height} class="mark" />
            <text x={x(at) + 3} y={HEAD - 10} class="month">
              {months.format(at)}
            </text>
          </g>
        ))}
        {bars.map(({ row, name, from, to }, line) => (
          <g key={row.id}>
            <text x={0} y={HEAD + LINE * line + 21}>
              {name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name}
            </text>
            <rect x={x(from)} y={HEAD + LINE * line + 6} width={Math.max(3, x(to) - x(from))} height={LINE - 12} rx={4} class="bar" />
          </g>
        ))}
      </svg>
    </div>
  );
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The first days of months, quarters or years: as many as have room. */
function marks(start: number, end: number): number[] {
  const length = (end - start) / DAY;
  const step = length > 1500 ? 12 : length > 700 ? 6 : length > 300 ? 3 : 1;
  const begin = new Date(start);
  const found: number[] = [];
  for (let month = 0; found.length < 60; month += 1) {
    const at = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + month, 1);
    if (at >= end) break;
    if (at >= start && new Date(at).getUTCMonth() % step === 0) found.push(at);
  }
  return found;
}
