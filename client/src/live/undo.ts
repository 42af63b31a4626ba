/** What one did oneself can be taken back, the last first. */

import { signal } from "@preact/signals";
import type { Request } from "./kept.ts";
import { listeners, setBack } from "./live.ts";
import { ask } from "./outbox.ts";

const MOST = 30;

export interface Deed {
  /** In a few words, as it is shown beside “Undo”. */
  readonly what: string;
  readonly back: () => void;
  /** When it was done, in milliseconds since 1970. */
  readonly at: number;
  /** It was refused: there is nothing to take back. */
  readonly forget: () => void;
}

export const deeds = signal<readonly Deed[]>([]);

/** With a stage, what was done in it is done. */
listeners.add((change) => {
  if (change?.type === "stage-started") deeds.value = [];
});

setBack.subscribe((lost) => lost && (deeds.value = []));

/** Asks, and remembers how to take it back; unless it is refused. */
export async function act(request: Request, what: string, back: Request | null): Promise<void> {
  const deed = back && did(what, () => void ask(back));
  if (await ask(request)) deed?.forget();
}

/** Remembers how to take back what was done with more than one request. */
export function did(what: string, back: () => void): Deed {
  const deed: Deed = { what, back, at: Date.now(), forget: () => (deeds.value = deeds.value.filter((one) => one !== deed)) };
  deeds.value = [...deeds.value, deed].slice(-MOST);
  return deed;
}

/** In the console: takes back a command of the record, if the newest is newer than what is given; whether it did. */
export const record: { takeBack: ((than: number) => boolean) | null } = { takeBack: null };

export function undo(): void {
  if (record.takeBack?.(deeds.value.at(-1)?.at ?? 0)) return;
  const last = deeds.value.at(-1);
  deeds.value = deeds.value.slice(0, -1);
  last?.back();
}
