"""What one delivery costs the server: moot's fan-out beside a plain broadcast of node's ws, in one run on one machine.

`python -m tests.load.fanout [--people 50] [--changes 5000] [--json]`; needs `npm ci --prefix tests/load` once.
"""

import argparse
import contextlib
import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import IO

from tests.load.fanout_server import GATHERED, WAYS

HERE = Path(__file__).parent
TEXT = "Less meetings, less travelling, less paper, more time"
PAYLOAD = f'{{"at":81234,"did":[{{"type":"note-written","section":"s2","note":"n217","text":"{TEXT}","by":"p31"}}]}}'
OURS = {f"moot, {way.replace('-', ' ')}": way for way in WAYS}
WS = "node ws, a message a change"
# All of them together stay under what a line may owe, so that no reader is ever too slow.
MOST_CHANGES = (1 << 20) // (len(PAYLOAD) + 4)


class MissingWs(Exception):
    """node's ws is not installed; says how."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=50)
    options.add_argument("--changes", type=int, default=5000)
    options.add_argument("--times", type=int, default=3, help="the median of so many runs counts")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    try:
        needs_ws()
    except MissingWs as error:
        options.error(str(error))
    changes = min(asked.changes, MOST_CHANGES) // GATHERED * GATHERED
    runs = [{name: cost(name, asked.people, changes) for name in [*OURS, WS]} for _ in range(asked.times)]
    costs = {name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0]}
    print(json.dumps({"people": asked.people, "server_cpu_us_per_delivery": costs}) if asked.json else _table(costs))


def _table(costs: dict[str, float]) -> str:
    lines = [f"{name:32} {cost:6.2f} {cost / costs[WS]:6.2f}" for name, cost in costs.items()]
    return "\n".join([f"{f'{len(PAYLOAD)} bytes a change':32} {'CPU µs':>6} {'of ws':>6}", *lines])


def needs_ws() -> None:
    if not (HERE / "node_modules/ws").exists():
        raise MissingWs("node's ws is missing; run: npm ci --prefix tests/load")


def cost(name: str, people: int, changes: int, payload: str = PAYLOAD) -> float:
    """Of one server whose readers are in another process: its CPU µs per delivered change."""
    numbers = [str(people), str(changes), payload]
    python = [sys.executable, "-m"]
    server = (
        ["node", str(HERE / "ws_broadcast.js")] if name == WS else [*python, "tests.load.fanout_server", OURS[name]]
    )
    with contextlib.ExitStack() as stack:
        say, hear = _start(stack, [*server, *numbers])
        port, size = _line(hear), str(changes * len(payload))
        _, readers = _start(stack, [*python, "tests.load.readers", port, str(people), size])
        _line(readers)
        print("go", file=say, flush=True)
        used = float(_line(hear))
        _line(readers)
    return used / people / changes * 1e6


def _line(of: IO[str]) -> str:
    if not (line := of.readline()):
        raise RuntimeError("a process of the measurement ended too early")
    return line.strip()


def _start(stack: contextlib.ExitStack, words: list[str]) -> tuple[IO[str], IO[str]]:
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE.parent.parent)
    stack.enter_context(process)
    stack.callback(process.kill)
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


if __name__ == "__main__":
    main()
