/** What stands beside a canvas: examples, the solutions that won, guiding questions. */

import type { CanvasPlan } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";
import { gatheredFor, originOf } from "./row_head.tsx";
import { rowName, type Sheet } from "./sheet.ts";

const DETAILS = (): Record<string, string> => ({ what: t("What"), who: t("Who"), "first-step": t("First step"), needed: t("What is needed"), risks: t("Risks") });

export function Beside({ sheet, open }: { sheet: Sheet; open: boolean }) {
  const { plan } = sheet;
  const winners = gatheredFor(sheet);
  if (!plan.examples?.length && !winners.length && !plan.guides?.length) return null;
  return (
    <aside class="beside" aria-label={t("Beside")}>
      {Boolean(plan.examples?.length) && (
        <details>
          <summary>{t("Show an example")}</summary>
          <Examples plan={plan} />
        </details>
      )}
      {winners.length > 0 && (
        <details open={open}>
          <summary>{t("The solutions that won")}</summary>
          <ul class="winners">
            {winners.map((one) => (
              <li key={`${one.winner.room}/${one.winner.note}`}>
                {one.challenge && <p class="quiet">{one.challenge}</p>}
                <p class="words">
                  <strong>{one.text}</strong>
                </p>
                <Linked sheet={sheet} note={one.winner.note} />
                {Object.keys(one.details ?? {}).length > 0 && (
                  <dl>
                    {Object.entries(DETAILS()).map(
                      ([key, title]) =>
                        one.details?.[key] && (
                          <div key={key}>
                            <dt>{title}</dt>
                            <dd class="words">{one.details[key]}</dd>
                          </div>
                        ),
                    )}
                  </dl>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {Boolean(plan.guides?.length) && (
        <details>
          <summary>{t("Guiding questions")}</summary>
          <ul class="guides">
            {plan.guides?.map((guide, at) => (
              <li key={at}>{said(guide)}</li>
            ))}
          </ul>
        </details>
      )}
    </aside>
  );
}

/** Which of one's rows carry a winner out. */
function Linked({ sheet, note }: { sheet: Sheet; note: string }) {
  const rows = sheet.rows.filter((row) => row.origin?.note === note && originOf(sheet.workshop, row));
  return rows.length ? <p class="quiet">{t("Carried out by: {rows}", { rows: rows.map((row) => rowName(sheet, row)).join(", ") })}</p> : null;
}

function Examples({ plan }: { plan: CanvasPlan }) {
  return (
    <>
      {plan.examples?.map((example, at) => (
        <dl key={at} class="example">
          {plan.columns
            .filter((column) => example[column.key])
            .map((column) => (
              <div key={column.key}>
                <dt>{said(column.title)}</dt>
                <dd class="words">{said(example[column.key])}</dd>
              </div>
            ))}
        </dl>
      ))}
    </>
  );
}
