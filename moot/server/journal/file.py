"""The file of the embedded journal: its form, and the lock by which one process has it to itself."""

import fcntl
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from moot.server.journal import JournalInUse, JournalTooNew, JournalUnavailable

VERSION = 1  # of the form below; a later one comes with the statements that lead to it
OURS = 0x6D6F6F74  # "moot": the application id in the header of the file

FORM = f"""
BEGIN;
CREATE TABLE entry (
  workshop TEXT NOT NULL, position INTEGER NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (workshop, position)
) WITHOUT ROWID;
CREATE TABLE checkpoint (workshop TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, state BLOB NOT NULL);
PRAGMA application_id = {OURS};
PRAGMA user_version = {VERSION};
COMMIT;
"""


def claim(path: Path) -> int:
    """The descriptor of the lock file beside `path`, which holds the lock until it is closed. Raises JournalInUse.

    The lock goes with the process however that ends, so that a file left behind means nothing.
    """
    try:
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise JournalUnavailable(f"cannot write {path}.lock: {error.strerror}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(lock, 20)
        os.close(lock)
        raise JournalInUse(path, int(holder) if holder.isdigit() else 0) from None
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())
    return lock


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """One connection; a commit returns when it is on the disk. Waits for other programs for `patience` seconds."""
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # of consequence on macOS only
    connection.execute("PRAGMA wal_autocheckpoint = 0")  # the writer does it when nobody waits
    connection.execute("PRAGMA secure_delete = ON")  # forgotten is overwritten
    return connection


def prepare(path: Path, patience: float) -> sqlite3.Connection:
    """The first connection, to a file that is there and of this form. Raises JournalTooNew, JournalUnavailable."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # what people wrote is nobody else's on this machine
    connection = connect(path, patience)
    try:
        _check_form(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def check_is_ours(path: Path, patience: float) -> None:
    """Of a file that is only read. Raises JournalTooNew, JournalUnavailable, FileNotFoundError."""
    path.stat()  # as SQLite would make one
    with closing(connect(path, patience)) as connection:
        if not _has_form(connection, path):
            raise JournalUnavailable(f"{path} is empty")


def _check_form(connection: sqlite3.Connection, path: Path) -> None:
    there = _has_form(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    if not there:
        connection.executescript(FORM)


def _has_form(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file has tables, which are ours; False: nothing is in it yet."""
    application, version, tables = (
        connection.execute(query).fetchone()[0]
        for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    if tables and application != OURS:
        raise JournalUnavailable(f"{path} is not a journal of moot")
    if version > VERSION:
        raise JournalTooNew(path, version, VERSION)
    return bool(tables)
