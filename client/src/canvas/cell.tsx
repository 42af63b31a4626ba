/** A cell as one reads it, and as one writes it: the same in the table, in the form on a phone, and beside feedback. */

import type { ComponentChildren } from "preact";
import { SharedArea, SharedField, useTypists } from "../written_together.tsx";
import type { Column } from "../protocol.ts";
import { useText, valueOf } from "../read_together.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";
import { ChoiceField, choiceInWords } from "./choice.tsx";
import { feedbackAt } from "./feedback.tsx";
import { IndicatorList, IndicatorsField, indicatorsIn } from "./indicators.tsx";
import { namesInWords, PeopleField } from "./people.tsx";
import { PeriodFields, periodInWords, UnfitPeriod } from "./period.tsx";
import { rowOf, sourceOf, valueIn, type CellValue, type Sheet } from "./sheet.ts";

interface Props {
  readonly sheet: Sheet;
  readonly row: string;
  readonly column: Column;
}

export const isText = (column: Column): boolean => (column.type ?? "text") === "text";

/** What stands in a cell, in words; the empty string, where nothing does. */
export function wordsIn({ sheet, row, column }: Props): string {
  if (isText(column)) return valueOf(sourceOf(sheet, rowOf(row, column), column.key));
  return valueInWords(sheet, column, valueIn(sheet, row, column));
}

export function valueInWords(sheet: Pick<Sheet, "workshop">, column: Column, value: CellValue | undefined): string {
  switch (value?.type) {
    case "period":
      return periodInWords(value);
    case "names":
      return namesInWords(sheet.workshop, value).join(", ");
    case "choice":
      return choiceInWords(column, value);
    case "indicators":
      return (value.indicators ?? []).map((one) => (one.target ? `${one.name} → ${one.target}` : one.name)).join(", ");
    default:
      return "";
  }
}

export function CellContent(props: Props): ComponentChildren {
  const { sheet, row, column } = props;
  if (isText(column)) return <TextContent {...props} />;
  const indicators = column.type === "indicators" ? indicatorsIn(sheet, row, column) : [];
  return (
    <>
      {indicators.length ? <IndicatorList indicators={indicators} /> : <span class="words">{wordsIn(props)}</span>}
      {column.type === "period" && <UnfitPeriod {...props} />}
    </>
  );
}

/** Drawn anew by itself: in a canvas of six hundred cells, others write more often than a screen shows a picture. */
function TextContent({ sheet, row, column }: Props) {
  const source = sourceOf(sheet, rowOf(row, column), column.key);
  const names = useTypists(source.room, source.place);
  return (
    <>
      <span class="words">{useText(source)}</span>
      {names && <span class="quiet typing">{t("{names} types here", { names })}</span>}
    </>
  );
}

/** The field alone, for a cell whose row and column are its name. */
export function CellField({ sheet, row, column, label, describedBy }: Props & { label: string; describedBy: string }) {
  if (isText(column)) return <SharedArea source={sourceOf(sheet, rowOf(row, column), column.key)} label={label} describedBy={describedBy} enter />;
  return <TypedField sheet={sheet} row={row} column={column} label={label} />;
}

/** The field with its name above, and the question. */
export function NamedCell({ sheet, row, column }: Props) {
  const label = said(column.title);
  const question = said(column.question);
  const writes = sheet.writes.has(column.key);
  if (writes && isText(column)) return <SharedField source={sourceOf(sheet, rowOf(row, column), column.key)} label={label} {...(question ? { hint: question } : {})} />;
  return (
    <div class="field" data-off={!writes}>
      <p class="above">
        <strong>{label}</strong>
      </p>
      {question && <p class="quiet">{question}</p>}
      {writes ? <TypedField sheet={sheet} row={row} column={column} label={label} /> : <ReadCell sheet={sheet} row={row} column={column} />}
    </div>
  );
}

function ReadCell(props: Props) {
  const empty = !wordsIn(props);
  if (empty && feedbackAt(props.sheet, `${props.row}/${props.column.key}`).length) return null; // others have said it below
  return <div class="read">{empty ? <span class="quiet">{t("Nothing yet")}</span> : <CellContent {...props} />}</div>;
}

function TypedField(props: Props & { label: string }) {
  switch (props.column.type) {
    case "period":
      return <PeriodFields {...props} />;
    case "people":
      return <PeopleField {...props} />;
    case "choice":
      return <ChoiceField {...props} />;
    case "indicators":
      return <IndicatorsField {...props} />;
    default:
      return null;
  }
}
