"""Redis fails over, by Sentinel and in a cluster: appends go on by themselves, and followers hear all of them."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest

from moot.server.journal.redis import Durability, RedisJournal
from tests.redis_failover import Shards, Watched, at_once, key_by_key
from tests.redis_servers import RedisServer, link_is_up, redis_program, until, valkey_program
from tests.server.journal.test_redis_bad_days import Follower, append_next, everything

PATIENCE = 1.0


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
