"""The embedded journal, looked at beside the server that has it, or alone: nothing is written, no lock stays."""

import fcntl
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from moot.server.doctor.folder import folder
from moot.server.doctor.verdict import Part, Verdict, ok, wrong
from moot.server.journal.file import OURS, VERSION

PATIENCE = 2.0  # seconds for another program that locks the file
GAPS = "SELECT workshop FROM entry GROUP BY workshop HAVING count(*) <> max(position) ORDER BY workshop"
COUNTS = "SELECT count(*), count(DISTINCT workshop) FROM entry"


def examine(path: Path) -> list[Part]:
    return [Part(f"folder {path.parent}", folder(path.parent)), Part(f"journal {path}", journal(path))]


def journal(path: Path) -> list[Verdict]:
    try:
        if not path.exists() or not path.stat().st_size:
            return [ok("journal", "none yet; moot serve begins one")]
        holder = holder_of(path)
        with closing(_only_to_read(path, alone=not holder)) as connection:
            form = form_of(connection)
            found = contents(connection, path) if form.verdict == "ok" else []
        return [ok("in use", f"by {holder or 'nobody'}"), form, *found]
    except (OSError, sqlite3.OperationalError) as error:
        change = "run moot doctor as who runs moot serve; if another program has it locked, end that"
        return [wrong("journal", f"cannot be opened: {error}", change)]
    except sqlite3.DatabaseError as error:
        return [wrong("journal", f"is damaged: {error}", _repair(path))]


def holder_of(path: Path) -> str:
    """Whoever has the lock; tried for a moment with a shared one, as a file that is left behind means nothing."""
    try:
        lock = os.open(f"{path}.lock", os.O_RDONLY)
    except FileNotFoundError:
        return ""
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return ""
    except BlockingIOError:
        holder = os.read(lock, 20).decode(errors="replace")
        return f"process {holder}" if holder.isdigit() else "another process"
    finally:
        os.close(lock)


def form_of(connection: sqlite3.Connection) -> Verdict:
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if application != OURS:
        return wrong("form", "this is not a journal of moot", "name the folder of one by --data")
    if version > VERSION:
        return wrong("form", f"form {version}; this moot knows up to {VERSION}", "install a newer moot")
    return ok("form", f"form {version}")


def contents(connection: sqlite3.Connection, path: Path) -> list[Verdict]:
    connection.execute("BEGIN")  # all is of one moment, also while people work
    said = [line for (line,) in connection.execute("PRAGMA quick_check(3)")]
    if said != ["ok"]:
        return [wrong("pages", "; ".join(line.replace("\n", " ") for line in said), _repair(path))]
    entries, workshops = connection.execute(COUNTS).fetchone()
    found = f"{entries} of {workshops} workshops"
    if gaps := [workshop for (workshop,) in connection.execute(GAPS)]:
        change = f"restore {path} from a backup, with the server stopped; the other workshops open as they are"
        return [ok("pages", "whole"), wrong("entries", f"{found}; some are lost of {', '.join(gaps)}", change)]
    return [ok("pages", "whole"), ok("entries", f"{found}, none is missing")]


def _only_to_read(path: Path, alone: bool) -> sqlite3.Connection:
    """Of a file that nobody has and that has no WAL SQLite would make one, and leave it: unless nothing can change."""
    wal = Path(f"{path}-wal")
    still = alone and not (wal.exists() and wal.stat().st_size)
    uri = f"file:{quote(str(path.resolve()))}?mode=ro{'&immutable=1' if still else ''}"
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)


def _repair(path: Path) -> str:
    old = path.parent
    return (
        "stop the server; put a backup in its place, or carry over the workshops that are whole: "
        f"moot export --data {old} names them, moot export ID --data {old} and moot import ID.moot --data NEW move one"
    )
