"""J10: a replica that lagged becomes the primary, and what was acknowledged is gone from Redis."""

import asyncio

import pytest

from moot.server.journal import CheckpointAhead, JournalWentBack, PositionTaken
from moot.server.journal.redis import RedisJournal, tail
from tests.server.journal.lagging import Lagging


def numbered(first: int, last: int) -> list[tuple[int, bytes]]:
    return [(position, b"%d" % position) for position in range(first, last + 1)]


async def append(journal: RedisJournal, first: int, last: int) -> None:
    for position, entry in numbered(first, last):
        await journal.append("academy", position, entry)


async def grown_to(lagging: Lagging, last: int) -> None:
    async with asyncio.timeout(10):
        while lagging.has() < last:
            await asyncio.to_thread(lagging.replica.info, "server", "uptime_in_seconds")


async def test_whoever_appends_puts_back_what_was_lost(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as journal:
        await append(journal, 1, 7)
        lagging.lag()
        await append(journal, 8, 10)
        lagging.fail_over()
        assert lagging.has() == 7
        await journal.append("academy", 11, b"11")
        assert await journal.read("academy", 0) == numbered(1, 11)
    assert lagging.has() == 11


async def test_whoever_reads_finds_what_they_were_told(lagging: Lagging) -> None:  # J4
    async with RedisJournal(lagging.proxy.url) as journal:
        await append(journal, 1, 7)
        lagging.lag()
        await append(journal, 8, 10)
        lagging.fail_over()
        assert await journal.read("academy", 9) == numbered(10, 10)
        assert await journal.last("academy") == 10


async def test_the_last_position_is_the_one_that_was_told(lagging: Lagging) -> None:  # J4
    async with RedisJournal(lagging.proxy.url) as journal:
        lagging.lag()
        await append(journal, 1, 10)
        lagging.fail_over()
        assert await journal.last("academy") == 10, "Redis had nothing"
        await journal.keep_checkpoint("academy", 10, b"state")
        assert await journal.checkpoint("academy") == (10, b"state")


async def test_a_checkpoint_finds_what_it_is_of(lagging: Lagging) -> None:  # J5
    async with RedisJournal(lagging.proxy.url) as journal:
        await append(journal, 1, 7)
        lagging.lag()
        await append(journal, 8, 10)
        lagging.fail_over()
        await journal.keep_checkpoint("academy", 9, b"state")
        with pytest.raises(CheckpointAhead):
            await journal.keep_checkpoint("academy", 11, b"state")
        assert await journal.read("academy", 0) == numbered(1, 10)


async def test_it_is_put_back_before_anybody_asks_when_somebody_follows(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as one, RedisJournal(lagging.proxy.url) as two:
        woken = asyncio.Event()
        two.follow("academy", woken.set)
        await woken.wait()
        await append(one, 1, 7)
        while await two.last("academy") < 7 or not await two.read("academy", 6):
            await woken.wait()
        lagging.lag()
        await append(one, 8, 300)
        position = 7
        while position < 300:
            woken.clear()
            position += len(await two.read("academy", position))
            if position < 300:
                await woken.wait()
        lagging.fail_over()
        await grown_to(lagging, 300)
        assert await one.read("academy", 0) == numbered(1, 300)


async def test_of_several_that_put_back_none_writes_twice(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as one, RedisJournal(lagging.proxy.url) as two:
        await append(one, 1, 300)
        lagging.lag()
        await append(one, 301, 900)
        assert await two.read("academy", 0) == numbered(1, 900)
        lagging.fail_over()
        found = await asyncio.gather(*[journal.read("academy", 0) for journal in (one, two, one, two)])
        assert found == [numbered(1, 900)] * 4


async def test_when_others_went_on_from_the_older_end_it_is_said(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as journal, RedisJournal(lagging.replica.url) as other:
        await append(journal, 1, 7)
        lagging.lag()
        await append(journal, 8, 10)
        lagging.fail_over()
        await other.append("academy", 8, b"another")
        for ask in (
            lambda: journal.append("academy", 11, b"11"),
            lambda: journal.read("academy", 10),
            lambda: journal.read("academy", 0),
            lambda: journal.last("academy"),
            lambda: journal.keep_checkpoint("academy", 10, b"state"),
        ):
            with pytest.raises(JournalWentBack, match="academy has another entry 8 than it had"):
                await ask()
        assert await other.read("academy", 7) == [(8, b"another")]


@pytest.mark.parametrize("further", [10, 11, 15])
async def test_a_fork_is_noticed_however_long_it_grew(lagging: Lagging, further: int) -> None:
    async with RedisJournal(lagging.proxy.url) as journal, RedisJournal(lagging.replica.url) as other:
        await append(journal, 1, 7)
        lagging.lag()
        await append(journal, 8, 10)
        lagging.fail_over()
        for position in range(8, further + 1):
            await other.append("academy", position, b"%d" % position)  # the same words; yet not the same entries
        for _ in range(2):
            with pytest.raises((JournalWentBack, PositionTaken)):
                await journal.append("academy", 11, b"11")
            for after in (0, 10):
                with pytest.raises(JournalWentBack):
                    await journal.read("academy", after)
        assert await other.last("academy") == further


async def test_a_follower_of_a_fork_hears_of_it_and_not_of_its_entries(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as journal, RedisJournal(lagging.replica.url) as other:
        await append(journal, 1, 7)
        woken = asyncio.Event()
        lagging.lag()
        await append(journal, 8, 10)
        lagging.fail_over()
        for position in range(8, 11):
            await other.append("academy", position, b"another")
        journal.follow("academy", woken.set)
        await woken.wait()
        woken.clear()
        await other.append("academy", 11, b"another")
        await woken.wait()
        with pytest.raises(JournalWentBack):
            await journal.read("academy", 10)


async def test_whoever_lets_go_begins_anew_with_what_redis_has(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as journal, RedisJournal(lagging.replica.url) as other:
        await append(journal, 1, 7)
        lagging.lag()
        await append(journal, 8, 10)
        lagging.fail_over()
        await other.append("academy", 8, b"another")
        with pytest.raises(JournalWentBack):
            await journal.read("academy", 10)
        journal.let_go("academy")
        assert await journal.read("academy", 6) == [(7, b"7"), (8, b"another")]
        await journal.append("academy", 9, b"9")


async def test_what_is_no_longer_at_hand_is_not_made_up(lagging: Lagging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tail, "RECENT", 5)
    async with RedisJournal(lagging.proxy.url) as journal:
        await append(journal, 1, 7)
        lagging.lag()
        await append(journal, 8, 20)
        lagging.fail_over()
        with pytest.raises(JournalWentBack, match="lost its entries 8 to 20, of which only 16 and later are at hand"):
            await journal.append("academy", 21, b"21")
        assert lagging.has() == 7


async def test_what_another_server_forgot_is_not_put_back(lagging: Lagging) -> None:  # J7
    async with RedisJournal(lagging.proxy.url) as journal, RedisJournal(lagging.proxy.url) as other:
        await append(journal, 1, 10)
        await other.forget("academy")
        with pytest.raises(PositionTaken):
            await journal.append("academy", 11, b"11")
        with pytest.raises(CheckpointAhead):
            await journal.keep_checkpoint("academy", 10, b"state")
        assert await journal.read("academy", 0) == []
        await append(other, 1, 10)
        await append(journal, 11, 11)
        assert await other.read("academy", 0) == numbered(1, 11)


async def test_of_a_new_life_the_old_one_knows_nothing(lagging: Lagging) -> None:  # J7
    async with RedisJournal(lagging.proxy.url) as journal, RedisJournal(lagging.proxy.url) as other:
        await append(journal, 1, 10)
        await other.forget("academy")
        await append(other, 1, 10)
        with pytest.raises(PositionTaken):
            await journal.append("academy", 11, b"of the old life")
        with pytest.raises(CheckpointAhead):
            await journal.keep_checkpoint("academy", 11, b"of the old life")
        lagging.lag()
        await append(other, 11, 12)
        lagging.fail_over()
        await append(other, 13, 13)
        assert await other.read("academy", 0) == numbered(1, 13)
