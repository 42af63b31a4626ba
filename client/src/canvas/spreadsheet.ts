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
