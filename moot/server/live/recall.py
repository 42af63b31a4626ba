"""What a workshop was, read out of its journal when somebody looks back: in short turns, so that nobody waits."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import TypeVar

from moot.rooms.entry import Entry, decode_entry
from moot.rooms.past import Heard, Part, Past, Reel, first_seen, heard_since
from moot.rooms.snapshot import SnapshotTaken
from moot.rooms.workshop import Workshop
from moot.server.journal import Journal
from moot.server.live.audience import Happened

STEP = 5_000  # entries that are held in memory at once
TURN = 0.004  # seconds; a thread would take turns of 5 ms, at each write to a line

T = TypeVar("T")


class Recall:
    """Of one workshop. It reads no further than what this server knows to have happened."""

    def __init__(self, id: str, journal: Journal) -> None:
        self._id, self._journal = id, journal
        self._past = Past()
        self._lock = asyncio.Lock()

    def note(self, happened: Iterable[Happened]) -> None:
        """A snapshot that is taken while this server looks on need not be read."""
        for before, change, _ in happened:
            if type(change) is SnapshotTaken:
                self._past.at_snapshots[change.snapshot.id] = before

    async def at_snapshot(self, snapshot: str, position: int) -> Workshop | None:
        """How it was; None, where there is no such snapshot. Raises JournalUnavailable."""
        if snapshot not in self._past.at_snapshots:
            await self._read_to(position)
        return self._past.at_snapshots.get(snapshot)

    async def reel(self, position: int) -> Reel:
        """Raises JournalUnavailable."""
        await self._read_to(position)
        return self._past.reel()

    async def part(self, number: int, position: int) -> Part | None:
        """Raises JournalUnavailable."""
        await self._read_to(position)
        beginnings = self._past.beginnings
        if not 0 <= number < len(beginnings):
            return None
        begins = beginnings[number]
        ends = beginnings[number + 1].position if number + 1 < len(beginnings) else self._past.position
        entries = await self._journal.read(self._id, begins.position, ends - begins.position)
        heard = list[Heard]()
        async for one in in_turns(heard_since(begins, _decoded(entries))):
            heard.append(one)
        return Part(at=begins.at, view=first_seen(begins), heard=tuple(heard))

    async def _read_to(self, position: int) -> None:
        async with self._lock:
            while (missing := position - self._past.position) > 0:
                entries = await self._journal.read(self._id, self._past.position, min(STEP, missing))
                async for entry in in_turns(_decoded(entries)):
                    self._past.read(entry)
                if not entries:  # it was forgotten meanwhile
                    return


def _decoded(entries: list[tuple[int, bytes]]) -> Iterator[Entry]:
    return (decode_entry(entry) for _, entry in entries)


async def in_turns(things: Iterable[T]) -> AsyncIterator[T]:
    """One after the other, and now and then everybody else."""
    until = time.monotonic() + TURN
    for thing in things:
        yield thing
        if time.monotonic() > until:
            await asyncio.sleep(0)
            until = time.monotonic() + TURN
