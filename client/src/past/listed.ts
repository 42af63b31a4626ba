/** Which snapshots are listed. */

import { SNAPSHOTS_BY_ITSELF } from "../limits.ts";
import type { Snapshot, Workshop } from "../protocol.ts";

type Snapshots = NonNullable<Workshop["snapshots"]>;

export const isByHand = (snapshot: Snapshot): boolean => (snapshot.why ?? "by-hand") === "by-hand";

/** Of those that are kept by themselves the oldest is listed no more. */
export function listed(snapshots: Snapshots): Snapshots {
  const byItself = Object.values(snapshots).filter((one) => !isByHand(one));
  if (byItself.length <= SNAPSHOTS_BY_ITSELF) return snapshots;
  const oldest = byItself.reduce((one, other) => (one.at < other.at || (one.at === other.at && one.id < other.id) ? one : other));
  const { [oldest.id]: _gone, ...others } = snapshots;
  return others;
}
