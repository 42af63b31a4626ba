/** Snapshots: how they are listed, and what they are called. */

import { stageOf } from "../outline.ts";
import type { Snapshot, Workshop } from "../protocol.ts";
import { groupName, nameOf, said } from "../said.ts";
import { momentInWords, t } from "../words.ts";
import { isByHand } from "./listed.ts";

export { isByHand } from "./listed.ts";

/** The newest first. */
export const newestFirst = (workshop: Workshop): Snapshot[] => Object.values(workshop.snapshots ?? {}).sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));

/** One that was kept by itself is called by what came then. */
export function snapshotName(workshop: Workshop, snapshot: Snapshot): string {
  if (isByHand(snapshot)) return snapshot.name ?? "";
  if (snapshot.why === "bring-back") return t("Before something was brought back");
  const [stages, begins] = [snapshot.stages ?? [], snapshot.begins ?? []].map((names) => names.map((name) => stageName(workshop, name)).join("”, “"));
  const what = begins && begins !== stages ? t("“{stages}”, before “{begins}” began", { stages: stages ?? "", begins }) : begins ? t("“{stages}”, before it went on", { stages: begins }) : t("“{stages}”, before it ended", { stages: stages ?? "" });
  const rooms = (snapshot.rooms ?? []).flatMap((id) => workshop.rooms?.[id] ?? []);
  return rooms.length ? `${what} · ${rooms.map(groupName).join(", ")}` : what;
}

/** Who took it and when. */
export function takenBy(workshop: Workshop, snapshot: Snapshot): string {
  const name = nameOf(workshop, snapshot.by ?? "");
  return name ? t("{name}, {time}", { name, time: momentInWords(snapshot.at) }) : momentInWords(snapshot.at);
}

/** Of `activity.stage`. */
export function stageName(workshop: Workshop, name: string): string {
  const at = name.indexOf(".");
  return said(stageOf(workshop, name.slice(0, at), name.slice(at + 1))?.title);
}

export const lookAt = (workshop: Workshop, snapshot: Snapshot): string => `/w/${workshop.id}/snapshots/${snapshot.id}`;
/** `other`: nothing for how it is now. */
export const compare = (workshop: Workshop, one: string, other = ""): string => `/w/${workshop.id}/comparison?${new URLSearchParams({ of: one, ...(other ? { with: other } : {}) })}`;
