"""Copied under load as `deploy/README.md` says, killed, destroyed, restored: what was acknowledged before is there."""

import asyncio
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from moot.server.journal import Journal
from moot.server.journal.redis import RedisJournal
from moot.server.journal.sqlite import SqliteJournal
from tests.deploy.asking import Asked, Asking, acknowledged, names
from tests.deploy.deployed_redis import DeployedRedis
from tests.deploy.guide import OWNER, Places, carry_out, copied
from tests.redis_servers import RedisServer, redis_program
from tests.server.browser import Browser, end_of, socket_of
from tests.server_process import ServerProcess
from tests.simulation.history import Load, replayed

BEFORE, MEANWHILE = 300, 200  # answers before the copying begins, and after it ended
SECRET = "forty letters that nobody guesses, or so"


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    server = DeployedRedis(redis_program()).start()
    yield server
    server.end()


Starts = Callable[..., ServerProcess]


@pytest.fixture
def serves() -> Iterator[Starts]:
    """Starts servers, and ends them."""
    started: list[ServerProcess] = []

    def start(*given: Any, **named: Any) -> ServerProcess:
        started.append(ServerProcess(*given, **named).start())
        return started[-1]

    yield start
    for server in started:
        server.kill()


class Kept:
    """What a copy has to have at the least."""

    def __init__(self, load: Load) -> None:
        self.load, self.names = load, names(load)
        self.before: set[Asked] = set()

    async def while_all_ask(self, server: ServerProcess, command: str, places: Places) -> None:
        """The command is carried out, and then the server dies."""
        async with Asking(self.load, server.url) as asking:
            await asking.answers(BEFORE)
            self.before = acknowledged(self.load, self.names)
            await asyncio.to_thread(carry_out, command, places)
            await asking.answers(MEANWHILE)
            server.kill()

    async def check(self, journal: Journal) -> None:
        async with journal:
            _, deeds = await replayed(journal, self.load.trainer.workshop)
        asked = Counter((deed.by, deed.stream, deed.ask) for deed in deeds if deed.ask)
        assert len(self.before) >= BEFORE
        assert self.before <= asked.keys(), "what was acknowledged is not there"
        assert set(asked.values()) == {1}, "a request was done twice"

    def go_on(self) -> None:
        """By the links and badges that people have."""
        trainer, writer = self.load.trainer, next(iter(self.load.writers))
        trainer.come("again")
        assert trainer.ask({"type": "add-group"}, 1)["type"] == "done"
        writer.come("again")
        note = {"type": "add-note", "room": "g2", "section": "solve-0", "id": "noteafter1", "text": "Zażółć"}
        assert writer.ask(note, 1) == {"type": "done", "done": 1}


async def test_a_file_is_copied_while_people_write_and_restored(serves: Starts, tmp_path: Path) -> None:
    data, copies = tmp_path / "data", tmp_path / "copies"
    server = serves(data)
    kept = Kept(await asyncio.to_thread(Load, server, random.Random(1)))
    await kept.while_all_ask(server, "copy the file", {"/var/lib/moot": data, "/var/backups/moot": copies})

    for file in data.iterdir():
        file.write_bytes(b"\xff" * 4096)
    places: Places = {"/var/lib/moot": data, "COPY": copied(copies), "moot:moot": OWNER}
    carry_out("restore the file", places)
    await kept.check(SqliteJournal(data / "journal.sqlite"))
    server.start()
    kept.go_on()


async def test_redis_is_copied_while_people_write_and_restored(
    serves: Starts, redis: RedisServer, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    server = serves(tmp_path / "data", "--redis", redis.url, secret=SECRET)
    kept = Kept(await asyncio.to_thread(Load, server, random.Random(2)))
    here: Places = {"/var/lib/redis": redis.folder}
    copying: Places = {**here, "/var/backups/moot": copies, "redis-cli": f"redis-cli -p {redis.port}"}
    await kept.while_all_ask(server, "copy redis", copying)
    assert redis.ask("CONFIG", "GET", "auto-aof-rewrite-percentage")[1] == "100"

    redis.kill()
    shutil.rmtree(redis.folder / "appendonlydir")
    carry_out("restore redis", {**here, "COPY": copied(copies), "redis:redis": OWNER})
    redis.start()
    await kept.check(RedisJournal(redis.url))
    server.start()
    kept.go_on()


async def test_all_workshops_are_exported_while_people_write_and_put_into_another_journal(
    serves: Starts, redis: RedisServer, tmp_path: Path
) -> None:
    data, copies = tmp_path / "data", tmp_path / "copies"
    server = serves(data, secret=SECRET)
    kept = Kept(await asyncio.to_thread(Load, server, random.Random(3)))
    await kept.while_all_ask(server, "export all", {"/var/lib/moot": data, "/var/backups/moot": copies})

    shutil.rmtree(data)
    to_redis: Places = {"--data /var/lib/moot": f"--redis {redis.url}", "COPY": copied(copies)}
    carry_out("import all", to_redis)
    await kept.check(RedisJournal(redis.url))
    server.options = ("--redis", redis.url)
    server.start()
    kept.go_on()


AS_WE_ARE = {"runuser -u moot -- ": ""}


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


async def test_a_forgotten_workshop_is_nowhere_in_the_file(serves: Starts, tmp_path: Path) -> None:
    server = serves(tmp_path)
    load = await asyncio.to_thread(Load, server, random.Random(4))
    other = Browser(server).make_workshop()
    server.kill()
    said = "Zażółć".encode()
    assert said in bytes_in(tmp_path)
    carry_out("forget", {**AS_WE_ARE, "/var/lib/moot": tmp_path, "WORKSHOP": load.trainer.workshop})
    assert said not in bytes_in(tmp_path)
    assert load.trainer.workshop.encode() not in bytes_in(tmp_path)
    server.start()
    assert other.come()["you"], "the others are as they were"


async def test_a_forgotten_workshop_is_nowhere_in_redis(serves: Starts, redis: RedisServer, tmp_path: Path) -> None:
    server = serves(tmp_path, "--redis", redis.url, secret=SECRET)
    load = await asyncio.to_thread(Load, server, random.Random(5))
    other = Browser(server).make_workshop()
    said = "Zażółć".encode()
    assert said in bytes_in(redis.folder)
    to_redis = {"MOOT_DATA=/var/lib/moot": f"MOOT_REDIS={redis.url}", "WORKSHOP": load.trainer.workshop}
    carry_out("forget", {**AS_WE_ARE, **to_redis})
    carry_out("forget in files of redis", {"redis-cli": f"redis-cli -p {redis.port}"})
    assert said not in bytes_in(redis.folder)
    assert other.come()["you"], "the others are as they were"
    line = socket_of(server, load.trainer.workshop, "trainer", load.trainer.cookies)
    assert end_of(line) == 4004, "whoever was in it is told that it is gone"
