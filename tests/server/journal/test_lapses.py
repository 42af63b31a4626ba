"""What went wrong with Redis and was mended is counted, for operators."""

import asyncio

from moot.server.journal.redis import RedisJournal
from tests.server.journal.lagging import Lagging


async def append(journal: RedisJournal, first: int, last: int) -> None:
    for position in range(first, last + 1):
        await journal.append("academy", position, b"%d" % position)


async def test_entries_that_redis_had_lost_are_counted(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as journal:
        await append(journal, 1, 7)
        lagging.lag()
        await append(journal, 8, 10)
        lagging.fail_over()
        await append(journal, 11, 11)
        assert journal.lapses.put_back == 3


async def test_entries_that_came_while_nobody_could_hear_are_counted(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as deaf, RedisJournal(lagging.primary.url) as other:
        woken = asyncio.Event()
        deaf.follow("academy", woken.set)
        await append(deaf, 1, 1)
        await woken.wait()
        lagging.proxy.refuses = True
        lagging.proxy.cut()
        await append(other, 2, 3)
        woken.clear()
        lagging.proxy.refuses = False
        async with asyncio.timeout(10):
            await woken.wait()
        assert [position for position, _ in await deaf.read("academy", 0)] == [1, 2, 3]
        assert (deaf.lapses.deaf > 0, deaf.lapses.gaps) == (True, 1)


async def test_who_hears_everything_misses_nothing(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as here, RedisJournal(lagging.proxy.url) as there:
        news = asyncio.Event()
        here.follow("academy", news.set)
        await append(here, 1, 1)
        await append(there, 2, 60)
        async with asyncio.timeout(10):
            while len(await here.read("academy", 0)) < 60:
                news.clear()
                await news.wait()
        assert (here.lapses.deaf, here.lapses.gaps, here.lapses.put_back) == (0, 0, 0)
