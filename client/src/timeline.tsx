/** Things along the days that they take: a picture (a Gantt chart), and the same as a table. */

import { dayInWords, language, t } from "./words.ts";

const DAY = 86_400_000;
const WIDTH = 720;
const NAMES = 220;
const LINE = 32;
const HEAD = 28;
const LONGEST_NAME = 28;
const months = new Intl.DateTimeFormat(language, { month: "short", year: "2-digit", timeZone: "UTC" });

/** What takes its time: from a day to a day, both included, as `YYYY-MM-DD`. */
export interface Span {
  readonly key: string;
  readonly name: string;
  /** Whose it is, where there are several: each begins with a line of theirs. */
  readonly whose?: string;
  readonly start: string;
  readonly due: string;
}

interface Line {
  readonly key: string;
  readonly name: string;
  /** Nothing, in the line with whose the next ones are. */
  readonly span?: Span;
}

export function Timeline({ spans, what, whose }: { spans: readonly Span[]; what: string; whose?: string }) {
  if (!spans.length) return null;
  return (
    <details class="timeline">
      <summary>{t("As a timeline")}</summary>
      <Picture spans={spans} />
      <details>
        <summary>{t("The timeline as a table")}</summary>
        <table>
          <thead>
            <tr>
              {whose && <th scope="col">{whose}</th>}
              <th scope="col">{what}</th>
              <th scope="col">{t("Start")}</th>
              <th scope="col">{t("Due")}</th>
            </tr>
          </thead>
          <tbody>
            {spans.map((span) => (
              <tr key={span.key}>
                {whose && <td>{span.whose}</td>}
                <th scope="row">{span.name}</th>
                <td>{dayInWords(span.start)}</td>
                <td>{dayInWords(span.due)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </details>
  );
}

function Picture({ spans }: { spans: readonly Span[] }) {
  const start = Math.min(...spans.map((span) => Date.parse(span.start)));
  const end = Math.max(...spans.map((span) => Date.parse(span.due) + DAY));
  const x = (at: number): number => NAMES + ((WIDTH - NAMES) * (at - start)) / (end - start);
  const lines = linesOf(spans);
  const height = HEAD + LINE * lines.length;
  const label = t("Timeline from {start} to {due}: {rows}", { start: dayInWords(start), due: dayInWords(end - DAY), rows: spans.map((span) => span.name).join(", ") });
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
        {lines.map(({ key, name, span }, line) => (
          <g key={key}>
            <text x={0} y={HEAD + LINE * line + 21} class={span ? "" : "whose"}>
              {name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name}
            </text>
            {span && <rect x={x(Date.parse(span.start))} y={HEAD + LINE * line + 6} width={Math.max(3, x(Date.parse(span.due) + DAY) - x(Date.parse(span.start)))} height={LINE - 12} rx={4} class="bar" />}
          </g>
        ))}
      </svg>
    </div>
  );
}

function linesOf(spans: readonly Span[]): Line[] {
  return spans.flatMap((span, at) => {
    const begins = span.whose && span.whose !== spans[at - 1]?.whose;
    const line = { key: span.key, name: span.name, span };
    return begins ? [{ key: `whose ${span.key}`, name: span.whose ?? "" }, line] : [line];
  });
}

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
