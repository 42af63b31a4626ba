"""The embedded journal: one SQLite file, had by one process, written by one thread, read off the event loop.

A backup is a copy made by SQLite itself, at any time, also while people work:

    sqlite3 journal.db "VACUUM INTO 'copy.db'"

`cp` of the file alone is a backup only when the server is stopped: before, the newest entries are in the WAL beside it.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import accumulate, pairwise
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from moot.server.journal import (
    ENTRY_BYTES,
    STATE_BYTES,
    Journal,
    JournalUnavailable,
    check_asked,
    check_kept,
    check_replacing,
)
from moot.server.journal.file import check_is_ours, claim, connect, prepare
from moot.server.journal.followers import Followers
from moot.server.journal.writer import Append, Forget, Job, KeepCheckpoint, Replace, Writer

T = TypeVar("T")

READERS = 2  # so that who opens a long workshop does not keep the others from catching up
LAST = 1 << 62  # no position reaches it; whoever asks after more gets nothing, as of any journal
STEP = 200  # entries of 4 MiB that fit into the longest value of SQLite, 10⁹ bytes

# A step of SQLite hands over the interpreter's lock, and with a busy event loop it takes 5 ms to get it back. So many
# entries come in one step, packed into one row: their sizes, and themselves end to end.
PACKED = """
SELECT count(*), max(position), group_concat(length(entry)), CAST(group_concat(entry, '') AS BLOB)
FROM (SELECT position, entry FROM entry WHERE workshop = ? AND position > ? ORDER BY position LIMIT ?)
"""
# Jumps from workshop to workshop; DISTINCT would read every entry.
WORKSHOPS = """
WITH RECURSIVE each (workshop) AS (
  SELECT min(workshop) FROM entry
  UNION ALL
  SELECT (SELECT min(workshop) FROM entry WHERE workshop > each.workshop) FROM each WHERE workshop IS NOT NULL
)
SELECT workshop FROM each WHERE workshop IS NOT NULL
"""


class SqliteJournal(Journal):
    """All workshops of a server in the file at `path`. Another program that locks it is waited for `patience` seconds.

    `open` raises JournalInUse, JournalTooNew, JournalUnavailable. `only_read` opens it beside the server that has it.
    """

    def __init__(self, path: Path, patience: float = 2.0, only_read: bool = False) -> None:
        self._path = path.resolve()
        self._only_read = only_read
        self._is_open = False
        self._patience = patience
        self._followers = Followers()
        self._writer: Writer | None = None

    async def open(self) -> None:
        if self._only_read:
            await asyncio.to_thread(self._open_beside)
        else:
            connection = await asyncio.to_thread(self._open)
            self._writer = Writer(connection, self._path, self._followers.wake)
        self._is_open = True

    async def close(self) -> None:
        was_open, self._is_open = self._is_open, False
        writer, self._writer = self._writer, None
        if writer:
            await writer.end()
        if was_open:
            await asyncio.to_thread(self._close)

    async def append(self, workshop: str, position: int, entry: bytes) -> None:
        check_kept(workshop, entry, ENTRY_BYTES)
        await self._ask(Append(workshop, position, entry, _future()))

    async def keep_checkpoint(self, workshop: str, position: int, state: bytes) -> None:
        check_kept(workshop, state, STATE_BYTES)
        await self._ask(KeepCheckpoint(workshop, position, state, _future()))

    async def forget(self, workshop: str) -> None:
        check_asked(workshop)
        await self._ask(Forget(workshop, _future()))

    async def replace(self, workshop: str, last: int, entries: Sequence[bytes], state: bytes) -> None:
        check_replacing(workshop, entries, state)
        await self._ask(Replace(workshop, last, entries, state, _future()))

    async def read(self, workshop: str, after: int, limit: int | None = None) -> list[tuple[int, bytes]]:
        check_asked(workshop, after, limit)
        return await self._look_up(lambda reader: _entries(reader, workshop, after, limit))

    async def last(self, workshop: str) -> int:
        check_asked(workshop)
        query = "SELECT coalesce(max(position), 0) FROM entry WHERE workshop = ?"
        return await self._look_up(lambda reader: int(reader.execute(query, (workshop,)).fetchone()[0]))

    async def workshops(self) -> list[str]:
        return await self._look_up(lambda reader: [workshop for (workshop,) in reader.execute(WORKSHOPS)])

    async def checkpoint(self, workshop: str) -> tuple[int, bytes] | None:
        check_asked(workshop)
        query = "SELECT position, state FROM checkpoint WHERE workshop = ?"
        return await self._look_up(lambda reader: reader.execute(query, (workshop,)).fetchone())

    def follow(self, workshop: str, wake: Callable[[], None]) -> Callable[[], None]:
        check_asked(workshop)
        return self._followers.add(workshop, wake)

    async def _ask(self, job: Job) -> None:
        if self._writer is None:
            raise JournalUnavailable("it was opened to be read only" if self._is_open else "it is closed")
        self._writer.ask(job)
        await job.done

    async def _look_up(self, question: Callable[[sqlite3.Connection], T]) -> T:
        if not self._is_open:
            raise JournalUnavailable("it is closed")
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._answer, question)

    # In threads

    def _open(self) -> sqlite3.Connection:
        with ExitStack() as undo:
            undo.callback(os.close, claim(self._path))
            try:
                connection = prepare(self._path, self._patience)
                undo.callback(connection.close)
                self._open_readers(undo)
            except (OSError, sqlite3.Error) as error:
                raise JournalUnavailable(f"cannot open {self._path}: {_why(error)}") from error
            self._close = undo.pop_all().close  # in the opposite order; SQLite folds in the WAL and removes it
        return connection

    def _open_beside(self) -> None:
        with ExitStack() as undo:
            try:
                check_is_ours(self._path, self._patience)
                self._open_readers(undo)
            except (OSError, sqlite3.Error) as error:
                raise JournalUnavailable(f"cannot read {self._path}: {_why(error)}") from error
            self._close = undo.pop_all().close

    def _open_readers(self, undo: ExitStack) -> None:
        self._readers: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        for _ in range(READERS):
            reader = connect(self._path, self._patience)
            undo.callback(reader.close)
            reader.execute("PRAGMA query_only = ON")
            self._readers.put(reader)
        self._threads = ThreadPoolExecutor(READERS, "journal-reader")
        undo.callback(self._threads.shutdown)

    def _answer(self, question: Callable[[sqlite3.Connection], T]) -> T:
        reader = self._readers.get()
        try:
            reader.execute("BEGIN")  # all steps of one read see the same journal
            return question(reader)
        except sqlite3.Error as error:
            raise JournalUnavailable(str(error)) from error
        finally:
            if reader.in_transaction:
                reader.execute("ROLLBACK")
            self._readers.put(reader)


def _why(error: OSError | sqlite3.Error) -> str:
    """Without the path, which is said already."""
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _future() -> asyncio.Future[None]:
    return asyncio.get_running_loop().create_future()


def _entries(reader: sqlite3.Connection, workshop: str, after: int, limit: int | None) -> list[tuple[int, bytes]]:
    entries: list[tuple[int, bytes]] = []
    after = min(after, LAST)
    while limit is None or len(entries) < limit:
        start = after + len(entries)
        asked = STEP if limit is None else min(STEP, limit - len(entries))
        count, last, sizes, packed = reader.execute(PACKED, (workshop, start, asked)).fetchone()
        if count and last != start + count:
            raise JournalUnavailable(f"workshop {workshop} has lost an entry between {start} and {last}")
        if count:
            ends = accumulate(map(int, sizes.split(",")), initial=0)
            entries += enumerate((packed[begin:end] for begin, end in pairwise(ends)), start + 1)
        if count < asked:
            break
    return entries
