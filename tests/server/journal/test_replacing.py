"""J13 beyond the contract: other servers notice, nothing is left in a file, and a kill leaves the old or the new."""

import asyncio
import os
import random
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from moot.server.journal import JournalReplaced
from moot.server.journal.redis import RedisJournal
from moot.server.journal.sqlite import SqliteJournal
from tests import redis_servers
from tests.redis_servers import RedisServer

ROOT = Path(__file__).parents[3]
SECRET = b"Ioana \xc8\x9aepe\xc8\x99"
KILLS = 6


@pytest.mark.parametrize("server", [redis_servers.redis, redis_servers.valkey], ids=["redis", "valkey"])
async def test_whoever_else_holds_the_workshop_is_told_whatever_they_ask(
    server: Callable[[], RedisServer],
) -> None:  # J13
    url = server().url
    server().ask("FLUSHALL")
    async with RedisJournal(url) as one, RedisJournal(url) as other:
        for position in (1, 2, 3):
            await one.append("academy", position, b"theirs")
        asked: tuple[Callable[[], Awaitable[object]], ...] = (
            lambda: other.read("academy", 3),
            lambda: other.append("academy", 4, b"on what they held"),
            lambda: other.keep_checkpoint("academy", 3, b"a state that they held"),
            lambda: other.settle("academy", 3),
            lambda: other.replace("academy", 3, [b"theirs"], b""),
        )
        for number, ask in enumerate(asked):
            last = await one.last("academy")
            assert len(await other.read("academy", 0)) == last
            await one.replace("academy", last, [b"left %d" % number] * 3, b"state %d" % number)
            with pytest.raises(JournalReplaced):
                await ask()
            with pytest.raises(JournalReplaced):
                await ask()
            other.let_go("academy")
        assert await other.read("academy", 0) == [(n, b"left 4") for n in (1, 2, 3)]
        assert await other.checkpoint("academy") == (3, b"state 4")
        await other.append("academy", 4, b"goes on")


def contents(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.iterdir()]


def killed(path: Path, chance: random.Random) -> int:
    """The last writing that a replacer said was done, which was killed somewhere in one."""
    command = [sys.executable, "-m", "tests.server.journal.replacer", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as replacer:
        assert replacer.stdout
        told = [replacer.stdout.readline() for _ in range(chance.randint(2, 6))]
        with suppress(subprocess.TimeoutExpired):  # so that it is in the middle of something
            replacer.wait(chance.random() * 0.02)
        replacer.kill()
        told += replacer.stdout.readlines()
    return max(int(line) for line in told if line.endswith(b"\n"))


async def test_nothing_that_was_replaced_is_left_in_any_file(tmp_path: Path) -> None:  # J13
    async with SqliteJournal(tmp_path / "journal.db") as journal:
        for position in range(1, 300):
            await asyncio.gather(
                journal.append("academy", position, b"%d: %s" % (position, SECRET * (position % 30))),
                journal.append("before", position, b"theirs" * (position % 50)),
                journal.append("later", position, b"theirs" * (position % 70)),
            )
        await journal.keep_checkpoint("academy", 299, SECRET * 1_000)
        reading = asyncio.gather(*[journal.read("later", 0) for _ in range(20)])
        await journal.replace("academy", 299, [b"left"] * 299, b"state")
        assert not any(b"Ioana" in content for content in contents(tmp_path))
        assert any(b"theirs" in content for content in contents(tmp_path))
        await reading


async def test_a_server_killed_in_the_middle_leaves_the_old_or_the_new(tmp_path: Path) -> None:  # J2, J13
    seed = int(os.environ.get("SEED") or random.randrange(10**9))
    print(f"again: SEED={seed}")
    chance, path = random.Random(seed), tmp_path / "journal.db"
    for _ in range(KILLS):
        done = killed(path, chance)
        async with SqliteJournal(path) as journal:
            entries = [entry for _, entry in await journal.read("academy", 0)]
            assert len({entry[:8] for entry in entries}) == 1, "of one writing, whole"
            assert int(entries[0][:8]) in (done, done + 1)
            assert len(entries) == 400
            assert await journal.checkpoint("academy") == (400, entries[0][:8])
        old = b"%08d" % (int(entries[0][:8]) - 1)
        assert not any(old in content for content in contents(tmp_path)), "the log was folded when it was opened"
