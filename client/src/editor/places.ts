/** The parts of a programme by their names: for the outline, for mistakes and for what differs. */

import { said } from "../said.ts";
import { t } from "../words.ts";
import { at, isPart, kindOf, textIn, wordsOf, type Part, type Path } from "./document.ts";

const PAGES = ["day", "session", "activity", "stage"];

/** The part that has a page of its own and holds this place. */
export function pageOf(path: Path): Path {
  let page: Path = [];
  for (let step = 0; step + 1 < path.length; step += 2) {
    if (path[step] !== PAGES[step / 2] || typeof path[step + 1] !== "number") break;
    page = path.slice(0, step + 2);
  }
  return page;
}

export function titleOf(part: unknown, languages: readonly string[] = ["en"]): string {
  return isPart(part) ? said(wordsOf(part["title"], languages)).trim() : "";
}

/** What a part is called: its title, or what it is and its number. */
export function nameOf(document: Part, path: Path): string {
  const part = at(document, path);
  const number = Number(path.at(-1) ?? 0) + 1;
  const title = titleOf(part);
  switch (path.at(-2)) {
    case undefined:
      return title || t("Programme");
    case "day":
      return title ? t("Day {number}: {title}", { number: textIn(part, "number", String(number)), title }) : t("Day {number}", { number: textIn(part, "number", String(number)) });
    case "session":
      return title || t("Session {number}", { number });
    case "activity":
      return title || kindNames()[kindOf(part)] || t("Activity {number}", { number });
    case "stage":
      return title || t("Stage {number}", { number });
    case "column":
      return title || t("Column {number}", { number });
    case "field":
    case "questions":
    case "guides":
      return title || t("Question {number}", { number });
    case "sections":
      return t("Section {number}", { number });
    case "choices":
      return t("Choice {number}", { number });
    case "goals":
      return t("Goal {number}", { number });
    default:
      return title || `${fieldNames()[String(path.at(-2))] ?? path.at(-2)} ${number}`;
  }
}

/** Where something is, from the whole to the part: `Day 4 › Breakout › Ideas › title`. */
export function nameOfPlace(document: Part, path: Path): string {
  const names: string[] = [];
  for (let step = 0; step < path.length; step += 1) {
    const inside = path.slice(0, step + 1);
    if (typeof path[step] === "number") names.push(nameOf(document, inside));
    else if (typeof path[step + 1] !== "number") names.push(fieldNames()[String(path[step])] ?? String(path[step]));
  }
  return names.join(" › ") || t("Programme");
}

export const kindNames = (): Record<string, string> => ({ share: t("Share challenges"), solve: t("Solve challenges"), canvas: t("Fill in a canvas"), form: t("Answer a form") });

export const doesNames = (): Record<string, string> => ({
  collect: t("collect challenges"),
  cluster: t("cluster them"),
  define: t("define the challenges"),
  ideate: t("find ideas"),
  vote: t("vote"),
  select: t("select the winners"),
  detail: t("detail the winners"),
  fill: t("fill in"),
  compose: t("compose statements"),
  present: t("present"),
  review: t("give feedback"),
  integrate: t("take feedback in"),
  answer: t("answer"),
});

const fieldNames = (): Record<string, string> => ({
  title: t("Title"),
  instruction: t("Instruction"),
  length: t("Length"),
  starts: t("Starts"),
  ends: t("Ends"),
  key: t("Key"),
  languages: t("Languages"),
  consent: t("Consent"),
  stage: t("Stages"),
  day: t("Days"),
  session: t("Sessions"),
  activity: t("Activities"),
  column: t("Columns"),
  field: t("Questions"),
  canvas: t("Canvas"),
  form: t("Form"),
  choices: t("Choices"),
  question: t("Question"),
  type: t("Type"),
  does: t("What people do"),
  dots: t("Dots"),
  check_ins: t("Check-ins"),
  date: t("Date"),
  url: t("Link"),
  statement: t("Statement"),
  scope: t("Whose it is"),
  mix_by: t("Groups are mixed by"),
  groups: t("Groups at the beginning"),
  asks: t("What people are asked when they join"),
  mode: t("How people meet"),
  meeting: t("Video call of all"),
  number: t("Number of the day"),
  material: t("Materials"),
  kind: t("What people do in it"),
  topics_from: t("Its challenges come from"),
  at_zero: t("When the time is over"),
  most: t("At most on one idea"),
  ballots: t("Votes open"),
  columns: t("Columns of this part"),
  each: t("On how many canvases each gives feedback"),
  writers: t("Who writes"),
  warn: t("Everyone is warned before the end"),
  row_title: t("What a row is called"),
  rows: t("Rows at the beginning"),
  goes_on_from: t("It goes on from"),
  beside: t("Winners beside it come from"),
  example: t("Example rows"),
  sections: t("Sections of the board"),
  anonymous: t("Nobody sees who wrote which note, trainers included"),
  private: t("Notes are private until a trainer reveals them"),
  per_topic: t("So long for each challenge on the board"),
  interactive: t("People take part"),
  questions: t("What the others are asked"),
  guides: t("Guiding questions"),
  goals: t("Goals"),
  spans: t("One cell for all rows"),
  written_by: t("Who writes in it"),
  points: t("Points of the scale"),
  low: t("What 1 means"),
  high: t("What the last point means"),
});
