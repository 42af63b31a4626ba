/** Differences beside each other, one to a row: what it is, how it was, how it is. */

import type { ComponentChildren } from "preact";
import { t } from "../words.ts";
import { Marks, type Mark } from "./marks.tsx";

export interface Line {
  readonly key: string;
  readonly marks: readonly Mark[];
  /** Of what kind it is. */
  readonly what: string;
  /** Nothing: it is not there. */
  readonly before: ComponentChildren;
  readonly after: ComponentChildren;
  readonly tools?: ComponentChildren;
}

export function Beside({ name, lines, titles }: { name: string; lines: readonly Line[]; titles: readonly [string, string] }) {
  if (!lines.length) return null;
  return (
    <table class="beside-each-other" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{t("What")}</th>
          {titles.map((title, at) => (
            <th key={at} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">
              <span>{line.what}</span> <Marks of={line.marks} />
            </th>
            <td data-side={titles[0]}>{line.before ?? <span class="quiet">{t("was not there")}</span>}</td>
            <td data-side={titles[1]}>
              {line.after ?? <span class="quiet">{t("is not there")}</span>}
              {line.tools}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
