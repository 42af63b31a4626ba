"""The one thread that writes the embedded journal: all that waits, of all workshops, in one commit, without timers."""

import asyncio
import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from queue import Empty, SimpleQueue

from moot.server.journal import CheckpointAhead, JournalError, JournalUnavailable, PositionTaken
from moot.server.journal.wal import Wal

logger = logging.getLogger("moot.journal")

MOST = 5_000  # appends a commit: with three values each under the 32,766 that one SQLite statement takes
IDLE = 0.5  # seconds without a write after which the WAL is folded into the file


@dataclass(frozen=True, eq=False, slots=True)
class Append:
    workshop: str
    position: int
    entry: bytes
    done: asyncio.Future[None]


@dataclass(frozen=True, eq=False, slots=True)
class KeepCheckpoint:
    workshop: str
    position: int
    state: bytes
    done: asyncio.Future[None]


@dataclass(frozen=True, eq=False, slots=True)
class Forget:
    workshop: str
    done: asyncio.Future[None]


@dataclass(frozen=True, eq=False, slots=True)
class Replace:
    workshop: str
    last: int
    entries: Sequence[bytes]
    state: bytes
    done: asyncio.Future[None]


Job = Append | KeepCheckpoint | Forget | Replace
Outcome = JournalError | None
Answers = list[tuple[Job, Outcome]]


