"""The contract of `moot.server.journal`, J1 to J13, on every journal. A new journal joins with one line in JOURNALS."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moot.server.journal import (
    ENTRY_BYTES,
    STATE_BYTES,
    CheckpointAhead,
    EntryTooLarge,
    Journal,
    JournalUnavailable,
    PositionTaken,
)
from moot.server.journal.memory import MemoryJournal
from moot.server.journal.redis import Durability, RedisJournal
from moot.server.journal.sqlite import SqliteJournal
from tests import redis_servers


@asynccontextmanager
async def in_memory() -> AsyncIterator[Journal]:
    async with MemoryJournal() as journal:
        yield journal


@asynccontextmanager
async def in_sqlite() -> AsyncIterator[Journal]:
    with tempfile.TemporaryDirectory() as directory:
        async with SqliteJournal(Path(directory) / "journal.db") as journal:
            yield journal


@asynccontextmanager
async def in_redis() -> AsyncIterator[Journal]:
    server = redis_servers.redis()
    server.ask("FLUSHALL")
    async with RedisJournal(server.url) as journal:
        yield journal


@asynccontextmanager
async def in_valkey() -> AsyncIterator[Journal]:
    server = redis_servers.valkey()
    server.ask("FLUSHALL")
    async with RedisJournal(server.url) as journal:
        yield journal


@asynccontextmanager
async def in_cluster() -> AsyncIterator[Journal]:
    servers = redis_servers.cluster()
    for server in servers:
        server.ask("FLUSHALL")
    async with RedisJournal(f"redis+cluster://127.0.0.1:{servers[0].port}", Durability.MEMORY) as journal:
        yield journal


AJournal = Callable[[], AbstractAsyncContextManager[Journal]]
JOURNALS: dict[str, AJournal] = {
    "memory": in_memory,
    "sqlite": in_sqlite,
    "redis": in_redis,
    "valkey": in_valkey,
    "cluster": in_cluster,
}
on_every_journal = pytest.mark.parametrize("a_journal", JOURNALS.values(), ids=JOURNALS.keys())


@pytest.fixture(params=JOURNALS)
async def journal(request: pytest.FixtureRequest) -> AsyncIterator[Journal]:
    async with JOURNALS[request.param]() as journal:
        yield journal


async def appended(journal: Journal, workshop: str, position: int, entry: bytes) -> bool:
    try:
        await journal.append(workshop, position, entry)
    except PositionTaken:
        return False
    return True


async def test_what_was_appended_is_read_in_order(journal: Journal) -> None:  # J1, J4
    for position, entry in enumerate([b"one", b"", b"\0\xff, 3"], 1):
        await journal.append("academy", position, entry)
    assert await journal.read("academy", 0) == [(1, b"one"), (2, b""), (3, b"\0\xff, 3")]
    assert await journal.last("academy") == 3


async def test_a_workshop_that_is_not_there_is_empty(journal: Journal) -> None:
    assert await journal.read("nowhere", 0) == []
    assert await journal.last("nowhere") == 0
    assert await journal.checkpoint("nowhere") is None
    assert await journal.workshops() == []


@pytest.mark.parametrize("position", [-1, 0, 1, 2, 4, 2**70])
async def test_only_the_next_position_is_taken(journal: Journal, position: int) -> None:  # J1
    await journal.append("academy", 1, b"first")
    await journal.append("academy", 2, b"second")
    with pytest.raises(PositionTaken, match=f"position {position} of workshop academy"):
        await journal.append("academy", position, b"too late, or too early")
    assert await journal.read("academy", 0) == [(1, b"first"), (2, b"second")]


async def test_of_twenty_who_append_at_one_position_one_wins(journal: Journal) -> None:  # J1
    for position in range(1, 31):
        entries = [f"{position} by {who}".encode() for who in range(20)]
        won = await asyncio.gather(*[appended(journal, "academy", position, entry) for entry in entries])
        assert won.count(True) == 1
        assert await journal.read("academy", position - 1) == [(position, entries[won.index(True)])]


async def test_each_of_twenty_gets_all_its_entries_in_by_reading_and_trying_again(journal: Journal) -> None:  # J1
    async def writer(who: int) -> None:
        position = 0
        for number in range(5):
            while not await appended(journal, "academy", position + 1, b"%d %d" % (who, number)):
                position += len(await journal.read("academy", position))
            position += 1

    await asyncio.gather(*[writer(who) for who in range(20)])
    entries = await journal.read("academy", 0)
    assert [position for position, _ in entries] == list(range(1, 101))
    assert Counter(entry for _, entry in entries) == Counter(b"%d %d" % (w, n) for w in range(20) for n in range(5))


async def test_many_workshops_at_once_do_not_mix(journal: Journal) -> None:  # J8
    workshops = [f"w{number:02}" for number in range(40)]

    async def trainer(workshop: str) -> None:
        for position in range(1, 26):
            assert await appended(journal, workshop, position, f"{workshop} {position}".encode())
            assert not await appended(journal, workshop, position, b"again")

    await asyncio.gather(*[trainer(workshop) for workshop in workshops])
    assert await journal.workshops() == workshops
    for workshop in workshops:
        expected = [(position, f"{workshop} {position}".encode()) for position in range(1, 26)]
        assert await journal.read(workshop, 0) == expected


async def test_reading_goes_on_after_a_position_and_stops_at_a_limit(journal: Journal) -> None:
    entries = [(position, b"%d" % position * (position % 7)) for position in range(1, 1_001)]
    await asyncio.gather(*[journal.append("academy", *entry) for entry in entries])
    for after in (0, 1, 199, 200, 201, 999, 1_000, 1_001, 2**70):
        assert await journal.read("academy", after) == entries[after:]
        for limit in (0, 1, 200, 201, 2**70):
            assert await journal.read("academy", after, limit) == entries[after:][:limit]


async def test_the_largest_entry_is_kept_and_a_larger_one_refused(journal: Journal) -> None:
    largest = bytes(range(256)) * (ENTRY_BYTES // 256)
    await journal.append("academy", 1, largest)
    with pytest.raises(EntryTooLarge, match=f"{ENTRY_BYTES + 1} bytes"):
        await journal.append("academy", 2, largest + b".")
    assert await journal.read("academy", 0) == [(1, largest)]


async def test_a_checkpoint_takes_the_place_of_an_older_one_only(journal: Journal) -> None:  # J5
    await asyncio.gather(*[journal.append("academy", position, b"") for position in range(1, 11)])
    await journal.keep_checkpoint("academy", 4, b"at four")
    assert await journal.checkpoint("academy") == (4, b"at four")
    await journal.keep_checkpoint("academy", 10, b"at ten")
    await journal.keep_checkpoint("academy", 7, b"at seven")
    assert await journal.checkpoint("academy") == (10, b"at ten")


@pytest.mark.parametrize("position", [0, 2, 2**70])
async def test_a_checkpoint_is_of_what_is_in_the_journal(journal: Journal, position: int) -> None:  # J5
    await journal.append("academy", 1, b"")
    with pytest.raises(CheckpointAhead, match=f"no position {position} "):
        await journal.keep_checkpoint("academy", position, b"")
    assert await journal.checkpoint("academy") is None


async def test_a_checkpoint_has_a_largest_size(journal: Journal) -> None:
    await journal.append("academy", 1, b"")
    with pytest.raises(EntryTooLarge):
        await journal.keep_checkpoint("academy", 1, bytes(STATE_BYTES + 1))


async def test_who_follows_is_woken_until_they_no_longer_do(journal: Journal) -> None:  # J6
    woken = asyncio.Event()
    unfollow = journal.follow("academy", woken.set)
    await journal.append("academy", 1, b"")
    await woken.wait()
    woken.clear()
    unfollow()
    unfollow()
    await journal.append("academy", 2, b"")
    await journal.append("other", 1, b"")
    assert not woken.is_set()


async def test_a_follower_reads_everything_that_others_append(journal: Journal) -> None:  # J6
    woken = asyncio.Event()
    journal.follow("academy", woken.set)
    writing = asyncio.gather(*[journal.append("academy", position, b"") for position in range(1, 101)])
    position = 0
    while position < 100:
        await woken.wait()
        woken.clear()
        position += len(await journal.read("academy", position))
    await writing


async def test_a_follower_that_fails_costs_the_others_nothing(journal: Journal) -> None:  # J6, J8
    def fail() -> None:
        raise RuntimeError("no")

    woken = asyncio.Event()
    journal.follow("academy", fail)
    journal.follow("academy", woken.set)
    await journal.append("academy", 1, b"")
    await woken.wait()


async def test_a_forgotten_workshop_leaves_nothing_and_its_neighbours_alone(journal: Journal) -> None:  # J7
    for workshop in ("academy", "academy-2"):
        await journal.append(workshop, 1, b"first")
        await journal.append(workshop, 2, b"second")
        await journal.keep_checkpoint(workshop, 2, b"state")
    woken = asyncio.Event()
    journal.follow("academy", woken.set)
    await journal.forget("academy")
    await journal.forget("nowhere")
    await woken.wait()
    assert (await journal.last("academy"), await journal.read("academy", 0)) == (0, [])
    assert await journal.checkpoint("academy") is None
    assert await journal.workshops() == ["academy-2"]
    assert await journal.read("academy-2", 0) == [(1, b"first"), (2, b"second")]
    assert await journal.checkpoint("academy-2") == (2, b"state")


async def test_who_still_holds_a_forgotten_workshop_cannot_bring_it_back(journal: Journal) -> None:  # J7
    await journal.append("academy", 1, b"first")
    await journal.forget("academy")
    assert not await appended(journal, "academy", 2, b"second")
    with pytest.raises(CheckpointAhead):
        await journal.keep_checkpoint("academy", 1, b"all that people wrote")
    await journal.append("academy", 1, b"a new beginning")
    assert await journal.read("academy", 0) == [(1, b"a new beginning")]


async def test_a_workshop_that_is_written_anew_is_so_whole_and_goes_on(journal: Journal) -> None:  # J13
    for workshop in ("academy", "academy-2"):
        for position in range(1, 6):
            await journal.append(workshop, position, b"theirs %d" % position)
        await journal.keep_checkpoint(workshop, 5, b"state of theirs")
    woken = asyncio.Event()
    journal.follow("academy", woken.set)
    left = [b"left %d" % position for position in range(1, 7)]
    await journal.replace("academy", 5, left, b"state")
    await woken.wait()
    assert await journal.read("academy", 0) == list(enumerate(left, 1))
    assert await journal.read("academy", 4, 1) == [(5, b"left 5")]
    assert (await journal.last("academy"), await journal.checkpoint("academy")) == (6, (6, b"state"))
    assert not await appended(journal, "academy", 6, b"too late")
    await journal.append("academy", 7, b"goes on")
    await journal.keep_checkpoint("academy", 7, b"at seven")
    await journal.settle("academy", 7)
    assert await journal.read("academy", 5) == [(6, b"left 6"), (7, b"goes on")]
    assert await journal.checkpoint("academy") == (7, b"at seven")
    assert len(await journal.read("academy-2", 0)) == 5
    assert await journal.checkpoint("academy-2") == (5, b"state of theirs")
    await journal.replace("academy", 7, [b"again"], b"")
    assert await journal.read("academy", 0) == [(1, b"again")]


@pytest.mark.parametrize("last", [0, 1, 3, 2**40])
async def test_what_came_meanwhile_is_not_written_over(journal: Journal, last: int) -> None:  # J13
    await journal.append("academy", 1, b"first")
    await journal.append("academy", 2, b"second")
    with pytest.raises(PositionTaken):
        await journal.replace("academy", last, [b"anew"], b"state")
    assert await journal.read("academy", 0) == [(1, b"first"), (2, b"second")]
    assert await journal.checkpoint("academy") is None


async def test_of_many_who_append_and_write_anew_each_is_told_the_truth(journal: Journal) -> None:  # J1, J13
    await journal.append("academy", 1, b"first")

    async def anew(who: int) -> bool:
        try:
            await journal.replace("academy", 1, [b"anew %d" % who, b"more"], b"state %d" % who)
        except PositionTaken:
            return False
        return True

    asked = [anew(0), appended(journal, "academy", 2, b"second"), anew(1), appended(journal, "academy", 2, b"other")]
    won = await asyncio.gather(*asked)
    assert won.count(True) == 1
    entries = [entry for _, entry in await journal.read("academy", 0)]
    first = [b"anew 0", b"first", b"anew 1", b"first"][won.index(True)]
    assert entries == [first, [b"more", b"second", b"more", b"other"][won.index(True)]]


async def test_nothing_too_large_is_written_anew(journal: Journal) -> None:  # J13
    await journal.append("academy", 1, b"first")
    with pytest.raises(EntryTooLarge):
        await journal.replace("academy", 1, [bytes(ENTRY_BYTES + 1)], b"")
    with pytest.raises(EntryTooLarge):
        await journal.replace("academy", 1, [b""], bytes(STATE_BYTES + 1))
    with pytest.raises(ValueError, match="without an entry"):
        await journal.replace("academy", 1, [], b"")
    assert await journal.read("academy", 0) == [(1, b"first")]


@pytest.mark.parametrize("workshop", ["", "a b", "ä", "{a}", "a:b", "a\n", "a\0", "\ud800", "x" * 65])
async def test_a_wrong_id_is_refused_everywhere(journal: Journal, workshop: str) -> None:
    for ask in (
        lambda: journal.append(workshop, 1, b""),
        lambda: journal.read(workshop, 0),
        lambda: journal.last(workshop),
        lambda: journal.keep_checkpoint(workshop, 1, b""),
        lambda: journal.checkpoint(workshop),
        lambda: journal.forget(workshop),
        lambda: journal.replace(workshop, 1, [b""], b""),
    ):
        with pytest.raises(ValueError, match="no id of a workshop"):
            await ask()
    with pytest.raises(ValueError, match="no id of a workshop"):
        journal.follow(workshop, print)


async def test_reading_before_the_beginning_is_refused(journal: Journal) -> None:
    for after, limit in ((-1, None), (0, -1)):
        with pytest.raises(ValueError, match="cannot read"):
            await journal.read("academy", after, limit)


async def test_closing_waits_for_what_was_asked_and_then_all_is_unavailable(journal: Journal) -> None:  # J9
    appends = [journal.append("academy", position, b"") for position in range(1, 51)]
    await asyncio.gather(*appends, journal.close())
    for ask in (
        lambda: journal.append("academy", 51, b""),
        lambda: journal.read("academy", 0),
        lambda: journal.last("academy"),
        lambda: journal.workshops(),
        lambda: journal.keep_checkpoint("academy", 1, b""),
        lambda: journal.checkpoint("academy"),
        lambda: journal.forget("academy"),
        lambda: journal.replace("academy", 50, [b""], b""),
    ):
        with pytest.raises(JournalUnavailable, match="closed"):
            await ask()
    await journal.close()
    await journal.open()
    assert await journal.last("academy") == 50


async def test_a_cancelled_append_leaves_no_gap(journal: Journal) -> None:  # J3
    with suppress(TimeoutError):
        async with asyncio.timeout(0):
            await journal.append("academy", 1, b"cancelled")
    position = await journal.last("academy")
    while not await appended(journal, "academy", position + 1, b"next"):
        position = await journal.last("academy")
    entries = await journal.read("academy", 0)
    assert entries in ([(1, b"next")], [(1, b"cancelled"), (2, b"next")])


# What one does after the other, against a plain dict

WORKSHOPS = st.sampled_from(["a", "b", "a-b"])
BYTES = st.binary(max_size=40)
STEPS = st.one_of(
    st.tuples(st.just("append"), WORKSHOPS, st.sampled_from([1, 1, 1, 1, 0, 2, -1]), BYTES),
    st.tuples(st.just("keep"), WORKSHOPS, st.integers(-3, 1), BYTES),
    st.tuples(st.just("forget"), WORKSHOPS, st.just(0), st.just(b"")),
    st.tuples(st.just("replace"), WORKSHOPS, st.integers(-1, 1), BYTES),
    st.tuples(st.just("reopen"), WORKSHOPS, st.just(0), st.just(b"")),
)


class Model:
    """What a journal must hold."""

    def __init__(self) -> None:
        self.entries: dict[str, list[bytes]] = {}
        self.checkpoints: dict[str, tuple[int, bytes]] = {}

    async def step(self, journal: Journal, do: str, workshop: str, by: int, what: bytes) -> None:
        """`by` counts from the last position."""
        entries = self.entries.get(workshop, [])
        position = len(entries) + by
        match do:
            case "append":
                assert await appended(journal, workshop, position, what) == (by == 1)
                if by == 1:
                    self.entries[workshop] = [*entries, what]
            case "keep" if 1 <= position <= len(entries):
                await journal.keep_checkpoint(workshop, position, what)
                if position > self.checkpoints.get(workshop, (0, b""))[0]:
                    self.checkpoints[workshop] = (position, what)
            case "keep":
                with pytest.raises(CheckpointAhead):
                    await journal.keep_checkpoint(workshop, position, what)
            case "forget":
                await journal.forget(workshop)
                self.entries.pop(workshop, None)
                self.checkpoints.pop(workshop, None)
            case "replace" if by == 0 and entries:
                left = [what + entry for entry in entries[1:]] + [what]
                await journal.replace(workshop, position, left, what)
                self.entries[workshop], self.checkpoints[workshop] = left, (len(left), what)
            case "replace":
                with pytest.raises(PositionTaken):
                    await journal.replace(workshop, len(entries) + (by or 1), [what], what)
            case "reopen":
                await journal.close()
                await journal.open()

    async def check(self, journal: Journal) -> None:
        assert await journal.workshops() == sorted(self.entries)
        for workshop in ("a", "b", "a-b"):
            entries = self.entries.get(workshop, [])
            assert await journal.read(workshop, 0) == list(enumerate(entries, 1))
            assert await journal.last(workshop) == len(entries)
            assert await journal.checkpoint(workshop) == self.checkpoints.get(workshop)


@on_every_journal
@given(steps=st.lists(STEPS, max_size=25))
@settings(max_examples=60)
async def test_a_journal_holds_what_a_dict_would_hold(
    a_journal: AJournal, steps: list[tuple[str, str, int, bytes]]
) -> None:
    model = Model()
    async with a_journal() as journal:
        for step in steps:
            await model.step(journal, *step)
        await model.check(journal)


# What many do at the same time: rounds of appends, `by` counted from the last position before the round

ROUNDS = st.lists(st.lists(st.tuples(WORKSHOPS, st.integers(-1, 4), st.booleans()), max_size=12), max_size=6)


@on_every_journal
@given(rounds=ROUNDS)
@settings(max_examples=60)
async def test_whatever_is_appended_at_once_every_answer_is_true(
    a_journal: AJournal, rounds: list[list[tuple[str, int, bool]]]
) -> None:
    lasts: Counter[str] = Counter()
    kept: dict[tuple[str, int], bytes] = {}
    async with a_journal() as journal:
        for number, asked in enumerate(rounds):
            before = dict(lasts)
            appends = [
                (workshop, before.get(workshop, 0) + by, b"%d.%d" % (number, n))
                for n, (workshop, by, _) in enumerate(asked)
            ]
            keeps = [journal.keep_checkpoint(w, before[w], b"state") for w, _, keep in asked if keep and w in before]
            won = await asyncio.gather(*[appended(journal, *append) for append in appends], *keeps)
            for (workshop, position, entry), yes in zip(appends, won, strict=False):
                if yes:
                    assert (workshop, position) not in kept, "two were told that they were first"
                    kept[workshop, position] = entry
                    lasts[workshop] = max(lasts[workshop], position)
            assert all(entry[1] > before.get(entry[0], 0) for entry, yes in zip(appends, won, strict=False) if yes)
        for workshop in lasts:
            assert await journal.read(workshop, 0) == [
                (position, kept[workshop, position]) for position in range(1, lasts[workshop] + 1)
            ]
        assert await journal.workshops() == sorted(lasts)
        assert len(kept) == lasts.total()
