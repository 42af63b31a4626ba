"""Requests on their way through the server: who asks, under which number, who waits; and what those of a moment do."""

import asyncio
import logging
import secrets
from collections.abc import Callable

import msgspec

from moot.rooms.asking import Moment, Request
from moot.rooms.entry import Deed, Entry, Ledger, deed_of
from moot.rooms.protection.erase import PersonErased
from moot.rooms.refusals import Reason, Refused
from moot.rooms.workshop import decide
from moot.server.journal import JournalUnavailable
from moot.server.live.audience import Happened

logger = logging.getLogger("moot.workshop")

Answer = Callable[[Reason | None], None]
"""None: it is done and durable."""


class Asking(msgspec.Struct, frozen=True):
    request: Request
    who: str
    stream: str
    number: int
    answer: Answer

    @property
    def name(self) -> str:
        """In the log, and of its deed in the journal; empty for one of the server's own."""
        return f"{self.stream}:{self.number}" if self.number else ""


class Batch:
    """What requests come to that are decided one after the other: to be kept as one entry."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        """After all of them, before the entry is ended."""
        self.deeds: list[Deed] = []
        self.happened: list[Happened] = []
        self.answers: list[Reason | None] = []
        """Of each request in turn."""
        self.erases = False
        """Whether somebody is erased: then the journal is written anew."""
        self.again = 0
        """So many of them had been done before."""
        self.failed = 0
        """So many could not be decided, which is our bug."""

    def do(self, deed: Deed) -> None:
        """One more of the entry; nothing of it, if it cannot be."""
        self.did(deed)
        self.deeds.append(deed)

    def did(self, deed: Deed) -> None:
        workshop, happened = self.ledger.workshop, list[Happened]()
        for change in deed.did:
            after = change.evolve(workshop)
            happened.append((workshop, change, after))
            workshop = after
            self.erases = self.erases or isinstance(change, PersonErased)
        self.happened += happened
        self.ledger = self.ledger.noted(deed, workshop)


def decided(ledger: Ledger, askings: list[Asking], now: int) -> Batch:
    batch = Batch(ledger)
    for asking in askings:
        batch.answers.append(_answer(batch, asking, now))
    return batch


def replayed(ledger: Ledger, entry: Entry) -> tuple[Ledger, list[Happened]]:
    """Of an entry that was kept already."""
    batch = Batch(ledger)
    for deed in entry.deeds:
        batch.did(deed)
    return batch.ledger.ended(entry.at), batch.happened


def _answer(batch: Batch, asking: Asking, now: int) -> Reason | None:
    ledger = batch.ledger
    if asking.number and ledger.has_done(asking.who, asking.stream, asking.number):
        batch.again += 1
        return None
    if asking.number and ledger.is_too_old(asking.who, asking.stream, asking.number):
        return Reason.ALREADY  # nobody knows any more, so it is not done a second time
    try:
        changes = decide(ledger.workshop, asking.request, asking.who, Moment(now, secrets.randbits(48)))
        if changes:
            batch.do(deed_of(changes, asking.who, asking.stream, asking.number))
    except Refused as refused:
        return refused.reason
    except Exception:  # our bug: it must not take the others' requests with it
        about = {"workshop": ledger.workshop.id, "request": asking.name, "position": ledger.position + 1}
        logger.exception("a request could not be decided: %s", type(asking.request).__name__, extra=about)
        batch.failed += 1
        return Reason.NOT_ALLOWED
    return None


class Outcomes:
    """Of requests whose answer somebody waits for here, not at the end of a line."""

    def __init__(self) -> None:
        self._awaited: set[asyncio.Future[Reason | None]] = set()

    async def of(self, put: Callable[[Asking], None], request: Request, who: str, stream: str, number: int) -> None:
        """Until it is done. Raises `Refused`, JournalUnavailable."""
        outcome: asyncio.Future[Reason | None] = asyncio.get_running_loop().create_future()

        def answer(why: Reason | None) -> None:
            if not outcome.done():
                outcome.set_result(why)

        self._awaited.add(outcome)
        put(Asking(request, who, stream, number, answer))
        try:
            if why := await outcome:
                raise Refused(why)
        finally:
            self._awaited.discard(outcome)

    def give_up(self) -> None:
        """Nothing of it is done here any more."""
        for outcome in self._awaited:
            if not outcome.done():
                outcome.set_exception(JournalUnavailable("this server ends, or the workshop is forgotten"))
