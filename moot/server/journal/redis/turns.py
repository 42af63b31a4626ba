"""Who may write to a workshop: one after the other, in the order in which they asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from moot.server.journal import JournalUnavailable


class Turn:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.failures = 0
        self.reason = ""


class Turns:
    """Those who wait behind one who found the journal unavailable find it so too: they do not wait as long each."""

    def __init__(self) -> None:
        self._turns: WeakValueDictionary[str, Turn] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, workshop: str) -> AsyncIterator[None]:
        turn = self._turns.setdefault(workshop, Turn())
        failures = turn.failures
        async with turn.lock:
            if turn.failures != failures:
                raise JournalUnavailable(turn.reason)
            try:
                yield
            except JournalUnavailable as error:
                turn.failures += 1
                turn.reason = error.reason
                raise
