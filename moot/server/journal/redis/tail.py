"""The end of a workshop's journal as this server knows it: to compare with what Redis has, and restore it."""

from collections import deque
from typing import NamedTuple

from moot.server.journal.redis.scripts import LIFE

RECENT = 1_000  # entries at hand, as many as a live workshop has for those who were away
RECENT_BYTES = 16 << 20


class Kept(NamedTuple):
    """An entry as Redis has it; `by` tells it from every other."""

    position: int
    by: bytes
    entry: bytes


class Differs(Exception):
    """An entry is not the one that was there before."""

    def __init__(self, position: int) -> None:
        self.position = position


class Tail:
    """Entries that follow each other, the newest last; never empty, once something was kept."""

    def __init__(self) -> None:
        self._kept: deque[Kept] = deque()
        self._bytes = 0

    @property
    def last(self) -> int:
        return self._kept[-1].position if self._kept else 0

    @property
    def first(self) -> int:
        return self._kept[0].position if self._kept else 1

    @property
    def life(self) -> bytes:
        return self._kept[-1].by[:LIFE] if self._kept else b""

    def by(self, position: int) -> bytes:
        """Empty when it is not at hand."""
        return self._kept[position - self.first].by if self.first <= position <= self.last else b""

    def after(self, position: int, limit: int | None = None) -> list[Kept] | None:
        """None when not all that follow it are at hand, or nothing does."""
        if not self.first - 1 <= position < self.last:
            return None
        begin = position + 1 - self.first
        end = len(self._kept) if limit is None else min(begin + limit, len(self._kept))
        return [self._kept[at] for at in range(begin, end)]

    def add(self, found: list[Kept]) -> None:
        """Entries that follow each other. Raises Differs, and adds nothing, when one is not what was there before."""
        begin = found[0].position
        known_from, new_from = max(self.first - begin, 0), max(self.last + 1 - begin, 0)
        for kept in found[known_from:new_from]:
            if kept.by != self.by(kept.position):
                raise Differs(kept.position)
        new = found[new_from:][-RECENT:]
        if new and new[0].position != self.last + 1:
            self._kept.clear()  # whoever began at a checkpoint
            self._bytes = 0
        self._kept.extend(new)
        self._bytes += sum(len(kept.entry) for kept in new)
        while len(self._kept) > RECENT or (self._bytes > RECENT_BYTES and len(self._kept) > 1):
            self._bytes -= len(self._kept.popleft().entry)
