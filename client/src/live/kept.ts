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

const PATIENCE = 1500;
const texts = new Map<string, KeptText>();
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
  return rows as Row[];
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

export function keep(row: Row): void {
  database?.put("asked", row, keyOf(row)).catch(forget);
}

export function drop(row: Row): void {
  database?.delete("asked", keyOf(row)).catch(forget);
}

export const keptText = (place: string): KeptText | undefined => texts.get(owner + place);

/** Null once the server has all of it. */
export function keepText(place: string, text: KeptText | null): void {
  const key = owner + place;
  if (!text && !texts.has(key)) return;
  if (text) texts.set(key, text);
  else texts.delete(key);
  (text ? database?.put("texts", text, key) : database?.delete("texts", key))?.catch(forget);
}

/** The disk is full, or the window is closing: what waits does so in this page only. */
function forget(): void {
  database = null;
}
