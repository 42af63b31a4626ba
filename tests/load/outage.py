"""One outage as people feel it: everybody asks something in that moment, and goes on asking; how long did it wait?"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from tests.load.returning import Returning

EACH = 5.0
"""Requests of one person a second."""
BACK_WITHIN = 60.0
CALM = 1.0
"""Seconds before and after, in which all goes well."""


class Felt(NamedTuple):
    """Milliseconds."""

    away: float
    """Until that which broke was there again, or another in its place; 0: people can do without."""
    waits: list[float]
    """For each person whom it concerned the longest wait of a request: it was asked in that moment, or later."""


class Outage:
    """`strike` is called at its beginning, `ends` when what broke is replaced."""

    def __init__(self, people: Sequence[Returning]) -> None:
        self.people = people
        self.concerned: Sequence[Returning] = ()
        self._struck = self._ended = 0.0

    def strike(self, break_it: Callable[[], object], on: str = "") -> None:
        """It concerns those on one server, or all."""
        self.concerned = [person for person in self.people if on in ("", person.url)]
        self._struck = time.perf_counter()
        break_it()
        for person in self.people:
            person.ask()

    def ends(self) -> None:
        self._ended = time.perf_counter()

    async def felt(self, fault: Callable[["Outage"], Awaitable[None]]) -> Felt:
        """Runs it, and waits until all that was asked meanwhile is answered."""
        for person in self.people:
            person.go_home()
        asking = asyncio.create_task(self._ask())
        try:
            await asyncio.sleep(CALM)
            await self.all_back()
            await fault(self)
            await self.all_back()
            over = time.perf_counter()
            await asyncio.sleep(CALM)
            await self.all_back()
        finally:
            asking.cancel()
        waits = [person.longest(self._struck, over) * 1000 for person in self.concerned]
        return Felt(max(0.0, self._ended - self._struck) * 1000, waits)

    async def _ask(self) -> None:
        """One after the other, evenly."""
        while True:
            for person in self.people:
                person.ask()
                await asyncio.sleep(1 / EACH / len(self.people))

    async def all_back(self) -> None:
        """Until all that was asked before now is answered."""
        now = time.perf_counter()
        async with asyncio.timeout(BACK_WITHIN):
            while any(person.waits_since(now) for person in self.people):  # noqa: ASYNC110, a hundredth more is nothing
                await asyncio.sleep(0.01)
