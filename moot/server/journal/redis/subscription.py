"""Hearing of new entries: a connection to each server that has followed workshops, which finds its way back by itself.

A server that is silent is left, stopped ones too; a slot that moves is followed; after each subscribing somebody has to
read, as what was published meanwhile is gone.
"""

import asyncio
from collections.abc import Callable

from moot.server.journal.redis.connection import RedisError
from moot.server.journal.redis.ear import PAUSE, Ear
from moot.server.journal.redis.lapses import Lapses
from moot.server.journal.redis.places import Places
from moot.server.journal.redis.switches import Switches
from moot.server.journal.redis.url import Address, RedisUrl

MOST_LOST = 3  # channels without a place, after which nobody seems to know the places


class Subscription:
    """Channels that are listened to, wherever they are. `heard` gets a message, `began` each subscribing."""

    def __init__(
        self,
        url: RedisUrl,
        places: Places,
        heard: Callable[[bytes, bytes], None],
        began: Callable[[bytes], None],
        lapses: Lapses,
    ) -> None:
        self._url, self._places, self._lapses = url, places, lapses
        self._heard, self._began = heard, began
        self._wanted: set[bytes] = set()
        self._ears: dict[Address, Ear] = {}
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._places.moved = self._changed.set
        self._switches = Switches(self._url, self._switched) if self._url.kind == "sentinel" else None
        self._task = asyncio.get_running_loop().create_task(self._listen())

    async def stop(self) -> None:
        ears = [*self._ears.values()]
        self._ears.clear()
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            if self._switches:
                await self._switches.stop()
        await asyncio.gather(*[ear.stop() for ear in ears])

    def add(self, channel: bytes) -> None:
        if channel not in self._wanted:
            self._wanted.add(channel)
            self._changed.set()

    def remove(self, channel: bytes) -> None:
        self._wanted.discard(channel)
        self._changed.set()

    async def _listen(self) -> None:
        while True:
            self._changed.clear()
            found, lost = await self._find()
            for address in self._ears.keys() - found.keys() if not lost else ():
                self._ears.pop(address).end()
            for address, channels in found.items():
                if address not in self._ears:
                    self._ears[address] = Ear(self._url, address, self._heard, self._began, self._deaf)
                self._ears[address].listen_to(channels, too=lost)
            try:
                async with asyncio.timeout(PAUSE if lost else None):
                    await self._changed.wait()
            except TimeoutError:
                self._places.doubt()

    async def _find(self) -> tuple[dict[Address, set[bytes]], bool]:
        """Which channels are where; and whether some are nowhere, for the time being."""
        found: dict[Address, set[bytes]] = {}
        lost = 0
        for channel in self._wanted.copy():
            try:
                found.setdefault(await self._places.of(channel), set()).add(channel)
            except (OSError, RedisError):
                lost += 1
                if lost == MOST_LOST:
                    break
        return found, lost > 0

    def _deaf(self, ear: Ear) -> None:
        self._lapses.deaf += 1
        if self._ears.get(ear.address) is ear:
            del self._ears[ear.address]
        self._switched()

    def _switched(self) -> None:
        """Everything may be elsewhere now."""
        self._places.doubt()
        self._changed.set()
