"""Asking Redis about a workshop, wherever it is now, until there is an answer or patience ends.

Everything that is asked here may be asked twice: reading changes nothing, and the scripts know their own work again. So
an answer that was lost on the way is asked for again, and what comes then is true.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from moot.server.journal import JournalUnavailable
from moot.server.journal.redis.connection import Command, RedisError, Reply, Server
from moot.server.journal.redis.durability import Wait
from moot.server.journal.redis.places import Places
from moot.server.journal.redis.scripts import Script, journal_key
from moot.server.journal.redis.url import Address, RedisUrl

logger = logging.getLogger("moot.journal")

T = TypeVar("T")

FIRST_PAUSE, LONGEST_PAUSE = 0.01, 0.2
PASSING = frozenset("LOADING READONLY CLUSTERDOWN TRYAGAIN MASTERDOWN UNBLOCKED NOREPLICAS BUSY".split())
TOO_MANY = "ERR max number of clients"


class Calls:
    """Patience is in seconds, for one answer; half of it for one try, as who is silent may have been replaced."""

    def __init__(self, url: RedisUrl, places: Places, wait: Wait, patience: float) -> None:
        self._url, self._places, self._wait = url, places, wait
        self._patience = patience
        self._servers: dict[Address, Server] = {}

    async def read(self, workshop: str, *command: str | int, patience: float = 0) -> Reply:
        """Raises JournalUnavailable."""
        key = journal_key(workshop).encode()

        async def ask() -> Reply:
            return await self._redirected(key, lambda server, asking: _last(server, *asking, command))

        return await self._insist(ask, patience)

    async def write(self, script: Script, keys: list[str], *arguments: str | int | bytes, patience: float = 0) -> Reply:
        """Runs a script, and waits until what it wrote is durable. Raises JournalUnavailable."""

        async def run(server: Server, asking: list[Command]) -> Reply:
            wait = await self._wait.after_writing_to(server)
            after: list[Command] = [wait] if wait else []
            for way, text in (("EVALSHA", script.digest), ("EVAL", script.source)):
                replies = await server.ask(*asking, (way, text, len(keys), *keys, *arguments), *after)
                reply = replies[len(asking)]
                if not isinstance(reply, RedisError):
                    if after:
                        self._wait.check(replies[-1])
                    return reply
                if reply.code != "NOSCRIPT":
                    break
            return reply

        return await self._insist(lambda: self._redirected(keys[0].encode(), run), patience)

    async def everywhere(self, ask: Callable[[Server], Awaitable[T]]) -> list[T]:
        """Of each primary in turn. Raises JournalUnavailable."""

        async def all() -> list[T]:
            return [await ask(self._server(address)) for address in await self._places.all()]

        return await self._insist(all, self._patience * 2)

    async def forget_on_disk(self) -> None:
        """Asks each server to write its append-only file anew, in which what was deleted stands still. Some may not."""

        async def ask(server: Server) -> None:
            [persistence] = await server.ask(("INFO", "persistence"))
            if isinstance(persistence, RedisError) or b"aof_enabled:0" in persistence:
                return
            [reply] = await server.ask(("BGREWRITEAOF",))
            if isinstance(reply, RedisError):
                logger.warning("Redis does not write its file anew, in which the erased may stand: %s", reply)

        await self.everywhere(ask)

    async def close(self) -> None:
        servers, self._servers = self._servers, {}
        await asyncio.gather(*[server.close() for server in servers.values()])

    async def _redirected(self, key: bytes, ask: Callable[[Server, list[Command]], Awaitable[Reply]]) -> Reply:
        """Where a cluster sends us; to where a slot is on its way to (ASK) for this once."""
        address, asking = await self._places.of(key), list[Command]()
        for _ in range(5):
            reply = await ask(self._server(address), asking)
            if not isinstance(reply, RedisError):
                return reply
            if reply.code not in ("MOVED", "ASK"):
                raise reply
            name, _, port = str(reply).split(" ")[2].rpartition(":")
            address = Address(name or address.name, int(port))
            asking = [("ASKING",)] if reply.code == "ASK" else []
            if not asking:
                self._places.is_at(key, address)
        raise RedisError("TRYAGAIN the servers of the cluster send us in a circle")

    async def _insist(self, ask: Callable[[], Awaitable[T]], patience: float = 0) -> T:
        patience = patience or self._patience
        clock = asyncio.get_running_loop().time
        until, pause, reason = clock() + patience, FIRST_PAUSE, ""
        while True:
            enough = clock() + patience / 2
            try:
                async with asyncio.timeout_at(min(until, enough)):
                    return await ask()
            except TimeoutError as error:
                before = reason if until < enough else ""  # the last try was cut short, and says nothing new
                reason = str(error) or before or f"Redis did not answer within {patience / 2:g} s"
            except OSError as error:
                reason = f"Redis cannot be reached: {error.strerror or error}"
            except RedisError as error:
                reason = f"Redis says: {error}"
                if error.code not in PASSING and not str(error).startswith(TOO_MANY):
                    raise JournalUnavailable(reason) from error
            self._places.doubt()
            if clock() + pause >= until:
                raise JournalUnavailable(reason)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _server(self, address: Address) -> Server:
        if address not in self._servers:
            self._servers[address] = Server(address, self._url)
        return self._servers[address]


async def _last(server: Server, *commands: Command) -> Reply:
    return (await server.ask(*commands))[-1]
