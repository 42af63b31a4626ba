"""The workshops that this server has open, by their id, which is the code to join."""

import asyncio
import re
import secrets
import time
from collections.abc import AsyncIterator
from weakref import WeakValueDictionary

from moot.rooms.entry import Deed, Entry, decode_entry, encode
from moot.rooms.programmes.programme import Programme
from moot.rooms.workshop import WorkshopMade
from moot.server.journal import Journal, PositionTaken
from moot.server.lines.line import NO_WORKSHOP
from moot.server.live.appending import appending
from moot.server.live.tells import Tells, tell_nobody
from moot.server.live.workshop import LiveWorkshop
from moot.server.operating.metrics import Metrics

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Of a code: none that is taken for another (0 and o, 1, i and l)."""
CODE_LETTERS = 6
STEP = 5_000  # entries that are held in memory at once
CODE = re.compile(rf"[{LETTERS}]{{{CODE_LETTERS}}}")


class Workshops:
    def __init__(
        self, journal: Journal, secret: str, metrics: Metrics | None = None, tells: Tells = tell_nobody
    ) -> None:
        self._journal, self._secret, self._metrics, self._tells = journal, secret, metrics or Metrics(), tells
        self._open: dict[str, LiveWorkshop] = {}
        self._opening: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._looking_back: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    def opened(self) -> list[LiveWorkshop]:
        return [*self._open.values()]

    async def find(self, id: str) -> LiveWorkshop | None:
        """The workshop of a code as it is now, opened when it is not yet; None when there is none.

        Raises JournalUnavailable.
        """
        if not CODE.fullmatch(id):
            return None
        async with self._opening.setdefault(id, asyncio.Lock()):
            if id not in self._open:
                live = await LiveWorkshop.open(id, self._journal, self._secret, self._metrics, self._tells)
                if live is None:
                    return None
                self._open[id] = live
        live = self._open[id]
        await live.know_all()
        if live.forgotten:
            if self._open.get(id) is live:
                await self._open.pop(id).close()
            return None
        return live

    async def make(self, programme: Programme) -> LiveWorkshop:
        """A new workshop under a new code."""
        while True:
            id = "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))
            now = time.time_ns() // 1_000_000
            made = Entry(now, (Deed(did=(WorkshopMade(id, programme, now),)),))
            try:
                with appending(self._metrics, id, 1, [], 1):
                    await self._journal.append(id, 1, encode(made))
            except PositionTaken:
                continue
            live = await self.find(id)
            assert live
            return live

    async def made(self, after: str, most: int) -> AsyncIterator[WorkshopMade]:
        """The first that happened in each, in the order of their ids; `after` this one. Raises JournalUnavailable."""
        for id in [id for id in await self._journal.workshops() if id > after][:most]:
            for _, first in await self._journal.read(id, 0, 1):
                match decode_entry(first).deeds[0].did[0]:
                    case WorkshopMade() as made:
                        yield made

    async def forget(self, id: str) -> None:
        """Erases all of a workshop, for good; whoever is in is sent away. Raises JournalUnavailable."""
        await self._journal.forget(id)
        if live := self._open.pop(id, None):
            live.forgotten = True
            for visit in [*live.visits]:
                visit.line.close(NO_WORKSHOP, "no such workshop")
            await live.close()

    async def entries(self, id: str, *about: bytes) -> list[Entry]:
        """Of a workshop's journal, those that have all these bytes in them. Raises JournalUnavailable."""
        found: list[Entry] = []
        after = 0
        while some := await self._journal.read(id, after, STEP):
            after = some[-1][0]
            found += await asyncio.to_thread(_decoded, [entry for _, entry in some], about)
        return found

    def looks_back(self, id: str, person: str) -> asyncio.Lock:
        """Held while somebody reads a workshop's journal: it takes long, so each does one at a time."""
        return self._looking_back.setdefault((id, person), asyncio.Lock())

    async def close_unused(self, seconds: float) -> None:
        """Those that nobody was in for so long; whoever comes later finds them opened anew."""
        for id in [id for id, live in self._open.items() if live.unused(seconds)]:
            async with self._opening.setdefault(id, asyncio.Lock()):
                if self._open[id].unused(seconds):
                    await self._open.pop(id).close()

    async def close(self) -> None:
        await asyncio.gather(*[live.close() for live in self._open.values()])
        self._open.clear()


def _decoded(entries: list[bytes], about: tuple[bytes, ...]) -> list[Entry]:
    return [decode_entry(entry) for entry in entries if all(one in entry for one in about)]
