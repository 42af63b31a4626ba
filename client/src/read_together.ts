/** A text as one reads it while others write: drawn anew by itself, when it was edited, and not whenever anything was. */

import { signal, untracked, type Signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { listeners, view } from "./live/live.ts";
import { knownTied, readers, type Source } from "./tied.ts";

interface Read {
  readonly source: Source;
  readonly shown: Signal<string>;
  users: number;
}

const reads = new Map<string, Read>();

const look = (read: Read | undefined): string | undefined => read && (read.shown.value = untracked(() => valueOf(read.source)));

readers.add((key) => look(reads.get(key)));
listeners.add((change) => {
  for (const read of reads.values()) if (!change || !("edit" in change) || read.source.editIn(change)) look(read);
});

/** What one sees of a text, with what one has typed oneself and not sent yet. */
export function valueOf(source: Source): string {
  const tied = knownTied(source);
  if (tied) return (void tied.drawn.value, tied.text.value);
  return (view.value && source.current(view.value)?.value) ?? "";
}

/** The same, for a component that is drawn anew by it alone. */
export function useText(source: Source): string {
  const { key } = source;
  const read = reads.get(key) ?? { source, shown: signal(untracked(() => valueOf(source))), users: 0 };
  reads.set(key, read);
  useLayoutEffect(() => {
    read.users += 1;
    return () => void ((read.users -= 1) || reads.delete(key));
  }, [read]);
  return read.shown.value;
}
