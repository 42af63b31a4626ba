/** Cells as spreadsheets copy them. */

/** Lines of cells as spreadsheets copy them: tabs between, quotes around what holds a tab or a line end. */
export function cellsIn(text: string): string[][] {
  const lines: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y;
  const all = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  while (cell.lastIndex <= all.length) {
    const [, quoted, plain = "", end] = cell.exec(all) ?? [];
    lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (!end) break;
    if (end === "\n") lines.push([]);
  }
  return lines;
}

/**
 * The days in a text, as spreadsheets write them here and there: 2025-06-01, 1.6.2025, 01/06/2025. With strokes, Americans
 * put the month first (`monthFirst`). What is no day of this century is left out.
 */
export function daysIn(text: string, monthFirst: boolean): string[] {
  const found = text.matchAll(/(?<!\d)(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})(?!\d)/g);
  return [...found].flatMap(([, first = "", sign, middle = "", last = ""]) => {
    const [year, month, day] = first.length === 4 ? [first, middle, last] : sign === "/" && monthFirst ? [last, first, middle] : [last, middle, first];
    const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    const at = new Date(iso);
    return /^20\d\d-/.test(iso) && !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(iso) ? [iso] : [];
  });
}

/** Whether this device writes the month before the day. */
export const writesMonthFirst = (language: string): boolean => {
  const parts = new Intl.DateTimeFormat(language).formatToParts().map(({ type }) => type);
  return parts.indexOf("month") < parts.indexOf("day") && parts.indexOf("year") > parts.indexOf("month");
};
