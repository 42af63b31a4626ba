"""Presenting: the simulated trainer calls up one after the other, and those whose turn is next say what they think."""

from __future__ import annotations

import random
import time
from typing import NamedTuple

from moot.rooms.canvases.canvas import Presenting, key_of, root_of
from moot.rooms.canvases.presenting import ArrangePresenting, Present
from moot.rooms.workshop import Workshop
from moot.server.rehearsal.notes import place_of
from moot.server.rehearsal.opinions import cells_to_judge, questions_on, said_by, say
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.person import OnNow, Person
from moot.server.rehearsal.sheet import owners_in, people_in, plan_of_canvas

SPEAK = 4
"""So many say something of each canvas: the next ones in the order; of groups, so many of the next one."""
LISTENS = 0.4
"""Of a turn, before one says something."""
PLENARY = 40
"""So many present to all; more than that, in their rooms."""
LONGER, PATIENCE = 3, 1.0
"""Times a turn, and seconds by the clock of this machine, that are waited for what is said."""


async def listen(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """To all who present; a word to some of them."""
    heard = set[str]()
    while True:
        for shown in _shown_to(person, on):
            if shown.now not in heard and _speaks(person, shown):
                heard.add(shown.now)
                await pace.think(SECONDS["present"] * LISTENS, chance)
                await _speak(person, on, shown.now, pace, chance)
                break
        else:
            await person.news()


async def _speak(person: Person, on: OnNow, owner: str, pace: Pace, chance: random.Random) -> None:
    """A word, if it is still that one's turn."""
    key = key_of(root_of(person.view.activities, on.activity), owner)
    places = questions_on(person, on) + cells_to_judge(person, on, key)[:1]
    is_on = owner in [shown.now for shown in _shown_to(person, on)]
    if places and is_on and not said_by(person, on, key):
        await say(person, on, key, chance.choice(places), pace, chance)


def _shown_to(person: Person, on: OnNow) -> list[Presenting]:
    """Of this activity: to all, or in their room."""
    shown = [person.view.presenting.get(where) for where in ("", on.room)]
    return [one for one in shown if one and one.now and _is_of(person.view, one, on.activity)]


def _is_of(view: Workshop, shown: Presenting, activity: str) -> bool:
    return root_of(view.activities, shown.activity) == root_of(view.activities, activity)


def _speaks(person: Person, shown: Presenting) -> bool:
    following = _following(shown)
    if person.room.id in shown.order:
        return person.room.id in following[:1] and place_of(person)[0] < SPEAK
    return person.you in following[:SPEAK]


def _following(shown: Presenting) -> list[str]:
    """The others in the order, from the next one on; after the last comes the first."""
    at = shown.order.index(shown.now)
    return [*shown.order[at + 1 :], *shown.order[:at]]


class Turn(NamedTuple):
    where: str
    owner: str
    began: float


class Turns:
    """As the simulated trainer has them; a human trainer may call up others meanwhile, or end it."""

    def __init__(self, trainer: Person, pace: Pace) -> None:
        self._trainer, self._pace = trainer, pace
        self._had: dict[tuple[str, OnNow], set[str]] = {}
        """Who has had their turn, by where and in which stage."""
        self._turns: dict[str, Turn] = {}

    async def go_on(self, on: OnNow, rooms: list[str]) -> bool:
        """A step further, if it is time; whether all have presented."""
        if plan_of_canvas(self._trainer.view, on.activity).scope == "all":
            return True
        if self._is_for_all(on, rooms):
            return await self._go_on_in("", on, rooms)
        return all([await self._go_on_in(room, on, [room]) for room in rooms])

    def _is_for_all(self, on: OnNow, rooms: list[str]) -> bool:
        """As it was begun; else, whether all rooms are there, and it is not too long for them."""
        if began := {where for where, stage in self._had if stage == on} | {*self._trainer.view.presenting}:
            return "" in began
        there = self._trainer.view.rooms
        return len(rooms) == len(there) and len(owners_in(self._trainer.view, on.activity, rooms)) <= PLENARY

    async def _go_on_in(self, where: str, on: OnNow, rooms: list[str]) -> bool:
        view = self._trainer.view
        known, had = view.presenting.get(where), self._had.get((where, on))
        if known is None or not _is_of(view, known, on.activity):
            return had is not None or not await self._arrange(where, on, rooms)
        if had is None:
            had = self._had[where, on] = set(known.order[: known.order.index(known.now)] if known.now else ())
        if known.now and not self._is_over(where, on, known):
            return False
        had.add(known.now)
        return not await self._call_up(where, next((owner for owner in known.order if owner not in had), ""), known)

    async def _arrange(self, where: str, on: OnNow, rooms: list[str]) -> bool:
        """Whether there is anybody."""
        order = tuple(owners_in(self._trainer.view, on.activity, rooms))
        root = root_of(self._trainer.view.activities, on.activity)
        self._had[where, on] = set()
        return bool(order) and await self._trainer.ask(ArrangePresenting(activity=root, order=order, room=where))

    async def _call_up(self, where: str, owner: str, known: Presenting) -> bool:
        """Whether there is somebody left."""
        if not owner:
            await self._trainer.ask(ArrangePresenting(activity=known.activity, order=(), room=where))
            return False
        seconds = max(1, round(SECONDS["present"] / self._pace.speed))
        await self._trainer.ask(Present(person=owner, seconds=seconds, room=where))
        return True

    def _is_over(self, where: str, on: OnNow, known: Presenting) -> bool:
        turn = self._turns.get(where)
        if turn is None or turn.owner != known.now:
            turn = self._turns[where] = Turn(where, known.now, time.monotonic())
        lasted, lasts = time.monotonic() - turn.began, self._pace.lasts("present")
        said = _said(self._trainer.view, on, known) >= self._expected(known)
        return lasted >= lasts and (said or lasted >= lasts * LONGER + PATIENCE)

    def _expected(self, known: Presenting) -> int:
        """How many have something to say."""
        view, following = self._trainer.view, _following(known)
        if known.now in view.rooms:
            return min(SPEAK, len(people_in(view, following[0]))) if following else 0
        return len(following[:SPEAK])


def _said(view: Workshop, on: OnNow, known: Presenting) -> int:
    """In this stage."""
    canvas = view.canvas(key_of(root_of(view.activities, known.activity), known.now))
    return sum(one.stage == f"{on.activity}.{on.stage}" for one in canvas.feedback.values())
