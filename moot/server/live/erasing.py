"""People are erased: the journal is read, written anew without them, and put in the place of the old one."""

import asyncio
import gc
import hashlib
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import msgspec

from moot.rooms.entry import Ledger, decode_entry, encode
from moot.rooms.protection.erase import PersonErased
from moot.rooms.protection.erasing import erased
from moot.rooms.workshop import NOTHING
from moot.server.journal import Journal, PositionTaken


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """That it was done, without a word of whom: kept by whoever has to show it."""

    workshop: str
    at: int
    """Milliseconds since 1970."""
    by: tuple[str, ...]
    """The ids of the trainers who did it; none: the server, or its operator."""
    people: int
    extent: tuple[str, ...]
    entries: int
    before: str
    """SHA-256 of all entries as they were, each with a line end."""
    after: str


async def erase(journal: Journal, id: str, position: int, entry: bytes) -> tuple[Ledger, Receipt]:
    """Of whom `entry`, which comes next, says so. Raises PositionTaken, JournalReplaced, JournalUnavailable."""
    before = [known for _, known in await journal.read(id, 0)]
    if len(before) != position - 1:
        raise PositionTaken(id, position)
    with not_looking_for_garbage():
        after, ledger, state, receipt = await asyncio.to_thread(_anew, id, [*before, entry])
    await journal.replace(id, position - 1, after, state)
    return ledger, receipt


@contextmanager
def not_looking_for_garbage() -> Iterator[None]:
    """There is hardly any in frozen values. To look for it among a whole journal's takes tenths of a second, again and
    again, in which nobody goes on."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _anew(id: str, encoded: Sequence[bytes]) -> tuple[list[bytes], Ledger, bytes, Receipt]:
    """In a thread; how long it takes, and who waits, is in `docs/performance.md`."""
    entries = [*map(decode_entry, encoded)]
    gone = [change for deed in entries[-1].deeds for change in deed.did if isinstance(change, PersonErased)]
    left = erased(entries, {one.person: secrets.token_hex(6) for one in gone})
    ledger = Ledger(NOTHING)
    for entry in left:
        ledger = ledger.after(entry)
    after = [*map(encode, left)]
    receipt = Receipt(
        workshop=id,
        at=entries[-1].at,
        by=tuple(sorted({deed.by for deed in entries[-1].deeds if deed.by and _erases(deed.did)})),
        people=len(gone),
        extent=tuple(sorted({one.extent for one in gone})),
        entries=len(after),
        before=_digest(encoded),
        after=_digest(after),
    )
    return after, ledger, encode(ledger), receipt


def _erases(did: Iterable[object]) -> bool:
    return any(isinstance(change, PersonErased) for change in did)


def _digest(entries: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(entry + b"\n")
    return digest.hexdigest()
