"""A workshop that people are in: requests queue, are decided together, appended as one entry, and then told."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import OrderedDict
from typing import Any

from moot.rooms.asking import Moment, Request
from moot.rooms.entry import Deed, Entry, Ledger, decode_entry, decode_ledger, deed_of, encode
from moot.rooms.protocol import Lost
from moot.rooms.refusals import Reason, Refused
from moot.rooms.stage import PassTime, next_due
from moot.rooms.workshop import NOTHING, Workshop, decide
from moot.server.asking import Asking
from moot.server.audience import Happened, Hearers, Told, mark_of
from moot.server.journal import Journal, JournalUnavailable, JournalWentBack, PositionTaken
from moot.server.presence import Presence
from moot.server.visit import Visit

logger = logging.getLogger("moot.workshop")

RECENT = 1_000  # entries at hand for those who were away: minutes of a busy workshop
CHECKPOINT_EVERY = 500  # entries; replaying that many takes some 25 ms
RETRY_SECONDS = 0.5
VIEWS_KEPT = 64


class LiveWorkshop:
    def __init__(self, id: str, journal: Journal, ledger: Ledger, secret: str) -> None:
        self.id = id
        self.ledger = ledger
        self.hearers = Hearers()
        self.presence = Presence(self, journal)
        self._journal, self._secret = journal, secret
        self._waiting: list[Asking] = []
        self._task: asyncio.Task[None] | None = None
        self._recent: OrderedDict[str, Told] = OrderedDict()
        self._views: dict[Any, bytes] = {}
        self._alarm: asyncio.TimerHandle | None = None
        self._due: int | None = None
        self._kept = ledger.position
        self._behind = False
        self._arrived: dict[Visit, str] = {}
        """With the mark that they came with: they wait until we know as much as they do."""
        # Follow first, then read (J6): nothing that others append meanwhile is missed.
        self._unfollow = journal.follow(id, self._woken) if journal.shared else None
        self._set_alarm()
        if journal.shared:
            self._woken()

    @classmethod
    async def open(cls, id: str, journal: Journal, secret: str) -> LiveWorkshop | None:
        """From the last checkpoint and the entries since; None when the journal has nothing of it."""
        ledger = await _kept(id, journal)
        return cls(id, journal, ledger, secret) if ledger.position else None

    @property
    def workshop(self) -> Workshop:
        return self.ledger.workshop

    @property
    def mark(self) -> str:
        return mark_of(self._secret, self.id, self.ledger.position, self.ledger.at)

    async def ask(self, request: Request, who: str = "") -> None:
        """Decides and keeps a request of the server's own; raises `Refused`."""
        outcome: asyncio.Future[Reason | None] = asyncio.get_running_loop().create_future()

        def answer(why: Reason | None) -> None:
            if not outcome.done():
                outcome.set_result(why)

        self.put(Asking(request, who, "", 0, answer))
        if why := await outcome:
            raise Refused(why)

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

    def enter(self, visit: Visit, mark: str) -> None:
        """Somebody is here: what they missed since `mark`, or a new view.

        Whoever comes from another server may know more than this one yet, and waits until it has caught up.
        """
        if not self._journal.shared:
            return self._admit(visit, mark)
        self._arrived[visit] = mark
        self._woken()

    def _admit(self, visit: Visit, mark: str) -> None:
        self._greet(visit, mark)
        self.hearers.add(visit)
        self.presence.came(visit)

    def leave(self, visit: Visit) -> None:
        self._arrived.pop(visit, None)
        if visit in self.hearers:
            self.hearers.remove(visit)
            self.presence.went(visit)

    def renew(self, visit: Visit) -> None:
        """A new view, with the audiences that go with it."""
        self.hearers.remove(visit)
        visit.look_at(self.workshop)
        self.hearers.add(visit)
        visit.welcome(self.workshop, self.mark, self._views)

    async def close(self) -> None:
        """Waits for what is under way, and keeps a checkpoint."""
        if self._unfollow:
            self._unfollow()
        if self._alarm:
            self._alarm.cancel()
        self.presence.stop()
        if self._task:
            await self._task
        await self._keep_checkpoint()
        self._journal.let_go(self.id)

    def _greet(self, visit: Visit, mark: str) -> None:
        missed: list[Told] | None = [] if mark == self.mark else self._since(mark)
        if missed is None or any(not told.renewed.isdisjoint(visit.audiences) for told in missed):
            return visit.welcome(self.workshop, self.mark, self._views)
        for told in missed:
            if hears := told.heard_by(visit.audiences):
                visit.line.write(told.frame_for(hears))

    def _since(self, mark: str) -> list[Told] | None:
        if mark not in self._recent:
            return None
        marks = list(self._recent)
        return [self._recent[later] for later in marks[marks.index(mark) + 1 :]]

    async def _work(self) -> None:
        try:
            while self._waiting or self._behind:
                if self._behind and not await self._catch_up_and_admit():
                    continue  # what people ask is decided by what they know
                batch, self._waiting = self._waiting, []
                await self._decide(batch)
                self._set_alarm()
                if self.ledger.position - self._kept >= CHECKPOINT_EVERY:
                    await self._keep_checkpoint()
        finally:
            self._task = None

    async def _catch_up_and_admit(self) -> bool:
        """Whether nothing is left to read, and nobody waits for it."""
        self._behind, arrived = False, list(self._arrived)
        if not await self._catch_up(to_the_end=bool(arrived)):
            self._behind = True
            await asyncio.sleep(RETRY_SECONDS)
            return False
        for visit in arrived:
            if visit in self._arrived:  # not gone again
                self._admit(visit, self._arrived.pop(visit))
        return not self._arrived

    async def _decide(self, batch: list[Asking]) -> None:
        """One group commit: decided together, kept as one entry, told, answered. Again when another was first."""
        while True:
            now = time.time_ns() // 1_000_000
            ledger, deeds, happened, answers = self._try(batch, now)
            if not deeds:
                if None in answers and not await self._settled():
                    continue
                break
            entry = Entry(now, tuple(deeds))
            try:
                await self._journal.append(self.id, ledger.position + 1, encode(entry))
            except PositionTaken:
                await self._catch_up()
                continue
            except JournalWentBack:
                await self._begin_again()
                continue
            except JournalUnavailable as error:
                await self._wait_for_journal(error)
                continue
            self._advance(ledger.ended(now), happened)
            break
        for asking, why in zip(batch, answers, strict=True):
            asking.answer(why)

    async def _settled(self) -> bool:
        """Whether all that we know is durable. What another server appended may not be, before it said so itself."""
        try:
            await self._journal.settle(self.id, self.ledger.position)
        except JournalUnavailable as error:
            await self._wait_for_journal(error)
            return False
        return True

    async def _wait_for_journal(self, error: JournalUnavailable) -> None:
        logger.warning("the journal is unavailable, trying again: %s", error)
        await asyncio.sleep(RETRY_SECONDS)
        await self._catch_up()

    def _try(self, batch: list[Asking], now: int) -> tuple[Ledger, list[Deed], list[Happened], list[Reason | None]]:
        ledger, deeds, happened = self.ledger, list[Deed](), list[Happened]()
        answers: list[Reason | None] = []
        for asking in batch:
            if asking.number and ledger.has_done(asking.who, asking.stream, asking.number):
                answers.append(None)
                continue
            if asking.number and ledger.is_too_old(asking.who, asking.stream, asking.number):
                answers.append(Reason.ALREADY)  # nobody knows any more, so it is not done a second time
                continue
            try:
                changes = decide(ledger.workshop, asking.request, asking.who, Moment(now, secrets.randbits(48)))
            except Refused as refused:
                answers.append(refused.reason)
                continue
            except Exception:  # our bug: it must not take the others' requests with it
                logger.exception("a request could not be decided: %s", type(asking.request).__name__)
                answers.append(Reason.NOT_ALLOWED)
                continue
            answers.append(None)
            if not changes:
                continue
            before = ledger.workshop
            for change in changes:
                after = change.evolve(before)
                happened.append((before, change, after))
                before = after
            deeds.append(deed_of(changes, asking.who, asking.stream, asking.number))
            ledger = ledger.noted(deeds[-1], before)
        return ledger, deeds, happened, answers

    def _advance(self, ledger: Ledger, happened: list[Happened]) -> None:
        self.ledger = ledger
        self._views.clear()
        told = Told(self.mark, happened)
        self._recent[told.mark] = told
        if len(self._recent) > RECENT:
            self._recent.popitem(last=False)
        self.hearers.tell(told, self.renew)
        self.presence.changed(happened)
        for visit in [visit for visit in self.hearers if not visit.valid(self.workshop)] if told.touches_people else []:
            visit.withdraw()

    async def _catch_up(self, to_the_end: bool = False) -> bool:
        """Entries that another server appended, or that were kept though we were told that they were not."""
        try:
            while missed := await self._journal.read(self.id, self.ledger.position):
                for _, encoded in missed:
                    self._replay(decode_entry(encoded))
                if not to_the_end:  # what comes next wakes us (J6)
                    break
        except JournalWentBack:
            return await self._begin_again()
        except JournalUnavailable as error:
            logger.warning("the journal is unavailable, trying again: %s", error)
            return False
        return True

    def _replay(self, entry: Entry) -> None:
        ledger, happened = self.ledger, list[Happened]()
        for deed in entry.deeds:
            before = ledger.workshop
            for change in deed.did:
                after = change.evolve(before)
                happened.append((before, change, after))
                before = after
            ledger = ledger.noted(deed, before)
        self._advance(ledger.ended(entry.at), happened)

    async def _begin_again(self) -> bool:
        """The journal lost entries that nobody has any more: from what it has, with a new view for all."""
        self._journal.let_go(self.id)
        try:
            ledger = await _kept(self.id, self._journal)
        except JournalUnavailable:
            await asyncio.sleep(RETRY_SECONDS)
            return False
        logger.error(
            "workshop %s goes on from entry %d, though this server knew %d: what was acknowledged last is lost",
            self.id,
            ledger.position,
            self.ledger.position,
        )
        self.ledger = ledger
        self._kept = 0
        self._recent.clear()
        self._views.clear()
        for visit in [*self.hearers]:
            if visit.person in ledger.workshop.people and visit.valid(ledger.workshop):
                visit.send(Lost())
                self.renew(visit)
            else:
                visit.withdraw()
        return True

    async def _keep_checkpoint(self) -> None:
        if self.ledger.position == self._kept:
            return
        position, state = self.ledger.position, encode(self.ledger)
        try:
            await self._journal.keep_checkpoint(self.id, position, state)
            self._kept = position
        except JournalUnavailable as error:
            logger.warning("no checkpoint was kept: %s", error)

    def _set_alarm(self) -> None:
        """Wakes when a clock runs out or a grace ends."""
        due = next_due(self.workshop)
        if due == self._due:
            return
        self._due = due
        if self._alarm:
            self._alarm.cancel()
        if due is not None:
            delay = max(0.0, due / 1000 - time.time())
            self._alarm = asyncio.get_running_loop().call_later(delay + 0.002, self._pass_time)

    def _pass_time(self) -> None:
        self._due = None
        self.put(Asking(PassTime(), "", "", 0, lambda why: None))


async def _kept(id: str, journal: Journal) -> Ledger:
    """What the journal has: the last checkpoint, and the entries since."""
    kept = await journal.checkpoint(id)
    ledger = decode_ledger(kept[1]) if kept else Ledger(workshop=NOTHING)
    for _, entry in await journal.read(id, ledger.position):
        ledger = ledger.after(decode_entry(entry))
    return ledger
