/** The statement of a row: composed from its cells, then written on; it says when one of these has changed since. */

import { useComputed } from "@preact/signals";
import { RefreshCw, WandSparkles } from "lucide";
import { Icon } from "../icons.tsx";
import { ask } from "../live/live.ts";
import { did } from "../live/undo.ts";
import type { Row } from "../protocol.ts";
import { useText } from "../read_together.ts";
import { said } from "../said.ts";
import { AboutText, SharedArea } from "../written_together.tsx";
import { sendTyped, write } from "../tied.ts";
import { language, t } from "../words.ts";
import { EVERY_ROW, plansOf, STATEMENT } from "./canvas.ts";
import { rowName, sourceOf, textsOf, type Sheet } from "./sheet.ts";

const SLOT = /\{([a-z0-9_-]+)\}/g;

interface Part {
  /** Of a cell: `row/column`. */
  readonly place: string;
  readonly title: string;
}

/** The cells that a row's statement is made of. */
function partsOf(sheet: Sheet, row: string): Part[] {
  const plan = plansOf(sheet.workshop, sheet.key).find((one) => Object.keys(one.statement ?? {}).length);
  const slots = [...said(plan?.statement).matchAll(SLOT)].map((slot) => slot[1]);
  const columns = [...new Set(slots)].flatMap((slot) => plan?.columns.find((column) => column.key === slot) ?? []);
  return columns.map((column) => ({ place: `${column.spans ? EVERY_ROW : row}/${column.key}`, title: said(column.title) }));
}

export function Statement({ sheet, row }: { sheet: Sheet; row: Row }) {
  const source = sourceOf(sheet, row.id, STATEMENT);
  const text = useText(source);
  const writes = sheet.writes.has(STATEMENT);
  const parts = partsOf(sheet, row.id);
  const sources = sheet.canvas.sources?.[row.id];
  const revisions = useComputed(() => parts.map(({ place }) => textsOf(sheet)[place]?.revision ?? 0).join(" ")).value.split(" ");
  const changed = sources ? parts.filter(({ place }, at) => place in sources && sources[place] !== Number(revisions[at])) : [];
  const filled = useComputed(() => parts.some(({ place }) => textsOf(sheet)[place]?.value?.trim())).value;
  const name = rowName(sheet, row);
  const compose = () => {
    sendTyped(); // the server composes what it has
    const deed = did(t("Statement composed"), () => write(source, text));
    void ask({ type: "compose-statement", canvas: sheet.key, row: row.id, language }).then((why) => why && deed.forget());
  };
  if (!writes) return text ? <p class="words">{text}</p> : <p class="quiet">{t("There is no statement yet.")}</p>;
  return (
    <div class="statement">
      {text ? <SharedArea source={source} label={t("Statement: {name}", { name })} /> : null}
      <div class="row">
        {filled ? (
          <button type="button" onClick={compose} aria-label={text ? t("Compose again: {name}", { name }) : t("Compose the statement: {name}", { name })}>
            <Icon of={text ? RefreshCw : WandSparkles} /> {text ? t("Compose again") : t("Compose the statement")}
          </button>
        ) : (
          <span class="quiet">{t("Fill in a cell of this row first.")}</span>
        )}
        <span class="quiet">{t("Made of: {columns}", { columns: parts.map((part) => part.title).join(", ") })}</span>
        {text && <AboutText source={source} />}
      </div>
      <p class="changed" role="status">
        {changed.length > 0 && t("Changed since: {columns}. Compose again?", { columns: changed.map((part) => part.title).join(", ") })}
      </p>
    </div>
  );
}
