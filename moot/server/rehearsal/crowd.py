"""A crowd of simulated people: they come in, and sit in groups of equal size."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from moot.rooms.people.groups import MakeGroups
from moot.server.rehearsal import texts
from moot.server.rehearsal.door import join
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.person import Person

AT_ONCE = 8
"""How many are at the door at a time."""


async def gather_crowd(
    url: str, workshop: str, people: int, figures: Figures, others: Sequence[str] = ()
) -> list[Person]:
    """The people of `participants.csv`, as often as it takes; where there are other servers, by turns on each."""
    door, urls = asyncio.Semaphore(AT_ONCE), (url, *others)

    async def comes(number: int) -> Person:
        async with door:
            return await _joined(urls[number % len(urls)], workshop, number, figures)

    return await asyncio.gather(*(comes(number) for number in range(people)))


async def seat(trainer: Person, groups: int) -> None:
    """Into groups, mixed by country; the trainer opens all the rooms."""
    await trainer.ask(MakeGroups(count=groups, mix_by="country"))
    await trainer.has_heard_all()
    trainer.look(tuple(trainer.view.rooms))
    await trainer.has_heard_all()


async def _joined(url: str, workshop: str, number: int, figures: Figures) -> Person:
    listed = texts.rows("participants")
    row, more = listed[number % len(listed)], number // len(listed)
    name = f"{row['name']} {more + 1}" if more else row["name"]
    door = await asyncio.to_thread(join, url, workshop, name, row["organisation"], row["country"])
    person = Person(door, workshop, "participant", figures)
    await person.enter()
    return person
