"""The way out to everybody: one frame, built once, written to the transport of each connection that may see it.

Over uvicorn a connection is its own `Line`; over any other ASGI server `line_of` gives one that goes by `send`.
"""

import asyncio
import random
from asyncio.transports import BaseTransport
from typing import Any, cast
from weakref import WeakKeyDictionary

from starlette.websockets import WebSocket
from websockets.http11 import Request
from websockets.protocol import State

from moot.server.lines.frame import frame
from moot.server.lines.hearing import HearingProtocol
from moot.server.lines.line import EASE, GRACE, LIMIT, RESTART, TALLY, AsgiLine, Line, logger, tally_in

__all__ = ["TALLY", "FanoutProtocol", "Line", "frame", "line_of", "uvicorn_settings"]

EXTENSION = "moot.fanout"
HIGH = 256 << 10  # bytes in the write buffer from which a person counts as not reading
LONGEST = 64 << 10  # bytes of one message from a person
SPREAD = 0.002  # seconds a connection by which goodbyes at a restart are spread, so that not all come back at once
MOST_SPREAD = 1.0


def uvicorn_settings() -> dict[str, Any]:
    """What `uvicorn.Config` must be told for lines to be fast, bounded, and ended politely."""
    return {
        "ws": FanoutProtocol,
        "http": "httptools",
        "ws_max_size": LONGEST,
        "ws_per_message_deflate": False,  # 46 against 20 µs a change, and 35 KB more a connection
        "ws_ping_interval": 20.0,
        "ws_ping_timeout": 20.0,
        "timeout_graceful_shutdown": 5,  # over MOST_SPREAD + GRACE
        "backlog": 4096,
        "lifespan": "on",
        "server_header": False,
        "access_log": False,
    }


def line_of(websocket: WebSocket) -> Line:
    """The line of an accepted connection."""
    line: Line | None = websocket.scope.get("extensions", {}).get(EXTENSION)
    return AsgiLine(websocket) if line is None else line


class Turn:
    """The lines written to in this turn of the event loop. At its end each gets all its frames in one write."""

    def __init__(self) -> None:
        self._lines: list[FanoutProtocol] = []

    def add(self, line: "FanoutProtocol") -> None:
        if not self._lines:
            line.loop.call_soon(self._flush)
        self._lines.append(line)

    def _flush(self) -> None:
        lines, self._lines = self._lines, []
        for line in lines:
            line.flush()


_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, Turn] = WeakKeyDictionary()


class FanoutProtocol(HearingProtocol):
    """uvicorn's WebSocket protocol, and a `Line`: the handshake, pings and closing are uvicorn's; frames go past it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn = _turns.setdefault(self.loop, Turn())
        self._tally = tally_in(self.app_state)
        self._gathered: list[bytes] = []

    # A line

    def write(self, frame: bytes, ephemeral: bool = False) -> bool:
        if ephemeral and self.slow:
            self._tally.skipped += 1
            return False
        if not self._gathered:
            if self.close_sent or not self.handshake_complete or self.transport.is_closing():
                return False
            self._turn.add(self)
        self._gathered.append(frame)
        return True

    def flush(self) -> None:
        """Writes what this turn has gathered; drops the line instead when its person does not read."""
        frames, self._gathered = self._gathered, []
        if not frames or self.transport.is_closing():  # writing to a closed transport raises
            return
        if self.owed > LIMIT:
            self._drop()
        else:
            self.transport.write(frames[0] if len(frames) == 1 else b"".join(frames))

    @property
    def owed(self) -> int:
        return self.transport.get_write_buffer_size()

    @property
    def slow(self) -> bool:
        return self.owed > EASE

    def close(self, code: int, reason: str = "") -> None:
        if self.close_sent or self.transport.is_closing():
            return
        if self.conn.state is not State.OPEN:
            return self.abort()
        self.conn.send_close(code, reason)
        self._say_goodbye(code, reason)
        if self.read_paused:  # else the answer to our goodbye would not be read
            self.read_paused = False
            self.transport.resume_reading()

    def abort(self) -> None:
        self.transport.abort()

    # Writing, as uvicorn and its transport see it

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):  # there is none when the handshake was refused
            self.scope["extensions"][EXTENSION] = cast(Any, self)

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=HIGH)

    def connection_lost(self, exc: Exception | None) -> None:
        self._gathered = []
        super().connection_lost(exc)

    async def send(self, message: Any) -> None:
        self.flush()  # so that a message by ASGI does not overtake
        await super().send(message)

    def shutdown(self) -> None:
        """At a restart everyone is told to come back, one after the other; until then they are served."""
        if self.conn.state is not State.OPEN or self.close_sent:
            return super().shutdown()
        spread = min(MOST_SPREAD, len(self.connections) * SPREAD)
        self.loop.call_later(random.uniform(0, spread), self.close, RESTART, "restart")

    def eof_received(self) -> None:
        self.loop.call_later(GRACE, self.transport.abort)  # a transport that closes waits for who does not read

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        super().on_task_complete(task)
        self.loop.call_later(GRACE, self.transport.abort)

    def handle_parser_exception(self) -> None:
        assert self.conn.close_sent is not None
        self._say_goodbye(self.conn.close_sent.code, self.conn.close_sent.reason)
        if self.transport.can_write_eof():
            # Closing now, with bytes unread, would reset the connection, and the other side might never see the reason.
            self.transport.write_eof()
        else:
            self.transport.close()

    def _say_goodbye(self, code: int, reason: str) -> None:
        self.stop_keepalive()
        self._gathered.append(b"".join(self.conn.data_to_send()))
        self.flush()
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.close_timer = self.loop.call_later(GRACE, self.transport.abort)

    def _drop(self) -> None:
        self._tally.dropped += 1
        stalled = self.loop.time() - (self.stalled_since or self.loop.time())
        about = {"bytes": self.owed, "seconds": round(stalled, 3)}
        logger.warning("a line was dropped: %d KiB unread, for %.1f s", self.owed >> 10, stalled, extra=about)
        self.transport.abort()
