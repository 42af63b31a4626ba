"""A connection to one Redis server, and a few of them kept for questions: no retries, nothing repeated, no magic."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Any, Self, cast

import hiredis

from moot.server.journal.redis.url import Address, RedisUrl

MOST = 64  # connections to one server: a workshop writes over one at a time, so as many workshops can write at once
CHUNK = 1 << 20
UNFINISHED = object()
packed: Callable[[tuple[str | bytes | int, ...]], bytes] = cast(Any, hiredis.pack_command)  # typed as of one word

Command = Sequence[str | bytes | int]
Reply = Any  # int, bytes, None, RedisError, or a list of these: Redis says what it likes


class RedisError(Exception):
    """Redis said no. Its first word says which: MOVED, READONLY, NOSCRIPT …"""

    @property
    def code(self) -> str:
        return str(self).partition(" ")[0]


class Connection:
    """RESP2 over one socket. After an error of it, or a time-out, it is of no more use: close it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._replies = hiredis.Reader(replyError=RedisError, notEnoughData=UNFINISHED)

    @classmethod
    async def open(cls, address: Address, url: RedisUrl, sentinel: bool = False) -> Self:
        """Raises OSError, RedisError."""
        try:
            if address.port:
                streams = await asyncio.open_connection(address.name, address.port, ssl=url.context, limit=CHUNK)
            else:
                streams = await asyncio.open_unix_connection(address.name, limit=CHUNK)
        except OSError as error:
            raise ConnectionError(f"{address}: {error.strerror or error}") from error
        connection = cls(*streams)
        try:
            for reply in await connection.ask(*_greeting(url, sentinel)):
                if isinstance(reply, RedisError):
                    raise reply
        except BaseException:
            connection.close()
            raise
        return connection

    @property
    def is_open(self) -> bool:
        return not (self._reader.at_eof() or self._writer.is_closing())

    async def ask(self, *commands: Command) -> list[Reply]:
        """Their replies, in one round trip; a refusal is a reply too."""
        if commands:
            await self.send(*commands)
        return [await self.read() for _ in commands]

    async def send(self, *commands: Command) -> None:
        self._writer.writelines([packed(tuple(command)) for command in commands])
        await self._writer.drain()

    async def read(self) -> Reply:
        try:
            while (reply := self._replies.gets()) is UNFINISHED:
                data = await self._reader.read(CHUNK)
                if not data:
                    raise ConnectionResetError("Redis closed the connection")
                self._replies.feed(data)
            return reply
        except hiredis.ProtocolError as error:
            raise ConnectionAbortedError(f"this is not Redis: {error}") from error

    def close(self) -> None:
        self._writer.transport.abort()

    async def closed(self) -> None:
        self.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()


class Server:
    """One server, and connections to it, each for one question at a time."""

    def __init__(self, address: Address, url: RedisUrl, sentinel: bool = False) -> None:
        self.address = address
        self.wait: Command | None = None  # what follows a write, once `durability` has looked
        self.looked = False
        self._url, self._sentinel = url, sentinel
        self._idle: list[Connection] = []
        self._places = asyncio.Semaphore(MOST)

    async def ask(self, *commands: Command) -> list[Reply]:
        """Raises OSError, RedisError (when it does not let us in). Whoever is cancelled costs nobody a connection."""
        async with self._places:
            connection = await self._take()
            try:
                replies = await connection.ask(*commands)
            except BaseException as error:
                connection.close()
                if isinstance(error, OSError):
                    self._drop()
                raise
            self._idle.append(connection)
            return replies

    async def close(self) -> None:
        idle, self._idle = self._idle, []
        await asyncio.gather(*[connection.closed() for connection in idle])

    async def _take(self) -> Connection:
        if not self._idle:
            return await Connection.open(self.address, self._url, self._sentinel)
        connection = self._idle.pop()
        if not connection.is_open:
            connection.close()
            self._drop()
            raise ConnectionResetError("Redis closed the connection")
        return connection

    def _drop(self) -> None:
        """It may have been restarted, with other settings: whoever asks again has to look again."""
        self.looked = False
        for connection in self._idle:
            connection.close()
        self._idle.clear()


def _greeting(url: RedisUrl, sentinel: bool) -> list[Command]:
    user, password = ("", url.sentinel_password) if sentinel else (url.user, url.password)
    commands: list[Command] = []
    if password:
        commands.append(("AUTH", user, password) if user else ("AUTH", password))
    if url.database and not sentinel:
        commands.append(("SELECT", url.database))
    return commands
