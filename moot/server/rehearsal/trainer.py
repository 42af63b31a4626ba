"""A simulated trainer: leads the rooms from stage to stage. Whatever a human trainer starts instead is adopted."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.canvases.canvas import root_of
from moot.rooms.programmes.programme import Does, Stage
from moot.rooms.stages.message import Shown
from moot.rooms.stages.run import plan_of
from moot.rooms.stages.stage import EndStage, StartStage
from moot.server.rehearsal import reviewing
from moot.server.rehearsal.asking import attend
from moot.server.rehearsal.checking_in import all_have_reported, hear_reports
from moot.server.rehearsal.deciding import settle
from moot.server.rehearsal.pace import REVEALED_AFTER, Pace
from moot.server.rehearsal.person import OnNow, Person
from moot.server.rehearsal.presenting import Turns
from moot.server.rehearsal.projecting import project, show
from moot.server.rehearsal.sheet import keys_in, people_in
from moot.server.rehearsal.topics import make_topics

GLANCE = 0.5
"""Seconds at speed 1 between two looks at the rooms."""
UNTIL_FINISHED: frozenset[Does] = frozenset(("fill", "compose", "review", "integrate", "answer"))
"""Stages that end when all have said that they are finished."""
PATIENCE = 30.0
"""Seconds by the clock of this machine, at least, for those who are not finished; and twice what the stage lasts."""
LOOKS_AT = 2
"""Canvases of each room that are looked at while people write."""
OnStage = Callable[[str], None]


class Played(NamedTuple):
    """A stage that a room went through to its end."""

    room: str
    activity: str
    stage: str
    reviews: Mapping[str, tuple[str, ...]]
    """Who gave feedback to whom."""


class Trainer:
    def __init__(
        self, person: Person, pace: Pace, chance: random.Random, on_stage: OnStage = lambda does: None
    ) -> None:
        self.person, self.pace, self.chance, self.on_stage = person, pace, chance, on_stage
        self.played: list[Played] = []
        self._since: dict[OnNow, float] = {}
        self._turns = Turns(person, pace)
        self._done: set[tuple[str, OnNow]] = set()

    async def lead(self) -> None:
        """Through all stages that are left, in every room, and until people have reported how it went on."""
        while together := self._together():
            for (activity, stage), rooms in together.items():
                if going_on := [room for room in rooms if not self._is_paused(room)]:
                    await self._look_after(activity, stage, going_on)
            await attend(self.person, self.chance)
            await self.pace.pause(GLANCE)
        await show(self.person, Shown("questions"))
        if not all_have_reported(self.person):
            self.on_stage("check in")
            await hear_reports(self.person, self.pace, PATIENCE)

    @property
    def is_through(self) -> bool:
        return not self._together()

    def _together(self) -> dict[tuple[str, str], list[str]]:
        """Rooms that are in the same stage, and not through."""
        view = self.person.view
        self.person.look((*view.rooms, *self._looked_at()))
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for room in view.rooms:
            on = self.person.on_now(room)
            if on is None:
                found["", ""].append(room)
            elif on.state != "over" or self._following(on.activity, on.stage):
                found[on.activity, on.stage].append(room)
        return found

    def _looked_at(self) -> list[str]:
        """Canvases, as a trainer who walks round sees them: over the shoulders of a few in each room."""
        here = [(room, on) for room in self.person.view.rooms if (on := self.person.on_now(room))]
        return [key for room, on in here for key in keys_in(self.person.view, on.activity, [room])[:LOOKS_AT]]

    async def _look_after(self, activity: str, stage: str, rooms: list[str]) -> None:
        if not activity:
            return await self._start(self._following("", ""), rooms)
        known, at = plan_of(self.person.view, activity, stage)
        planned, waited = known.stages[at], min(self._waited(room) for room in rooms)
        if planned.does == "ideate" and planned.private and waited >= self.pace.lasts("ideate") * REVEALED_AFTER:
            await self._reveal(rooms)
        if planned.does == "review" and self._is_first_time("assign", rooms):
            await reviewing.assign(self.person, activity, planned)
        if await self._is_enough(planned, rooms, waited):
            await self._conclude(planned, activity, rooms)
            await self._move_on(activity, stage, rooms)

    async def _is_enough(self, planned: Stage, rooms: list[str], waited: float) -> bool:
        """Whether a stage has lasted as long as it should."""
        lasts = self.pace.lasts(planned.does)
        if planned.does == "present":
            on = self.person.on_now(rooms[0])
            return on is not None and await self._turns.go_on(_run_of(on)._replace(room=""), rooms)
        if planned.does == "review" and not reviewing.possible(self.person):
            return waited >= lasts
        if planned.does in UNTIL_FINISHED:
            return all(map(self._is_finished, rooms)) or waited >= max(2 * lasts, PATIENCE)
        return waited >= lasts

    def _is_finished(self, room: str) -> bool:
        view = self.person.view
        return all(person in view.rooms[room].finished for person in people_in(view, room))

    async def _conclude(self, planned: Stage, activity: str, rooms: list[str]) -> None:
        if planned.does == "select":
            await asyncio.gather(*(settle(self.person, room, self.pace, self.chance) for room in rooms))
        if planned.does == "cluster":
            for room in rooms:
                await make_topics(self.person, room, activity, self.chance)
        shows = planned.does == "review" and planned.private and reviewing.possible(self.person)
        if shows and self._is_first_time("release", rooms):
            await reviewing.release(self.person, activity)

    async def _reveal(self, rooms: list[str]) -> None:
        if hidden := [room for room in rooms if (on := self.person.on_now(room)) and not on.revealed]:
            await self.person.ask(RevealNotes(rooms=tuple(hidden)))

    async def _move_on(self, activity: str, stage: str, rooms: list[str]) -> None:
        """Only where the stage under way is still the one that has lasted long enough."""
        view = self.person.view
        still = [r for r in rooms if (on := self.person.on_now(r)) and (on.activity, on.stage) == (activity, stage)]
        still = [room for room in still if not self._is_paused(room)]
        reviews = view.reviews.get(root_of(view.activities, activity), {})
        self.played += [Played(room, activity, stage, reviews) for room in still]
        if following := self._following(activity, stage):
            await self._start(following, still)
        elif still:
            await self.person.ask(EndStage(rooms=tuple(still)))

    async def _start(self, following: tuple[str, Stage] | None, rooms: list[str]) -> None:
        if not following or not rooms:
            return
        activity, planned = following
        if await self.person.ask(StartStage(activity=activity, stage=planned.key, rooms=tuple(rooms))):
            self.on_stage(planned.does)
            await project(self.person, planned.does, activity)

    def _following(self, activity: str, stage: str) -> tuple[str, Stage] | None:
        """The stage after that one in the programme, and its activity; after none: the first."""
        stages = [(key, planned) for key, known in self.person.view.activities.items() for planned in known.stages]
        places = [(key, planned.key) for key, planned in stages]
        at = places.index((activity, stage)) + 1 if activity else 0
        return stages[at] if at < len(stages) else None

    def _waited(self, room: str) -> float:
        """Seconds for which a room has been in its stage under our eyes."""
        on = self.person.on_now(room)
        return time.monotonic() - self._since.setdefault(_run_of(on), time.monotonic()) if on else 0.0

    def _is_paused(self, room: str) -> bool:
        """Whether a human trainer holds a room: then its stage lasts anew from when it goes on."""
        on = self.person.on_now(room)
        if on is None or on.state != "paused":
            return False
        self._since.pop(_run_of(on), None)
        return True

    def _is_first_time(self, what: str, rooms: list[str]) -> bool:
        """In this stage: what a human trainer has changed since is not done again."""
        runs = {(what, _run_of(on)) for room in rooms if (on := self.person.on_now(room))}
        new = runs - self._done
        self._done |= runs
        return bool(new)


def _run_of(on: OnNow) -> OnNow:
    """What stays the same while a stage is paused, resumed or revealed."""
    return on._replace(state="", revealed=False)
