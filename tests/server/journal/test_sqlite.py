"""The embedded journal on bad days: another process, another form, a full disk, a locked file, a copy while it runs."""

import asyncio
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from moot.server.journal import JournalInUse, JournalTooNew, JournalUnavailable, wal
from moot.server.journal.file import connect
from moot.server.journal.sqlite import SqliteJournal

ROOT = Path(__file__).parents[3]
SECRET = b"what Ana wrote before she asked us to forget it"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@contextmanager
def other_program(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file grows beyond `size` bytes, as the system sees to it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)


async def test_everything_is_there_again_after_a_restart(path: Path) -> None:
    async with SqliteJournal(path) as journal:
        await journal.append("academy", 1, b"first")
        await journal.append("academy", 2, b"second")
        await journal.keep_checkpoint("academy", 1, b"state")
    assert sorted(os.listdir(path.parent)) == ["journal.db", "journal.db.lock"]
    async with SqliteJournal(path) as journal:
        assert await journal.read("academy", 0) == [(1, b"first"), (2, b"second")]
        assert await journal.checkpoint("academy") == (1, b"state")
        await journal.append("academy", 3, b"third")


async def test_a_second_process_is_refused_and_told_whom_to_look_for(path: Path) -> None:
    async with SqliteJournal(path) as journal:
        command = [sys.executable, "-m", "tests.server.journal.writer", str(path), "seed"]
        second = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, capture_output=True, text=True)
        assert second.returncode == 1
        assert second.stderr == f"the journal {path} is in use by process {os.getpid()}\n"
        with pytest.raises(JournalInUse):
            await SqliteJournal(path.parent / "." / path.name).open()
        await journal.append("academy", 1, b"still ours")


async def test_a_journal_of_a_newer_moot_is_left_alone(path: Path) -> None:
    async with SqliteJournal(path):
        pass
    with other_program(path) as newer:
        newer.execute("PRAGMA user_version = 2")
    with pytest.raises(JournalTooNew, match=r"form 2, this moot knows up to 1: install a newer moot"):
        await SqliteJournal(path).open()
    with other_program(path) as older:
        older.execute("PRAGMA user_version = 1")
    async with SqliteJournal(path):
        pass  # a refusal left no lock behind


async def test_another_program_s_file_is_left_alone(path: Path) -> None:
    with other_program(path) as other:
        other.execute("CREATE TABLE bookmark (url TEXT)")
        with pytest.raises(JournalUnavailable, match="is not a journal of moot"):
            await SqliteJournal(path).open()
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmark",)]
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.fixture
def diary(path: Path) -> Iterator[Path]:
    path.write_text("Dear diary, " * 100)
    yield path
    assert path.read_text() == "Dear diary, " * 100


async def test_a_file_that_is_no_database_is_left_alone(diary: Path) -> None:
    with pytest.raises(JournalUnavailable, match="file is not a database"):
        await SqliteJournal(diary).open()


async def test_a_directory_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(JournalUnavailable, match=r"nowhere/journal.db.lock: No such file"):
        await SqliteJournal(tmp_path / "nowhere" / "journal.db").open()


async def test_a_full_disk_is_said_and_when_there_is_room_again_all_goes_on(path: Path) -> None:  # J3
    async with SqliteJournal(path) as journal:
        await journal.append("academy", 1, b"before")
        with full_disk(1 << 20):
            with pytest.raises(JournalUnavailable, match="disk"):
                await journal.append("academy", 2, bytes(2 << 20))
            with pytest.raises(JournalUnavailable, match="disk"):
                await journal.keep_checkpoint("academy", 1, bytes(2 << 20))
            assert await journal.read("academy", 0) == [(1, b"before")]
        await journal.append("academy", 2, b"after")
        assert await journal.read("academy", 0) == [(1, b"before"), (2, b"after")]
    async with SqliteJournal(path) as journal:
        assert await journal.read("academy", 0) == [(1, b"before"), (2, b"after")]


