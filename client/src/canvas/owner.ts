/** Whose canvas it is, in words. */

import type { Workshop } from "../protocol.ts";
import { groupName, nameOf } from "../said.ts";
import { t } from "../words.ts";
import { planOf } from "./canvas.ts";

/** People of other groups one does not know by name: they are counted instead. */
export function nameOfOwner(workshop: Workshop, activity: string, owner: string, number: number): string {
  const room = workshop.rooms?.[owner];
  if (room) return groupName(room);
  if (!owner) return t("All together");
  return nameOf(workshop, owner) || (planOf(workshop, activity)?.scope === "group" ? t("another group") : t("person {number}", { number }));
}
