"""One connection that listens to one server."""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from moot.server.journal.redis.connection import Connection, RedisError, Reply
from moot.server.journal.redis.url import Address, RedisUrl

logger = logging.getLogger("moot.journal")

HEARTBEAT = 1.0  # seconds between questions whether the server is still there
SILENCE = 2.5  # seconds after which it is not
PAUSE = 0.1  # before another try


class Ear:
    """Calls `deaf` when it ends, or when a channel went elsewhere."""

    def __init__(
        self,
        url: RedisUrl,
        address: Address,
        heard: Callable[[bytes, bytes], None],
        began: Callable[[bytes], None],
        deaf: Callable[["Ear"], None],
        sentinel: bool = False,
    ) -> None:
        self.address = address
        self._url, self._heard, self._began, self._deaf = url, heard, began, deaf
        self._at_sentinel = sentinel
        sharded = url.kind == "cluster"
        self._begin, self._end = ("SSUBSCRIBE", "SUNSUBSCRIBE") if sharded else ("SUBSCRIBE", "UNSUBSCRIBE")
        self._channels: set[bytes] = set()
        self._asked: set[bytes] = set()
        self._changed = asyncio.Event()
        self._task = asyncio.get_running_loop().create_task(self._run())

    def end(self) -> None:
        self._task.cancel()

    async def stop(self) -> None:
        """Ends, and waits for it."""
        self.end()
        await asyncio.gather(self._task, return_exceptions=True)

    def listen_to(self, channels: set[bytes], too: bool = False) -> None:
        """These, or these too."""
        channels = self._channels | channels if too else channels
        if channels != self._channels:
            self._channels = channels
            self._changed.set()

    async def _run(self) -> None:
        try:
            async with asyncio.timeout(SILENCE):
                connection = await Connection.open(self.address, self._url, self._at_sentinel)
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
