"""Which room needs the trainer most, and why: the order in which the console shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from moot.rooms.glance.glance import Need, RoomGlance

if TYPE_CHECKING:
    from moot.rooms.room import Room
    from moot.rooms.workshop import Workshop

ENOUGH_ROOMS = 3
"""In the same stage, before one of them can be behind the others."""
FAR_BEHIND = 0.5
"""Of what the room in the middle has done."""
AT_LEAST = 4
"""That the room in the middle has done, before anybody is behind."""


def need_of(room: Room, glance: RoomGlance, usual: int, now: int) -> tuple[Need, int]:
    """What a room needs, and since when (milliseconds since 1970; 0 where that is not known).

    `usual` is what the room in the middle has done, of those in the same stage.
    """
    if room.hands:
        return "hand", min(room.hands_since.get(person, 0) for person in room.hands)
    if room.run is None or not glance.seated:
        return "nothing", 0
    if room.run.state == "over" or (room.run.state == "running" and room.run.ends <= now):
        return "over", room.run.ends
    if not glance.here:
        return "empty", 0
    if glance.finished == glance.here:
        return "finished", 0
    if glance.unsent:
        return "unsent", 0
    if glance.away:
        return "away", 0
    return ("behind", 0) if usual >= AT_LEAST and glance.done < usual * FAR_BEHIND else ("nothing", 0)


def usual_in(workshop: Workshop, glances: Sequence[RoomGlance]) -> dict[str, int]:
    """What the room in the middle has done, by the name of the stage, where enough rooms are in it."""
    done: dict[str, list[int]] = {}
    for glance in glances:
        run = workshop.rooms[glance.room].run
        if run and glance.here:
            done.setdefault(run.name, []).append(glance.done)
    return {
        stage: sorted(all_done)[len(all_done) // 2] for stage, all_done in done.items() if len(all_done) >= ENOUGH_ROOMS
    }


def by_need(workshop: Workshop, glances: Sequence[RoomGlance]) -> list[str]:
    """The rooms in the order of the console: of those that need the same, who waits longest; then by number."""

    def place(glance: RoomGlance) -> tuple[int, int, int]:
        return glance.rank, glance.since, workshop.rooms[glance.room].number

    return [glance.room for glance in sorted(glances, key=place)]
