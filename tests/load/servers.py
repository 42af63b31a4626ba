"""What it costs to share a workshop: latency, CPU, conflicts and Redis' part with one, two and three servers.

`python -m tests.load.servers [--people 60] [--groups 3] [--changes 100] [--seconds 10] [--times 3] [--json]`. The same
people ask at the same pace everywhere; beside it one server on its own file. The journals alone: `tests.load.journal`.
"""

import argparse
import asyncio
import contextlib
import json
import statistics
import tempfile
from collections import Counter
from typing import NamedTuple

import uvloop

from moot.server.rehearsal.deployment import Deployment, Used, used_between
from moot.server.rehearsal.figures import spread
from moot.server.rehearsal.own_server import own_servers
from tests.load.medians import gathered, table
from tests.load.paced import Pace, Waits, all_in, at_pace
from tests.load.redis_work import Work, work_of
from tests.load.seated import seated
from tests.redis_servers import DURABLE, RedisServer, redis_program


class Way(NamedTuple):
    servers: int
    redis: bool = True
    hashed: bool = False


WAYS = {
    "1 server, its own file": Way(1, redis=False),
    "1 server, Redis": Way(1),
    "2 servers": Way(2),
    "3 servers": Way(3),
    "2 servers, hashed": Way(2, hashed=True),
    "3 servers, hashed": Way(3, hashed=True),
}
COLUMNS = {
    "own_p50": "own p50",
    "own_p99": "p99",
    "others_p50": "others p50",
    "others_p99": "p99 ms",
    "us": "CPU µs",
    "redis_us": "Redis µs",
    "busy": "of a core",
    "conflicts": "conflicts",
    "commands": "commands",
}
CALLS = "calls of "
ASKED = ("evalsha", "waitaof", "wait", "xadd", "publish", "xlen", "xrange", "xsetid", "hset")
"""By a server, and by its scripts."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=60)
    options.add_argument("--groups", type=int, default=3)
    options.add_argument("--changes", type=float, default=100, help="a second, by all together")
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--times", type=int, default=3, help="the median of so many runs counts")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    pace = Pace(asked.changes, asked.seconds)
    runs = [
        {name: measured(way, asked.people, asked.groups, pace) for name, way in WAYS.items()}
        for _ in range(asked.times)  # in turn, as other work on the machine comes and goes
    ]
    found = gathered(runs)
    if asked.json:
        return print(json.dumps(found))
    print(table(f"{asked.people} people, {asked.groups} groups, {pace.a_second:g} changes/s", COLUMNS, found))
    print("\ncommands of Redis for each entry that is kept, median:")
    for name, figures in found.items():
        each = {key.removeprefix(CALLS): statistics.median(figures[key]) for key in figures if key.startswith(CALLS)}
        print(f"{name:24}", "  ".join(f"{command} {calls:.2f}" for command, calls in each.items() if calls) or "none")


def measured(way: Way, people: int, groups: int, pace: Pace) -> dict[str, float]:
    """One run, on a Redis of its own that keeps all it acknowledges on disk."""
    with contextlib.ExitStack() as undo:
        data = undo.enter_context(tempfile.TemporaryDirectory())
        redis = RedisServer(redis_program(), *DURABLE) if way.redis else None
        if redis:
            undo.callback(redis.end)
            redis.start()
        servers = undo.enter_context(own_servers(data, way.servers, redis.url if redis else ""))
        return uvloop.run(_run(Deployment(tuple(servers), way.hashed), redis, people, groups, pace))


async def _run(
    deployment: Deployment, redis: RedisServer | None, people: int, groups: int, pace: Pace
) -> dict[str, float]:
    waits, looks = Waits(), list[tuple[list[Used], Work]]()

    async def look() -> None:
        looks.append((await deployment.used(), await _work(redis)))

    crowd = await all_in(await seated(deployment, people, groups), waits)
    took = await at_pace(crowd, pace, waits, look)
    await look()
    for person in crowd:
        await person.connection.close()
    (before, worked), (after, work) = looks
    seconds, appends, conflicts = (used_between(before, after, what) or 0 for what in ("cpu", "appends", "conflicts"))
    commands = work.since(worked).commands
    own, others = spread(waits.own), spread(waits.others)
    return {
        "own_p50": own["p50"],
        "own_p99": own["p99"],
        "others_p50": others["p50"],
        "others_p99": others["p99"],
        "us": seconds / waits.deliveries * 1e6,
        "redis_us": work.since(worked).cpu / waits.deliveries * 1e6,
        "conflicts": conflicts / appends,
        "commands": commands.total() / appends,
        "busy": seconds / took,
        **{CALLS + name: commands[name] / appends for name in ASKED if redis},
    }


async def _work(redis: RedisServer | None) -> Work:
    return await asyncio.to_thread(work_of, redis) if redis else Work(0, Counter())


if __name__ == "__main__":
    main()
