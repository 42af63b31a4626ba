"""The journal: of each workshop the entries of what happened, in one order, and a checkpoint to start from.

What every journal promises (tests cite the numbers):

J1  Positions of a workshop are 1, 2, 3 … without gaps. `append` takes exactly the last + 1; anything else, taken or
    ahead, raises `PositionTaken` and keeps nothing. Of many who append at one position one wins, on whatever server.
J2  When `append` returns, the entry is durable. It is kept whole or not at all, and is never changed afterwards.
J3  `JournalUnavailable` from `append` means: not known whether it was kept, as disks and networks can fail late.
    Read from the last position that you know before appending again; so too after a cancelled `append`. Over a
    network it may be kept even after that, if nobody else takes its position: then `append` raises PositionTaken,
    and what is read may be one's own. Nothing hangs, and a later append may succeed.
J4  Whoever read an entry, or was told that it is kept, reads it again ever after, until the workshop is forgotten.
J5  `keep_checkpoint` never loses the one before it until the new one is durable. The highest position wins, whoever
    comes last. A checkpoint of what is not in the journal raises `CheckpointAhead`.
J6  A wake is a hint that there may be more to read: it may come late, twice, or for one's own append, and it comes on
    the event loop. The journal is the truth: follow first, then read, and read again at each wake. What a follower
    reads may end before the newest entry; there is a wake to come then.
J7  After `forget` nothing of the workshop is left, and its followers are woken. Its next position is 1, so whoever
    still holds the old workshop can neither append to it nor keep a checkpoint of it.
J8  What one workshop's callers do wrong, or too much of, spoils nothing for another's.
J9  `close` waits for what was asked before it; afterwards everything raises `JournalUnavailable`.
J10 A journal that went back (a failover to a replica that lagged) is noticed. What this server still has at hand is put
    back; otherwise, and where others went on from the older end, everything of that workshop raises `JournalWentBack`:
    there is never a silent fork. Once nobody here holds the old workshop, `let_go`, then open it anew.
J11 What others appended may be read before it is durable, and `append` too may leave it open (J3). After `settle` all
    up to a position is as durable as after `append`: so whoever acknowledges what was read asks for that first.
J12 What is whispered is of no weight: it may be lost, but does not come changed, or after `close`, and the caller does
    not wait for it. A journal that is not shared has nobody to whisper to.
J13 `replace` puts other entries in the place of all, and a state of the last in that of the checkpoint: at once, so
    that whoever reads, and whoever comes after a crash, finds the old or the new, whole. `last` is the position that
    was the last; where it is not, PositionTaken, and nothing is done. The old are gone then, also from the journal's
    files. (A program that reads the file meanwhile holds SQLite's log up: then as soon as it ends. Redis is asked to
    write its file anew, and does it beside.) Who else holds the workshop gets JournalReplaced, whatever they ask of
    it, and opens it anew as after J10; nothing is lost.

An id of a workshop is 1 to 64 ASCII letters, digits, `_` and `-` (it is part of a Redis key); anything else is a
ValueError, as is an `after` or a `limit` below 0.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Protocol, Self

__all__ = [
    "ENTRY_BYTES",
    "STATE_BYTES",
    "CheckpointAhead",
    "EntryTooLarge",
    "Journal",
    "JournalError",
    "JournalInUse",
    "JournalReplaced",
    "JournalTooNew",
    "JournalUnavailable",
    "JournalWentBack",
    "PositionTaken",
    "check_asked",
    "check_kept",
    "check_replacing",
]

ENTRY_BYTES = 4 << 20  # one entry: 64 requests of the longest message, 64 KiB, in one group commit
STATE_BYTES = 64 << 20  # one checkpoint: a workshop of 1,000 people who each wrote 60 notes is about 40 MiB

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class JournalError(Exception):
    """What a journal could not or would not do."""


class PositionTaken(JournalError):
    """The position is not the last + 1: another was first, or there would be a gap. Read, decide again."""

    def __init__(self, workshop: str, position: int) -> None:
        super().__init__(f"position {position} of workshop {workshop} is not the next one")
        self.workshop, self.position = workshop, position


class CheckpointAhead(JournalError):
    """A checkpoint of a position that the journal has not: it was forgotten, or lost its end."""

    def __init__(self, workshop: str, position: int) -> None:
        super().__init__(f"workshop {workshop} has no position {position} to keep a checkpoint of")
        self.workshop, self.position = workshop, position


class EntryTooLarge(JournalError):
    """An entry of more than ENTRY_BYTES, or a checkpoint of more than STATE_BYTES."""

    def __init__(self, workshop: str, size: int, most: int) -> None:
        super().__init__(f"workshop {workshop} would keep {size} bytes at once; {most} is the most")
        self.workshop, self.size, self.most = workshop, size, most


class JournalUnavailable(JournalError):
    """The journal does not work now: disk full, locked by another program, unreachable, closed. See J3."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the journal is unavailable: {reason}")
        self.reason = reason


