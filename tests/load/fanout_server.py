"""moot's fan-out alone, for tests/load/fanout.py: `python -m tests.load.fanout_server WAY PEOPLE CHANGES PAYLOAD`.

Prints its port, waits for a line, tells everyone, and prints the CPU seconds that it took.
"""

import asyncio
import socket
import sys
import time
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from moot.server.lines.fanout import Line, frame, line_of, uvicorn_settings

GATHERED = 8
Turn = Callable[[list[Line], bytes], int]  # what is told in one turn of the event loop; how many changes that is


def one_change_a_turn(lines: list[Line], payload: bytes) -> int:
    framed = frame(payload)
    for line in lines:
        line.write(framed)
    return 1


def eight_frames_a_turn(lines: list[Line], payload: bytes) -> int:
    return sum(one_change_a_turn(lines, payload) for _ in range(GATHERED))


def eight_changes_a_frame(lines: list[Line], payload: bytes) -> int:
    one_change_a_turn(lines, b"[" + b",".join([payload] * GATHERED) + b"]")
    return GATHERED


WAYS: dict[str, Turn] = {
    "one-change-a-turn": one_change_a_turn,
    "eight-frames-a-turn": eight_frames_a_turn,
    "eight-changes-a-frame": eight_changes_a_frame,
}


async def main(config: uvicorn.Config, way: str, people: int, changes: int, payload: bytes) -> None:
    lines: list[Line] = []

    async def welcome(websocket: WebSocket) -> None:
        await websocket.accept()
        lines.append(line_of(websocket))
        lines[-1].listen(lambda text: None)
        await lines[-1].closed()

    config.app = Starlette(routes=[WebSocketRoute("/", welcome)])
    listening = socket.create_server(("127.0.0.1", 0))
    serving = asyncio.create_task(uvicorn.Server(config).serve([listening]))
    print(listening.getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    if len(lines) != people:
        raise RuntimeError(f"{len(lines)} people instead of {people}")
    print(await _tell(WAYS[way], lines, changes, payload), flush=True)
    await serving


async def _tell(turn: Turn, lines: list[Line], changes: int, payload: bytes) -> float:
    before = time.process_time()
    told = 0
    while told < changes:
        told += turn(lines, payload)
        await asyncio.sleep(0)
    while any(line.owed for line in lines):  # noqa: ASYNC110, nothing tells when the transports are empty
        await asyncio.sleep(0.005)
    return time.process_time() - before


if __name__ == "__main__":
    config = uvicorn.Config(Starlette(), log_config=None, **{**uvicorn_settings(), "lifespan": "off"})
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(main(config, sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4].encode()))
