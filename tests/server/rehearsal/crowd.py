"""Simulated people on a server, led through a workshop by a simulated trainer."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress

from moot.server.rehearsal.crowd import gather_crowd, seat
from moot.server.rehearsal.door import make_workshop
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.judgement import judge
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.participant import take_part
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.trainer import Trainer
from tests.server.server_in_thread import ServerInThread

FAST = Pace(50)


async def gathered(
    server: ServerInThread, people: int, groups: int = 1, programme: str = "academy"
) -> tuple[Person, list[Person]]:
    """A trainer who looks at the rooms, and who sits in them."""
    figures = Figures()
    door, workshop, _ = await asyncio.to_thread(make_workshop, server.url, server.settings.operator_key, programme)
    trainer = Person(door, workshop, "trainer", figures)
    await trainer.enter()
    crowd = await gather_crowd(server.url, workshop, people, figures)
    await seat(trainer, groups)
    return trainer, crowd


async def led(trainer: Person, crowd: list[Person], last: str) -> list[str]:
    """To the beginning of the `last` stage: the stages that the simulated trainer started."""
    started: list[str] = []

    def on_stage(does: str) -> None:
        started.append(does)
        if does == last:
            leading.cancel()

    leading = asyncio.create_task(through(trainer, crowd, on_stage))
    with suppress(asyncio.CancelledError):
        await leading
    await trainer.has_heard_all()
    return started


async def through(trainer: Person, crowd: list[Person], on_stage: Callable[[str], None] = lambda does: None) -> Trainer:
    """All the stages that are left."""
    await trainer.has_heard_all()
    parts = [asyncio.create_task(take_part(person, FAST, random.Random(n))) for n, person in enumerate(crowd)]
    leading = Trainer(trainer, FAST, random.Random(1), on_stage)
    try:
        await leading.lead()
    finally:
        for part in parts:
            part.cancel()
        await asyncio.gather(*parts, return_exceptions=True)
    for person in (*crowd, trainer):
        await person.has_heard_all()
    return leading


async def judged(crowd: list[Person], trainer: Person) -> tuple[bool, int]:
    """Whether all see the same, and how much is lost."""
    found = await judge(crowd, trainer)
    return found["same_view"], found["lost"]


def stage_of(trainer: Person, activity: str, does: str) -> str:
    return next(stage.key for stage in trainer.view.activities[activity].stages if stage.does == does)


async def all_leave(people: list[Person]) -> None:
    for person in people:
        await person.leave()
