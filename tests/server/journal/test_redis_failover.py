"""Redis fails over, by Sentinel and in a cluster: appends go on by themselves, and followers hear all of them."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest

from moot.server.journal.redis import Durability, RedisJournal
from moot.server.journal.redis.places import slot_of
from moot.server.journal.redis.scripts import journal_key
from tests.redis_servers import (
    DURABLE,
    RedisServer,
    Sentinel,
    follow,
    link_is_up,
    made_cluster,
    redis_program,
    until,
    valkey_program,
)
from tests.server.journal.test_redis_bad_days import Follower, append_next, everything

PATIENCE = 1.0
SECRET = "secret"


class Work:
    """Somebody who appends without a pause to a workshop, and somebody on another server who only follows."""

    def __init__(self, writer: RedisJournal, reader: RedisJournal, workshop: str) -> None:
        self.workshop = workshop
        self._writer = writer
        self._follower = Follower(reader, workshop)
        self._position = 0

    async def go_on(self, entries: int = 30) -> None:
        """Returns when so many more were appended, and followed."""
        async with asyncio.timeout(15):
            for _ in range(entries):
                number = self._position + 1
                self._position = await append_next(self._writer, self.workshop, self._position, b"%d" % number)
            await self._follower.until(self._position)

    async def while_working(self, happens: Callable[[], Any]) -> None:
        """Something happens while they work; afterwards, they work as before."""
        happening = asyncio.ensure_future(asyncio.to_thread(happens))
        while not happening.done():
            await self.go_on(5)
        await happening
        await self.go_on()

    async def nothing_is_lost(self) -> None:
        expected = [b"%d" % number for number in range(1, self._position + 1)]
        assert await everything(self._writer, self.workshop) == expected


@asynccontextmanager
async def working(url: str, *workshops: str, durability: Durability = Durability.DISK) -> AsyncIterator[list[Work]]:
    async with (
        RedisJournal(url, durability, patience=PATIENCE) as writer,
        RedisJournal(url, durability, patience=PATIENCE) as reader,
    ):
        work = [Work(writer, reader, workshop) for workshop in workshops]
        await asyncio.gather(*[one.go_on() for one in work])
        yield work
        await asyncio.gather(*[one.nothing_is_lost() for one in work])


class Watched:
    """A primary, its replica and a sentinel."""

    def __init__(self, program: str) -> None:
        options = (*DURABLE, "--requirepass", SECRET, "--masterauth", SECRET)
        self.primary, self.replica = (RedisServer(program, *options) for _ in range(2))
        for server in (self.primary, self.replica):
            server.password = SECRET
            server.start()
        follow(self.replica, self.primary)
        self.sentinel = Sentinel(program, self.primary, "moot", SECRET)
        self.sentinel.start()
        assert until(self._knows_the_replica)

    @property
    def url(self) -> str:
        return f"redis+sentinel://:{SECRET}@127.0.0.1:1,127.0.0.1:{self.sentinel.port}/moot"

    def end(self) -> None:
        for server in (self.sentinel, self.primary, self.replica):
            server.end()

    def cut_off_the_replica(self) -> None:
        self.replica.ask("CONFIG", "SET", "masterauth", "wrong")
        self.primary.ask("CLIENT", "KILL", "TYPE", "replica")
        assert until(lambda: not link_is_up(self.replica))

    def has_failed_over(self) -> bool:
        return self.replica.info("replication", "role") == "master"

    def _knows_the_replica(self) -> bool:
        replicas = self.sentinel.ask("SENTINEL", "REPLICAS", "moot")
        found = [dict(zip(told[::2], told[1::2], strict=True)) for told in replicas]
        return [(one["flags"], one["master-link-status"]) for one in found] == [("slave", "ok")]


@pytest.fixture(params=[redis_program, valkey_program], ids=["redis", "valkey"])
def watched(request: pytest.FixtureRequest) -> Iterator[Watched]:
    watched = Watched(request.param())
    yield watched
    watched.end()


@pytest.mark.parametrize("watched", [redis_program], indirect=True)
async def test_sentinel_promotes_a_replica_and_work_goes_on(watched: Watched) -> None:
    async with working(watched.url, "academy") as [work]:
        watched.primary.kill()
        assert await asyncio.to_thread(until, watched.has_failed_over)
        await work.go_on()


async def test_sentinel_promotes_a_replica_that_lagged_and_nothing_is_missing(
    watched: Watched, caplog: pytest.LogCaptureFixture
) -> None:  # J10
    async with working(watched.url, "academy") as [work]:
        watched.cut_off_the_replica()
        await work.go_on()
        watched.primary.kill()
        assert await asyncio.to_thread(until, watched.has_failed_over)
        await work.go_on()
    assert re.search(r"workshop academy: Redis had lost entries \d+ to \d+; put back", caplog.text)


@pytest.mark.parametrize("watched", [valkey_program], indirect=True)
async def test_a_primary_that_stopped_and_comes_back_is_left(watched: Watched) -> None:
    async with working(watched.url, "academy") as [work]:
        watched.primary.pause()
        assert await asyncio.to_thread(until, watched.has_failed_over)
        await work.go_on()
        watched.primary.resume()
        await work.go_on()


class Shards:
    """Three primaries, each with a replica; by what each is called in the cluster."""

    def __init__(self) -> None:
        self.servers = made_cluster(valkey_program(), shards=3, replicas=1)
        self._by_id = {server.ask("CLUSTER", "MYID"): server for server in self.servers}
        self.url = f"redis+cluster://127.0.0.1:{self.servers[0].port},127.0.0.1:{self.servers[1].port}"

    def of(self, workshop: str) -> list[RedisServer]:
        """The primary and the replicas that are there."""
        slot = slot_of(journal_key(workshop).encode())
        [shard] = [shard for shard in self.alive().ask("CLUSTER", "SLOTS") if shard[0] <= slot <= shard[1]]
        return [self._by_id[told[2]] for told in shard[2:]]

    def alive(self) -> RedisServer:
        return next(server for server in self.servers if server.answers())

    def is_primary(self, workshop: str, server: RedisServer) -> bool:
        return server.info("replication", "role") == "master" and self.of(workshop)[0] is server

    def fail_over(self, workshop: str) -> None:
        replica = self.of(workshop)[1]
        assert replica.ask("CLUSTER", "FAILOVER") == "OK"
        assert until(lambda: replica.info("replication", "role") == "master")

    def move(self, workshop: str, by: Callable[["Shards", int, RedisServer, RedisServer], None]) -> None:
        slot = slot_of(journal_key(workshop).encode())
        source = self.of(workshop)[0]
        target = next(primary for primary in (self.of(other)[0] for other in "abcdefgh") if primary is not source)
        by(self, slot, source, target)
        assert until(lambda: self.of(workshop)[0] is target)

    def id(self, server: RedisServer) -> str:
        return str(server.ask("CLUSTER", "MYID"))


def at_once(shards: Shards, slot: int, source: RedisServer, target: RedisServer) -> None:
    """As Valkey 9 does."""
    told = source.ask("CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", str(slot), str(slot), "NODE", shards.id(target))
    assert told == "OK"


def key_by_key(shards: Shards, slot: int, source: RedisServer, target: RedisServer) -> None:
    """As all others do."""
    number = str(slot)
    assert target.ask("CLUSTER", "SETSLOT", number, "IMPORTING", shards.id(source)) == "OK"
    assert source.ask("CLUSTER", "SETSLOT", number, "MIGRATING", shards.id(target)) == "OK"
    while keys := source.ask("CLUSTER", "GETKEYSINSLOT", number, "1"):
        assert source.ask("MIGRATE", "127.0.0.1", str(target.port), keys[0], "0", "5000") == "OK"
    for server in (target, source):
        assert server.ask("CLUSTER", "SETSLOT", number, "NODE", shards.id(target)) == "OK"


@pytest.fixture(scope="module")
def shards() -> Iterator[Shards]:
    shards = Shards()
    yield shards
    for server in shards.servers:
        server.end()


async def test_a_planned_failover_in_a_cluster_is_not_noticed(shards: Shards) -> None:
    async with working(shards.url, "planned", "other", durability=Durability.MEMORY) as works:
        await works[0].while_working(partial(shards.fail_over, "planned"))
        await works[1].go_on()


@pytest.mark.parametrize("way", [at_once, key_by_key])
async def test_a_slot_that_moves_takes_its_work_along(
    shards: Shards, way: Callable[[Shards, int, RedisServer, RedisServer], None]
) -> None:
    async with working(shards.url, f"moving-{way.__name__}", durability=Durability.MEMORY) as [work]:
        await work.while_working(partial(shards.move, work.workshop, way))


async def test_a_primary_of_a_cluster_is_killed_and_the_others_do_not_notice(shards: Shards) -> None:
    primary, replica = shards.of("killed")
    other = next(name for name in "abcdefgh" if shards.of(name)[0] is not primary)
    async with working(shards.url, "killed", other, durability=Durability.MEMORY) as works:
        assert until(partial(link_is_up, replica))
        primary.kill()
        await works[1].go_on()
        assert await asyncio.to_thread(until, partial(shards.is_primary, "killed", replica))
        await works[0].go_on()
        primary.start()
        await works[0].go_on()
