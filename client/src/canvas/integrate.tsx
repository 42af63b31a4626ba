/** All feedback on a canvas, row by row: to its owner, to take, to adapt or to leave; to others to read. */

import type { ComponentChildren } from "preact";
import type { Feedback } from "../protocol.ts";
import { said } from "../said.ts";
import { t, tn } from "../words.ts";
import { EVERY_ROW } from "./canvas.ts";
import { JudgedFeedback, Said } from "./feedback.tsx";
import { rowName, type Sheet } from "./sheet.ts";

/** `titled`: something around it says already what it is. */
export function FeedbackToSort({ sheet, titled = false }: { sheet: Sheet; titled?: boolean }) {
  const all = Object.values(sheet.canvas.feedback ?? {});
  const open = all.filter((one) => !one.verdict).length;
  return (
    <aside class="beside" aria-label={t("Feedback for you")}>
      {!titled && <h2>{t("Feedback for you")}</h2>}
      <p class="quiet" role="status">
        {open ? tn("{n} to look at", "{n} to look at", open) : t("You have looked at all of it.")}
      </p>
      <ByRow sheet={sheet} draw={(one) => <JudgedFeedback key={one.id} sheet={sheet} given={one} />} />
    </aside>
  );
}

/** To whoever may see it, and is not its owner. */
export function FeedbackToRead({ sheet }: { sheet: Sheet }) {
  if (!Object.keys(sheet.canvas.feedback ?? {}).length) return null;
  return (
    <section class="beside" aria-label={t("Feedback")}>
      <h3>{t("Feedback")}</h3>
      <ByRow
        sheet={sheet}
        draw={(one) => (
          <li key={one.id}>
            <Said workshop={sheet.workshop} given={one} />
            {one.released === false && <span class="quiet"> · {t("not shown to its owner yet")}</span>}
          </li>
        )}
      />
    </section>
  );
}

function ByRow({ sheet, draw }: { sheet: Sheet; draw: (given: Feedback) => ComponentChildren }) {
  const all = Object.values(sheet.canvas.feedback ?? {});
  const rows = [...sheet.rows.map((row) => ({ id: row.id, title: rowName(sheet, row) })), { id: EVERY_ROW, title: t("All of it") }];
  const groups = rows.map(({ id, title }) => ({ id, title, given: all.filter((one) => one.place.startsWith(`${id}/`)) }));
  const answers = all.filter((one) => one.place.startsWith("?"));
  const rest = all.filter((one) => !answers.includes(one) && !groups.some(({ given }) => given.includes(one)));
  return (
    <>
      {groups.map(({ id, title, given }) => given.length > 0 && <Group key={id} sheet={sheet} title={title} given={given} draw={draw} />)}
      {answers.length > 0 && <Group sheet={sheet} title={t("Answers when presented")} given={answers} draw={draw} />}
      {rest.length > 0 && <Group sheet={sheet} title={t("On rows that are gone")} given={rest} draw={draw} />}
    </>
  );
}

interface GroupProps {
  readonly sheet: Sheet;
  readonly title: string;
  readonly given: readonly Feedback[];
  readonly draw: (given: Feedback) => ComponentChildren;
}

function Group({ sheet, title, given, draw }: GroupProps) {
  const about = (one: Feedback) => sheet.plan.columns.find((column) => column.written_by !== "others" && one.place.endsWith(`/${column.key}`));
  const columns = [...new Set(given.flatMap((one) => said(about(one)?.title) || []))];
  return (
    <section>
      <h3>
        {title} {columns.length > 0 && <span class="quiet">{columns.join(", ")}</span>}
      </h3>
      <ul class="feedback">{given.map(draw)}</ul>
    </section>
  );
}
