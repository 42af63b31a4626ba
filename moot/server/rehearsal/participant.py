"""A simulated participant: does what the stage asks that is on now, whoever put it on."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from typing import assert_never

from moot.server.rehearsal.answering import answer
from moot.server.rehearsal.asking import wonder
from moot.server.rehearsal.checking_in import check_in, is_last
from moot.server.rehearsal.composing import compose
from moot.server.rehearsal.connection import Gone
from moot.server.rehearsal.filling import fill
from moot.server.rehearsal.integrating import integrate
from moot.server.rehearsal.notes import sort_notes, write_notes
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.person import OnNow, Person
from moot.server.rehearsal.presenting import listen
from moot.server.rehearsal.reviewing import review
from moot.server.rehearsal.votes import place_dots, vote_in_run_offs
from moot.server.rehearsal.writing import define, detail, linger


async def take_part(person: Person, pace: Pace, chance: random.Random) -> None:
    """Until the person is gone: removed, or the server stopped."""
    with suppress(Gone):
        while True:
            on = person.on_now()
            doing = asyncio.create_task(_do(person, on, pace, chance))
            try:
                while person.on_now() == on:
                    await person.news()
            finally:
                await _stop(doing)


async def _stop(doing: asyncio.Task[None]) -> None:
    """Waits for its end. Whoever stops us meanwhile is heard: it is not the task's own end that is raised here."""
    doing.cancel()
    await asyncio.wait([doing])
    if not doing.cancelled() and (error := doing.exception()):
        raise error


async def _do(person: Person, on: OnNow | None, pace: Pace, chance: random.Random) -> None:
    """What is done already is not done again, so it can be begun at any time."""
    if on is None or on.state == "paused":
        return
    stage = person.planned(on)
    if on.state == "over":
        return await _afterwards(person, on, pace, chance)
    await wonder(person, pace, chance)
    match stage.does:
        case "ideate" if on.revealed:
            await sort_notes(person, on, pace, chance)
        case "collect" | "ideate":
            await write_notes(person, on, pace, chance)
        case "cluster":
            await sort_notes(person, on, pace, chance)
        case "define":
            await define(person, on, pace, chance)
        case "vote":
            await place_dots(person, on, pace, chance)
        case "select":
            await vote_in_run_offs(person, on, pace, chance)
        case "detail":
            await detail(person, on, pace, chance)
        case "fill":
            await fill(person, on, pace, chance)
        case "compose":
            await compose(person, on, pace, chance)
        case "present":
            await listen(person, on, pace, chance)
        case "review":
            await review(person, on, pace, chance)
        case "integrate":
            await integrate(person, on, pace, chance)
        case "answer":
            await answer(person, on, pace, chance)
        case _:
            assert_never(stage.does)


async def _afterwards(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """When a stage is over; when all of it is, one reports how it went on."""
    if is_last(person.view, on.activity, on.stage):
        await check_in(person, pace, chance)
    if person.planned(on).does == "detail":
        await linger(person, on, pace, chance)
