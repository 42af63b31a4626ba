"""Locking: in a room, or under one of its challenges, nobody but trainers writes until it is unlocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, Change, Changes, Moment, Request, Seen, to_room_and_hall
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import put, without
from moot.rooms.stages.run import named_rooms

if TYPE_CHECKING:
    from moot.rooms.room import Room
    from moot.rooms.workshop import Workshop

WHOLE = ""
"""In place of a section: all that people of the room write on, boards and canvases."""


class Lock(Request):
    """In `rooms` (none named: in all), a section or all; or unlocks it. Votes go on."""

    by = TRAINERS
    rooms: tuple[str, ...] = ()
    section: str = WHOLE
    locked: bool = True

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        rooms = named_rooms(workshop, self.rooms)
        if self.section:
            rooms = [room for room in rooms if any(self.section in b.sections for b in room.boards.values())]
            if not rooms:
                raise Refused(Reason.NO_SUCH_SECTION)
        others = [room for room in rooms if (self.section in room.locks) != self.locked]
        if not others:
            raise Refused(Reason.ALREADY)
        return tuple(LockSet(room=room.id, section=self.section, locked=self.locked) for room in others)


def unlocked(workshop: Workshop, room: Room, who: str, *sections: str) -> None:
    """Raises `Refused` where `who` may not write now."""
    if workshop.person(who).role != "trainer" and any(place in room.locks for place in (WHOLE, *sections)):
        raise Refused(Reason.LOCKED)


class LockSet(Change):
    room: str
    section: str
    locked: bool

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.rooms.get(self.room)
        if known is None:
            return workshop
        locks = put(known.locks, self.section, True) if self.locked else without(known.locks, self.section)
        return workshop.with_room(self.room, locks=locks)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_hall(self.room, self)
