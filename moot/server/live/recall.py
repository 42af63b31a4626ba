"""What a workshop was, read out of its journal when somebody looks back: in short turns, so that nobody waits."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import TypeVar

from moot.rooms.entry import Entry, decode_entry
from moot.rooms.past.past import Heard, Part, Past, Reel, first_seen, heard_since
from moot.rooms.past.snapshot import SnapshotTaken
from moot.rooms.workshop import Workshop
from moot.server.journal import Journal
from moot.server.live.audience import Happened

STEP = 5_000  # entries that are held in memory at once
TURN = 0.004  # seconds; a thread would take turns of 5 ms, at each write to a line

T = TypeVar("T")


class Recall:
    """Of one workshop. It reads no further than the position that this server knows of.

    What is asked of it raises JournalUnavailable.
    """

    def __init__(self, id: str, journal: Journal, position: Callable[[], int]) -> None:
        self._id, self._journal, self._position = id, journal, position
        self._past = Past()
        self._lock = asyncio.Lock()

    def note(self, happened: Iterable[Happened]) -> None:
        """A snapshot that is taken while this server looks on need not be read."""
        for before, change, _ in happened:
            if type(change) is SnapshotTaken:
                self._past.at_snapshots[change.snapshot.id] = before

    async def at_snapshot(self, snapshot: str) -> Workshop | None:
        """How it was; None, where there is no such snapshot."""
        if snapshot not in self._past.at_snapshots:
            await self._read_on()
        return self._past.at_snapshots.get(snapshot)

    async def at_moment(self, at: int) -> Workshop | None:
        """How it was then, in milliseconds since 1970; None, where nobody had heard anything yet."""
        await self._read_on()
        number = self._past.beginning_before(at)
        if number is None:
            return None
        then = self._past.beginnings[number].workshop
        async for entry in in_turns(_decoded(await self._entries_of(number))):
            if entry.at > at:
                break
            for deed in entry.deeds:
                then = then.after(deed.did)
        return then

    async def reel(self) -> Reel:
        await self._read_on()
        return self._past.reel()

    async def part(self, number: int) -> Part | None:
        """Of the replay; None, where it has not so many."""
        await self._read_on()
        if not 0 <= number < len(self._past.beginnings):
            return None
        begins, heard = self._past.beginnings[number], list[Heard]()
        async for one in in_turns(heard_since(begins, _decoded(await self._entries_of(number)))):
            heard.append(one)
        return Part(at=begins.at, view=first_seen(begins), heard=tuple(heard))

    async def _entries_of(self, part: int) -> list[tuple[int, bytes]]:
        begins, after = self._past.beginnings[part], self._past.beginnings[part + 1 :]
        ends = after[0].position if after else self._past.position
        return await self._journal.read(self._id, begins.position, ends - begins.position)

    async def _read_on(self) -> None:
        async with self._lock:
            while (missing := self._position() - self._past.position) > 0:
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
