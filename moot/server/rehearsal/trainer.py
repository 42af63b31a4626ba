"""A simulated trainer: leads the rooms from stage to stage. Whatever a human trainer starts instead is adopted."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Callable

from moot.rooms.message import Show, Shown
from moot.rooms.programme import Stage
from moot.rooms.reveal import RevealNotes
from moot.rooms.run import plan_of
from moot.rooms.section import MakeTopic
from moot.rooms.stage import EndStage, StartStage
from moot.server.rehearsal import texts
from moot.server.rehearsal.deciding import settle
from moot.server.rehearsal.pace import REVEALED_AFTER, Pace
from moot.server.rehearsal.person import OnNow, Person

TOPICS = 3
"""From what was shared; the group adds one."""
GLANCE = 0.5
"""Seconds at speed 1 between two looks at the rooms."""
OnStage = Callable[[str], None]


class Trainer:
    def __init__(
        self, person: Person, pace: Pace, chance: random.Random, on_stage: OnStage = lambda does: None
    ) -> None:
        self.person, self.pace, self.chance, self.on_stage = person, pace, chance, on_stage
        self._since: dict[OnNow, float] = {}

    async def lead(self) -> None:
        """Through all stages that are left, in every room."""
        while together := self._together():
            for (activity, stage), rooms in together.items():
                if going_on := [room for room in rooms if not self._is_paused(room)]:
                    await self._look_after(activity, stage, going_on)
            await self.pace.pause(GLANCE)

    @property
    def is_through(self) -> bool:
        return not self._together()

    def _together(self) -> dict[tuple[str, str], list[str]]:
        """Rooms that are in the same stage, and not through."""
        view = self.person.view
        self.person.look(tuple(view.rooms))
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for room in view.rooms:
            on = self.person.on_now(room)
            if on is None:
                found["", ""].append(room)
            elif on.state != "over" or self._following(on.activity, on.stage):
                found[on.activity, on.stage].append(room)
        return found

    async def _look_after(self, activity: str, stage: str, rooms: list[str]) -> None:
        if not activity:
            return await self._start(self._following("", ""), rooms)
        known, at = plan_of(self.person.view, activity, stage)
        planned, waited = known.stages[at], min(self._waited(room) for room in rooms)
        lasts = self.pace.lasts(planned.does)
        if planned.does == "ideate" and planned.private and waited >= lasts * REVEALED_AFTER:
            await self._reveal(rooms)
        if waited < lasts:
            return
        if planned.does == "select":
            await asyncio.gather(*(settle(self.person, room, self.pace, self.chance) for room in rooms))
        if planned.does == "cluster":
            for room in rooms:
                await self._make_topics(room, activity)
        await self._move_on(activity, stage, rooms)

    async def _reveal(self, rooms: list[str]) -> None:
        if hidden := [room for room in rooms if (on := self.person.on_now(room)) and not on.revealed]:
            await self.person.ask(RevealNotes(rooms=tuple(hidden)))

    async def _move_on(self, activity: str, stage: str, rooms: list[str]) -> None:
        """Only where the stage under way is still the one that has lasted long enough."""
        still = [r for r in rooms if (on := self.person.on_now(r)) and (on.activity, on.stage) == (activity, stage)]
        still = [room for room in still if not self._is_paused(room)]
        if following := self._following(activity, stage):
            await self._start(following, still)
        elif still and await self.person.ask(EndStage(rooms=tuple(still))):
            await self._show(Shown("winners", board=activity))

    async def _start(self, following: tuple[str, Stage] | None, rooms: list[str]) -> None:
        if not following or not rooms:
            return
        activity, planned = following
        if await self.person.ask(StartStage(activity=activity, stage=planned.key, rooms=tuple(rooms))):
            self.on_stage(planned.does)
            if planned.does in ("cluster", "select"):
                await self._show(Shown("results" if planned.does == "select" else "board", board=activity))

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

    async def _make_topics(self, room: str, activity: str) -> None:
        """The largest clusters become challenges to solve; notes where there are no clusters."""
        boards = self.person.view.rooms[room].boards
        to = next((key for key, known in self.person.view.activities.items() if known.topics_from == activity), "")
        if not to or boards[to].sections:
            return
        notes = [note for section in boards[activity].sections for note in boards[activity].standing(section)]
        sizes: dict[tuple[str, str], int] = defaultdict(int)
        for note in notes:
            sizes[(note.cluster, "") if note.cluster else ("", note.id)] += 1
        for cluster, note_id in sorted(sizes, key=lambda subject: -sizes[subject])[:TOPICS]:
            new_id = texts.new_id(self.chance)
            await self.person.ask(MakeTopic(room=room, board=activity, to=to, id=new_id, cluster=cluster, note=note_id))

    async def _show(self, shown: Shown) -> None:
        if self.person.view.shown != shown:
            await self.person.ask(Show(shown))


def _run_of(on: OnNow) -> OnNow:
    """What stays the same while a stage is paused, resumed or revealed."""
    return on._replace(state="", revealed=False)
