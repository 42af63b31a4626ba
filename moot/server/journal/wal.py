"""SQLite's write-ahead log, folded into the file without anyone waiting for it: when all are idle, or beside writes."""

import logging
import sqlite3
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

from moot.server.journal.file import connect

logger = logging.getLogger("moot.journal")

LONG = (
    32 << 20
)  # bytes after which it is folded in though people write: bounds its room on the disk, and the next start
PAGE = 4096


class Wal:
    """The write-ahead log of the file at `path`, for the thread that writes over `connection`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._beside = ThreadPoolExecutor(1, "journal-fold")
        self._folding: Future[None] | None = None
        self._size = 0  # at most; the file keeps its length when it is folded, as to shorten it takes 15 ms
        self._long = LONG
        self._shorten = False
        self.unfolded = True

    def written(self, count: int, size: int) -> None:
        """After each commit. A long log is folded beside the writes; then only what came meanwhile is left to fold."""
        self.unfolded = True
        self._size += count * PAGE + size
        if self._folding:
            if self._folding.done():
                self._folding = None
                self.fold()
        elif self._size > self._long:
            self._folding = self._beside.submit(self._fold_beside)

    def erase(self) -> None:
        """Folds, and leaves nothing of it on the disk; waits for who reads, as long as for another program."""
        self._shorten = True
        self.fold(patient=True)

    def fold(self, patient: bool = False) -> None:
        """Starts the log anew; while another program reads, later. What fails is tried again after the next write."""
        try:
            if self._folded(patient):
                self._size, self._long, self._shorten, self.unfolded = 0, LONG, False, False
            else:
                self._long = self._size + LONG
        except sqlite3.Error as error:
            logger.warning("cannot fold the journal's WAL into its file: %s", error)
            self.unfolded = False

    def end(self) -> None:
        self._beside.shutdown()

    def _folded(self, patient: bool) -> bool:
        (patience,) = self._connection.execute("PRAGMA busy_timeout").fetchone()
        self._connection.execute(f"PRAGMA busy_timeout = {patience if patient else 0}")
        way = "TRUNCATE" if self._shorten else "RESTART"
        busy, _, _ = self._connection.execute(f"PRAGMA wal_checkpoint({way})").fetchone()
        self._connection.execute(f"PRAGMA busy_timeout = {patience}")
        return not busy

    def _fold_beside(self) -> None:
        with suppress(sqlite3.Error), closing(connect(self._path, 0)) as connection:  # what fails is left to `fold`
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
