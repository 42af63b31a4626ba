"""A workshop's ledger as this server knows it, beside its journal: kept, caught up with, begun again, checkpointed."""

import logging
from collections.abc import AsyncIterator

from moot.rooms.entry import Entry, Ledger, decode_entry, decode_ledger, encode
from moot.rooms.workshop import NOTHING
from moot.server.journal import Journal, JournalError, JournalUnavailable
from moot.server.live.appending import appending
from moot.server.live.asking import Asking, Batch, replayed
from moot.server.live.audience import Happened
from moot.server.live.erasing import Receipt, erase
from moot.server.live.recall import in_turns
from moot.server.operating.metrics import Metrics

logger = logging.getLogger("moot.workshop")

CHECKPOINT_EVERY = 500  # entries; replaying that many takes some 25 ms
BYTES_AN_ENTRY = 1_000  # of a checkpoint: all wait while it is written, 30 ms for a million, so a large one comes later


class Keeping:
    """`ledger` goes on only by what is durable, or was read."""

    def __init__(self, id: str, journal: Journal, ledger: Ledger, metrics: Metrics) -> None:
        self.id, self.ledger = id, ledger
        self._journal, self._metrics = journal, metrics
        self._checkpoint = ledger.position
        self._every = CHECKPOINT_EVERY
        self.receipt: Receipt | None = None
        """Of who was erased last."""

    async def append(self, batch: Batch, askings: list[Asking], now: int) -> None:
        """Raises PositionTaken, JournalWentBack, JournalUnavailable."""
        position, entry = self.ledger.position + 1, encode(Entry(now, tuple(batch.deeds)))
        with appending(self._metrics, self.id, position, askings, len(batch.deeds)):
            if batch.erases:
                self.ledger, self.receipt = await erase(self._journal, self.id, position, entry)
                self._checkpoint = self.ledger.position
                return
            await self._journal.append(self.id, position, entry)
        self.ledger = batch.ledger.ended(now)

    async def catch_up(self, to_the_end: bool) -> AsyncIterator[list[Happened]]:
        """What entries did that another server appended, or that were kept though we were told that they were not.

        Unless `to_the_end`, what comes later wakes us (J6). Raises JournalWentBack, JournalUnavailable.
        """
        while missed := await self._journal.read(self.id, self.ledger.position):
            self._metrics.from_others.inc(len(missed))
            for _, encoded in missed:
                self.ledger, happened = replayed(self.ledger, decode_entry(encoded))
                yield happened
            if not to_the_end:
                return

    async def is_forgotten(self) -> bool:
        """Raises JournalWentBack, JournalUnavailable."""
        return await self._journal.last(self.id) < self.ledger.position

    async def is_settled(self) -> bool:
        """Whether all that we know is durable. What another server appended may not be, before it said so itself."""
        try:
            await self._journal.settle(self.id, self.ledger.position)
        except JournalUnavailable as error:
            self.note(error)
            return False
        return True

    async def begin_again(self, lost: bool) -> None:
        """From what the journal has: it lost entries that nobody has any more, or was written anew. Raises
        JournalUnavailable."""
        self._journal.let_go(self.id)
        ledger = await last_ledger(self.id, self._journal)
        if ledger.position and lost:
            self._metrics.went_back.inc()
            about = {"workshop": self.id, "position": ledger.position, "known": self.ledger.position}
            logger.error("what was acknowledged last is lost: this server knew more than the journal has", extra=about)
        self.ledger, self._checkpoint = ledger, 0

    async def keep_checkpoint_now_and_then(self) -> None:
        if self.ledger.position - self._checkpoint >= self._every:
            await self.keep_checkpoint()

    async def keep_checkpoint(self) -> None:
        position = self.ledger.position
        if position == self._checkpoint:
            return
        try:
            with self._metrics.checkpoint_seconds.time():
                state = encode(self.ledger)
                await self._journal.keep_checkpoint(self.id, position, state)
            self._metrics.checkpoint_bytes.observe(len(state))
            self._checkpoint = position
            self._every = max(CHECKPOINT_EVERY, len(state) // BYTES_AN_ENTRY)
        except JournalError as error:
            logger.warning("no checkpoint was kept: %s", error, extra={"workshop": self.id, "position": position})

    def note(self, error: JournalUnavailable) -> None:
        self._metrics.unavailable.inc()
        logger.warning("trying again: %s", error, extra={"workshop": self.id})


async def last_ledger(id: str, journal: Journal) -> Ledger:
    """What the journal has: the last checkpoint, and the entries since."""
    kept = await journal.checkpoint(id)
    ledger = decode_ledger(kept[1]) if kept else Ledger(workshop=NOTHING)
    # from the last one that is in it on: what a journal knows of that tells it whether another was put in its place
    async for position, entry in in_turns(await journal.read(id, max(0, ledger.position - 1))):
        if position > ledger.position:
            ledger = ledger.after(decode_entry(entry))
    return ledger
