"""A WebSocket as thin as it can be, so that one process can be five hundred people and still measure the server."""

from __future__ import annotations

import asyncio
import base64
import os
import ssl
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from websockets.frames import Close, Frame, Opcode

TEXT, CLOSE, PING = 0x81, 0x88, 0x89
OPENS_WITHIN = 60.0


class Gone(Exception):
    """The connection has ended; says why, if anybody said it."""


class Connection(asyncio.Protocol):
    """Gives each text message to `hear`. Servers do not mask, and ours sends every message whole."""

    def __init__(self, request: bytes, hear: Callable[[bytes], None]) -> None:
        self._request, self._hear = request, hear
        self._unread = b""
        self._open = False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        """Why it has."""

    def say(self, text: bytes) -> None:
        self._write(Opcode.TEXT, text)

    async def close(self) -> None:
        if not self.ended.done():
            self._write(Opcode.CLOSE, Close(1000, "").serialize())
        await self.ended

    def abort(self) -> None:
        """As when a phone loses its network."""
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by its class
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        data = self._unread + data
        if not self._open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._unread = head
                return
            if b" 101 " not in head.partition(b"\r\n")[0]:
                return self._end(head.partition(b"\r\n")[0].decode(errors="replace"))
            self._open = True
            self.opened.set_result(None)
        at = 0
        while found := _extent(data, at):
            self._read(data[at], data[found[0] : found[1]])
            at = found[1]
        self._unread = data[at:]

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(str(exc or "closed"))

    def _read(self, kind: int, payload: bytes) -> None:
        if kind == TEXT:
            self._hear(payload)
        elif kind == PING:
            self._write(Opcode.PONG, payload)
        elif kind == CLOSE:
            self._write(Opcode.CLOSE, payload)
            said = Close.parse(payload)
            self._end(f"{said.code} {said.reason}".strip())

    def _write(self, opcode: Opcode, payload: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(Frame(opcode, payload).serialize(mask=True))

    def _end(self, why: str) -> None:
        self._transport.close()
        if not self.opened.done():
            self.opened.set_exception(Gone(why))
        if not self.ended.done():
            self.ended.set_result(why)


async def connect(url: str, path: str, cookie: str, hear: Callable[[bytes], None]) -> Connection:
    """Opens a WebSocket at an `http(s)` address; `Gone` if the server will not."""
    parts = urlsplit(url)
    key = base64.b64encode(os.urandom(16)).decode()
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: {url}\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n"
    ).encode()
    secure = ssl.create_default_context() if parts.scheme == "https" else None
    port = parts.port or (443 if secure else 80)
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(
        lambda: Connection(request, hear), parts.hostname or "", port, ssl=secure
    )
    async with asyncio.timeout(OPENS_WITHIN):
        await connection.opened
    return connection


def _extent(data: bytes, at: int) -> tuple[int, int] | None:
    """Where the payload of the frame at `at` begins and ends, once all of it is there."""
    have = len(data) - at
    if have < 2:
        return None
    length, start = data[at + 1], at + 2
    if length >= 126:
        more = 2 if length == 126 else 8
        if have < 2 + more:
            return None
        length, start = int.from_bytes(data[start : start + more], "big"), start + more
    return (start, start + length) if len(data) >= start + length else None
