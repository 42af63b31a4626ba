/** The canvas of an activity: its columns, whose it is, what it goes on from, examples. */

import { ROWS } from "../limits.ts";
import { t } from "../words.ts";
import { partsIn, textIn, type Part, type Path } from "./document.ts";
import { draft, set, valueAt } from "./draft.ts";
import { Amount, Choose, Line, More, Tick, Words, type Options } from "./fields.tsx";
import { Folded, WordList } from "./lists.tsx";
import { nameOf } from "./places.ts";
import { holdingElse, newColumn } from "./shapes.ts";

const TITLE = 120;
const QUESTION = 200;
const EXAMPLE = 400;

export function Canvas({ path, canvases, breakouts }: { path: Path; canvases: Options; breakouts: Options }) {
  const columns = partsIn(valueAt(path), "column");
  return (
    <section class="inside" aria-label={t("Canvas")}>
      <h3>{t("Canvas")}</h3>
      <Choose path={[...path, "scope"]} label={t("Whose it is")} otherwise="person" options={{ person: t("everybody has their own"), group: t("each group has one"), all: t("there is one for all") }} />
      <Folded path={[...path, "column"]} title={t("Columns")} most={16} label={t("Add a column")} part={() => newColumn(columns)}>
        {(inside) => <Column path={inside} />}
      </Folded>
      <Words path={[...path, "row_title"]} label={t("What a row is called")} most={TITLE} />
      <Amount path={[...path, "rows"]} label={t("Rows at the beginning")} least={1} most={ROWS} otherwise={3} />
      <Words path={[...path, "statement"]} label={t("Statement")} hint={t("A sentence of each row, with the keys of columns in braces: {keys}", { keys: columns.map((one) => `{${textIn(one, "key")}}`).join(" ") })} most={300} lines={2} />
      <Choose path={[...path, "goes_on_from"]} label={t("It goes on from")} hint={t("The same canvas with other columns.")} otherwise="" options={canvases} />
      <Choose path={[...path, "beside"]} label={t("Winners beside it come from")} otherwise="" options={breakouts} />
      <More title={t("Examples and guiding questions")}>
        <Folded path={[...path, "example"]} title={t("Example rows")} most={6} label={t("Add an example")} part={(): Part => ({})}>
          {(inside) => columns.map((column, at) => <Words key={textIn(column, "key")} path={[...inside, textIn(column, "key")]} label={nameOf(draft.value ?? {}, [...path, "column", at])} most={EXAMPLE} lines={2} />)}
        </Folded>
        <WordList path={[...path, "guides"]} title={t("Guiding questions")} most={24} letters={QUESTION} name={(number) => t("Question {number}", { number })} />
      </More>
    </section>
  );
}

function Column({ path }: { path: Path }) {
  const type = textIn(valueAt(path), "type", "text");
  const types = { text: t("text"), period: t("from a day to a day"), people: t("names"), choice: t("a choice"), indicators: t("indicators") };
  return (
    <>
      <Words path={[...path, "title"]} label={t("Title of the column")} most={TITLE} />
      <Words path={[...path, "question"]} label={t("Question under the title")} most={QUESTION} />
      <Choose path={[...path, "type"]} label={t("What a cell holds")} options={types} otherwise="text" chosen={(to) => set(path, holdingElse(valueAt(path) as Part, to))} />
      {type === "choice" && <WordList path={[...path, "choices"]} title={t("Choices")} most={12} letters={TITLE} name={(number) => t("Choice {number}", { number })} />}
      <Tick path={[...path, "spans"]} label={t("One cell for all rows")} />
      <Choose path={[...path, "written_by"]} label={t("Who writes in it")} otherwise="owner" options={{ owner: t("whose canvas it is"), others: t("the others: feedback") }} />
      <Line path={[...path, "key"]} label={t("Key")} most={40} />
    </>
  );
}
