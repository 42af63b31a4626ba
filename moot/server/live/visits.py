"""The visits of a workshop: they come and go, and hear what happened, or get a new view.

New views for hundreds are made in short turns, so that nobody else waits for them. Who is still owed one hears nothing
else until it comes: it has all that they missed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from moot.rooms.protocol import Lost
from moot.server.journal import Journal
from moot.server.lines.line import Tally
from moot.server.live.audience import Happened, Hearers, Recent, Told
from moot.server.live.presence import Presence

if TYPE_CHECKING:
    from moot.server.live.visit import Visit
    from moot.server.live.workshop import LiveWorkshop


TURN = 0.004  # seconds of new views, before everybody else has their turn


class Visits:
    def __init__(self, live: LiveWorkshop, journal: Journal, tally: Tally) -> None:
        self._live = live
        self.hearers = Hearers(tally)
        self.presence = Presence(live, journal)
        self._recent = Recent()
        self._views: dict[Any, bytes] = {}
        """Welcomes that others get too, until something happens."""
        self._owed: dict[Visit, None] = {}
        """Who gets a new view."""
        self._turn: asyncio.Handle | None = None

    def __iter__(self) -> Iterator[Visit]:
        return chain([*self.hearers], self._owed)

    def __contains__(self, visit: Visit) -> bool:
        return visit in self._owed or visit in self.hearers

    def came(self, visit: Visit, mark: str) -> None:
        self.tell_missed(visit, mark)
        self.hearers.add(visit)
        if visit.is_here:
            self.presence.came(visit)

    def went(self, visit: Visit) -> None:
        self._owed.pop(visit, None)
        self.hearers.remove(visit)
        if visit.is_here:
            self.presence.went(visit)

    def tell_missed(self, visit: Visit, mark: str) -> None:
        """What happened since `mark`, or a new view."""
        missed: list[Told] | None = [] if mark == self._live.mark else self._recent.since(mark)
        if missed is None or any(not told.renewed.isdisjoint(visit.audiences) for told in missed):
            return visit.welcome(self._live.workshop, self._live.mark, self._views)
        for told in missed:
            if hears := told.heard_by(visit.audiences):
                visit.line.write(told.frame_for(hears))

    def tell(self, happened: list[Happened]) -> None:
        """Everybody what they hear of an entry; who is not let in any more is sent out."""
        self._views.clear()
        told = Told(self._live.mark, happened)
        self._recent.add(told)
        self._owe(self.hearers.tell(told))
        self.presence.changed(happened)
        for visit in [*self] if told.touches_people else []:
            if not visit.valid(self._live.workshop):
                self._withdraw(visit)
            elif visit.opens_all and visit not in self._owed:  # there may be more to hear of by now
                self._look_anew(visit)
        self._renew_owed()

    def renew(self, visit: Visit) -> None:
        """A new view, with the audiences that go with it."""
        self._owed.pop(visit, None)
        self._look_anew(visit)
        visit.welcome(self._live.workshop, self._live.mark, self._views)

    def settle(self, visit: Visit) -> None:
        """Before it hears an answer: what was told until now comes first."""
        if visit in self._owed:
            self.renew(visit)

    def show_anew(self, lost: bool) -> None:
        """Nothing that was told before goes on; who is not in the workshop any more is out."""
        self._recent = Recent()
        self._views.clear()
        stay: list[Visit] = []
        for visit in [*self]:
            if visit.person in self._live.workshop.people and visit.valid(self._live.workshop):
                stay.append(visit)
                if lost:
                    visit.send(Lost())
            else:
                self._withdraw(visit)
        self._owe(stay)
        self._renew_owed()

    def stop(self) -> None:
        if self._turn:
            self._turn.cancel()
        self.presence.stop()

    def _owe(self, visits: Iterable[Visit]) -> None:
        """Those who look at the same come one after the other: what is common to their views is made once."""
        people = self._live.workshop.people
        for visit in sorted(visits, key=lambda visit: people[visit.person].room if visit.person in people else ""):
            self.hearers.remove(visit)
            self._owed[visit] = None

    def _renew_owed(self) -> None:
        """Some now, and the others when everybody else has had their turn."""
        if self._turn is None and self._owed:
            self._take_turn()

    def _take_turn(self) -> None:
        late, until = self._turn is not None, time.monotonic() + TURN
        self._turn = None
        while self._owed and time.monotonic() < until:
            self.renew(next(iter(self._owed)))
        if self._owed:
            self._turn = asyncio.get_running_loop().call_soon(self._take_turn)
        elif late:  # who is here was maybe said meanwhile
            self.presence.tell_all_rooms()

    def _withdraw(self, visit: Visit) -> None:
        visit.withdraw()
        if visit in self._owed:
            self.went(visit)

    def _look_anew(self, visit: Visit) -> None:
        self.hearers.remove(visit)
        visit.look_at(self._live.workshop)
        self.hearers.add(visit)
