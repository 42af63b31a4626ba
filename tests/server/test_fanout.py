"""The way out to everybody, over a real uvicorn and real clients: in order, promptly, at nobody else's cost."""

import asyncio
import contextlib
import functools
import logging
import os
import queue
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, TypeVar

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.sync.client import connect as sync_connect

from moot.server.lines.fanout import TALLY, FanoutProtocol, Line, frame, line_of, uvicorn_settings
from moot.server.lines.frame import extent, payload

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


@pytest.fixture(scope="module")
def houses() -> Iterator[Callable[[str], House]]:
    """One of each for all tests, as starting and stopping takes longer than most of them."""
    with contextlib.ExitStack() as stack:

        @functools.cache
        def house(over: str) -> House:
            house = House({**uvicorn_settings(), **OVER[over]})
            stack.callback(house.gone)
            return house

        yield house


@pytest.fixture(params=OVER)
def house(request: pytest.FixtureRequest, houses: Callable[[str], House]) -> Iterator[House]:
    house = houses(request.param)
    yield house
    house.tidy()


@pytest.fixture(params=list(OVER)[:2])
def our_house(request: pytest.FixtureRequest, houses: Callable[[str], House]) -> Iterator[House]:
    house = houses(request.param)
    yield house
    house.tidy()


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


@pytest.mark.parametrize("size", [0, *SIZES])
def test_a_frame_is_one_text_message(size: int) -> None:
    framed = frame(b"x" * size)
    assert framed == Frame(Opcode.TEXT, b"x" * size).serialize(mask=False)
    assert payload(framed) == b"x" * size


@pytest.mark.parametrize("size", [0, *SIZES])
def test_the_end_of_a_persons_frame_is_known_as_soon_as_its_head_is_there(size: int) -> None:
    data = b"before" + said(b"x" * size)
    head = next(n for n in range(len(data)) if extent(data[:n], 6) is not None)
    assert head - 6 == (2 if size < 126 else 4 if size < 65_536 else 10)
    for n in {head, len(data)}:
        assert extent(data[:n], 6) == (len(data) - size, len(data))


async def test_everyone_gets_frames_of_every_size(house: House) -> None:
    async with people(house, 2) as guests:
        for size in SIZES:
            house.tell("x" * size)
            assert [len(await guest.recv()) for guest in guests] == [size, size]


async def test_eight_frames_in_one_turn_arrive_as_eight_messages_in_order(house: House) -> None:
    async with people(house, 3) as guests:
        for first in range(0, 80, 8):
            told = [f"żółw {n}" for n in range(first, first + 8)]
            house.tell(*told)
            for guest in guests:
                assert [await guest.recv() for _ in told] == told


async def test_what_a_person_says_is_heard_in_order_and_answered(house: House) -> None:
    async with people(house, 2) as (ana, ben):
        texts = ["", "ą", "x" * 125, "x" * 126, "x" * 65_000, *map(str, range(300))]
        for text in texts:
            await ana.send(text)
        assert [house.heard.get(timeout=10) for _ in texts] == texts
        house.on_text = house.tell_now
        await ben.send("hello")
        assert [await ana.recv(), await ben.recv()] == ["hello", "hello"]


async def test_a_message_in_fragments_is_heard_as_one_and_pings_between_them_are_answered(house: House) -> None:
    async with people(house, 1) as (ana,):
        await ana.send(["in ", "three ", "parts"])
        await (await ana.ping())
        assert house.heard.get(timeout=10) == "in three parts"


def test_messages_are_heard_however_the_network_cuts_them(our_house: House) -> None:
    peer = someone_who_does_not_read(our_house)
    peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    texts = ["", "a", "ę" * 70, "b" * 200]
    for byte in b"".join(said(text.encode()) for text in texts):
        peer.sendall(bytes([byte]))
    peer.sendall(b"".join(said(b"%d" % n) for n in range(1000)))  # far more than one turn's worth
    assert [our_house.heard.get(timeout=10) for _ in range(1004)] == [*texts, *map(str, range(1000))]
    peer.close()


