"""People are erased when their time is up: looked for now and then, also in workshops that nobody is in."""

import asyncio
import logging
import time
from typing import NamedTuple

from moot.rooms.protection.erase import Erase, who_can_be_erased
from moot.rooms.protection.retention import due_at, kept_until, whose_time_is_up
from moot.rooms.refusals import Refused
from moot.rooms.shape import Words
from moot.rooms.workshop import Workshop
from moot.server.catalogue import nameless
from moot.server.journal import Journal, JournalError
from moot.server.live.keeping import last_ledger
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops

logger = logging.getLogger("moot.retention")

FIRST, EVERY = 60.0, 3_600.0  # seconds


class Standing(NamedTuple):
    """How long the people of a workshop are kept."""

    id: str
    title: Words
    people: int
    until: str
    """`YYYY-MM-DD`; empty: until somebody erases them."""
    due: int | None
    """In milliseconds since 1970."""


class Retention:
    """What it has learnt of a workshop is good until its journal goes on."""

    def __init__(self, workshops: Workshops, journal: Journal) -> None:
        self._workshops, self._journal = workshops, journal
        self._known: dict[str, tuple[int, Standing]] = {}

    async def run(self) -> None:
        await asyncio.sleep(FIRST)
        while True:
            try:
                await self.sweep(time.time_ns() // 1_000_000)
            except JournalError as error:
                logger.warning("whose time is up is not known: %s", error)
            await asyncio.sleep(EVERY)

    async def sweep(self, now: int) -> list[str]:
        """Erases all whose time is up; the workshops that they were in. Raises JournalUnavailable."""
        due = [one for one in await self.standings() if one.due is not None and one.due <= now]
        return [one.id for one in due if await self._erase(one.id, now)]

    async def standings(self) -> list[Standing]:
        """Of all workshops. Raises JournalUnavailable."""
        ids = await self._journal.workshops()
        self._known = {id: self._known[id] for id in ids if id in self._known}
        return [await self._standing(id) for id in ids]

    async def _standing(self, id: str) -> Standing:
        last = await self._journal.last(id)
        known = self._known.get(id)
        if known is None or known[0] != last:
            ledger = await last_ledger(id, self._journal)
            known = self._known[id] = (ledger.position, standing_of(ledger.workshop))
        return known[1]

    async def _erase(self, id: str, now: int) -> bool:
        live = await self._workshops.find(id)
        if live is None or not await erase_whose_time_is_up(live, now):
            return False
        logger.warning("all are erased, as their time is up", extra={"workshop": id})
        return True


def standing_of(workshop: Workshop) -> Standing:
    people = len(who_can_be_erased(workshop))
    return Standing(workshop.id, workshop.programme.title, people, kept_until(workshop), due_at(workshop))


async def erase_whose_time_is_up(live: LiveWorkshop, now: int) -> bool:
    """Whether there were any. Raises JournalUnavailable."""
    people = tuple(one.id for one in whose_time_is_up(live.workshop, now))
    if not people:
        return False
    called = nameless(live.workshop.programme.languages[0])
    try:
        await live.ask(Erase(people=people, called=called, extent="name"))
    except Refused:  # another server was first
        return False
    return True
