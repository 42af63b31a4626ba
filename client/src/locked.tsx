/** What a trainer has locked one reads, and does not write. */

import { Lock } from "lucide";
import { Icon } from "./icons.tsx";
import type { Room } from "./protocol.ts";
import { t } from "./words.ts";

/** All that people of a room write on. */
export const isRoomLocked = (room: Room | undefined): boolean => Boolean(room?.locks?.[""]);

/** `all`: of the whole page. */
export const Locked = ({ all = false }: { all?: boolean }) => (
  <p class={all ? "over" : "quiet"}>
    <Icon of={Lock} /> {t("Locked by the trainer: you can read, not write.")}
  </p>
);
