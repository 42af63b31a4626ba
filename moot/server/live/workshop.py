"""A workshop that people are in: requests queue, are decided together, appended as one entry, and then told."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial

from moot.rooms.asking import Request
from moot.rooms.entry import Ledger
from moot.rooms.past.snapshot import Snapshot
from moot.rooms.protection.access import LookAt, What
from moot.rooms.stages.stage import PassTime, next_due
from moot.rooms.workshop import Workshop
from moot.server.journal import Journal, JournalReplaced, JournalUnavailable, JournalWentBack, PositionTaken
from moot.server.lines.line import NO_WORKSHOP, RESTART
from moot.server.live.alarm import Alarm
from moot.server.live.asking import Asking, Outcomes, decided
from moot.server.live.audience import Happened, mark_of
from moot.server.live.erasing import Receipt
from moot.server.live.keeping import Keeping, last_ledger
from moot.server.live.recall import Recall
from moot.server.live.tells import Tells, tell_nobody
from moot.server.live.visit import Visit
from moot.server.live.visits import Visits
from moot.server.operating.metrics import Metrics

logger = logging.getLogger("moot.workshop")

RETRY_SECONDS = 0.5
PATIENCE = 3.0  # seconds that somebody at the door waits for what this server does not know yet


class GivenUp(Exception):
    """The journal is away while this server closes, or the workshop is forgotten: what waits is not done here."""


class LiveWorkshop:
    def __init__(
        self, id: str, journal: Journal, ledger: Ledger, secret: str, metrics: Metrics, tells: Tells = tell_nobody
    ) -> None:
        self.id = id
        self._keeping = Keeping(id, journal, ledger, metrics)
        self.past = Recall(id, journal, lambda: self.ledger.position)
        self.visits = Visits(self, journal, metrics.tally)
        self._journal, self._secret, self._metrics = journal, secret, metrics
        self._waiting: list[Asking] = []
        self._task: asyncio.Task[None] | None = None
        self._alarm = Alarm(self._pass_time)
        self._behind = False
        self._arrived: dict[object, Callable[[], None]] = {}
        """Who waits until this server knows as much as any other, and what is done with them then."""
        self._closing = self._given_up = False
        self._outcomes = Outcomes()
        self.forgotten = False
        """The journal has nothing of it any more."""
        self._used = time.monotonic()
        # Follow first, then read (J6): nothing that others append meanwhile is missed.
        self._unfollow = journal.follow(id, self._woken) if journal.shared else None
        self._alarm.set(next_due(self.workshop))
        self._telling = tells(self)
        self._telling.look()
        if journal.shared:
            self._woken()

    @classmethod
    async def open(
        cls, id: str, journal: Journal, secret: str, metrics: Metrics | None = None, tells: Tells = tell_nobody
    ) -> LiveWorkshop | None:
        """From the last checkpoint and the entries since; None when the journal has nothing of it."""
        ledger = await last_ledger(id, journal)
        return cls(id, journal, ledger, secret, metrics or Metrics(), tells) if ledger.position else None

    @property
    def ledger(self) -> Ledger:
        return self._keeping.ledger

    @property
    def receipt(self) -> Receipt | None:
        """Of who was erased last, since this server has it open."""
        return self._keeping.receipt

    @property
    def workshop(self) -> Workshop:
        return self.ledger.workshop

    @property
    def shared(self) -> bool:
        """Whether other servers may have it too."""
        return self._journal.shared

    @property
    def mark(self) -> str:
        return mark_of(self._secret, self.id, self.ledger.position, self.ledger.at)

    async def ask(self, request: Request, who: str = "", stream: str = "", number: int = 0) -> None:
        """Decides and keeps a request that did not come over a line; raises `Refused`, JournalUnavailable."""
        await self._outcomes.of(self.put, request, who, stream, number)

    def looked(self, who: str, what: What, about: str = "") -> None:
        """Writes down that somebody looked at what is about people; nobody waits for it."""
        self.put(Asking(LookAt(what=what, about=about), who, "", 0, lambda why: None))

    def put(self, asking: Asking) -> None:
        """Queues a request; its answer comes once what it did is durable and told."""
        self._waiting.append(asking)
        self._go()

    def _woken(self) -> None:
        """Another server may have appended."""
        self._behind = True
        self._go()

    def _go(self) -> None:
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._work())

    async def snapshot_then(self, snapshot: str) -> tuple[Snapshot, Workshop] | None:
        """One that is listed, and how it was when that was taken. Raises JournalUnavailable."""
        known = self.workshop.snapshots.get(snapshot)
        workshop = await self.past.at_snapshot(snapshot) if known else None
        return (known, workshop) if known and workshop else None

    async def know_all(self) -> None:
        """Waits until what others appended before this call is known here: on their word people come here."""
        self._used = time.monotonic()
        if self._journal.shared:
            known: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._arrived[known] = lambda: None if known.done() else known.set_result(None)
            self._woken()
            try:
                async with asyncio.timeout(PATIENCE):
                    await known
            except TimeoutError:
                raise JournalUnavailable(f"what others did in workshop {self.id} is not known here yet") from None
            finally:
                self._arrived.pop(known, None)

    def enter(self, visit: Visit, mark: str) -> None:
        """Somebody is here: what they missed since `mark`, or a new view."""
        if self._closing:
            return visit.line.close(RESTART, "this workshop is opened anew")
        if not self._journal.shared:
            return self._admit(visit, mark)
        self._arrived[visit] = partial(self._admit, visit, mark)
        self._woken()

    def _admit(self, visit: Visit, mark: str) -> None:
        if self.forgotten:
            return visit.line.close(NO_WORKSHOP, "no such workshop")
        self.visits.came(visit, mark)

    def leave(self, visit: Visit) -> None:
        self._arrived.pop(visit, None)
        if visit in self.visits:
            self.visits.went(visit)
            self._used = time.monotonic()

    def unused(self, seconds: float) -> bool:
        """Nobody was here for so long, and no clock runs."""
        busy = self._task or self._alarm.due or self._telling.busy
        return not (busy or self._arrived or any(True for _ in self.visits)) and time.monotonic() - self._used > seconds

    async def close(self) -> None:
        """Waits for what is under way, unless the journal is away, and keeps a checkpoint."""
        self._closing = True
        if self._unfollow:
            self._unfollow()
        self._alarm.set(None)
        self.visits.stop()
        self._telling.stop()
        if self._task:
            await self._task
        if not self._given_up:
            await self._keeping.keep_checkpoint()
        self._journal.let_go(self.id)

    async def _work(self) -> None:
        try:
            while self._waiting or self._behind:
                if self._behind and not await self._catch_up_and_admit():
                    continue  # what people ask is decided by what they know
                askings, self._waiting = self._waiting, []
                await self._decide(askings)
                self._alarm.set(next_due(self.workshop))
                self._telling.look()
                await self._keeping.keep_checkpoint_now_and_then()
        except GivenUp:
            self._given_up = True
            logger.warning("closed with requests that were not acknowledged", extra={"workshop": self.id})
            self._outcomes.give_up()
        finally:
            self._task = None

    async def _catch_up_and_admit(self) -> bool:
        """Whether nothing is left to read, and nobody waits for it."""
        self._behind, arrived = False, list(self._arrived)
        if not await self._catch_up(to_the_end=bool(arrived)):
            self._behind = True
            await self._pause()
            return False
        for somebody in arrived:
            if somebody in self._arrived:  # not gone again
                self._arrived.pop(somebody)()
        return not self._arrived

    async def _decide(self, askings: list[Asking]) -> None:
        """One group commit: decided together, kept as one entry, told, answered. Again when another was first."""
        while True:
            now = time.time_ns() // 1_000_000
            batch = decided(self.ledger, askings, now)
            if not batch.deeds:
                if None in batch.answers and not await self._keeping.is_settled():
                    await self._wait_for_journal()
                    continue
                break
            try:
                await self._keeping.append(batch, askings, now)
            except PositionTaken:
                await self._catch_up(to_the_end=True)
            except JournalWentBack as error:
                await self._begin_again(error)
            except JournalUnavailable as error:
                if batch.erases:  # the old journal may be there or the new one
                    while not await self._begin_again(error):
                        pass
                await self._wait_for_journal()
            else:
                self._show_anew() if batch.erases else self._tell(batch.happened)
                self._telling.appended(batch.happened)
                break
        self._metrics.answered(batch)
        for asking, why in zip(askings, batch.answers, strict=True):
            asking.answer(why)

    async def _wait_for_journal(self) -> None:
        await self._pause()
        await self._catch_up(to_the_end=True)

    async def _pause(self) -> None:
        """Before the journal is tried again."""
        if self._closing:
            raise GivenUp
        await asyncio.sleep(RETRY_SECONDS)

    def _tell(self, happened: list[Happened]) -> None:
        self.past.note(happened)
        self.visits.tell(happened)

    async def _catch_up(self, to_the_end: bool = False) -> bool:
        try:
            async for happened in self._keeping.catch_up(to_the_end):
                self._tell(happened)
            if to_the_end and await self._keeping.is_forgotten():
                self._forget()
        except JournalWentBack as error:
            return await self._begin_again(error)
        except JournalUnavailable as error:
            self._keeping.note(error)
            return False
        return True

    async def _begin_again(self, error: JournalUnavailable) -> bool:
        """The journal lost entries that nobody has any more, or was written anew: a new view for all."""
        lost = isinstance(error, JournalWentBack) and not isinstance(error, JournalReplaced)
        try:
            await self._keeping.begin_again(lost)
        except JournalUnavailable:
            await self._pause()
            return False
        if not self.ledger.position:
            self._forget()
        self._show_anew(lost)
        return True

    def _show_anew(self, lost: bool = False) -> None:
        """Nothing that was told before goes on; who is not in it any more is out."""
        self.past = Recall(self.id, self._journal, lambda: self.ledger.position)
        self.visits.show_anew(lost)

    def _forget(self) -> None:
        """Somebody erased it. Raises GivenUp."""
        self.forgotten = True
        arrived, self._arrived = self._arrived, {}
        for admit in arrived.values():
            admit()
        self.visits.stop()
        for visit in [*self.visits]:
            visit.line.close(NO_WORKSHOP, "no such workshop")
        raise GivenUp

    def _pass_time(self) -> None:
        self.put(Asking(PassTime(), "", "", 0, lambda why: None))
