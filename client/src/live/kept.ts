/** What outlasts a reload of the page: requests without an answer, and texts half sent. In the browser's database. */

import { openDB, type IDBPDatabase } from "idb";
import type { Ask, Reason } from "../protocol.ts";
import type { Kept } from "../text.ts";

export type Request = Ask["do"];

/** A request, under the number that its tab gave it. With `why`: refused, and not yet seen by its author. */
export interface Row {
  readonly stream: string;
  readonly ask: number;
  readonly request: Request;
  readonly why?: Reason;
}

/** A text with edits that the server does not have yet; `mark` names the one under way. */
export type KeptText = Kept & { readonly mark: string };

/** What a page had when it was left, all at once: the database may not get round to the last of it. */
interface Left {
  readonly stream: string;
  readonly rows: readonly Row[];
  /** Null: the server had all of it. */
  readonly texts: Readonly<Record<string, KeptText | null>>;
}

const PATIENCE = 1500;
const LEFT = "moot-left/";
const texts = new Map<string, KeptText>();
const touched = new Map<string, KeptText | null>();
let database: IDBPDatabase | null = null;
let owner = "";

/** Opens what `person` of `workshop` left here, in the order in which it was asked. Without a database: nothing. */
export async function recall(workshop: string, person: string): Promise<Row[]> {
  owner = `${workshop}/${person}/`;
  const slow = new Promise<null>((give) => setTimeout(give, PATIENCE, null));
  database = await Promise.race([opened(), slow]);
  if (!database) return [];
  const mine = IDBKeyRange.bound(owner, `${owner}\uffff`);
  const [rows, keys, values] = await Promise.all([database.getAll("asked", mine), database.getAllKeys("texts", mine), database.getAll("texts", mine)]);
  keys.forEach((key, at) => texts.set(String(key), values[at] as KeptText));
  return await withLeft(rows as Row[]);
}

/** At the end of a page, when nothing can be waited for any more. */
export function leave(stream: string, rows: readonly Row[]): void {
  const left: Left = { stream, rows: rows.filter((row) => row.stream === stream), texts: Object.fromEntries(touched) };
  try {
    if (owner && (left.rows.length || touched.size)) localStorage.setItem(LEFT + owner + stream, JSON.stringify(left));
  } catch {
    // the storage is full: what the database has must do
  }
}

/** A page that was left is shown again, as it was. */
export const stay = (stream: string): void => localStorage.removeItem(LEFT + owner + stream);

/** What pages had when they were left is newer than what the database has of them. */
async function withLeft(known: Row[]): Promise<Row[]> {
  let rows = known;
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(LEFT + owner))) {
    const left = JSON.parse(localStorage.getItem(key) ?? "{}") as Left;
    const gone = rows.filter((row) => row.stream === left.stream && row.why === undefined && !left.rows.some((one) => one.ask === row.ask));
    rows = [...rows.filter((row) => row.stream !== left.stream || row.why !== undefined), ...left.rows];
    await Promise.all([...gone.map(drop), ...left.rows.map(keep), ...Object.entries(left.texts).map(([place, text]) => keepText(place, text))]);
    localStorage.removeItem(key);
  }
  return rows;
}

async function opened(): Promise<IDBPDatabase | null> {
  try {
    return await openDB("moot", 1, { upgrade: (fresh) => ["asked", "texts"].forEach((store) => fresh.createObjectStore(store)) });
  } catch {
    return null; // some private windows have none: then it waits in this page only
  }
}

/** Whether what waits would outlast a reload. */
export const lasting = (): boolean => database !== null;

const keyOf = (row: Row): string => `${owner}${row.stream}/${String(row.ask).padStart(8, "0")}`;

export async function keep(row: Row): Promise<void> {
  await database?.put("asked", row, keyOf(row)).catch(forget);
}

export async function drop(row: Row): Promise<void> {
  await database?.delete("asked", keyOf(row)).catch(forget);
}

export const keptText = (place: string): KeptText | undefined => texts.get(owner + place);

/** Null once the server has all of it. */
export async function keepText(place: string, text: KeptText | null): Promise<void> {
  const key = owner + place;
  if (!text && !texts.has(key)) return;
  touched.set(place, text);
  if (text) texts.set(key, text);
  else texts.delete(key);
  await (text ? database?.put("texts", text, key) : database?.delete("texts", key))?.catch(forget);
}

/** The disk is full, or the window is closing: what waits does so in this page only. */
function forget(): void {
  database = null;
}
