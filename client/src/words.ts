/** Texts, numbers and times in the language of the page. English is the source, the rest comes from the catalogues. */

type Values<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Values<Rest> : never;
type Filled<S extends string, Given extends string = never> = [Exclude<Values<S>, Given>] extends [never]
  ? []
  : [values: Record<Exclude<Values<S>, Given>, string | number>];
interface Catalogue {
  readonly plural: (n: number) => number;
  readonly messages: Readonly<Record<string, readonly string[]>>;
}

const catalogues: Readonly<Record<string, () => Promise<Catalogue>>> = {
  pl: () => import("../../moot/locale/pl.po"),
};
/** What trainers alone see: no phone of a participant loads it. */
const ofTrainers: Readonly<Record<string, () => Promise<Pick<Catalogue, "messages">>>> = {
  pl: () => import("../../moot/locale/pl.po?trainers"),
};
const english: Catalogue = { plural: (n) => Number(n !== 1), messages: {} };

export const language = globalThis.document?.documentElement.lang || "en";
const catalogue = (await catalogues[language]?.()) ?? english;
const messages: Record<string, readonly string[]> = { ...catalogue.messages };
const numbers = new Intl.NumberFormat(language);
const days = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const moments = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
const times = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Before anything is drawn on a page of trainers. */
export async function loadWordsOfTrainers(): Promise<void> {
  Object.assign(messages, (await ofTrainers[language]?.())?.messages);
}

/** The text in the page's language, its `{name}`s filled in. Only a literal, so that the words test finds it. */
export function t<S extends string>(message: S, ...[values]: Filled<S>): string {
  return fill(messages[message]?.[0] ?? message, values ?? {});
}

/** The text for `n` of something; `{n}` is the number. Not a text's first word alone: whole sentences. */
export function tn<S extends string>(one: string, many: S, n: number, ...[values]: Filled<S, "n">): string {
  const forms = messages[one];
  const text = forms ? forms[catalogue.plural(n)] : [one, many][english.plural(n)];
  return fill(text ?? many, { n, ...values });
}

export const number = (n: number): string => numbers.format(n);

/** A time of day, 14:05, from milliseconds since 1970. */
export const timeOfDay = (at: number): string => times.format(at);

/** A day, from `YYYY-MM-DD` or milliseconds since 1970. */
export const dayInWords = (day: string | number): string => days.format(new Date(day));

/** A day and a time of it, from milliseconds since 1970. */
export const momentInWords = (at: number): string => moments.format(at);

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}
