"""The trainers' overview as it is told: what has changed, a few times a second, and never more than a line can take."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import msgspec

from moot.rooms.asking import TRAINERS_ALL
from moot.rooms.glance.glance import Overview, RoomGlance
from moot.rooms.glance.overview import Known, next_look, overview
from moot.rooms.protocol import Glance
from moot.server.lines.frame import frame

if TYPE_CHECKING:
    from moot.server.live.audience import Happened
    from moot.server.live.presence import Presence
    from moot.server.live.visit import Visit
    from moot.server.live.workshop import LiveWorkshop

EVERY_SECONDS = 0.4
BYTES_PER_SECOND = 24_000
"""To each trainer, in the long run: after a long frame the next one waits for so much longer."""

encode = msgspec.json.Encoder().encode


def seconds_of(told: int) -> float:
    """How long a trainer's line is taken to have with a frame of so many bytes."""
    return told / BYTES_PER_SECOND


class Glances:
    def __init__(self, live: LiveWorkshop, presence: Presence) -> None:
        self._live, self._presence, self._known = live, presence, Known()
        self._told: dict[str, RoomGlance] = {}
        self._owed: set[Visit] = set()
        """Who gets all of it: they are new, or their line was too slow for what came last."""
        self._timer: asyncio.TimerHandle | None = None
        self._clock: asyncio.TimerHandle | None = None
        self._free = 0.0
        """When the next frame may be told."""

    def follow(self, happened: list[Happened]) -> None:
        for before, change, after in happened:
            self._known.progress.follow(before, change, after)
        self.soon()

    def owe(self, visit: Visit) -> None:
        if TRAINERS_ALL in visit.audiences:
            self._owed.add(visit)
            self.soon()

    def soon(self) -> None:
        """Unless that is under way already."""
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(EVERY_SECONDS, self._free - loop.time()), self._tell)

    def now(self) -> Overview:
        stays = self._presence.stays()
        here, now = self._presence.by_room(stays), time.time_ns() // 1_000_000
        return overview(self._live.workshop, here, self._known, stays, now)

    def stop(self) -> None:
        for timer in (self._timer, self._clock):
            if timer:
                timer.cancel()

    def _tell(self) -> None:
        self._timer = None
        watching = self._live.visits.hearers.of(TRAINERS_ALL)
        self._owed.intersection_update(watching)
        if not watching:
            return
        glances = self.now()
        news = tuple(glance for glance in glances if self._told.get(glance.room) != glance)
        self._told = {glance.room: glance for glance in glances}
        self._look_again()
        told = frame(encode(Glance(news))) if news else b""
        whole = frame(encode(Glance(glances, whole=True))) if self._owed else b""
        for visit in watching:
            if visit in self._owed:
                self._tell_all(visit, whole)
            elif told and not visit.line.write(told, ephemeral=True):
                self._owed.add(visit)
        self._free = asyncio.get_running_loop().time() + seconds_of(max(len(told), len(whole)))
        if self._owed:
            self.soon()

    def _tell_all(self, visit: Visit, whole: bytes) -> None:
        if visit.line.write(whole, ephemeral=True):
            self._owed.discard(visit)
            self._presence.tell_all_to(visit)

    def _look_again(self) -> None:
        """When a clock comes to its end."""
        now = time.time_ns() // 1_000_000
        if self._clock:
            self._clock.cancel()
        due = next_look(self._live.workshop, now)
        loop = asyncio.get_running_loop()
        self._clock = loop.call_later((due - now) / 1000, self.soon) if due else None
