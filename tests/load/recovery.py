"""How long people wait when something breaks: three servers, in each form of Redis, and each fault several times.

`python -m tests.load.recovery [--people 30] [--times 3] [--only WORD] [--json]`. Who loses the line goes to the next
server, after the pause that browsers make. Counted is the longest wait of each person for an answer: of what was asked
in the moment of the fault, or after it.
"""

import argparse
import asyncio
import json
import random
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import uvloop

from moot.server.rehearsal import deployment as rehearsal
from moot.server.rehearsal.own_server import elsewhere
from tests.load.medians import table
from tests.load.outage import Felt, Outage
from tests.load.returning import Returning
from tests.load.seated import seated
from tests.redis_failover import Watched
from tests.redis_servers import link_is_up, until
from tests.simulation.deployment import Deployment, deployed, off_the_loop
from tests.simulation.faults import only, shards_of

GROUPS = 3
PAUSE = 3.0  # seconds
COLUMNS = {"away": "away s", "p50": "wait p50 s", "max": "max s", "people": "people"}


class Place(NamedTuple):
    here: Deployment
    workshop: str


Fault = Callable[[Place, Outage], Awaitable[None]]


async def a_server_is_killed(place: Place, outage: Outage) -> None:
    server = place.here.servers[1]
    assert server.process
    outage.strike(server.process.kill, on=server.url)
    await off_the_loop(server.kill)
    await off_the_loop(server.start)


async def a_server_is_ended(place: Place, outage: Outage) -> None:
    server = place.here.servers[1]
    assert server.process
    outage.strike(server.process.terminate, on=server.url)
    assert await off_the_loop(server.process.wait) == 0
    await off_the_loop(server.kill)
    await off_the_loop(server.start)


async def redis_is_killed_and_started(place: Place, outage: Outage) -> None:
    redis = only(place.here)
    assert redis.process
    outage.strike(redis.process.kill)
    await off_the_loop(redis.kill)
    await off_the_loop(redis.start)
    outage.ends()


async def redis_stands_still(place: Place, outage: Outage) -> None:
    redis = only(place.here)
    outage.strike(redis.pause)
    await asyncio.sleep(PAUSE)
    redis.resume()
    outage.ends()


async def a_line_to_redis_is_cut(place: Place, outage: Outage) -> None:
    outage.strike(place.here.lines[1].cut, on=place.here.servers[1].url)


async def all_lines_to_redis_are_cut(place: Place, outage: Outage) -> None:
    def cut() -> None:
        for line in place.here.lines:
            line.cut()

    outage.strike(cut)


async def sentinel_fails_over(place: Place, outage: Outage) -> None:
    watched = place.here.redis
    assert isinstance(watched, Watched)
    assert await off_the_loop(until, watched.is_whole)
    old = watched.leader()
    assert old
    assert old.process
    outage.strike(old.process.kill)
    await off_the_loop(old.kill)
    assert await off_the_loop(until, lambda: watched.leader() not in (None, old))
    outage.ends()
    await outage.all_back()
    await off_the_loop(old.start)
    assert await off_the_loop(until, watched.is_whole, 60.0)


async def a_shard_fails_over(place: Place, outage: Outage) -> None:
    shards = shards_of(place.here)
    primary, replica = await off_the_loop(shards.of, place.workshop)
    assert await off_the_loop(until, lambda: link_is_up(replica))
    assert primary.process
    outage.strike(primary.process.kill)
    await off_the_loop(primary.kill)
    assert await off_the_loop(until, lambda: shards.is_primary(place.workshop, replica))
    outage.ends()
    await outage.all_back()
    await off_the_loop(primary.start)
    assert await off_the_loop(until, lambda: link_is_up(primary))


async def a_shard_is_exchanged(place: Place, outage: Outage) -> None:
    shards = shards_of(place.here)
    primary, replica = await off_the_loop(shards.of, place.workshop)
    assert await off_the_loop(until, lambda: link_is_up(replica))
    outage.strike(lambda: replica.ask("CLUSTER", "FAILOVER"))
    assert await off_the_loop(until, lambda: shards.is_primary(place.workshop, replica))
    outage.ends()
    assert await off_the_loop(until, lambda: link_is_up(primary))


FAULTS: dict[str, dict[str, Fault]] = {
    "redis": {
        "a server is killed (SIGKILL)": a_server_is_killed,
        "a server is ended (SIGTERM)": a_server_is_ended,
        "Redis is killed, and started at once": redis_is_killed_and_started,
        f"Redis stands still for {PAUSE:g} s": redis_stands_still,
        "one server's line to Redis is cut": a_line_to_redis_is_cut,
        "all lines to Redis are cut": all_lines_to_redis_are_cut,
    },
    "sentinel": {"Sentinel: the primary is killed": sentinel_fails_over},
    "cluster": {
        "cluster: the shard's primary is killed": a_shard_fails_over,
        "cluster: CLUSTER FAILOVER, as planned": a_shard_is_exchanged,
    },
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=30)
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--only", default="", help="faults with this word in their name")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    found: dict[str, dict[str, list[float]]] = {}
    for form, faults in FAULTS.items():
        chosen = {name: fault for name, fault in faults.items() if asked.only in name}
        if chosen:
            found |= uvloop.run(measured(form, chosen, asked.people, asked.times))
    print(json.dumps(found) if asked.json else table(f"{asked.people} people on three servers", COLUMNS, found))


async def measured(form: str, faults: dict[str, Fault], people: int, times: int) -> dict[str, dict[str, list[float]]]:
    """One after the other, in the same workshop."""
    found: dict[str, list[Felt]] = {name: [] for name in faults}
    with tempfile.TemporaryDirectory() as folder:
        async with deployed(form, Path(folder)) as here:
            chance, servers = random.Random(1), tuple(elsewhere(one.operator_link, "") for one in here.servers)
            seats = await seated(rehearsal.Deployment(servers), people, GROUPS)
            urls = [server.url for server in servers]
            crowd = [Returning(number, seat, urls, chance) for number, seat in enumerate(seats)]
            async with asyncio.TaskGroup() as tasks:
                staying = [tasks.create_task(person.stay()) for person in crowd]
                for name, fault in faults.items():
                    for _ in range(times):
                        place = Place(here, seats[0].workshop)
                        found[name].append(await Outage(crowd).felt(lambda outage: fault(place, outage)))  # noqa: B023
                for stay in staying:
                    stay.cancel()
    return {name: figures(felt, minus=PAUSE if "stands still" in name else 0.0) for name, felt in found.items()}


def figures(felt: list[Felt], minus: float) -> dict[str, list[float]]:
    return {
        "away": [one.away / 1000 for one in felt],
        "p50": [max(0.0, statistics.median(one.waits) / 1000 - minus) for one in felt],
        "max": [max(0.0, max(one.waits) / 1000 - minus) for one in felt],
        "people": [len(one.waits) for one in felt],
    }


if __name__ == "__main__":
    main()
