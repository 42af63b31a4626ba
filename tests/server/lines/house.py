"""A server that does nothing but give everybody a line, and those who come to it."""

import asyncio
import contextlib
import queue
import socket
import struct
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.client import ClientConnection, connect
from websockets.frames import Frame, Opcode

from moot.server.lines.fanout import Line, frame, line_of

T = TypeVar("T")
SIZES = [1, 125, 126, 65_535, 65_536, 300_000]


class House:
    """A server in a thread, whose app gives everybody a line, greets them on it and notes what they say."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.lines: list[Line] = []
        self.heard: queue.Queue[str] = queue.Queue()
        self.ended: queue.Queue[int] = queue.Queue()
        self.on_text: Callable[[str], None] = self.heard.put
        self.listen_now = asyncio.Event()
        self.listen_now.set()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"ws://127.0.0.1:{self.port}/"
        app = Starlette(routes=[WebSocketRoute("/", self._welcome)])
        self._server = uvicorn.Server(uvicorn.Config(app, log_config=None, **{**settings, "lifespan": "off"}))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],))
        self._thread.start()

    async def _welcome(self, websocket: WebSocket) -> None:
        await websocket.accept()
        self.loop = asyncio.get_running_loop()
        line = line_of(websocket)
        self.lines.append(line)
        line.write(frame(b"welcome"))
        await self.listen_now.wait()
        line.listen(lambda text: self.on_text(text))
        code = await line.closed()
        self.lines.remove(line)
        self.ended.put(code)

    def do(self, what: Callable[[], T]) -> T:
        """Runs it in one turn of the server's event loop."""

        async def now() -> T:
            return what()

        return asyncio.run_coroutine_threadsafe(now(), self.loop).result()

    def tell(self, *texts: str) -> None:
        """Each to everyone, all in one turn."""
        self.do(lambda: self.tell_now(*texts))

    def tell_now(self, *texts: str) -> None:
        for text in texts:
            framed = frame(text.encode())
            for line in self.lines:
                line.write(framed)

    def tidy(self) -> None:
        """Waits until everybody has left, and forgets them."""
        while self.lines:
            self.ended.get(timeout=10)
        self.heard, self.ended = queue.Queue(), queue.Queue()
        self.on_text = self.heard.put

    def stop(self) -> None:
        """As SIGTERM does."""
        self._server.should_exit = True

    def gone(self) -> None:
        self.stop()
        self._thread.join()


OVER = {
    "transports": {},
    "transports, without uvloop": {"loop": "asyncio"},
    "any ASGI server": {"ws": "websockets-sansio"},
}


@contextlib.asynccontextmanager
async def people(house: House, count: int) -> AsyncIterator[list[ClientConnection]]:
    async with contextlib.AsyncExitStack() as stack:
        guests = [await stack.enter_async_context(connect(house.url, max_size=None)) for _ in range(count)]
        for guest in guests:
            assert await guest.recv() == "welcome"
        yield guests


def someone_who_does_not_read(house: House) -> socket.socket:
    peer = socket.socket()
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    peer.connect(("127.0.0.1", house.port))
    peer.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
    peer.sendall(b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
    received = b""
    while b"welcome" not in received:
        received += peer.recv(1000)
    return peer


def said(text: bytes, opcode: Opcode = Opcode.TEXT, fin: bool = True) -> bytes:
    return Frame(opcode, text, fin).serialize(mask=True)


def ending_of(peer: socket.socket) -> bytes:
    """All that still comes, to the end of the connection; a goodbye is answered."""
    received = b""
    with contextlib.suppress(ConnectionResetError):
        while part := peer.recv(1000):
            received += part
            with contextlib.suppress(OSError):
                peer.sendall(said(received[2:4], Opcode.CLOSE))
    return received


def close_code(received: bytes) -> int:
    code: int = struct.unpack("!H", received[2:4])[0]
    return code if received[0] == 0x88 else 0