class Writer:
    """Does what it is asked in the order in which it is asked, and answers on the event loop, once a commit."""

    def __init__(self, connection: sqlite3.Connection, path: Path, wake: Callable[[str], None]) -> None:
        self._connection = connection
        self._wal = Wal(connection, path)
        self._wake = wake
        self._loop = asyncio.get_running_loop()
        self._asked: SimpleQueue[Job | None] = SimpleQueue()
        self._lasts: dict[str, int] = {}
        self._ended = self._loop.create_future()
        # A daemon: a server that dies without closing must not stay alive for a thread that has nothing to lose.
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    # On the event loop

    def ask(self, job: Job) -> None:
        self._asked.put(job)

    async def end(self) -> None:
        """When everything asked before is done and answered."""
        self._asked.put(None)
        await self._ended
        self._thread.join()

    def _answer(self, answers: Answers) -> None:
        changed: dict[str, None] = {}
        for job, error in answers:
            if error is None and not isinstance(job, KeepCheckpoint):
                changed[job.workshop] = None
            if job.done.done():  # cancelled
                continue
            if error is None:
                job.done.set_result(None)
            else:
                job.done.set_exception(error)
        for workshop in changed:
            self._wake(workshop)

    # In the thread

    def _run(self) -> None:
        more = True
        while more:
            waiting = self._gather()
            more = None not in waiting
            jobs = [job for job in waiting if job]
            for _, alike in groupby(jobs, type):
                self._tell(self._answer, self._carry_out([*alike]))
            if jobs:
                self._wal.written(len(jobs), sum(map(_size, jobs)))
        self._wal.end()
        self._tell(self._ended.set_result, None)

    def _tell(self, hear: Callable[..., object], what: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop ended without closing the journal: nobody is waiting
            self._loop.call_soon_threadsafe(hear, what)

    def _gather(self) -> list[Job | None]:
        """Waits for something to do, and takes with it all that came meanwhile."""
        waiting = [self._first()]
        while len(waiting) < MOST and waiting[-1]:
            try:
                waiting.append(self._asked.get_nowait())
            except Empty:
                break
        return waiting

    def _first(self) -> Job | None:
        while self._wal.unfolded:
            try:
                return self._asked.get(timeout=IDLE)
            except Empty:
                self._wal.fold()
        return self._asked.get()

    def _carry_out(self, jobs: list[Job]) -> Answers:
        """Jobs of one kind. When it fails, nothing is known of any of them, and nothing of what was known before."""
        try:
            return list(zip(jobs, self._outcomes(jobs), strict=True))
        except Exception as error:
            logger.warning("cannot write the journal: %s", error, exc_info=not isinstance(error, sqlite3.Error))
            self._lasts.clear()
            self._roll_back()
            return [(job, JournalUnavailable(str(error))) for job in jobs]

    def _outcomes(self, jobs: list[Job]) -> Iterator[Outcome]:
        appends = [job for job in jobs if isinstance(job, Append)]
        if appends:
            yield from self._append(appends)
        for job in jobs:
            if isinstance(job, KeepCheckpoint):
                yield self._keep(job)
            elif isinstance(job, Forget):
                yield self._forget(job)
            elif isinstance(job, Replace):
                yield self._replace(job)

    def _append(self, appends: list[Append]) -> list[Outcome]:
        """One statement for all, which is its own commit: each statement costs a turn of the interpreter's lock."""
        lasts: dict[str, int] = {}
        outcomes: list[Outcome] = []
        for append in appends:
            last = lasts.get(append.workshop)
            if append.position == (self._last(append.workshop) if last is None else last) + 1:
                lasts[append.workshop] = append.position
                outcomes.append(None)
            else:
                outcomes.append(PositionTaken(append.workshop, append.position))
        kept = [append for append, error in zip(appends, outcomes, strict=True) if error is None]
        if kept:
            values = chain.from_iterable((append.workshop, append.position, append.entry) for append in kept)
            self._connection.execute("INSERT INTO entry VALUES (?,?,?)" + ",(?,?,?)" * (len(kept) - 1), [*values])
        self._lasts.update(lasts)
        return outcomes

    def _last(self, workshop: str) -> int:
        if workshop not in self._lasts:
            query = "SELECT coalesce(max(position), 0) FROM entry WHERE workshop = ?"
            self._lasts[workshop] = self._connection.execute(query, (workshop,)).fetchone()[0]
        return self._lasts[workshop]

    def _keep(self, asked: KeepCheckpoint) -> Outcome:
        if not 1 <= asked.position <= self._last(asked.workshop):
            return CheckpointAhead(asked.workshop, asked.position)
        self._connection.execute(
            "INSERT INTO checkpoint VALUES (?,?,?) ON CONFLICT DO UPDATE SET position = excluded.position,"
            " state = excluded.state WHERE excluded.position > position",
            (asked.workshop, asked.position, asked.state),
        )
        return None

    def _forget(self, asked: Forget) -> Outcome:
        self._lasts.pop(asked.workshop, None)
        self._connection.execute("BEGIN IMMEDIATE")
        self._delete(asked.workshop)
        self._connection.execute("COMMIT")
        self._wal.erase()  # the WAL still has what was overwritten in the file
        return None

    def _replace(self, asked: Replace) -> Outcome:
        if asked.last != self._last(asked.workshop):
            return PositionTaken(asked.workshop, asked.last)
        entries = ((asked.workshop, position, entry) for position, entry in enumerate(asked.entries, 1))
        self._connection.execute("BEGIN IMMEDIATE")
        self._delete(asked.workshop)
        self._connection.executemany("INSERT INTO entry VALUES (?,?,?)", entries)
        checkpoint = (asked.workshop, len(asked.entries), asked.state)
        self._connection.execute("INSERT INTO checkpoint VALUES (?,?,?)", checkpoint)
        self._connection.execute("COMMIT")
        self._lasts[asked.workshop] = len(asked.entries)
        self._wal.erase()
        return None

    def _delete(self, workshop: str) -> None:
        self._connection.execute("DELETE FROM entry WHERE workshop = ?", (workshop,))
        self._connection.execute("DELETE FROM checkpoint WHERE workshop = ?", (workshop,))

    def _roll_back(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _size(job: Job) -> int:
    match job:
        case Append():
            return len(job.entry)
        case KeepCheckpoint():
            return len(job.state)
        case Forget():
            return 0
        case Replace():
            return sum(map(len, job.entries)) + len(job.state)
