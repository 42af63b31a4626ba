/** A mistake in the words of the editor: what the server says of it is for who writes a file. */

import type { Draft } from "../protocol.ts";
import { t, tn } from "../words.ts";
import { doesNames } from "./places.ts";

export type Mistake = NonNullable<Draft["mistakes"]>[number];
type Saying = readonly [RegExp, (...found: string[]) => string];

/** What no field of the editor shows: it can only be taken out. */
const UNKNOWN = /^(a key that is known here|an option of|possible in a|a table: write|a \[day|possible in an activity|at most \d+ languages)/;

const doing = (does: string): string => doesNames()[does] ?? does;

const SAYINGS: readonly Saying[] = [
  [/^the text in (.+), a language of the programme$/, (language) => t("The text in {language} is missing.", { language })],
  [/^a text of at most (\d+) letters and at least one$/, (most) => t("A text of 1 to {most} letters.", { most })],
  [/^a text of at most (\d+) letters$/, (most) => tn("Here stands a text of {n} letter at most.", "Here stands a text of {n} letters at most.", Number(most))],
  [/^a text that can be shown: it contains (.+)$/, (letter) => t("There is a letter in it that cannot be shown: {letter}.", { letter })],
  [/^a number from (.+) to (.+)$/, (least, most) => t("A number from {least} to {most}.", { least, most })],
  [/^a length from "(.+)" to "(.+)", such/, (least, most) => t("A length from {least} to {most}, such as 5 min.", { least, most })],
  [/^a date such as/, () => t("There is no such date.")],
  [/^a time such as "09:30"/, () => t("A time such as 09:30; a session has both, or none.")],
  [/^after (\S+), when the session starts$/, (time) => t("It ends after {time}, when it starts.", { time })],
  [/^(\S+) or later, when the session before has ended$/, (time) => t("It starts at {time} or later, when the session before has ended.", { time })],
  [/^after (\S+), the date of the day before$/, (date) => t("It is after {date}, the date of the day before.", { date })],
  [/^a number above (\d+), which is the day before$/, (number) => t("It is above {number}, the number of the day before.", { number })],
  [/^a key of its own/, () => t("Another part has this key already, or none is there.")],
  [/^at most \d+ small letters and digits/, () => t("Small letters and digits, with hyphens between.")],
  [/^a language code such as/, () => t("A code such as en or pl.")],
  [/^a language of its own/, () => t("This language is in the list already.")],
  [/^at least one \[\[/, () => t("At least one is needed.")],
  [/^a link such as/, () => t("A link begins with https:// and has no spaces.")],
  [/^a list of at most (\d+)$/, (most) => tn("There may be {n} at most.", "There may be {n} at most.", Number(most))],
  [/^a number of days, 1 to (\d+), counting up$/, (most) => t("Days from 1 to {most}, counting up.", { most })],
  [/^possible without a canvas of each person/, () => t("Somebody needs a plan to report on: a canvas of each person with a column of indicators.")],
  [/^complete: a share activity/, () => t("A stage is missing in which people collect challenges.")],
  [/^in its place: before it comes a stage that does (.+)$/, (needs) => t("Before it comes a stage of this kind: {stages}.", { stages: namesIn(needs) })],
  [/^in its place: it comes before "(.+)"$/, (does) => t("It comes before the stage “{stage}”.", { stage: doing(does) })],
  [/^in an activity twice/, () => t("Another stage of the activity does this already.")],
  [/^what an? (\w+) activity does/, () => t("This is not done in an activity of this kind.")],
  [/^a list of texts in a (column|field) of type/, () => t("Choices are needed where one chooses, and only there.")],
  [/^a sentence with columns of text in braces: (.*)$/, (columns) => t("A sentence with columns of text in braces: {columns}", { columns })],
  [/^the key of an? (\w+) activity that comes before/, () => t("The activity it names does not come before this one.")],
  [/^columns of the canvas/, () => t("There is no such column in the canvas.")],
  [/^possible with a statement in the canvas only$/, () => t("The canvas has no statement yet.")],
  [/^possible with a canvas of each person( or group)?$/, (group) => (group ? t("This needs a canvas of each person or group.") : t("This needs a canvas of each person."))],
  [/^owner: others write text/, () => t("The others write text, and not on a canvas of all.")],
  [/^\w+, as the canvas that it goes on from$/, () => t("It is as in the canvas that it goes on from.")],
  [/^\w+, spanning and written as in (.+)$/, (activity) => t("It is as in the same column of “{activity}”.", { activity })],
  [/^one of /, () => t("One of those that can be chosen.")],
  [/^a list of at least one/, () => t("At least one is needed.")],
  [/^asked once/, () => t("It is in the list already.")],
  [/^true or false$/, () => t("Yes or no.")],
  [/^a key that is known here; did you mean "(.+)"\?$/, (key) => t("This means nothing here. Was it to be {key}?", { key })],
  [UNKNOWN, () => t("This means nothing here.")],
];

function namesIn(needs: string): string {
  return needs
    .split(" or ")
    .map((one) => `“${doing(one.replaceAll('"', ""))}”`)
    .join(", ");
}

export const isUnknown = ({ expected }: Mistake): boolean => UNKNOWN.test(expected);

/** One that is not in the list is told as the server tells it. */
export function mistakeText({ found, expected }: Mistake): string {
  for (const [pattern, say] of SAYINGS) {
    const parts = pattern.exec(expected);
    if (parts) return say(...parts.slice(1).map((one) => one ?? ""));
  }
  return found ? t("{found} is not {expected}", { found, expected }) : t("Missing: {expected}", { expected });
}
