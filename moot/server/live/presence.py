"""Who is here and who types where, and the trainers' overview: gathered, told a few times a second, never kept.

Servers that share a workshop whisper to each other who is with them; who says nothing for a while has nobody.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from moot.rooms.asking import HALL, TRAINERS_ALL, members
from moot.rooms.canvas_progress import Progress
from moot.rooms.overview import Overview, RoomPresence, overview, shown_presence
from moot.rooms.protocol import Glance, Here
from moot.server.lines.frame import frame
from moot.server.live.elsewhere import Elsewhere

if TYPE_CHECKING:
    from moot.server.journal import Journal
    from moot.server.live.audience import Happened
    from moot.server.live.visit import Visit
    from moot.server.live.workshop import LiveWorkshop

PRESENCE_SECONDS = 0.25
OVERVIEW_SECONDS = 0.4
PLACE_LETTERS = 120

encode = msgspec.json.Encoder().encode


class Presence:
    def __init__(self, live: LiveWorkshop, journal: Journal) -> None:
        self._live = live
        self._visits: Counter[str] = Counter()
        self._typing: dict[str, str] = {}
        self._progress = Progress()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._elsewhere = Elsewhere(live.id, journal, self._whispered) if journal.shared else None

    def came(self, visit: Visit) -> None:
        self._visits[visit.person] += 1
        self._soon(self._room(visit.person))
        rooms = visit.viewer.rooms if visit.viewer.role == "participant" else tuple(self._live.workshop.rooms)
        visit.send(Here(tuple(shown_presence(self._live.workshop, p) for p in map(self.of, rooms))), ephemeral=True)
        self._soon("")

    def went(self, visit: Visit) -> None:
        self._visits[visit.person] -= 1
        if self._visits[visit.person] <= 0:
            del self._visits[visit.person]
            self._typing.pop(visit.person, None)
        self._soon(self._room(visit.person))

    def typing(self, visit: Visit, place: str) -> None:
        if place:
            self._typing[visit.person] = place[:PLACE_LETTERS]
        else:
            self._typing.pop(visit.person, None)
        self._soon(self._room(visit.person))

    def changed(self, happened: list[Happened]) -> None:
        """What happened changes the overview, and may seat people elsewhere."""
        for before, change, after in happened:
            self._progress.follow(before, change, after)
        self._soon("")
        if happened[0][0].people is not happened[-1][2].people:
            for room in self._live.workshop.rooms:
                self._soon(room)

    def of(self, room: str) -> RoomPresence:
        everybody = {person: self._typing.get(person, "") for person in self._visits}
        if self._elsewhere:
            everybody = self._elsewhere.people() | everybody
        here = tuple(p for p in everybody if p in self._live.workshop.people and self._room(p) == room)
        return RoomPresence(room, here, {p: everybody[p] for p in here if everybody[p]})

    def overview(self) -> Overview:
        """All rooms at a glance, as they are now."""
        workshop = self._live.workshop
        return overview(workshop, {room: self.of(room) for room in workshop.rooms}, self._progress)

    def stop(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        if self._elsewhere:
            self._elsewhere.stop()

    def _room(self, person: str) -> str:
        """Empty for whoever was here, and is not known any more since the journal went back."""
        known = self._live.workshop.people.get(person)
        return known.room if known else ""

    def _soon(self, room: str) -> None:
        """Tells a room (empty: the overview) and the other servers in a moment."""
        if room and self._elsewhere:
            self._elsewhere.tell({person: self._typing.get(person, "") for person in self._visits})
        self._later(room)

    def _later(self, room: str) -> None:
        """Unless that is under way already. A timer each."""
        if room not in self._timers:
            seconds = PRESENCE_SECONDS if room else OVERVIEW_SECONDS
            self._timers[room] = asyncio.get_running_loop().call_later(seconds, self._tell, room)

    def _whispered(self, people: set[str]) -> None:
        """Others have these people now, or no longer."""
        known = self._live.workshop.people
        for room in {known[person].room for person in people if person in known}:
            self._later(room)

    def _tell(self, room: str) -> None:
        del self._timers[room]
        workshop, hearers = self._live.workshop, self._live.hearers
        if not room:
            if watching := hearers.of(TRAINERS_ALL):
                glance = frame(encode(Glance(self.overview())))
                for visit in watching:
                    visit.line.write(glance, ephemeral=True)
            return
        self._soon("")
        told = frame(encode(Here((shown_presence(workshop, self.of(room)),))))
        for visit in hearers.of_any((members(room), HALL)):
            visit.line.write(told, ephemeral=True)
