"""The journal of many servers when answers are lost, Redis is killed or stops for a while, and others append too."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

import pytest

from moot.server.journal import Journal, JournalUnavailable, PositionTaken
from moot.server.journal.redis import Durability, RedisJournal
from tests.redis_servers import DURABLE, RedisServer, redis_program, valkey, valkey_program
from tests.server.journal.proxy import Proxy

PATIENCE = 1.0


@pytest.fixture
def server() -> RedisServer:
    server = valkey()
    server.ask("FLUSHALL")
    return server


@pytest.fixture(params=[redis_program, valkey_program], ids=["redis", "valkey"])
def own_server(request: pytest.FixtureRequest) -> Iterator[RedisServer]:
    server = RedisServer(request.param(), *DURABLE).start()
    yield server
    server.end()


@pytest.fixture
async def proxy(server: RedisServer) -> AsyncIterator[Proxy]:
    async with Proxy(server) as proxy:
        yield proxy


async def everything(journal: Journal, workshop: str = "academy") -> list[bytes]:
    return [entry for _, entry in await journal.read(workshop, 0)]


async def append_next(journal: Journal, workshop: str, position: int, entry: bytes) -> int:
    """As a workshop does it: at the next position, whatever comes between. Answers with where it is now."""
    while True:
        try:
            await journal.append(workshop, position + 1, entry)
            return position + 1
        except (PositionTaken, JournalUnavailable):
            found = await read_until_possible(journal, workshop, position)
            position += len(found)
            for at, kept in found:
                if kept == entry:
                    return at


async def read_until_possible(journal: Journal, workshop: str, after: int) -> list[tuple[int, bytes]]:
    while True:
        with suppress(JournalUnavailable):
            return await journal.read(workshop, after)


async def test_an_answer_that_was_lost_is_asked_for_again(server: RedisServer, proxy: Proxy) -> None:  # J1, J2
    async with RedisJournal(proxy.url) as journal:
        for position in range(1, 6):
            proxy.lost.clear()
            proxy.lose_answer_to = entry = b"entry %d." % position
            await journal.append("academy", position, entry)
            assert proxy.lost.is_set()
        assert await everything(journal) == [b"entry %d." % position for position in range(1, 6)]
        assert server.ask("XLEN", "moot:{academy}:journal") == 5


async def test_a_request_that_was_lost_is_made_again(proxy: Proxy) -> None:  # J1, J2
    async with RedisJournal(proxy.url) as journal:
        proxy.lose_request = b"first"
        await journal.append("academy", 1, b"first")
        assert proxy.lost.is_set()
        assert await everything(journal) == [b"first"]


async def test_whoever_lost_the_answer_hears_truly_that_another_was_first(server: RedisServer, proxy: Proxy) -> None:
    async with RedisJournal(proxy.url) as unlucky, RedisJournal(server.url) as other:
        proxy.lose_request = b"same words"
        losing = asyncio.ensure_future(unlucky.append("academy", 1, b"same words"))
        await proxy.lost.wait()
        await other.append("academy", 1, b"same words")
        with pytest.raises(PositionTaken):
            await losing
        assert await everything(other) == [b"same words"]


async def test_a_lost_answer_is_found_though_others_went_on(server: RedisServer, proxy: Proxy) -> None:  # J1
    async with RedisJournal(proxy.url) as unlucky, RedisJournal(server.url) as other:
        proxy.lose_answer_to = b"first"
        losing = asyncio.ensure_future(unlucky.append("academy", 1, b"first"))
        await proxy.lost.wait()
        await append_next(other, "academy", 0, b"second")
        await losing
        assert await everything(other) == [b"first", b"second"]


async def test_what_was_acknowledged_survives_a_kill_and_appends_go_on_by_themselves(own_server: RedisServer) -> None:
    kept, grown = Counter[str](), asyncio.Event()  # J2, J3

    async def trainer(journal: Journal, workshop: str) -> None:
        position = 0
        while position < 400:
            position = await append_next(journal, workshop, position, b"%s %d" % (workshop.encode(), position + 1))
            kept[workshop] = position
            grown.set()

    async with RedisJournal(own_server.url, patience=PATIENCE) as journal, asyncio.TaskGroup() as trainers:
        for number in range(5):
            trainers.create_task(trainer(journal, f"w{number}"))
        for times in (1, 2):
            while kept.total() < 600 * times:
                grown.clear()
                await grown.wait()
            own_server.kill()
            acknowledged = dict(kept)
            own_server.start()
            for workshop, last in acknowledged.items():
                entries = own_server.ask("XLEN", f"moot:{{{workshop}}}:journal")
                assert entries >= last
    async with RedisJournal(own_server.url) as journal:
        for number in range(5):
            workshop = f"w{number}"
            expected = [b"%s %d" % (workshop.encode(), position) for position in range(1, 401)]
            assert await everything(journal, workshop) == expected


async def test_a_redis_that_stops_is_not_waited_for_for_ever(own_server: RedisServer) -> None:  # J3
    async with RedisJournal(own_server.url, patience=PATIENCE) as journal:
        await journal.append("academy", 1, b"first")
        own_server.pause()
        begun = time.monotonic()
        asked = [journal.append("academy", 2, b"second"), journal.read("academy", 0), journal.last("other")]
        answers = await asyncio.gather(
            *asked, *[journal.append("academy", 3, b"") for _ in range(20)], return_exceptions=True
        )
        assert all(isinstance(answer, JournalUnavailable) for answer in answers)
        assert time.monotonic() - begun < 1.5 * PATIENCE
        own_server.resume()
        found = await journal.read("academy", 1)
        assert found in ([], [(2, b"second")]), "nobody knew"
        position = await append_next(journal, "academy", 1, b"goes on")
        assert (await everything(journal))[0] == b"first"
        assert (await everything(journal))[position - 1] == b"goes on"
        assert (await everything(journal)).count(b"second") <= 1


async def test_a_workshop_waits_while_redis_is_away_and_writes_once(own_server: RedisServer) -> None:  # J3
    async with RedisJournal(own_server.url, patience=5 * PATIENCE) as journal:
        await journal.append("academy", 1, b"first")
        own_server.kill()
        with pytest.raises(JournalUnavailable, match="cannot be reached"):
            await journal.append("academy", 2, b"second")
        waiting = asyncio.ensure_future(append_next(journal, "academy", 1, b"second"))
        own_server.start()
        assert await waiting == 2
        assert await everything(journal) == [b"first", b"second"]


async def test_of_two_servers_one_wins_each_position(server: RedisServer) -> None:  # J1
    async with RedisJournal(server.url) as one, RedisJournal(server.url) as two:

        async def writer(journal: Journal, name: str) -> list[int]:
            positions = [0]
            for number in range(100):
                position = await append_next(journal, "academy", positions[-1], f"{name}{number}".encode())
                positions.append(position)
            return positions[1:]

        won = await asyncio.gather(*[writer(journal, f"{n}.") for n, journal in enumerate((one, one, two, two))])
        positions = sorted(position for positions in won for position in positions)
        assert positions == list(range(1, 401))
        assert await everything(one) == await everything(two)
        assert len(set(await everything(one))) == 400


async def test_a_follower_hears_what_another_server_appends(server: RedisServer) -> None:  # J6
    async with RedisJournal(server.url) as one, RedisJournal(server.url) as two:
        follower = Follower(one, "academy")
        for position in range(1, 101):
            await two.append("academy", position, b"%d" % position)
        await follower.until(100)


async def test_a_follower_that_hears_everything_asks_for_nothing(server: RedisServer) -> None:
    async with RedisJournal(server.url) as one, RedisJournal(server.url) as two:
        follower = Follower(one, "academy")
        await two.append("academy", 1, b"1")
        await follower.until(1)
        server.ask("CONFIG", "RESETSTAT")
        for position in range(2, 101):
            await two.append("academy", position, b"%d" % position)
        await follower.until(100)
        assert re.findall(r"cmdstat_xrange:calls=(\d+)", server.ask("INFO", "commandstats")) == ["99"], "by the appends"


async def test_a_follower_misses_nothing_across_a_broken_line(server: RedisServer, proxy: Proxy) -> None:  # J6
    async with RedisJournal(proxy.url) as one, RedisJournal(server.url) as two:
        follower = Follower(one, "academy")
        for position in range(1, 201):
            await two.append("academy", position, b"%d" % position)
            if position % 50 == 0:
                proxy.cut()
        await follower.until(200)


async def test_a_follower_misses_nothing_when_redis_is_restarted(own_server: RedisServer) -> None:  # J6
    async with RedisJournal(own_server.url, patience=PATIENCE) as one:
        follower = Follower(one, "academy")
        position = 0
        for _ in range(2):
            async with RedisJournal(own_server.url, patience=PATIENCE) as two:
                for _ in range(20):
                    position = await append_next(two, "academy", position, b"%d" % (position + 1))
            own_server.kill()
            own_server.start()
        await follower.until(40)


async def test_a_long_entry_is_heard_of_too(server: RedisServer) -> None:  # J6
    async with RedisJournal(server.url) as one, RedisJournal(server.url) as two:
        follower = Follower(one, "academy")
        for position in range(1, 11):
            await two.append("academy", position, b"%d" % position + b"." * 30_000 * (position % 4))
        await follower.until(10)


class Follower:
    """Reads whenever it is woken, as a workshop does."""

    def __init__(self, journal: Journal, workshop: str) -> None:
        self.entries: list[bytes] = []
        self._journal, self._workshop = journal, workshop
        self._woken = asyncio.Event()
        self.leave = journal.follow(workshop, self._woken.set)

    async def until(self, position: int) -> None:
        while len(self.entries) < position:
            await self._woken.wait()
            self._woken.clear()
            for position, entry in await read_until_possible(self._journal, self._workshop, len(self.entries)):
                assert position == len(self.entries) + 1
                self.entries.append(entry)
        assert [int(entry.rstrip(b".")) for entry in self.entries] == list(range(1, position + 1))


async def test_memory_is_a_durability_that_says_what_it_is(own_server: RedisServer) -> None:
    own_server.ask("CONFIG", "SET", "appendfsync", "no")
    async with RedisJournal(own_server.url, Durability.MEMORY) as journal:
        await journal.append("academy", 1, b"first")
