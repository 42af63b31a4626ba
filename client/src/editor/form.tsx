/** The form of an activity: its questions, and how they are answered. */

import { t } from "../words.ts";
import { partsIn, textIn, type Part, type Path } from "./document.ts";
import { set, valueAt } from "./draft.ts";
import { Amount, Choose, Line, Words } from "./fields.tsx";
import { Folded, WordList } from "./lists.tsx";
import { answeredElse, newField } from "./shapes.ts";

const TITLE = 120;

export function Form({ path }: { path: Path }) {
  const fields = partsIn(valueAt(path), "field");
  return (
    <Folded path={[...path, "field"]} title={t("Questions")} most={20} label={t("Add a question")} part={() => newField(fields)}>
      {(inside) => <Asked path={inside} />}
    </Folded>
  );
}

function Asked({ path }: { path: Path }) {
  const type = textIn(valueAt(path), "type", "scale");
  return (
    <>
      <Words path={[...path, "title"]} label={t("Question")} most={2 * TITLE} />
      <Choose path={[...path, "type"]} label={t("How it is answered")} otherwise="scale" options={{ scale: t("on a scale"), choice: t("one of several"), several: t("some of several"), text: t("in words") }} chosen={(to) => set(path, answeredElse(valueAt(path) as Part, to))} />
      {type === "scale" && (
        <>
          <Amount path={[...path, "points"]} label={t("Points of the scale")} least={2} most={10} otherwise={5} />
          <Words path={[...path, "low"]} label={t("What 1 means")} most={TITLE} />
          <Words path={[...path, "high"]} label={t("What the last point means")} most={TITLE} />
        </>
      )}
      {(type === "choice" || type === "several") && <WordList path={[...path, "choices"]} title={t("Choices")} most={12} letters={TITLE} name={(number) => t("Choice {number}", { number })} />}
      <Line path={[...path, "key"]} label={t("Key")} most={40} />
    </>
  );
}
