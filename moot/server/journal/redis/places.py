"""Where the keys of a workshop are: at one server, at the primary that Sentinel names, or at a shard of a cluster."""

import asyncio
import random
from binascii import crc_hqx
from collections.abc import Callable
from typing import Protocol

from moot.server.journal import JournalUnavailable
from moot.server.journal.redis.connection import Connection, RedisError, Reply
from moot.server.journal.redis.url import Address, RedisUrl

PATIENCE = 0.5  # seconds for a server that is asked where the others are
SLOTS = 16384


class Places(Protocol):
    """Whoever finds that it is no longer so says `doubt`; then it is asked again, once for all who want to know."""

    moved: Callable[[], None]
    """Called when something is elsewhere now."""

    async def of(self, key: bytes) -> Address:
        """Raises OSError, RedisError."""
        ...

    async def all(self) -> list[Address]:
        """All primaries."""
        ...

    def doubt(self) -> None: ...

    def is_at(self, key: bytes, address: Address) -> None:
        """A cluster said so."""


def places_of(url: RedisUrl) -> Places:
    match url.kind:
        case "server":
            return OneServer(url.addresses[0])
        case "sentinel":
            return Sentinels(url)
        case "cluster":
            return Cluster(url)


class OneServer(Places):
    def __init__(self, address: Address) -> None:
        self._address = address
        self.moved: Callable[[], None] = lambda: None

    async def of(self, key: bytes) -> Address:
        return self._address

    async def all(self) -> list[Address]:
        return [self._address]

    def doubt(self) -> None:
        pass

    def is_at(self, key: bytes, address: Address) -> None:
        raise JournalUnavailable(f"{self._address} is part of a cluster: write redis+cluster://")


class Sentinels(Places):
    def __init__(self, url: RedisUrl) -> None:
        self._url = url
        self._sentinels = [*url.addresses]
        self._primary: Address | None = None
        self._doubted = True
        self._asking = asyncio.Lock()
        self.moved: Callable[[], None] = lambda: None

    async def of(self, key: bytes) -> Address:
        async with self._asking:
            if self._primary is None or self._doubted:
                await self._ask()
            assert self._primary
            return self._primary

    async def all(self) -> list[Address]:
        return [await self.of(b"")]

    def doubt(self) -> None:
        self._doubted = True

    def is_at(self, key: bytes, address: Address) -> None:
        raise JournalUnavailable(f"{self._primary} is part of a cluster: write redis+cluster://")

    async def _ask(self) -> None:
        reasons = []
        for sentinel in [*self._sentinels]:
            try:
                reply = await told_by(
                    sentinel, self._url, True, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", self._url.service
                )
            except (OSError, RedisError) as error:
                reasons.append(f"{sentinel}: {error or 'no answer'}")
                continue
            if reply is None:
                reasons.append(f"{sentinel}: knows no service {self._url.service!r}")
                continue
            primary = Address(reply[0].decode(), int(reply[1]))
            self._sentinels.remove(sentinel)
            self._sentinels.insert(0, sentinel)  # who answered is asked first
            was, self._primary, self._doubted = self._primary, primary, False
            if was not in (None, primary):
                self.moved()
            return
        raise ConnectionError(f"no sentinel says where the primary is: {'; '.join(reasons)}")


class Cluster(Places):
    def __init__(self, url: RedisUrl) -> None:
        self._url = url
        self._slots: list[Address | None] = []
        self._known = {*url.addresses}
        self._doubted = True
        self._asking = asyncio.Lock()
        self.moved: Callable[[], None] = lambda: None

    async def of(self, key: bytes) -> Address:
        async with self._asking:
            if self._doubted:
                await self._ask()
            address = self._slots[slot_of(key)]
        if address is None:
            self.doubt()
            raise RedisError(f"CLUSTERDOWN no server has slot {slot_of(key)}")
        return address

    async def all(self) -> list[Address]:
        async with self._asking:
            await self._ask()
            return sorted({address for address in self._slots if address})

    def doubt(self) -> None:
        self._doubted = True

    def is_at(self, key: bytes, address: Address) -> None:
        if self._slots and self._slots[slot_of(key)] != address:
            self._slots[slot_of(key)] = address
            self._doubted = True  # others moved too, as likely as not
            self.moved()

    async def _ask(self) -> None:
        reasons = []
        for server in random.sample(sorted(self._known), len(self._known)):
            try:
                shards = await told_by(server, self._url, False, "CLUSTER", "SLOTS")
            except (OSError, RedisError) as error:
                reasons.append(f"{server}: {error or 'no answer'}")
                continue
            slots: list[Address | None] = [None] * SLOTS
            self._known = {*self._url.addresses}
            for first, last, *servers in shards:
                addresses = [Address((name or b"").decode() or server.name, port) for name, port, *_ in servers]
                slots[first : last + 1] = [addresses[0]] * (last + 1 - first)
                self._known.update(addresses)
            was, self._slots, self._doubted = self._slots, slots, False
            if was not in ([], slots):
                self.moved()
            return
        raise ConnectionError(f"no server says how the cluster is: {'; '.join(reasons)}")


async def told_by(server: Address, url: RedisUrl, sentinel: bool, *command: str) -> Reply:
    """Over a connection of its own. Raises OSError, RedisError."""
    async with asyncio.timeout(PATIENCE):
        connection = await Connection.open(server, url, sentinel)
        try:
            [reply] = await connection.ask(command)
        finally:
            connection.close()
    if isinstance(reply, RedisError):
        raise reply
    return reply


def slot_of(key: bytes) -> int:
    """Of a key with a tag in braces; CRC16 as XMODEM has it."""
    return crc_hqx(key.partition(b"{")[2].partition(b"}")[0], 0) % SLOTS
