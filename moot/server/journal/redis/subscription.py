"""Hearing of new entries: a connection to each server that has followed workshops, which finds its way back by itself.

A server that is silent is left, stopped ones too; a slot that moves is followed; after each subscribing somebody has to
read, as what was published meanwhile is gone.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from moot.server.journal.redis.connection import Connection, RedisError, Reply
from moot.server.journal.redis.places import Places
from moot.server.journal.redis.url import Address, RedisUrl

logger = logging.getLogger("moot.journal")

HEARTBEAT = 1.0  # seconds between questions whether the server is still there
SILENCE = 2.5  # seconds after which it is not
PAUSE = 0.1  # before another try
MOST_LOST = 3  # channels without a place, after which nobody seems to know the places


class Subscription:
    """Channels that are listened to, wherever they are. `heard` gets a message, `began` each subscribing."""

    def __init__(
        self, url: RedisUrl, places: Places, heard: Callable[[bytes, bytes], None], began: Callable[[bytes], None]
    ) -> None:
        self._url, self._places = url, places
        self._heard, self._began = heard, began
        self._wanted: set[bytes] = set()
        self._ears: dict[Address, Ear] = {}
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._places.moved = self._changed.set
        self._task = asyncio.get_running_loop().create_task(self._listen())

    async def stop(self) -> None:
        tasks = [ear.task for ear in self._ears.values()]
        self._ears.clear()
        if self._task:
            tasks.append(self._task)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

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
                self._ears.pop(address).task.cancel()
            for address, channels in found.items():
                if address not in self._ears:
                    self._ears[address] = Ear(self._url, address, self._heard, self._began, self._deaf)
                self._ears[address].listen_to(channels, lost)
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

    def _deaf(self, ear: "Ear") -> None:
        if self._ears.get(ear.address) is ear:
            del self._ears[ear.address]
        self._places.doubt()
        self._changed.set()


class Ear:
    """One connection to one server. Calls `deaf` when it ends, or when a channel went elsewhere."""

    def __init__(
        self,
        url: RedisUrl,
        address: Address,
        heard: Callable[[bytes, bytes], None],
        began: Callable[[bytes], None],
        deaf: Callable[["Ear"], None],
    ) -> None:
        self.address = address
        self._url, self._heard, self._began, self._deaf = url, heard, began, deaf
        sharded = url.kind == "cluster"
        self._begin, self._end = ("SSUBSCRIBE", "SUNSUBSCRIBE") if sharded else ("SUBSCRIBE", "UNSUBSCRIBE")
        self._channels: set[bytes] = set()
        self._asked: set[bytes] = set()
        self._changed = asyncio.Event()
        self.task = asyncio.get_running_loop().create_task(self._run())

    def listen_to(self, channels: set[bytes], too: bool) -> None:
        """These, or these too."""
        channels = self._channels | channels if too else channels
        if channels != self._channels:
            self._channels = channels
            self._changed.set()

    async def _run(self) -> None:
        try:
            async with asyncio.timeout(SILENCE):
                connection = await Connection.open(self.address, self._url)
            try:
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._hear(connection))
                    tasks.create_task(self._speak(connection))
            finally:
                connection.close()
        except* (OSError, RedisError) as errors:
            logger.info("listening to %s ended: %s", self.address, errors.exceptions[0])
        except* Exception:
            logger.exception("listening to %s ended", self.address)
        await asyncio.sleep(PAUSE)
        self._deaf(self)

    async def _hear(self, connection: Connection) -> None:
        clock = asyncio.get_running_loop().time
        async with asyncio.timeout(SILENCE) as patience:
            while True:
                reply = await connection.read()
                patience.reschedule(clock() + SILENCE)
                self._take(reply)

    def _take(self, reply: Reply) -> None:
        if isinstance(reply, RedisError):
            raise reply
        kind, channel = reply[0], reply[1]
        if kind in (b"message", b"smessage"):
            self._heard(channel, reply[2])
        elif kind in (b"subscribe", b"ssubscribe"):
            self._began(channel)
        elif kind in (b"unsubscribe", b"sunsubscribe") and channel in self._channels and channel in self._asked:
            raise RedisError("MOVED the channel went elsewhere")

    async def _speak(self, connection: Connection) -> None:
        """Each channel by itself, as those of several slots in one command are refused."""
        while True:
            self._changed.clear()
            new, old = self._channels - self._asked, self._asked - self._channels
            self._asked = self._channels.copy()
            await connection.send(
                *[(self._begin, channel) for channel in new], *[(self._end, channel) for channel in old], ("PING",)
            )
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(HEARTBEAT):
                    await self._changed.wait()
