"""What can happen to servers that share a workshop, each fault ended by itself: afterwards all are there again."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from tests.redis_failover import Shards, Watched, at_once, key_by_key
from tests.redis_servers import RedisServer, link_is_up, until
from tests.simulation.deployment import Deployment, off_the_loop

Fault = Callable[[Deployment, random.Random, str], Awaitable[None]]
"""With the workshop that people are in, as a cluster has it on one of its shards."""

PATIENCE = 30.0  # seconds for Sentinel, which looks again after ten whether a primary that came back knows its place
SHORT, LONG, VERY_LONG = 0.3, 2.0, 12.0  # seconds of what lasts for a while; servers and people wait for three


async def a_server_is_killed(here: Deployment, chance: random.Random, workshop: str) -> None:
    server = chance.choice(here.servers)
    await off_the_loop(server.kill)
    await off_the_loop(server.start)


async def a_server_stands_still(here: Deployment, chance: random.Random, workshop: str) -> None:
    """And goes on with what it thought was true, as after a pause of its machine."""
    server = chance.choice(here.servers)
    server.freeze()
    await lasts(chance)
    server.thaw()


async def all_are_upgraded(here: Deployment, chance: random.Random, workshop: str) -> None:
    """One after the other, as each is there again."""
    for server in here.servers:
        assert await off_the_loop(server.terminate) == 0
        await off_the_loop(server.start)


async def redis_is_killed(here: Deployment, chance: random.Random, workshop: str) -> None:
    redis = only(here)
    await off_the_loop(redis.kill)
    await off_the_loop(redis.start)


async def redis_stands_still(here: Deployment, chance: random.Random, workshop: str) -> None:
    only(here).pause()
    await lasts(chance)
    only(here).resume()


async def the_disk_is_slow(here: Deployment, chance: random.Random, workshop: str) -> None:
    """Redis that waits for its disk serves nobody."""
    for _ in range(5):
        await off_the_loop(only(here).ask, "DEBUG", "SLEEP", str(chance.uniform(0.05, SHORT)))


async def a_server_is_cut_off(here: Deployment, chance: random.Random, workshop: str) -> None:
    line = chance.choice(here.lines)
    line.refuses = True
    line.cut()
    await lasts(chance)
    line.refuses = False


async def a_line_swallows_everything(here: Deployment, chance: random.Random, workshop: str) -> None:
    """As a firewall that forgot it: nobody is told."""
    line = chance.choice(here.lines)
    line.flowing.clear()
    await lasts(chance)
    line.flowing.set()


async def sentinel_fails_over(here: Deployment, chance: random.Random, workshop: str) -> None:
    """The primary is killed; it is started again at once, as a supervisor would, or after another took its place."""
    watched = here.redis
    assert isinstance(watched, Watched)
    assert await off_the_loop(until, watched.is_whole)
    primary = watched.leader()
    assert primary
    await off_the_loop(primary.kill)
    if chance.random() < 0.5:
        others = [server for server in watched.servers if server is not primary]
        assert await off_the_loop(until, lambda: any(s.info("replication", "role") == "master" for s in others))
    await off_the_loop(primary.start)
    assert await off_the_loop(until, watched.is_whole, PATIENCE)


async def a_shard_fails_over(here: Deployment, chance: random.Random, workshop: str) -> None:
    shards = shards_of(here)
    assert await off_the_loop(until, shards.is_whole)
    primary, replica = await off_the_loop(shards.of, workshop)
    assert await off_the_loop(until, lambda: link_is_up(replica))
    await off_the_loop(primary.kill)
    assert await off_the_loop(until, lambda: shards.is_primary(workshop, replica))
    await off_the_loop(primary.start)
    assert await off_the_loop(until, shards.is_whole)
    assert await off_the_loop(until, lambda: link_is_up(primary))


async def a_shard_is_exchanged(here: Deployment, chance: random.Random, workshop: str) -> None:
    """A failover as planned, before an upgrade of Redis."""
    await off_the_loop(shards_of(here).fail_over, workshop)


async def the_slot_moves(here: Deployment, chance: random.Random, workshop: str) -> None:
    await off_the_loop(shards_of(here).move, workshop, chance.choice([at_once, key_by_key]))


ALWAYS: tuple[Fault, ...] = (a_server_is_killed, a_server_stands_still, all_are_upgraded)
ALONE: tuple[Fault, ...] = (
    redis_is_killed,
    redis_stands_still,
    the_disk_is_slow,
    a_server_is_cut_off,
    a_line_swallows_everything,
)
FAULTS: dict[str, tuple[Fault, ...]] = {
    "redis": ALWAYS + ALONE,
    "valkey": ALWAYS + ALONE,
    "sentinel": (*ALWAYS, sentinel_fails_over),
    "cluster": (*ALWAYS, a_shard_fails_over, a_shard_is_exchanged, the_slot_moves),
}


async def lasts(chance: random.Random) -> None:
    await asyncio.sleep(chance.uniform(SHORT, LONG) if chance.random() < 0.9 else VERY_LONG)


def only(here: Deployment) -> RedisServer:
    assert isinstance(here.redis, RedisServer)
    return here.redis


def shards_of(here: Deployment) -> Shards:
    assert isinstance(here.redis, Shards)
    return here.redis
