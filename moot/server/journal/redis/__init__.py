"""The journal of many servers: a Redis stream a workshop, on Redis 7.0, Valkey, Sentinel or a cluster.

A position is taken in one script, which also publishes the entry to whoever follows. Publishing only wakes: the stream
is the truth, and is read again after each subscribing. What this server knows of the end of a journal it compares
whenever it asks, so that a Redis that went back is noticed (J10).
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

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
from moot.server.journal.redis.calls import Calls
from moot.server.journal.redis.durability import Durability, Wait
from moot.server.journal.redis.lapses import Lapses
from moot.server.journal.redis.listening import Listening
from moot.server.journal.redis.mending import mend
from moot.server.journal.redis.places import places_of
from moot.server.journal.redis.reading import entries_after, workshops_of
from moot.server.journal.redis.scripts import Scripts, checkpoint_key, forgotten_key, journal_key
from moot.server.journal.redis.tail import Differs, Kept, Tail
from moot.server.journal.redis.turns import Turns
from moot.server.journal.redis.url import BadRedisUrl, parse
from moot.server.journal.redis.whispers import Whispers

__all__ = ["BadRedisUrl", "Durability", "RedisJournal"]

logger = logging.getLogger("moot.journal")

FURTHEST = 10**14  # no position reaches it; Lua writes greater numbers as 1e+14
NONCE = 16  # letters by which an append knows its own entry
NOTHING = Tail()
BIG = 5  # times the patience for a checkpoint, which may be 64 MiB


class RedisJournal(Journal):
    """All workshops at `url` (see `redis.url`). An answer comes within about `patience` seconds, or JournalUnavailable.

    Raises BadRedisUrl; `open` JournalUnavailable, also when Redis cannot do what `durability` promises.
    """

    shared = True

    def __init__(
        self, url: str, durability: Durability = Durability.DISK, replicas: int = 1, patience: float = 3.0
    ) -> None:
        self._url = parse(url)
        _ = self._url.context  # made now, so that a wrong one is refused now
        self._patience = patience
        self._wait = Wait(self._url.kind, durability, replicas, patience / 3)
        self._scripts = Scripts(sharded=self._url.kind == "cluster")
        self._tails: dict[str, Tail] = {}
        self.lapses = Lapses()
        self._listening = Listening(self._url, self._tails, self._read_since, self.lapses)
        self._turns = Turns()
        self._open = False
        self._asked = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def open(self) -> None:
        places = places_of(self._url)
        self._calls = Calls(self._url, places, self._wait, self._patience)
        self._whispers = Whispers(self._calls, sharded=self._url.kind == "cluster")
        try:
            await self._calls.everywhere(self._wait.after_writing_to)
        except BaseException:
            await self._calls.close()
            raise
        self._listening.start(places)
        self._open = True

    async def close(self) -> None:
        if not self._open:
            return
        self._open = False
        await self._idle.wait()
        await self._whispers.stop()
        await self._listening.stop()
        await self._calls.close()

    async def append(self, workshop: str, position: int, entry: bytes) -> None:
        check_kept(workshop, entry, ENTRY_BYTES)
        with self._asking():
            nonce = secrets.token_hex(NONCE // 2)
            async with self._turns.of(workshop):
                while True:
                    tail = self._tails.get(workshop, NOTHING)
                    if not tail.last < position < FURTHEST:
                        raise PositionTaken(workshop, position)
                    what, found = await self._calls.write(
                        self._scripts.append, [journal_key(workshop)], position, nonce, tail.by(position - 1), entry
                    )
                    if what == b"kept":
                        self._note(workshop, [Kept(position, found, entry)])
                        return
                    went_back = what == b"other" or (what == b"behind" and found < tail.last)
                    if not went_back or not await self._mended(workshop):
                        raise PositionTaken(workshop, position)

    async def read(self, workshop: str, after: int, limit: int | None = None) -> list[tuple[int, bytes]]:
        """Whoever follows the workshop gets what was heard of it, if it follows, and is woken for what comes later."""
        check_asked(workshop, after, limit)
        with self._asking():
            if limit == 0 or after >= FURTHEST:
                return []
            tail = self._tails.get(workshop, NOTHING)
            heard = tail.after(after, limit) if self._listening.follows(workshop) else None
            return [(kept.position, kept.entry) for kept in heard or await self._read(workshop, after, limit)]

    async def last(self, workshop: str) -> int:
        check_asked(workshop)
        with self._asking():
            while True:
                known = self._tails.get(workshop, NOTHING).last
                last: int = await self._calls.read(workshop, "XLEN", journal_key(workshop))
                if last >= known:
                    return last
                async with self._turns.of(workshop):
                    await self._mended(workshop)

    async def settle(self, workshop: str, position: int) -> None:
        with self._asking():
            while True:
                by = self._tails.get(workshop, NOTHING).by(position)
                what, _ = await self._calls.write(self._scripts.settle, [journal_key(workshop)], position, by)
                if what == b"kept":
                    return
                async with self._turns.of(workshop):
                    if not await self._mended(workshop):
                        raise JournalUnavailable(f"workshop {workshop} has no position {position} any more")

    async def workshops(self) -> list[str]:
        with self._asking():
            return sorted(set(chain.from_iterable(await self._calls.everywhere(workshops_of))))

    async def keep_checkpoint(self, workshop: str, position: int, state: bytes) -> None:
        check_kept(workshop, state, STATE_BYTES)
        with self._asking():
            keys = [journal_key(workshop), checkpoint_key(workshop)]
            while True:
                tail = self._tails.get(workshop, NOTHING)
                if not 1 <= position < FURTHEST:
                    raise CheckpointAhead(workshop, position)
                what, last = await self._calls.write(
                    self._scripts.keep, keys, position, tail.by(position), state, patience=BIG * self._patience
                )
                if what == b"kept":
                    return
                if what == b"behind" and last >= tail.last:
                    raise CheckpointAhead(workshop, position)
                async with self._turns.of(workshop):
                    if not await self._mended(workshop):
                        raise CheckpointAhead(workshop, position)

    async def checkpoint(self, workshop: str) -> tuple[int, bytes] | None:
        check_asked(workshop)
        with self._asking():
            position, state = await self._calls.read(
                workshop, "HMGET", checkpoint_key(workshop), "position", "state", patience=BIG * self._patience
            )
            return None if position is None else (int(position), state)

    def follow(self, workshop: str, wake: Callable[[], None]) -> Callable[[], None]:
        check_asked(workshop)
        return self._listening.follow(workshop, wake)

    def overhear(self, workshop: str, hear: Callable[[bytes], None]) -> Callable[[], None]:
        check_asked(workshop)
        return self._listening.overhear(workshop, hear)

    def whisper(self, workshop: str, said: bytes) -> None:
        if self._open:
            self._whispers.say(workshop, said)

    async def forget(self, workshop: str) -> None:
        check_asked(workshop)
        with self._asking():
            keys = [journal_key(workshop), checkpoint_key(workshop), forgotten_key(workshop)]
            async with self._turns.of(workshop):
                await self._calls.write(self._scripts.forget, keys, self._tails.get(workshop, NOTHING).life)
                self._tails.pop(workshop, None)

    async def replace(self, workshop: str, last: int, entries: Sequence[bytes], state: bytes) -> None:
        check_replacing(workshop, entries, state)
        with self._asking():
            keys = [journal_key(workshop), checkpoint_key(workshop), forgotten_key(workshop)]
            nonce = secrets.token_hex(NONCE // 2)
            async with self._turns.of(workshop):
                while True:
                    tail = self._tails.get(workshop, NOTHING)
                    what, found = await self._calls.write(
                        self._scripts.replace, keys, last, tail.by(last), nonce, state, *entries,
                        patience=BIG * self._patience,
                    )  # fmt: skip
                    if what == b"kept":
                        break
                    went_back = what == b"other" or (what == b"behind" and found < tail.last)
                    if not went_back or not await self._mended(workshop):
                        raise PositionTaken(workshop, last)
                self._tails.pop(workshop, None)
                self._note(workshop, [Kept(len(entries), found, entries[-1])])
            await self._calls.forget_on_disk()

    def let_go(self, workshop: str) -> None:
        check_asked(workshop)
        self._tails.pop(workshop, None)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """`close` waits for it."""
        if not self._open:
            raise JournalUnavailable("it is closed")
        self._asked += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._asked -= 1
            if not self._asked:
                self._idle.set()

    async def _read(self, workshop: str, after: int, limit: int | None) -> list[Kept]:
        while True:
            tail = self._tails.get(workshop, NOTHING)
            found = await entries_after(self._calls, workshop, after, limit, tail)
            if found is not None and self._note(workshop, found):
                return found
            async with self._turns.of(workshop):
                await self._mended(workshop)

    async def _read_since(self, workshop: str) -> bool:
        """Whether Redis had more of a workshop than is known here; it is known then."""
        tail = self._tails.get(workshop)
        return bool(tail and await self._read(workshop, tail.last, None))

    def _note(self, workshop: str, found: list[Kept]) -> bool:
        """Whether it goes with what was known."""
        try:
            if found:
                self._tails.setdefault(workshop, Tail()).add(found)
        except Differs:
            return False
        return True

    async def _mended(self, workshop: str) -> bool:
        """Puts back what Redis lost; False when nothing is known of the workshop, or it was forgotten."""
        tail = self._tails.get(workshop)
        if tail is None:
            return False
        if await mend(workshop, tail, self._calls, self._scripts, self.lapses):
            return True
        if self._tails.get(workshop) is tail:
            del self._tails[workshop]
        return False
