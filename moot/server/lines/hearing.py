"""What a person says: read past uvicorn in the plain case, a whole text message, and by it in all others."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

from moot.server.lines.frame import WHOLE_TEXT, extent, unmasked
from moot.server.lines.line import NOT_UTF8, OUR_BUG, TOO_BIG, UNSUPPORTED, OnText, logger

try:
    from websockets.speedups import apply_mask
except ImportError:  # where websockets has no compiled part
    from websockets.utils import apply_mask

MOST_FRAGMENTS = 64  # of one message; browsers send one
A_TURN = 64  # messages of one person in one turn of the event loop: 3 ms of rules


class HearingProtocol(WebSocketsSansIOProtocol):
    """Gives messages straight to `on_text`: no queue, no task, and no waiting for one before the next is read.

    uvicorn still reads the handshake, pings, goodbyes, fragments and everything that is wrong, one frame at a time.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stalled_since: float | None = None  # by the loop's clock; until when everything sent was taken
        self._on_text: OnText | None = None
        self._framed = False  # whether we, not uvicorn, know where frames begin
        self._unread = b""
        self._waiting = False

    def close(self, code: int, reason: str = "") -> None:
        raise NotImplementedError

    def listen(self, on_text: OnText) -> None:
        self._on_text = on_text
        ended = None
        while not self.queue.empty():
            message = self.queue.get_nowait()
            if message["type"] == "websocket.receive":
                self._hear(message["text"] or "")
            else:
                ended = message
        if ended is not None:
            self.queue.put_nowait(ended)
        self.read_paused = False
        self._go_on()

    async def closed(self) -> int:
        while True:
            message = await self.receive()
            if message["type"] == "websocket.disconnect":
                return message["code"]

    def data_received(self, data: bytes) -> None:
        if self._framed:
            self._unread = self._unread + data if self._unread else data
            if not self._waiting:
                self._read()
        elif self.conn.parser_exc is None:
            first = not self.handshake_initiated
            super().data_received(data)
            # uvicorn hands over the request by itself, so that the next byte begins a frame. Else all stays with it.
            self._framed = first and self.handshake_initiated and data.find(b"\r\n\r\n") == len(data) - 4

    def _read(self) -> None:
        """Takes a turn's worth of whole frames; the others wait for their turn, or for their end."""
        data, at, left = self._unread, 0, A_TURN
        self._unread = b""
        while at < len(data) and self.conn.parser_exc is None and not self.transport.is_closing():
            if left == 0 or self._held:
                return self._wait_for_a_turn(data[at:])
            found = extent(data, at)
            if unmasked(data, at) or (found and found[1] - found[0] > self.config.ws_max_size):
                return super().data_received(data[at:])  # which says what is wrong with it
            if found is None or found[1] > len(data):
                self._unread = data[at:]
                return
            at = self._read_frame(data, at, *found)
            left -= 1

    def _read_frame(self, data: bytes, at: int, start: int, end: int) -> int:
        if data[at] == WHOLE_TEXT and self._on_text and not self.close_sent and self.conn.current_size is None:
            self._hear_bytes(apply_mask(data[start:end], data[start - 4 : start]))
        else:
            super().data_received(data[at:end])
        return end

    # Back-pressure

    @property
    def _held(self) -> bool:
        """Who does not read the answers may not ask more."""
        return self.stalled_since is not None and self._on_text is not None

    def pause_writing(self) -> None:
        super().pause_writing()
        self.stalled_since = self.loop.time()
        if self._held:
            self.transport.pause_reading()

    def resume_writing(self) -> None:
        super().resume_writing()
        self.stalled_since = None
        self._go_on()

    def _wait_for_a_turn(self, unread: bytes) -> None:
        self._unread = unread
        self._waiting = True
        self.transport.pause_reading()
        if not self._held:
            self.loop.call_soon(self._go_on)

    def _go_on(self) -> None:
        if self.transport.is_closing() or self._held:
            return
        self._waiting = False
        self._read()
        if not (self._waiting or self.read_paused or self.transport.is_closing()):
            self.transport.resume_reading()

    # A whole message

    def send_receive_event_to_app(self) -> None:
        """One that uvicorn read: in fragments, binary, or before anyone listens."""
        data, self.frames = b"".join(self.frames), []
        if self.close_sent:
            return
        if self.curr_msg_data_type == "bytes":
            return self.close(UNSUPPORTED, "text only")
        self._hear_bytes(data)
        if self._on_text is None and not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()

    def handle_cont(self, event: Frame) -> None:
        super().handle_cont(event)
        if len(self.frames) > MOST_FRAGMENTS:  # empty ones cost nothing to send and are in no size
            self.close(TOO_BIG, "too many fragments")

    def _hear_bytes(self, data: bytes) -> None:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return self.close(NOT_UTF8, "not UTF-8")
        self._hear(text)

    def _hear(self, text: str) -> None:
        if self.close_sent:
            return
        if self._on_text is None:
            return self.queue.put_nowait({"type": "websocket.receive", "text": text})
        try:
            self._on_text(text)
        except Exception:
            logger.exception("a message could not be dealt with")
            self.close(OUR_BUG)
