/** One's own results, to take home: one's canvases and plan, one's group's boards and decisions, what the trainer gives to all. */

import { useId, useState } from "preact/hooks";
import type { Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";
import { Formats, type Key } from "./formats.tsx";
import { PARTS } from "./parts.ts";

const KEYS: readonly Key[] = ["pdf", "html", "docx", "xlsx", "markdown", "ics", "png", "csv", "json"];
const FIRST = 3;

export function OwnResults({ workshop }: { workshop: Workshop }) {
  const [day, choose] = useState("");
  const [title, select] = [useId(), useId()]; // it may stand on the page and in the agenda at once
  const shared = (workshop.shared ?? []).map((part) => PARTS()[part]);
  const of: Record<string, string> = day ? { scope: "day", which: day } : {};
  return (
    <section class="own-results" aria-labelledby={title}>
      <h2 id={title}>{t("Your results")}</h2>
      <p>{t("Your canvases with the feedback on them, your plan, what your group decided, and what you did yourself. Nobody else gets this file.")}</p>
      {shared.length > 0 && <p>{t("The trainer also gives you: {parts}.", { parts: shared.join(", ") })}</p>}
      <p>
        <label for={select}>{t("Of")}</label>{" "}
          <select id={select} value={day} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="">{t("the whole training")}</option>
            {(workshop.programme.days ?? []).map((one) => (
              <option key={one.number} value={String(one.number)}>
                {t("Day {number}", { number: one.number })}: {said(one.title)}
              </option>
            ))}
          </select>
      </p>
      <Formats of={of} keys={KEYS.slice(0, FIRST)} />
      <details>
        <summary>{t("Other formats")}</summary>
        <Formats of={of} keys={KEYS.slice(FIRST)} />
      </details>
    </section>
  );
}
