"""People who ask without end, while something is done to the servers under them."""

import asyncio
from types import TracebackType
from typing import Self

from tests.simulation.history import Load
from tests.simulation.people import Person

A_STAY = 90  # requests of one person in one visit: fewer than are let in at once
PATIENCE = 30.0

Asked = tuple[str, str, int]
"""Who, in which tab, which of their requests."""


class Asking:
    """Everybody asks, again and again and through every outage, until the block ends."""

    def __init__(self, load: Load, url: str) -> None:
        self._load, self._url = load, url
        self._heard, self._wanted, self._enough = 0, 0, asyncio.Event()

    async def __aenter__(self) -> Self:
        self._people = [asyncio.create_task(self._come_again_and_again(n)) for n in range(len(self._load.people))]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, where: TracebackType | None) -> None:
        for person in self._people:
            person.cancel()
        await asyncio.gather(*self._people, return_exceptions=True)

    async def answers(self, more: int) -> None:
        """Waits for so many from now on."""
        self._wanted = self._heard + more
        self._enough.clear()
        await asyncio.wait_for(self._enough.wait(), PATIENCE)
        assert not any(person.done() for person in self._people)

    async def _come_again_and_again(self, number: int) -> None:
        while True:
            await self._load.people[number].stay(self._url, A_STAY, self._one_more)

    def _one_more(self) -> None:
        self._heard += 1
        if self._heard == self._wanted:
            self._enough.set()


async def answer_what_waits(load: Load, url: str) -> None:
    """What was asked before, and is sent again; whoever a proxy turns away comes again, as browsers do."""

    async def until_answered(person: Person) -> None:
        await person.stay(url, 0, lambda: None)
        while person.unanswered:
            await person.stay(url, 0, lambda: None)

    await asyncio.wait_for(asyncio.gather(*map(until_answered, load.people)), PATIENCE)


def names(load: Load) -> list[str]:
    """Of everybody, as the journal has them."""
    return [str(person.browser.come("name")["you"]) for person in load.people]


def acknowledged(load: Load, names: list[str]) -> set[Asked]:
    """Until now."""
    return {
        (name, "always", number)
        for name, person in zip(names, load.people, strict=True)
        for number in range(1, person.asked + 1)
        if number not in person.unanswered
    }
