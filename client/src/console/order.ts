/** The order of the rooms in the console. What a room needs, and how urgent that is, the server's rules say (O1, O2). */

import type { Glance, Room } from "../protocol.ts";

type RoomGlance = Glance["overview"][number];

const LAST = 99;

export function inNeed(rooms: readonly Room[], glances: ReadonlyMap<string, RoomGlance>): string[] {
  const place = (room: Room) => {
    const glance = glances.get(room.id);
    return [glance ? (glance.rank ?? LAST) : LAST, glance?.since ?? 0, room.number] as const;
  };
  return rooms
    .map((room) => ({ room: room.id, at: place(room) }))
    .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1] || a.at[2] - b.at[2])
    .map(({ room }) => room);
}
