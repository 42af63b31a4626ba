"""One workshop as one file: written also while a server runs, and put into any journal, also of another kind.

Lines of JSON: a header, every entry exactly as it was journalled, and a digest of all the lines before it.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple, TypeVar

import msgspec

from moot import __version__
from moot.rooms.entry import Ledger, decode_entry, encode
from moot.rooms.workshop import NOTHING
from moot.server.journal import ENTRY_BYTES, Journal, PositionTaken, check_asked

FORMAT = 1  # a reader refuses what is newer than itself, and goes on reading all that is older
STEP = 50  # entries that are held in memory at once: at most 200 MiB, mostly some kilobytes

T = TypeVar("T")


class ArchiveError(Exception):
    """What could not be exported or imported, and why; of a file with its line."""


class Form(msgspec.Struct):
    """What every format has in its first line, so that a newer one is told from a damaged one."""

    format: int
    moot: str = "unknown"


class Header(msgspec.Struct, kw_only=True):
    format: int = FORMAT
    moot: str = __version__
    """The version that wrote it."""
    workshop: str
    first: int = 1
    last: int
    """The positions of the entries that follow, both included."""


class Digest(msgspec.Struct):
    sha256: str
    """Of all bytes before this line."""


class Archive(NamedTuple):
    """A file that was read from end to end and found whole."""

    path: Path
    header: Header
    ledger: Ledger
    """What its entries lead to."""


async def export(journal: Journal, workshop: str, write: Callable[[bytes], object]) -> int:
    """Writes all that the journal has of a workshop now; answers with the last position. Raises ArchiveError."""
    try:
        check_asked(workshop)
    except ValueError as error:
        raise ArchiveError(str(error)) from None
    last = await journal.last(workshop)
    if not last:
        raise ArchiveError(f"there is no workshop {workshop} here")
    digest = hashlib.sha256()

    def say(line: bytes) -> None:
        if b"\n" in line:
            raise ArchiveError(f"workshop {workshop} has an entry that is not one line of JSON")
        digest.update(line + b"\n")
        write(line + b"\n")

    say(encode(Header(workshop=workshop, last=last)))
    position = 0
    while position < last:
        entries = await journal.read(workshop, position, min(STEP, last - position))
        if not entries:
            raise ArchiveError(f"workshop {workshop} was forgotten while it was exported")
        for _, entry in entries:
            say(entry)
        position += len(entries)
    write(encode(Digest(digest.hexdigest())) + b"\n")
    return last


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name when it is whole and on the disk, and never in place of another."""
    if path.exists():
        raise ArchiveError(f"{path} is there already")
    if not path.parent.is_dir():
        raise ArchiveError(f"{path}: there is no folder {path.parent}")
    descriptor, unfinished = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # nobody else can read it
    try:
        with open(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)  # fails, where a renaming would overwrite
        _sync(path.parent)
    except FileExistsError:
        raise ArchiveError(f"{path} is there already") from None
    finally:
        os.unlink(unfinished)


def read_archive(path: Path) -> Archive:
    """Reads and replays all of it, so that nothing of a damaged file is imported. Raises ArchiveError, OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        lines = _lines(file, path)
        _, first = next(lines)
        header = _header(path, first)
        digest.update(first)
        ledger = Ledger(workshop=NOTHING)
        for number, line in islice(lines, header.last):
            digest.update(line)
            try:
                ledger = ledger.after(decode_entry(line))
            except Exception as error:  # whatever a damaged entry leads to
                raise _wrong(path, number, f"is not the next entry: {error}") from None
        number, line = next(lines)
        if _decoded(path, number, line, Digest, "is not the digest").sha256 != digest.hexdigest():
            raise _wrong(path, number, "has another digest: what is above it was changed")
        if file.read(1):
            raise _wrong(path, number + 1, "comes after the end")
    if ledger.workshop.id != header.workshop:
        raise _wrong(path, 2, f"makes workshop {ledger.workshop.id}, line 1 names {header.workshop}")
    return Archive(path, header, ledger)


async def bring_in(journal: Journal, archive: Archive, go_on: bool = False) -> None:
    """Puts it into a journal that has nothing of it, or, to `go_on`, only its beginning. Raises ArchiveError."""
    id, last = archive.header.workshop, archive.header.last
    there = await journal.last(id)
    if there and not go_on:
        raise ArchiveError(f"workshop {id} is there already, with {there} entries")
    if there > last:
        raise ArchiveError(f"workshop {id} is there already, and has gone on: {there} entries, the file has {last}")
    with archive.path.open("rb") as file:
        entries = islice(_lines(file, archive.path), 1, last + 1)
        for position, (number, line) in enumerate(entries, 1):
            entry = line.removesuffix(b"\n")
            if position > there:
                try:
                    await journal.append(id, position, entry)
                except PositionTaken:
                    raise ArchiveError(f"somebody else writes workshop {id} now, from position {position}") from None
            elif await journal.read(id, position - 1, 1) != [(position, entry)]:
                raise _wrong(archive.path, number, f"is another than position {position} of workshop {id}")
    await journal.keep_checkpoint(id, last, encode(archive.ledger))


def _lines(file: IO[bytes], path: Path) -> Iterator[tuple[int, bytes]]:
    """Each line with its number and its end, one after the other, without end: who asks for too many is told."""
    number = 0
    while True:
        number += 1
        line = file.readline(ENTRY_BYTES + 1)
        if not line.endswith(b"\n"):
            raise _wrong(path, number, "is too long" if len(line) > ENTRY_BYTES else "is cut off: the file ends here")
        yield number, line


def _header(path: Path, line: bytes) -> Header:
    form = _decoded(path, 1, line, Form, "is not the header of an exported workshop")
    if form.format > FORMAT:
        raise _wrong(path, 1, f"has format {form.format}, by moot {form.moot}; this moot knows up to {FORMAT}")
    header = _decoded(path, 1, line, Header, "is not the header of an exported workshop")
    if header.first != 1 or header.last < 1:
        raise _wrong(path, 1, f"has positions {header.first} to {header.last}, not all from the first")
    try:
        check_asked(header.workshop)
    except ValueError as error:
        raise _wrong(path, 1, f"has {error}") from None
    return header


def _decoded(path: Path, number: int, line: bytes, type: type[T], what: str) -> T:
    try:
        return msgspec.json.decode(line, type=type)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise _wrong(path, number, f"{what}: {error}") from None


def _wrong(path: Path, number: int, what: str) -> ArchiveError:
    return ArchiveError(f"{path.name}: line {number} {what}")


def _sync(folder: Path) -> None:
    """So that the name is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
