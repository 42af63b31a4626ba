/** Two programmes compared, and three brought together: what another changed meanwhile joins what one changed oneself. */

import { isPart, type Part, type Path } from "./document.ts";

export interface Difference {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/** What differs, part by part; parts of a list are the same when their keys are. Paths lead through the later one, or the earlier where it is gone. */
export function differences(before: unknown, after: unknown, path: Path = []): Difference[] {
  if (same(before, after)) return [];
  if (isPart(before) && isPart(after))
    return keysOf(before, after).flatMap((key) => differences(before[key], after[key], [...path, key]));
  if (isListOfParts(before) && isListOfParts(after)) {
    const changed = after.flatMap((part, at) => differences(before.find((one) => idOf(one) === idOf(part)), part, [...path, at]));
    const gone = before.flatMap((part, at) => (after.some((one) => idOf(one) === idOf(part)) ? [] : [{ path: [...path, at], before: part, after: undefined }]));
    const kept = (list: readonly Part[], other: readonly Part[]) => list.map(idOf).filter((id) => other.some((one) => idOf(one) === id));
    const moved = same(kept(before, after), kept(after, before)) ? [] : [{ path, before, after }];
    return [...changed, ...gone, ...moved];
  }
  return [{ path, before, after }];
}

/** `mine` with what `theirs` changed since `base`; where both changed the same text, mine stays. */
export function together(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (same(mine, base)) return theirs;
  if (same(theirs, base) || same(theirs, mine)) return mine;
  if (isPart(mine) && isPart(theirs)) {
    const was = isPart(base) ? base : {};
    const joined = keysOf(mine, theirs).map((key) => [key, together(was[key], mine[key], theirs[key])] as const);
    return Object.fromEntries(joined.filter(([, value]) => value !== undefined));
  }
  if (isListOfParts(mine) && isListOfParts(theirs)) return listTogether(isListOfParts(base) ? base : [], mine, theirs);
  return mine;
}

function listTogether(base: readonly Part[], mine: readonly Part[], theirs: readonly Part[]): Part[] {
  const find = (list: readonly Part[], id: string) => list.find((one) => idOf(one) === id);
  const kept = mine.filter((part) => find(theirs, idOf(part)) || !same(find(base, idOf(part)), part));
  const joined = kept.map((part) => together(find(base, idOf(part)), part, find(theirs, idOf(part)) ?? part) as Part);
  for (const [place, part] of theirs.entries()) {
    const known = find(mine, idOf(part));
    const removed = !known && find(base, idOf(part));
    if (known || (removed && same(removed, part))) continue;
    const after = joined.findIndex((one) => idOf(one) === idOf(theirs[place - 1] ?? {}));
    joined.splice(place ? after + 1 || joined.length : 0, 0, part);
  }
  return joined;
}

const idOf = (part: Part): string => String(part["key"] ?? part["number"] ?? JSON.stringify(part));
const keysOf = (one: Part, other: Part): string[] => [...new Set([...Object.keys(one), ...Object.keys(other)])];
const isListOfParts = (value: unknown): value is readonly Part[] =>
  Array.isArray(value) && value.every((one) => isPart(one) && ("key" in one || "number" in one));

export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item, at) => same(item, other[at]));
  if (!isPart(one) || !isPart(other)) return false;
  return keysOf(one, other).every((key) => same(one[key], other[key]));
}