async def test_when_a_disk_fills_up_under_load_every_answer_is_true(path: Path) -> None:  # J2, J3
    async with SqliteJournal(path) as journal:
        with full_disk(1 << 20):
            appends = [journal.append(f"w{n % 7}", n // 7 + 1, bytes(2_000)) for n in range(1_400)]
            answers = await asyncio.gather(*appends, return_exceptions=True)
            assert any(isinstance(answer, JournalUnavailable) for answer in answers)
    kept = {(f"w{n % 7}", n // 7 + 1) for n, answer in enumerate(answers) if answer is None}
    async with SqliteJournal(path) as journal:
        found = {(f"w{n}", position) for n in range(7) for position, _ in await journal.read(f"w{n}", 0)}
    assert kept == found


async def test_forgetting_on_a_full_disk_forgets_nothing_until_there_is_room(path: Path) -> None:  # J3, J7
    async with SqliteJournal(path) as journal:
        entries = [(position, SECRET * 400) for position in range(1, 301)]
        await asyncio.gather(*[journal.append("academy", *entry) for entry in entries])
        with full_disk(1 << 20), pytest.raises(JournalUnavailable, match="disk"):
            await journal.forget("academy")
        assert await journal.read("academy", 0) == entries
        await journal.append("academy", 301, b"goes on")
        await journal.forget("academy")
        assert await journal.workshops() == []


async def test_a_file_that_another_program_locks_is_not_waited_for_for_ever(path: Path) -> None:  # J3
    async with SqliteJournal(path, patience=0.05) as journal:
        with other_program(path) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(JournalUnavailable, match="locked"):
                await journal.append("academy", 1, b"first")
            other.execute("ROLLBACK")
        await journal.append("academy", 1, b"first")
        assert await journal.read("academy", 0) == [(1, b"first")]


async def test_the_log_beside_the_file_stays_short_though_nobody_pauses(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wal, "LONG", 1 << 20)
    async with SqliteJournal(path) as journal:
        for position in range(1, 401):
            await asyncio.gather(*[journal.append(f"w{number}", position, bytes(10_000)) for number in range(10)])
        assert size(f"{path}-wal") < 10 << 20, "of 40 MB that were appended"
        assert await journal.last("w9") == 400


async def test_a_lost_entry_is_noticed(path: Path) -> None:  # J1
    async with SqliteJournal(path) as journal:
        for position in range(1, 6):
            await journal.append("academy", position, b"")
        with other_program(path) as other:
            other.execute("DELETE FROM entry WHERE position = 3")
        with pytest.raises(JournalUnavailable, match="academy has lost an entry between 0 and 5"):
            await journal.read("academy", 0)


async def test_a_copy_made_while_people_work_is_a_journal(path: Path) -> None:
    copy = path.with_name("copy.db")
    async with SqliteJournal(path) as journal:
        await asyncio.gather(*[journal.append("academy", position, b"") for position in range(1, 101)])
        writing = [asyncio.ensure_future(journal.append("academy", position, b"")) for position in range(101, 201)]
        await asyncio.to_thread(other_copy, path, copy)
        await asyncio.gather(*writing)
    async with SqliteJournal(copy) as journal:
        entries = await journal.read("academy", 0)
        assert [position for position, _ in entries] == list(range(1, len(entries) + 1))
        assert 100 <= len(entries) <= 200
        await journal.append("academy", len(entries) + 1, b"goes on")


def size(file: str) -> int:
    return os.path.getsize(file)


def other_copy(path: Path, copy: Path) -> None:
    with other_program(path) as other:
        other.execute("VACUUM INTO ?", (str(copy),))


async def test_nothing_forgotten_is_left_in_any_file(path: Path) -> None:  # J7
    async with SqliteJournal(path) as journal:
        for position in range(1, 300):
            await asyncio.gather(
                journal.append("academy", position, b"%d: %s" % (position, SECRET * (position % 30))),
                journal.append("before", position, b"theirs" * (position % 50)),
                journal.append("later", position, b"theirs" * (position % 70)),
            )
        await journal.keep_checkpoint("academy", 299, SECRET * 1_000)
        await journal.keep_checkpoint("later", 299, b"theirs")
        await journal.forget("academy")
        files = [file.read_bytes() for file in path.parent.iterdir()]
        assert not any(SECRET in content for content in files)
        assert any(b"theirs" in content for content in files)


def test_a_commit_waits_until_the_disk_has_it(path: Path) -> None:  # J2; a killed process would not show it
    with closing(connect(path, 0)) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,), "FULL"


async def test_only_its_owner_may_read_the_file(path: Path) -> None:
    async with SqliteJournal(path) as journal:
        await journal.append("academy", 1, b"first")
        assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}
