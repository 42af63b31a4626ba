"""The journal in memory: for rehearsals, for trying things out, for tests. Gone with the process."""

from collections.abc import Callable, Sequence

from moot.server.journal import (
    ENTRY_BYTES,
    STATE_BYTES,
    CheckpointAhead,
    Journal,
    JournalUnavailable,
    PositionTaken,
    check_asked,
    check_kept,
    check_replacing,
)
from moot.server.journal.followers import Followers


class MemoryJournal(Journal):
    """Keeps what every journal keeps (J1 to J9, J13) for as long as it lives, over closing and opening again."""

    def __init__(self) -> None:
        self._entries: dict[str, list[bytes]] = {}
        self._checkpoints: dict[str, tuple[int, bytes]] = {}
        self._followers = Followers()
        self._open = False

    async def open(self) -> None:
        self._open = True

    async def close(self) -> None:
        self._open = False

    async def append(self, workshop: str, position: int, entry: bytes) -> None:
        check_kept(workshop, entry, ENTRY_BYTES)
        if position != len(self._of(workshop)) + 1:
            raise PositionTaken(workshop, position)
        self._entries.setdefault(workshop, []).append(entry)
        self._followers.wake(workshop)

    async def read(self, workshop: str, after: int, limit: int | None = None) -> list[tuple[int, bytes]]:
        check_asked(workshop, after, limit)
        until = None if limit is None else after + limit
        return list(enumerate(self._of(workshop)[after:until], after + 1))

    async def last(self, workshop: str) -> int:
        check_asked(workshop)
        return len(self._of(workshop))

    async def workshops(self) -> list[str]:
        self._of("")
        return sorted(self._entries)

    async def keep_checkpoint(self, workshop: str, position: int, state: bytes) -> None:
        check_kept(workshop, state, STATE_BYTES)
        if not 1 <= position <= len(self._of(workshop)):
            raise CheckpointAhead(workshop, position)
        kept, _ = self._checkpoints.get(workshop, (0, b""))
        if position > kept:
            self._checkpoints[workshop] = (position, state)

    async def checkpoint(self, workshop: str) -> tuple[int, bytes] | None:
        check_asked(workshop)
        self._of(workshop)
        return self._checkpoints.get(workshop)

    def follow(self, workshop: str, wake: Callable[[], None]) -> Callable[[], None]:
        check_asked(workshop)
        return self._followers.add(workshop, wake)

    async def forget(self, workshop: str) -> None:
        check_asked(workshop)
        self._of(workshop)
        self._entries.pop(workshop, None)
        self._checkpoints.pop(workshop, None)
        self._followers.wake(workshop)

    async def replace(self, workshop: str, last: int, entries: Sequence[bytes], state: bytes) -> None:
        check_replacing(workshop, entries, state)
        if last != len(self._of(workshop)):
            raise PositionTaken(workshop, last)
        self._entries[workshop] = [*entries]
        self._checkpoints[workshop] = (len(entries), state)
        self._followers.wake(workshop)

    def _of(self, workshop: str) -> list[bytes]:
        if not self._open:
            raise JournalUnavailable("it is closed")
        return self._entries.get(workshop, [])
