/** A snapshot is taken with one key, from anywhere in the console; the list of them is loaded when it is needed first. */

import { signal } from "@preact/signals";
import { shortcuts } from "../board/keys.ts";
import { lazy } from "../lazy.tsx";
import { you } from "../live/live.ts";
import type { Workshop } from "../protocol.ts";
import type { Snapshots, TakeSnapshot } from "./snapshots.tsx";

export const snapshots = lazy<Parameters<typeof Snapshots>[0]>(async () => (await import("./snapshots.tsx")).Snapshots);
const take = lazy<Parameters<typeof TakeSnapshot>[0]>(async () => (await import("./snapshots.tsx")).TakeSnapshot, "");
/** The dialog is open. */
export const taking = signal(false);

addEventListener("keydown", (event) => {
  const elsewhere = event.target instanceof Element && event.target.closest("input, textarea, select, dialog, [data-note], [data-at]");
  if (elsewhere || event.ctrlKey || event.metaKey || event.altKey || event.key !== "s" || shortcuts.value === "off" || you.value.role !== "trainer") return;
  taking.value = true;
  event.preventDefault();
});

export function Taking({ workshop }: { workshop: Workshop }) {
  return taking.value ? <take.Part workshop={workshop} close={() => (taking.value = false)} /> : null;
}
