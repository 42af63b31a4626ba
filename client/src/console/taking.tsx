/** A snapshot is taken from anywhere in the console; the list of them is loaded when it is needed first. */

import { signal } from "@preact/signals";
import { lazy } from "../lazy.tsx";
import type { Workshop } from "../protocol.ts";
import type { Snapshots, TakeSnapshot } from "./snapshots.tsx";

export const snapshots = lazy<Parameters<typeof Snapshots>[0]>(async () => (await import("./snapshots.tsx")).Snapshots);
const take = lazy<Parameters<typeof TakeSnapshot>[0]>(async () => (await import("./snapshots.tsx")).TakeSnapshot, "");
/** The dialog is open. */
export const taking = signal(false);

export function Taking({ workshop }: { workshop: Workshop }) {
  return taking.value ? <take.Part workshop={workshop} close={() => (taking.value = false)} /> : null;
}
