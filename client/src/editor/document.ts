/** A programme as it is edited: tables, lists and texts just as its file has them, right or not yet. Values are never changed in place. */

export type Part = Readonly<Record<string, unknown>>;
export type Path = readonly (string | number)[];

export const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && !Array.isArray(value);

/** The parts inside: days, sessions … */
export const partsIn = (part: unknown, name: string): readonly Part[] => {
  const inside = isPart(part) ? part[name] : undefined;
  return Array.isArray(inside) ? inside.filter(isPart) : [];
};

export const listIn = (part: unknown, name: string): readonly unknown[] => {
  const inside = isPart(part) ? part[name] : undefined;
  return Array.isArray(inside) ? inside : [];
};

export const textIn = (part: unknown, name: string, otherwise = ""): string => {
  const inside = isPart(part) ? part[name] : undefined;
  return typeof inside === "string" ? inside : inside === undefined || inside === null || typeof inside === "object" ? otherwise : String(inside);
};

export function at(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[step] : undefined), document);
}

/** Whether a place comes before another in the document (below 0), as an outline has them. */
export function comparePlaces(document: Part, one: Path, other: Path): number {
  for (let step = 0; step < Math.min(one.length, other.length); step++) {
    const inside = at(document, one.slice(0, step));
    const rank = (key: string | number | undefined) => (typeof key === "number" ? key : isPart(inside) ? Object.keys(inside).indexOf(String(key)) : 0);
    const differs = rank(one[step]) - rank(other[step]);
    if (differs) return differs;
  }
  return one.length - other.length;
}

/** With `value` at `path`; undefined takes the key away, and a list's element out of it. */
export function put(document: Part, path: Path, value: unknown): Part {
  return putInto(document, path, value) as Part;
}

function putInto(inside: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "number") {
    const list = Array.isArray(inside) ? (inside as unknown[]) : [];
    const next = rest.length ? putInto(list[step], rest, value) : value;
    return next === undefined ? list.toSpliced(step, 1) : list.toSpliced(step, 1, next);
  }
  const table = isPart(inside) ? inside : {};
  const next = rest.length ? putInto(table[step], rest, value) : value;
  if (next !== undefined) return { ...table, [step]: next };
  const { [step]: _gone, ...others } = table;
  return others;
}

/** With another part in a list, at its end or at a place. */
export function insert(document: Part, path: Path, value: unknown, place?: number): Part {
  const list = at(document, path);
  const known = Array.isArray(list) ? (list as unknown[]) : [];
  return put(document, path, known.toSpliced(place ?? known.length, 0, value));
}

/** An element of a list elsewhere in the same list. */
export function shift(document: Part, path: Path, from: number, to: number): Part {
  const list = (at(document, path) ?? []) as unknown[];
  if (to < 0 || to >= list.length) return document;
  return put(document, path, list.toSpliced(from, 1).toSpliced(to, 0, list[from]));
}

/** Its texts by language; of a programme in one language a text stands for itself. */
export function wordsOf(value: unknown, languages: readonly string[]): Readonly<Record<string, string>> {
  if (typeof value === "string") return { [languages[0] ?? "en"]: value };
  return isPart(value) ? (value as Record<string, string>) : {};
}

export function languagesOf(document: Part): readonly string[] {
  const named = listIn(document, "languages").filter((one): one is string => typeof one === "string" && one !== "");
  return named.length ? named : ["en"];
}

/** A key that none of these has: `session-3`. */
export function freeKey(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number++) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
}

export interface Placed {
  readonly path: Path;
  readonly part: Part;
}

export const sessionsOf = (document: Part): Placed[] =>
  partsIn(document, "day").flatMap((day, one) => partsIn(day, "session").map((part, two) => ({ path: ["day", one, "session", two], part })));

export const activitiesOf = (document: Part): Placed[] =>
  sessionsOf(document).flatMap(({ path, part }) => partsIn(part, "activity").map((activity, at) => ({ path: [...path, "activity", at], part: activity })));

export const kindOf = (activity: unknown): string => textIn(activity, "kind", "solve");
export const doesOf = (stage: unknown): string => textIn(stage, "does");
