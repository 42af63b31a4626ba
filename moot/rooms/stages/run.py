"""A stage as it goes on in a room, and what the programme plans for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import Moment
from moot.rooms.limits import GRACE_MS
from moot.rooms.programmes.programme import Activity, AtZero, Does, Stage
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed

if TYPE_CHECKING:
    from moot.rooms.room import Room
    from moot.rooms.workshop import Workshop


class Run(Value, kw_only=True):
    """A stage as it goes on in one room. Times in milliseconds by the server's clock."""

    activity: str
    stage: str
    state: Literal["running", "paused", "over"] = "running"
    started: int
    ends: int
    """When the clock reaches 0:00, while running; when it ended, once over."""
    left: int = 0
    """What is on the clock while paused."""
    revealed: bool = False
    """Of a private stage: a trainer has shown the notes to all; what is written from then on is open."""

    @property
    def name(self) -> str:
        """Of the stage, in the whole programme."""
        return f"{self.activity}.{self.stage}"


def plan_of(workshop: Workshop, activity: str, stage: str) -> tuple[Activity, int]:
    """The activity of the programme, and where the stage stands in it."""
    known = workshop.activities.get(activity)
    for at, planned in enumerate(known.stages if known else ()):
        if known and planned.key == stage:
            return known, at
    raise Refused(Reason.NO_SUCH_STAGE)


def plan_of_run(workshop: Workshop, run: Run) -> Stage:
    activity, at = plan_of(workshop, run.activity, run.stage)
    return activity.stages[at]


def at_zero(workshop: Workshop, room: Room) -> AtZero:
    """What happens in a room at 0:00."""
    if room.run is None:
        return "go-on"
    return "next" if room.by_itself else plan_of_run(workshop, room.run).at_zero


def under_way(workshop: Workshop, room: Room, when: Moment, *does: Does) -> Stage:
    """The stage that goes on in a room if it is one of `does`; within the grace after its end too."""
    if room.run is None:
        raise Refused(Reason.NO_STAGE)
    planned = plan_of_run(workshop, room.run)
    if planned.does not in does:
        raise Refused(Reason.NOT_NOW)
    if room.run.state == "over" and when.at > room.run.ends + GRACE_MS:
        raise Refused(Reason.STAGE_OVER)
    return planned


def under_way_or_just(workshop: Workshop, room: Room, when: Moment, *does: Does) -> list[tuple[Run, Stage]]:
    """The stage that goes on in a room, and the one before it within the grace after its end: those that are one of
    `does`, at least one. For what does not collide with what the next stage has begun: texts, cells, answers, feedback.
    """
    last, found = room.last, list[tuple[Run, Stage]]()
    if last and when.at <= last.ends + GRACE_MS and (planned := plan_of_run(workshop, last)).does in does:
        found.append((last, planned))
    try:
        planned = under_way(workshop, room, when, *does)
    except Refused:
        if found:
            return found
        raise
    assert room.run
    return [(room.run, planned), *found]


def named_rooms(workshop: Workshop, named: tuple[str, ...]) -> list[Room]:
    """The rooms that a trainer named; none named: all."""
    return [workshop.room(room) for room in dict.fromkeys(named)] if named else list(workshop.rooms.values())


def with_run(workshop: Workshop, room: str, **fields: object) -> Workshop:
    known = workshop.rooms.get(room)
    return workshop.with_room(room, run=changed(known.run, **fields)) if known and known.run else workshop
