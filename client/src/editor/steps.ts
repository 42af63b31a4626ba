/** What undo and redo lead to, kept in the browser's database, so that a reload takes none of it. */

import { openDB, type IDBPDatabase } from "idb";
import type { Part } from "./document.ts";

/** Drafts share all that is alike: so does what is kept of them, as long as it is written at once. */
export interface Steps {
  readonly past: readonly Part[];
  readonly now: Part;
  readonly future: readonly Part[];
}

const STORE = "steps";
const PATIENCE = 1500;
let database: IDBPDatabase | null = null;
let writing = false;
let waiting: (() => Promise<void>) | null = null;

/** Those of a draft; nothing, where there is no database or it does not answer. */
export async function keptSteps(draft: string): Promise<Steps | null> {
  const slow = new Promise<null>((give) => setTimeout(give, PATIENCE, null));
  const opened = openDB("moot-editor", 1, { upgrade: (fresh) => void fresh.createObjectStore(STORE) }).catch(() => null);
  database = await Promise.race([opened, slow]);
  return ((await database?.get(STORE, draft).catch(() => null)) as Steps | undefined) ?? null;
}

/** Of a draft that is kept no more. */
export const dropSteps = (draft: string): void => void database?.delete(STORE, draft).catch(() => undefined);

/** One write at a time; of those that come meanwhile the last. */
export function keepSteps(draft: string, steps: Steps): void {
  waiting = async () => void (await database?.put(STORE, steps, draft));
  if (!writing) void written();
}

async function written(): Promise<void> {
  writing = true;
  while (waiting) {
    const write = waiting;
    waiting = null;
    await write().catch(() => undefined); // the disk is full: undo is in this page only
  }
  writing = false;
}
