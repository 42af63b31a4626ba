"""One connection as the rest of the server sees it, and how it looks over any ASGI server that knows nothing of us."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect

from moot.server.lines.frame import payload

logger = logging.getLogger("moot.fanout")

LIMIT = 1 << 20  # bytes a line may owe before it is dropped: twenty first views of 44 KiB
EASE = 64 << 10  # bytes a line may owe and still be told what matters only now: about one second of a slow phone
GRACE = 2.0  # seconds for the other side to answer our goodbye
GONE = 1006  # the close code of a line that ended without a goodbye
NO_WORKSHOP = 4004  # of our own codes, the one that a workshop says to those who are in it
UNSUPPORTED, NOT_UTF8, TOO_BIG, OUR_BUG, RESTART, LATER = 1003, 1007, 1009, 1011, 1012, 1013  # RFC 6455 § 7.4.1


@dataclass
class Tally:
    """What left a server since its start, and what did not."""

    frames: int = 0  # with changes, each to one person
    bytes: int = 0  # of these
    dropped: int = 0  # lines whose person did not read
    skipped: int = 0  # ephemeral frames


TALLY = Tally()  # of an application that has none of its own

OnText = Callable[[str], None]


def tally_in(state: Mapping[str, Any]) -> Tally:
    """The one in what an application keeps for all its connections."""
    tally: Tally = state.get("tally", TALLY)
    return tally


class Line(Protocol):
    """One connection. After `line_of` nothing else may send or receive on it."""

    def write(self, frame: bytes, ephemeral: bool = False) -> bool:
        """Sends one frame, in order, without waiting.

        False: it will not arrive, as the line has ended or, for an ephemeral frame, is slow.
        """

    @property
    def owed(self) -> int:
        """Bytes written that have not left yet."""

    @property
    def slow(self) -> bool:
        """Whether it owes more than EASE."""

    def close(self, code: int, reason: str = "") -> None:
        """Says goodbye after all that was written. `reason` has at most 123 bytes."""

    def abort(self) -> None:
        """Ends it at once; what is owed is lost."""

    def listen(self, on_text: OnText) -> None:
        """Gives every message from now on, and those that wait, to `on_text`, in order. Needed for `closed`."""

    async def closed(self) -> int:
        """Waits until it has ended, with the close code; 1005 and 1006 both mean that nobody said goodbye."""


class AsgiLine:
    """A line by ASGI's `send` and `receive`: two tasks, one of which waits for whoever does not read."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._tally = tally_in(websocket.scope.get("state", {}))
        self._loop = asyncio.get_running_loop()
        self._end: asyncio.Future[int] = self._loop.create_future()
        self._owed: deque[bytes] = deque()
        self._owing = 0
        self._more = asyncio.Event()
        self._goodbye: tuple[int, str] | None = None
        self._tasks = [self._loop.create_task(self._send())]
        self._end.add_done_callback(self._stop)

    def write(self, frame: bytes, ephemeral: bool = False) -> bool:
        if self._end.done() or self._goodbye:
            return False
        if ephemeral and self.slow:
            self._tally.skipped += 1
            return False
        if self._owing > LIMIT:
            self._drop()
            return False
        self._owed.append(frame)
        self._owing += len(frame)
        self._more.set()
        return True

    @property
    def owed(self) -> int:
        return self._owing

    @property
    def slow(self) -> bool:
        return self._owing > EASE

    def close(self, code: int, reason: str = "") -> None:
        if not self._end.done() and self._goodbye is None:
            self._goodbye = (code, reason)
            self._more.set()
            self._loop.call_later(GRACE, self.abort)

    def abort(self) -> None:
        self._ended(GONE)

    def listen(self, on_text: OnText) -> None:
        self._tasks.append(self._loop.create_task(self._receive(on_text)))

    async def closed(self) -> int:
        try:
            return await asyncio.shield(self._end)
        finally:
            self.abort()

    async def _send(self) -> None:
        try:
            while self._owed or self._goodbye is None:
                await self._more.wait()
                self._more.clear()
                await self._send_what_is_owed()
            await self._websocket.close(*self._goodbye)
            self._ended(self._goodbye[0])
        except (WebSocketDisconnect, OSError, RuntimeError):  # by which ASGI servers say that the peer has gone
            self.abort()

    async def _send_what_is_owed(self) -> None:
        while self._owed:
            await self._websocket.send_text(payload(self._owed[0]).decode())
            self._owing -= len(self._owed.popleft())

    async def _receive(self, on_text: OnText) -> None:
        while True:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                return self._ended(message.get("code", GONE))
            self._hear(on_text, message.get("text"))

    def _hear(self, on_text: OnText, text: str | None) -> None:
        if self._goodbye or self._end.done():
            return
        if text is None:
            return self.close(UNSUPPORTED, "text only")
        try:
            on_text(text)
        except Exception:
            logger.exception("a message could not be dealt with")
            self.close(OUR_BUG)

    def _drop(self) -> None:
        self._tally.dropped += 1
        logger.warning("a line was dropped: %d KiB unread", self._owing >> 10, extra={"bytes": self._owing})
        self.abort()

    def _ended(self, code: int) -> None:
        if not self._end.done():
            self._end.set_result(code)

    def _stop(self, _end: asyncio.Future[int]) -> None:
        self._owed.clear()
        for task in self._tasks:
            task.cancel()