def test_what_came_before_anyone_listened_is_heard_first(our_house: House) -> None:
    our_house.listen_now.clear()
    peer = someone_who_does_not_read(our_house)
    peer.sendall(b"".join(said(b"%d" % n) for n in range(200)))
    (line,) = our_house.lines
    assert isinstance(line, FanoutProtocol)
    while not our_house.do(lambda: line.read_paused):
        assert our_house.heard.empty()
    our_house.do(our_house.listen_now.set)
    assert [our_house.heard.get(timeout=10) for _ in range(200)] == [str(n) for n in range(200)]
    peer.close()


BAD = {
    "a message over 64 KiB": (said(b"x" * 1_000_000), 1009),
    "fragments over 64 KiB together": (said(b"x" * 40_000, fin=False) + said(b"x" * 40_000, Opcode.CONT), 1009),
    "no end of empty fragments": (said(b"", fin=False) + said(b"", Opcode.CONT, fin=False) * 1000, 1009),
    "not UTF-8": (said(b"\xff"), 1007),
    "not UTF-8, in fragments": (said(b"\xc4", fin=False) + said(b"\xc4", Opcode.CONT), 1007),
    "binary": (said(b"x", Opcode.BINARY), 1003),
    "not masked": (Frame(Opcode.TEXT, b"x").serialize(mask=False), 1002),
    "an unknown kind": (b"\x83\x80\0\0\0\0", 1002),
    "an extension that was not agreed on": (b"\xc1\x80\0\0\0\0", 1002),
    "a continuation of nothing": (said(b"x", Opcode.CONT), 1002),
    "a text amid fragments": (said(b"x", fin=False) + said(b"x"), 1002),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_frame_ends_its_own_line_with_the_reason(
    bad: str, our_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    sent, code = BAD[bad]
    peer = someone_who_does_not_read(our_house)
    with contextlib.suppress(OSError):  # it may be refused before it is all sent
        peer.sendall(sent + said(b"too late"))
    assert close_code(ending_of(peer)) == code
    peer.close()
    assert our_house.ended.get(timeout=10) == code
    assert our_house.heard.empty()
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


async def test_a_mistake_of_ours_ends_the_line_and_is_logged(house: House, caplog: pytest.LogCaptureFixture) -> None:
    def stumble(text: str) -> None:
        raise ZeroDivisionError(text)

    house.on_text = stumble
    async with people(house, 1) as (ana,):
        await ana.send("what?")
        with pytest.raises(ConnectionClosed) as ended:
            await ana.recv()
        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == 1011
    assert "could not be dealt with" in caplog.text


async def test_a_person_who_does_not_read_is_dropped_and_the_others_get_everything(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    dropped = TALLY.dropped
    peer = someone_who_does_not_read(house)
    async with people(house, 3) as guests:
        for n in range(1000):
            house.tell(f"{n} " + "x" * 60_000)
            for guest in guests:
                assert str(await guest.recv()).startswith(f"{n} ")
            if TALLY.dropped > dropped:
                break
        assert house.ended.get(timeout=10) in (1005, 1006)
        assert len(house.lines) == 3
    assert TALLY.dropped == dropped + 1
    assert "a line was dropped" in caplog.text
    peer.close()


async def test_a_slow_person_is_spared_what_matters_only_now(house: House) -> None:
    peer = someone_who_does_not_read(house)
    skipped = TALLY.skipped
    async with people(house, 1) as (ana,):
        pointer = frame(b"pointer")
        slow, fast = house.lines
        assert house.do(lambda: [line.write(pointer, ephemeral=True) for line in house.lines]) == [True, True]
        assert await ana.recv() == "pointer"
        while not house.do(lambda: slow.slow):
            house.tell("x" * 60_000)
            await ana.recv()
        assert house.do(lambda: [line.write(pointer, ephemeral=True) for line in house.lines]) == [False, True]
        assert await ana.recv() == "pointer"
        assert not house.do(lambda: fast.slow)
    assert TALLY.skipped == skipped + 1
    peer.close()


def test_a_person_who_does_not_read_answers_may_not_ask_more(our_house: House) -> None:
    dropped = TALLY.dropped
    answer = frame(b"x" * 30_000)
    asked: list[str] = []

    def answered(text: str) -> None:
        asked.append(text)
        our_house.lines[0].write(answer)

    our_house.on_text = answered
    peer = someone_who_does_not_read(our_house)
    peer.sendall(b"".join(said(b"%d" % n) for n in range(100)))
    owed = 7 + 100 * len(answer)
    received = 0
    while received < owed - 7:
        received += len(peer.recv(1 << 16))
    assert asked == [str(n) for n in range(100)]
    assert TALLY.dropped == dropped, "answers of 3 MB were never owed at once"
    peer.close()


async def test_people_who_vanish_amid_a_broadcast_harm_nobody(house: House) -> None:
    vanishing = [someone_who_does_not_read(house) for _ in range(10)]
    async with people(house, 3) as guests:
        for n in range(200):
            if n % 10 == 0 and vanishing:
                gone = vanishing.pop()
                gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                gone.close()  # by a reset
            house.tell(str(n))
        for guest in guests:
            assert [await guest.recv() for _ in range(200)] == [str(n) for n in range(200)]
        assert [house.ended.get(timeout=10) in (1005, 1006) for _ in range(10)] == [True] * 10


async def test_a_line_that_was_aborted_takes_nothing_more(house: House) -> None:
    async with people(house, 2) as (ana, ben):
        first = house.lines[0]
        house.do(first.abort)
        assert house.do(lambda: first.write(frame(b"too late"))) is False
        house.do(lambda: first.close(1000))
        house.tell("go on")
        assert await ben.recv() == "go on"
        assert house.ended.get(timeout=10) in (1005, 1006)
        if isinstance(first, FanoutProtocol):
            with pytest.raises(ConnectionClosed):
                await ana.recv()


async def test_a_goodbye_comes_after_all_that_was_written(house: House) -> None:
    async with people(house, 1) as (ana,):
        line = house.lines[0]

        def leave() -> None:
            line.write(frame(b"last words"))
            line.close(4001, "withdrawn")
            line.close(1000)

        house.do(leave)
        assert await ana.recv() == "last words"
        with pytest.raises(ConnectionClosed) as ended:
            await ana.recv()
        assert ended.value.rcvd is not None
        assert (ended.value.rcvd.code, ended.value.rcvd.reason) == (4001, "withdrawn")
        assert house.ended.get(timeout=10) == 4001
        assert house.do(lambda: line.write(frame(b"too late"))) is False


async def test_a_person_who_says_goodbye_has_left(house: House) -> None:
    async with people(house, 1) as (ana,):
        await ana.close(1001)
        assert house.ended.get(timeout=10) == 1001
        assert ana.close_code == 1001


@pytest.mark.parametrize("over", list(OVER)[:2])
async def test_at_a_restart_everyone_is_told_to_come_back(over: str) -> None:
    house = House({**uvicorn_settings(), **OVER[over]})
    async with people(house, 20) as guests:
        deaf = someone_who_does_not_read(house)
        house.stop()
        for guest in guests:
            with pytest.raises(ConnectionClosed) as ended:
                await guest.recv()
            assert ended.value.rcvd is not None
            assert (ended.value.rcvd.code, ended.value.rcvd.reason) == (1012, "restart")
    house.gone()  # also without an answer of the one who does not read
    assert [house.ended.get(timeout=10) for _ in range(21)] == [1012] * 21
    deaf.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM")
def test_sigterm_is_a_restart() -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    program = f"""if True:
        import asyncio, socket, uvicorn
        from moot.server.lines.fanout import frame, line_of, uvicorn_settings
        from starlette.applications import Starlette
        from starlette.routing import WebSocketRoute
        async def welcome(websocket):
            await websocket.accept()
            line = line_of(websocket)
            line.write(frame(b"welcome"))
            line.listen(print)
            await line.closed()
        app = Starlette(routes=[WebSocketRoute("/", welcome)])
        uvicorn.Server(uvicorn.Config(app, **uvicorn_settings())).run([socket.socket(fileno={listening.fileno()})])
    """
    process = subprocess.Popen(
        [sys.executable, "-c", program], pass_fds=[listening.fileno()], stderr=subprocess.DEVNULL, env=dict(os.environ)
    )
    port = listening.getsockname()[1]
    with sync_connect(f"ws://127.0.0.1:{port}/") as ana, sync_connect(f"ws://127.0.0.1:{port}/") as ben:
        assert [ana.recv(), ben.recv()] == ["welcome", "welcome"]
        process.send_signal(signal.SIGTERM)
        for person in (ana, ben):
            with pytest.raises(ConnectionClosed):
                person.recv()
            assert person.close_code == 1012
    listening.close()
    assert process.wait(10) == -signal.SIGTERM
