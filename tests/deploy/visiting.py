"""Sockets of browsers by https. In one thread each, as two threads must not read and write one TLS line at once."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
from websockets import ConnectionClosed, Origin
from websockets.asyncio.client import ClientConnection, connect

from tests.deploy.front import Front
from tests.server.browser import Browser, Server, close_all
from tests.simulation.history import Load


class Line:
    def __init__(self, connection: ClientConnection) -> None:
        self._connection, self._asked = connection, 0

    async def hear(self, *types: str) -> dict[str, Any]:
        async with asyncio.timeout(10):
            while True:
                message: dict[str, Any] = msgspec.json.decode(await self._connection.recv())
                if message["type"] in types:
                    return message

    async def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        self._asked += 1
        await self.say({"type": "ask", "ask": self._asked, "do": request})
        return await self.hear("done", "no")

    async def say(self, message: dict[str, Any]) -> None:
        await self._connection.send(msgspec.json.encode(message).decode())

    async def hear_until_silent(self, patience: float) -> None:
        """Raises TimeoutError when nothing was said for so long."""
        while True:
            async with asyncio.timeout(patience):
                await self._connection.recv()

    async def ending(self) -> int:
        """The close code."""
        try:
            await self.hear()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006
        raise AssertionError("unreachable")


@asynccontextmanager
async def line_of(front: Front, browser: Browser, origin: str = "") -> AsyncIterator[Line]:
    """From a page of this origin; pings only when the server does."""
    address = f"{front.url.replace('https', 'wss')}/w/{browser.workshop}/socket/{browser.seat}"
    cookies, page = {"Cookie": browser.cookies}, Origin(origin or front.url)
    async with connect(address, additional_headers=cookies, origin=page, ping_interval=None) as connection:
        line = Line(connection)
        with suppress(ConnectionClosed):  # whoever is refused may be so before
            await line.say({"type": "hello", "stream": "tab"})
        yield line


async def load_on(server: Server, seed: int) -> Load:
    """People who joined on this server, and are not there any more."""
    load = await asyncio.to_thread(Load, server, random.Random(seed))
    close_all()
    return load
