"""Who is here and who types where, and the trainers' overview: gathered, told a few times a second, never kept.

Servers that share a workshop whisper to each other who is with them; who says nothing for a while has nobody.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from moot.rooms.asking import HALL, members, screens, watchers
from moot.rooms.glance.glance import Overview, RoomPresence, Stay
from moot.rooms.glance.overview import shown_presence
from moot.rooms.protocol import Here
from moot.server.lines.frame import frame
from moot.server.live.elsewhere import Elsewhere
from moot.server.live.glances import Glances

if TYPE_CHECKING:
    from moot.server.journal import Journal
    from moot.server.live.audience import Happened
    from moot.server.live.visit import Visit
    from moot.server.live.workshop import LiveWorkshop

PRESENCE_SECONDS = 0.25
PLACE_LETTERS = 120

encode = msgspec.json.Encoder().encode


class Presence:
    def __init__(self, live: LiveWorkshop, journal: Journal) -> None:
        self._live = live
        self._visits: dict[str, list[Visit]] = defaultdict(list)
        self._typing: dict[str, str] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._told: dict[str, tuple[str, ...]] = {}
        """Who is in each room, as the hall knows it."""
        self._glances = Glances(live, self)
        self._elsewhere = Elsewhere(live.id, journal, self._whispered) if journal.shared else None

    def came(self, visit: Visit) -> None:
        self._visits[visit.person].append(visit)
        self._soon(self._room(visit.person))
        self.tell_all_to(visit)
        self._glances.owe(visit)

    def went(self, visit: Visit) -> None:
        self._visits[visit.person].remove(visit)
        if not self._visits[visit.person]:
            del self._visits[visit.person]
            self._typing.pop(visit.person, None)
        self._soon(self._room(visit.person))

    def typing(self, visit: Visit, place: str) -> None:
        if place:
            self._typing[visit.person] = place[:PLACE_LETTERS]
        else:
            self._typing.pop(visit.person, None)
        self._soon(self._room(visit.person))

    def unsent(self, visit: Visit) -> None:
        """The visit says so much of what waits in its browser: the trainers' alone to know."""
        self._whisper()
        self._glances.soon()

    def changed(self, happened: list[Happened]) -> None:
        """What happened changes the overview, and may seat people elsewhere."""
        self._glances.follow(happened)
        if happened[0][0].people is not happened[-1][2].people:
            self._whisper()
            self.tell_all_rooms()

    def tell_all_rooms(self) -> None:
        """In a moment, who is in them."""
        for room in self._live.workshop.rooms:
            self._later(room)

    def stays(self) -> dict[str, Stay]:
        """All who are here, on any server."""
        mine = {person: self._stay(person) for person in self._visits}
        return self._elsewhere.people() | mine if self._elsewhere else mine

    def by_room(self, stays: dict[str, Stay]) -> dict[str, RoomPresence]:
        """Who trains sits in no room, and so is in none, whatever they look at or write."""
        here: dict[str, list[str]] = {room: [] for room in self._live.workshop.rooms}
        for person in stays:
            if (room := self._room(person)) in here:
                here[room].append(person)
        typing = {person: stay.typing for person, stay in stays.items() if stay.typing}
        return {
            room: RoomPresence(room, tuple(people), {p: typing[p] for p in people if p in typing})
            for room, people in here.items()
        }

    def of(self, room: str) -> RoomPresence:
        return self.by_room(self.stays()).get(room, RoomPresence(room, ()))

    def tell_all_to(self, visit: Visit) -> None:
        """Who is in all the rooms that a visit hears of."""
        rooms = self.by_room(self.stays())
        seen = visit.viewer.rooms if visit.viewer.role == "participant" else tuple(rooms)
        visit.send(Here(tuple(shown_presence(self._live.workshop, rooms[room]) for room in seen)), ephemeral=True)

    def overview(self) -> Overview:
        """All rooms at a glance, as they are now."""
        return self._glances.now()

    def stop(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._glances.stop()
        if self._elsewhere:
            self._elsewhere.stop()

    def _stay(self, person: str) -> Stay:
        visits = self._visits[person]
        phone, unsent = all(visit.phone for visit in visits), sum(visit.unsent for visit in visits)
        return Stay(typing=self._typing.get(person, ""), phone=phone, unsent=unsent)

    def _room(self, person: str) -> str:
        """Empty for whoever was here, and is not known any more since the journal went back."""
        known = self._live.workshop.people.get(person)
        return known.room if known else ""

    def _soon(self, room: str) -> None:
        """Tells a room, the trainers and the other servers in a moment."""
        self._whisper()
        self._later(room)
        self._glances.soon()

    def _whisper(self) -> None:
        if self._elsewhere:
            self._elsewhere.tell({person: self._stay(person) for person in self._visits})

    def _later(self, room: str) -> None:
        """Unless that is under way already. A timer each."""
        if room and room not in self._timers:
            self._timers[room] = asyncio.get_running_loop().call_later(PRESENCE_SECONDS, self._tell, room)

    def _whispered(self, people: set[str]) -> None:
        """Others have these people now, or no longer."""
        known = self._live.workshop.people
        for room in {known[person].room for person in people if person in known}:
            self._later(room)
        self._glances.soon()

    def _tell(self, room: str) -> None:
        """Who types where is for those who look at the room; who is here, for the hall too."""
        del self._timers[room]
        if room not in self._live.workshop.rooms:
            return
        presence = shown_presence(self._live.workshop, self.of(room))
        hall = (HALL,) if self._told.get(room) != presence.here else ()
        self._told[room] = presence.here
        told = frame(encode(Here((presence,))))
        for visit in self._live.visits.hearers.of_any((members(room), watchers(room), screens(room), *hall)):
            if not visit.line.write(told, ephemeral=True):
                self._glances.owe(visit)
