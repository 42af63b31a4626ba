"""The workshops that this server has open, by their id, which is the code to join."""

import asyncio
import re
import secrets
import time

from moot.rooms.entry import Deed, Entry, encode
from moot.rooms.programme import Programme
from moot.rooms.workshop import WorkshopMade
from moot.server.journal import Journal, PositionTaken
from moot.server.live_workshop import LiveWorkshop

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Of a code: none that is taken for another (0 and o, 1, i and l)."""
CODE_LETTERS = 6
CODE = re.compile(rf"[{LETTERS}]{{{CODE_LETTERS}}}")


class Workshops:
    def __init__(self, journal: Journal, secret: str) -> None:
        self._journal, self._secret = journal, secret
        self._open: dict[str, LiveWorkshop] = {}
        self._opening = asyncio.Lock()

    async def find(self, id: str) -> LiveWorkshop | None:
        """The workshop of a code, opened when it is not yet; None when there is none."""
        if id in self._open:
            return self._open[id]
        if not CODE.fullmatch(id):
            return None
        async with self._opening:
            if id not in self._open:
                live = await LiveWorkshop.open(id, self._journal, self._secret)
                if live is None:
                    return None
                self._open[id] = live
            return self._open[id]

    async def make(self, programme: Programme) -> LiveWorkshop:
        """A new workshop under a new code."""
        while True:
            id = "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))
            now = time.time_ns() // 1_000_000
            made = Entry(now, (Deed(did=(WorkshopMade(id, programme, now),)),))
            try:
                await self._journal.append(id, 1, encode(made))
            except PositionTaken:
                continue
            live = await self.find(id)
            assert live
            return live

    async def close(self) -> None:
        for live in self._open.values():
            await live.close()
