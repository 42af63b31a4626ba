/** Every room at a glance; those that need the trainer come first, and none moves while the trainer is at them. */

import { useCallback, useRef, useState } from "preact/hooks";
import { overview } from "../live/live.ts";
import type { Workshop } from "../protocol.ts";
import { groupName } from "../said.ts";
import { t } from "../words.ts";
import { RoomAtAGlance } from "./at_a_glance.tsx";
import { inNeed } from "./order.ts";

/** More than so many are drawn small. */
const FEW = 6;
export const areMany = (workshop: Workshop): boolean => Object.keys(workshop.rooms ?? {}).length > FEW;

interface Props {
  readonly workshop: Workshop;
  readonly opened: string;
  readonly open: (room: string) => void;
  readonly chosen: readonly string[];
  readonly choose: ((room: string) => void) | null;
}

export function Glances({ workshop, opened, open, chosen, choose }: Props) {
  const order = useRef<readonly string[]>([]);
  const [atThem, stay] = useState(false);
  const glances = new Map(overview.value.map((glance) => [glance.room, glance]));
  const now = inNeed(Object.values(workshop.rooms ?? {}), glances);
  const kept = order.current.filter((room) => workshop.rooms?.[room]);
  order.current = atThem ? [...kept, ...now.filter((room) => !kept.includes(room))] : now;
  const latest = useRef({ open, choose });
  latest.current = { open, choose };
  const opens = useCallback((room: string) => latest.current.open(room), []);
  const chooses = useCallback((room: string) => latest.current.choose?.(room), []);
  const helpless = Object.values(workshop.rooms ?? {}).filter((room) => Object.keys(room.hands ?? {}).length);
  return (
    <>
      <ul
        class="cards"
        data-many={areMany(workshop)}
        data-beside={Boolean(opened)}
        onPointerEnter={() => stay(true)}
        onPointerLeave={(event) => stay(event.currentTarget.contains(document.activeElement))}
        onFocusIn={() => stay(true)}
        onFocusOut={(event) => stay(event.currentTarget.contains(event.relatedTarget as Node | null) || event.currentTarget.matches(":hover"))}
      >
        {order.current.map((id) => {
          const room = workshop.rooms?.[id];
          return room && <RoomAtAGlance key={id} room={room} programme={workshop.programme} people={workshop.people} glance={glances.get(id)} opened={opened === id} open={opens} chosen={chosen.includes(id)} choose={choose ? chooses : null} />;
        })}
      </ul>
      <p class="unseen" role="status">
        {helpless.length > 0 && t("Help is wanted: {groups}", { groups: helpless.map(groupName).join(", ") })}
      </p>
    </>
  );
}