class JournalWentBack(JournalUnavailable):
    """The journal no longer has what this server was told that it has, and it cannot be put back. See J10."""

    def __init__(self, workshop: str, what: str) -> None:
        super().__init__(f"workshop {workshop} {what}")
        self.workshop = workshop


class JournalReplaced(JournalWentBack):
    """Another server has written the journal anew, as somebody was erased: what is held of it is void. See J13."""

    def __init__(self, workshop: str) -> None:
        super().__init__(workshop, "was written anew, as somebody was erased")


class JournalInUse(JournalError):
    """Another process has this journal open; 0 when its pid is not known."""

    def __init__(self, path: Path, pid: int) -> None:
        super().__init__(f"the journal {path} is in use by {f'process {pid}' if pid else 'another process'}")
        self.path, self.pid = path, pid


class JournalTooNew(JournalError):
    """A newer moot wrote this journal, in a form that this one does not know."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(f"the journal {path} has form {version}, this moot knows up to {known}: install a newer moot")
        self.path, self.version, self.known = path, version, known


class Journal(Protocol):
    """Where the entries of all workshops are kept. One event loop uses it, between `open` and `close`."""

    shared: ClassVar[bool] = False
    """Whether other processes append to it too."""

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def append(self, workshop: str, position: int, entry: bytes) -> None:
        """Keeps `entry` at `position`. J1, J2, J3. Raises PositionTaken, EntryTooLarge, JournalUnavailable."""

    async def read(self, workshop: str, after: int, limit: int | None = None) -> list[tuple[int, bytes]]:
        """The first `limit` entries, or all, after a position, each with its own.

        One round trip and off the event loop. All at once is meant for workshops up to 100,000 entries; to show
        progress, or to hold less in memory, ask in steps: `after` is then the last position that came.
        """
        ...

    async def last(self, workshop: str) -> int:
        """The last position; 0 when there is none."""
        ...

    async def settle(self, workshop: str, position: int) -> None:
        """Waits until all that was read up to a position is durable. J11. Raises JournalUnavailable."""
        check_asked(workshop)

    async def workshops(self) -> list[str]:
        """The ids of all workshops that have an entry, in order."""
        ...

    async def keep_checkpoint(self, workshop: str, position: int, state: bytes) -> None:
        """Keeps the state at `position`, in place of an older one. J5. Raises CheckpointAhead, EntryTooLarge."""

    async def checkpoint(self, workshop: str) -> tuple[int, bytes] | None:
        """The newest checkpoint: its position and state."""
        ...

    def follow(self, workshop: str, wake: Callable[[], None]) -> Callable[[], None]:
        """Calls `wake` when there may be more to read, until the function that is returned is called. J6."""
        ...

    def whisper(self, workshop: str, said: bytes) -> None:
        """Tells it to whoever overhears the workshop on other servers: maybe, once, and it is not kept. J12."""
        return

    def overhear(self, workshop: str, hear: Callable[[bytes], None]) -> Callable[[], None]:
        """Calls `hear` with what is whispered of the workshop, one's own too, until what is returned is called. J12."""
        return lambda: None

    async def forget(self, workshop: str) -> None:
        """Erases all of a workshop: entries and checkpoint. J7. One that is not there is forgotten already."""

    async def replace(self, workshop: str, last: int, entries: Sequence[bytes], state: bytes) -> None:
        """Keeps `entries` as positions 1, 2, 3 … in place of those up to `last`, and their state. J13.

        Raises PositionTaken, EntryTooLarge, JournalUnavailable; after the last it is not known which are kept (J3).
        """

    def let_go(self, workshop: str) -> None:
        """Nobody here holds the workshop any more: what is remembered of its end, to compare it, need not be. J10."""
        check_asked(workshop)

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, where: TracebackType | None) -> None:
        await self.close()


def check_asked(workshop: str, after: int = 0, limit: int | None = None) -> None:
    """Raises ValueError for what no caller may ask of any journal."""
    if not ID.fullmatch(workshop):
        raise ValueError(f"no id of a workshop: {workshop[:80]!r}")
    if after < 0 or (limit is not None and limit < 0):
        raise ValueError(f"cannot read {limit} entries after {after}")


def check_replacing(workshop: str, entries: Sequence[bytes], state: bytes) -> None:
    """Raises EntryTooLarge, or ValueError for a wrong id, or for nothing at all."""
    check_kept(workshop, state, STATE_BYTES)
    if not entries:
        raise ValueError("a workshop without an entry is forgotten, not replaced")
    check_kept(workshop, max(entries, key=len), ENTRY_BYTES)


def check_kept(workshop: str, kept: bytes, most: int) -> None:
    """Raises EntryTooLarge, or ValueError for a wrong id."""
    check_asked(workshop)
    if len(kept) > most:
        raise EntryTooLarge(workshop, len(kept), most)
