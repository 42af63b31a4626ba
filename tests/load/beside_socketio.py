"""Two servers of moot beside two of socket.io, on the same Redis, with the same people in one room.

`python -m tests.load.beside_socketio [--people 60] [--changes 40,200] [--seconds 8] [--times 3] [--json]`; needs
`npm ci --prefix tests/load` once. Everybody is told of every change, in messages of the same size, and whoever asked
gets an answer. moot decides by its rules, keeps each change on disk and answers then; socket.io relays: over pub/sub
it keeps nothing, over streams Redis has the last ten thousand.
"""

import argparse
import asyncio
import contextlib
import json
import subprocess
import tempfile
from pathlib import Path

import uvloop

from moot.server.rehearsal.deployment import Deployment
from moot.server.rehearsal.figures import spread
from moot.server.rehearsal.own_server import Server, own_servers
from tests.load.medians import gathered, table
from tests.load.paced import Pace, Paced, SocketIo, Waits, all_in, at_pace
from tests.load.redis_work import Work, work_of
from tests.load.seated import seated
from tests.redis_servers import DURABLE, RedisServer, redis_program

HERE = Path(__file__).parent
MOOT = "moot"
ADAPTERS = {"socket.io, pub/sub": "pubsub", "socket.io, streams": "streams"}
SERVERS = 2
ENVELOPE = len('42["change",""]') + len(f"~{0:016}~{0:04}~")
FIGURES = {
    "us": "CPU µs",
    "of_moot": "of moot",
    "redis_us": "Redis µs",
    "own_p50": "own p50",
    "own_p99": "p99",
    "others_p50": "others p50",
    "others_p99": "p99 ms",
    "bytes": "bytes",
}
Run = dict[str, float]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=60)
    options.add_argument("--changes", default="40,200", help="a second, by all together: one load after the other")
    options.add_argument("--seconds", type=float, default=8)
    options.add_argument("--times", type=int, default=3, help="the median of so many runs counts")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    if not (HERE / "node_modules/socket.io").exists():
        options.error("socket.io is missing; run: npm ci --prefix tests/load")
    loads = {f"{changes} changes/s, {asked.people} people": float(changes) for changes in asked.changes.split(",")}
    found = {
        load: gathered([one_after_the_other(asked.people, Pace(changes, asked.seconds)) for _ in range(asked.times)])
        for load, changes in loads.items()
    }
    print(json.dumps(found) if asked.json else "\n\n".join(table(load, FIGURES, runs) for load, runs in found.items()))


def one_after_the_other(people: int, pace: Pace) -> dict[str, Run]:
    """On one Redis that keeps on disk what it has to."""
    with contextlib.ExitStack() as undo:
        data = undo.enter_context(tempfile.TemporaryDirectory())
        redis = RedisServer(redis_program(), *DURABLE)
        undo.callback(redis.end)
        redis.start()
        with own_servers(data, SERVERS, redis.url) as servers:
            found = {MOOT: uvloop.run(moot(servers, redis, people, pace))}
        letters = round(found[MOOT]["bytes"]) - ENVELOPE
        for name, adapter in ADAPTERS.items():
            with contextlib.ExitStack() as nodes:
                peers = [_node(nodes, redis.url, adapter) for _ in range(SERVERS)]
                found[name] = uvloop.run(socketio(peers, redis, people, letters, pace))
        for run in found.values():
            run["of_moot"] = run["us"] / found[MOOT]["us"]
    return found


async def moot(servers: list[Server], redis: RedisServer, people: int, pace: Pace) -> Run:
    waits = Waits()
    crowd = await all_in(await seated(Deployment(tuple(servers)), people, 1), waits)
    return await _measured(crowd, servers, redis, pace, waits)


async def socketio(servers: list[Server], redis: RedisServer, people: int, letters: int, pace: Pace) -> Run:
    waits = Waits()
    crowd = await all_in([SocketIo(servers[at % SERVERS].url, letters) for at in range(people)], waits)
    return await _measured(crowd, servers, redis, pace, waits)


async def _measured(crowd: list[Paced], servers: list[Server], redis: RedisServer, pace: Pace, waits: Waits) -> Run:
    begun: list[tuple[float, Work]] = []

    async def look() -> None:
        begun.append((sum(server.cpu() or 0.0 for server in servers), await asyncio.to_thread(work_of, redis)))

    await at_pace(crowd, pace, waits, look)
    await look()
    for person in crowd:
        person.connection.abort()
    (before, worked), (after, work) = begun
    own, others = spread(waits.own), spread(waits.others)
    return {
        "us": (after - before) / waits.deliveries * 1e6,
        "redis_us": work.since(worked).cpu / waits.deliveries * 1e6,
        "own_p50": own["p50"],
        "own_p99": own["p99"],
        "others_p50": others["p50"],
        "others_p99": others["p99"],
        "bytes": waits.bytes / waits.deliveries,
        "deliveries": waits.deliveries,
    }


def _node(nodes: contextlib.ExitStack, redis: str, adapter: str) -> Server:
    words = ["node", str(HERE / "socketio_server.js"), redis, adapter]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    nodes.enter_context(process)
    nodes.callback(process.kill)
    assert process.stdout is not None
    if not (port := process.stdout.readline().strip()):
        raise RuntimeError("a socket.io server ended too early")
    return Server(f"http://127.0.0.1:{port}", "", process.pid)


if __name__ == "__main__":
    main()
