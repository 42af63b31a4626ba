"""People who go, are sent away, or find the house closed: each hears why, and nobody else is harmed."""

import os
import signal
import socket
import struct
import subprocess
import sys

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect as sync_connect

from moot.server.lines.fanout import FanoutProtocol, frame, uvicorn_settings
from tests.server.lines.house import OVER, House, people, someone_who_does_not_read


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
