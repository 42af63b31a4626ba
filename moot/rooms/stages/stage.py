"""Stages under one clock: started, paused, resumed, extended, ended, gone back from; for all rooms or for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import (
    NOBODY,
    TRAINERS,
    Change,
    Changes,
    Moment,
    Renewed,
    Request,
    Seen,
    person_audience,
    to_room_and_hall,
)
from moot.rooms.ballots import ballot, decision
from moot.rooms.boards.gathered import gathering
from moot.rooms.boards.reveal import NotesRevealed
from moot.rooms.canvases import presenting, release
from moot.rooms.canvases.canvas import root_of
from moot.rooms.canvases.readers import canvases_seen
from moot.rooms.limits import EXTEND_SECONDS
from moot.rooms.past.snapshot import before_a_boundary
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put
from moot.rooms.stages import sequence
from moot.rooms.stages.run import Run, at_zero, named_rooms, plan_of, plan_of_run, with_run

if TYPE_CHECKING:
    from moot.rooms.room import Room
    from moot.rooms.workshop import Workshop

LEAST_LEFT_MS = 60_000
"""A stage that is gone back to has at least a minute: nobody goes back to a clock at zero."""


class StartStage(Request):
    """Begins a stage in `rooms` (none named: in all), whatever was under way there."""

    by = TRAINERS
    activity: str
    stage: str
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        plan_of(workshop, self.activity, self.stage)
        started = [c for room in named_rooms(workshop, self.rooms) for c in _start(workshop, room, self, when.at)]
        return _with_ends(workshop, (*gathering(workshop, self.activity), *started), who, when)


class PauseStage(Request):
    by = TRAINERS
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        runs = _runs(workshop, self.rooms, "running")
        return tuple(StagePaused(room=room, left=run.ends - when.at) for room, run in runs.items())


class ResumeStage(Request):
    by = TRAINERS
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        runs = _runs(workshop, self.rooms, "paused")
        return tuple(StageResumed(room=room, ends=when.at + run.left) for room, run in runs.items())


class ExtendStage(Request):
    """Puts seconds on the clock (in overtime: from 0:00 on), or takes some off. What is over runs again with them."""

    by = TRAINERS
    seconds: int
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if not 0 < abs(self.seconds) <= EXTEND_SECONDS:
            raise Refused(Reason.NO_TIME_LIKE_THAT)
        runs = _runs(workshop, self.rooms, "running", "paused", "over")
        changes = [c for room, run in runs.items() for c in _extend(workshop, room, run, self.seconds * 1000, when.at)]
        return _with_snapshot(workshop, tuple(changes), who, when)


class EndStage(Request):
    """Ends the stage now. What was under way is taken for the 3 s of grace."""

    by = TRAINERS
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        runs = _runs(workshop, self.rooms, "running", "paused")
        changes = tuple(c for room in runs for c in _end(workshop, workshop.rooms[room], when.at))
        return _with_snapshot(workshop, changes, who, when)


class NextStage(Request):
    """The stage after the one under way, in each room by its own."""

    by = TRAINERS
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        runs = _runs(workshop, self.rooms, "running", "paused", "over")
        changes = [c for room, run in runs.items() for c in _step(workshop, room, run, 1, when.at)]
        return _with_ends(workshop, _or_refuse(changes, Reason.NO_STAGE_AFTER), who, when)


class GoBack(Request):
    """One stage back. Private notes stay private, dots stay placed, and the clock shows what was left of that stage."""

    by = TRAINERS
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        runs = _runs(workshop, self.rooms, "running", "paused", "over")
        changes = [c for room, run in runs.items() for c in _step(workshop, room, run, -1, when.at)]
        return _with_ends(workshop, _or_refuse(changes, Reason.NO_STAGE_BEFORE), who, when)


class PassTime(Request):
    """The server's clock has moved: whatever is due happens. Asked by the server; deciding it twice changes nothing."""

    by = NOBODY

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        changes = tuple(change for room in workshop.rooms.values() for change in _due(workshop, room, when.at))
        return _with_ends(workshop, changes, who, when) if changes else ()


def next_due(workshop: Workshop) -> int | None:
    """When `PassTime` will have something to do, in milliseconds; None while nothing is due ever."""
    times = [closes for room in workshop.rooms.values() for closes in ballot.closings(room)]
    for room in workshop.rooms.values():
        if room.run and room.run.state == "running" and at_zero(workshop, room) != "go-on":
            times.append(room.run.ends)
    return min(times, default=None)


def _runs(workshop: Workshop, named: tuple[str, ...], *states: str) -> dict[str, Run]:
    rooms = named_rooms(workshop, named)
    runs = {room.id: room.run for room in rooms if room.run and room.run.state in states}
    if not runs:
        raise Refused(Reason.ALREADY if any(room.run for room in rooms) else Reason.NO_STAGE)
    return runs


def _or_refuse(changes: list[Change], reason: Reason) -> Changes:
    if not changes:
        raise Refused(reason)
    return tuple(changes)


def _with_ends(workshop: Workshop, changes: Changes, who: str, when: Moment) -> Changes:
    """And what ends because of it: nobody presents any more where the stage for it is left."""
    changes = _with_snapshot(workshop, changes, who, when)
    return (*changes, *presenting.ending(workshop.after(changes)))


def _with_snapshot(workshop: Workshop, changes: Changes, who: str, when: Moment) -> Changes:
    return (*before_a_boundary(workshop, workshop.after(changes), who, when), *changes)


def _start(workshop: Workshop, room: Room, asked: StartStage, now: int, left: int = 0) -> Changes:
    activity, at = plan_of(workshop, asked.activity, asked.stage)
    planned, board = activity.stages[at], room.boards.get(activity.key)
    length = planned.seconds * 1000 * (max(1, len(board.sections)) if planned.per_topic and board else 1)
    run = Run(activity=activity.key, stage=planned.key, started=now, ends=now + (left or length))
    again = room.run is not None and (room.run.activity, room.run.stage) == (activity.key, planned.key)
    changes: list[Change] = [] if again else list(ballot.closing(room, now))
    if planned.does in ("vote", "select", "cluster") and any(stage.private for stage in activity.stages):
        changes.append(NotesRevealed(room=room.id, board=activity.key))
    if planned.does == "integrate":
        changes.extend(release.releasing(workshop, root_of(workshop.activities, activity.key), room.id))
    last = _ended(room.run, now) if room.run and not again else None
    changes.append(StageStarted(room=room.id, run=run, left=_left(room, now), last=last))
    if planned.does == "vote" and planned.ballots == "together":
        changes.extend(ballot.opening(workshop.after(changes).rooms[room.id], activity.key, planned))
    return tuple(changes)


def _ended(run: Run, now: int) -> Run:
    return changed(run, state="over", ends=min(run.ends, now) if run.state == "over" else now, left=0)


def _left(room: Room, now: int) -> dict[str, int]:
    run = room.run
    if run is None:
        return room.left
    left = run.left if run.state == "paused" else run.ends - now if run.state == "running" else 0
    return put(room.left, run.name, max(0, left))


def _step(workshop: Workshop, room: str, run: Run, by: int, now: int) -> Changes:
    activity, at = plan_of(workshop, run.activity, run.stage)
    if not 0 <= at + by < len(activity.stages):
        return ()
    planned, place = activity.stages[at + by], workshop.rooms[room]
    asked = StartStage(activity=activity.key, stage=planned.key)
    if by > 0:
        return _start(workshop, place, asked, now)
    left = max(LEAST_LEFT_MS, place.left.get(f"{activity.key}.{planned.key}", 0))
    back = decision.suspending(workshop, place, activity.key) if activity.stages[at].does in ("vote", "select") else ()
    workshop = workshop.after(back)
    return (*back, *_start(workshop, workshop.rooms[room], asked, now, left))


def _extend(workshop: Workshop, room: str, run: Run, by: int, now: int) -> Changes:
    if run.state == "paused":
        return (StagePaused(room=room, left=max(0, max(0, run.left) + by)),)
    if run.state == "running":
        return (StageResumed(room=room, ends=max(now, max(now, run.ends) + by)),)
    if by < 0:
        return ()
    planned = plan_of_run(workshop, run)
    resumed = StageResumed(room=room, ends=now + by)
    if planned.does != "vote" or planned.ballots != "together":
        return (resumed,)
    back = decision.suspending(workshop, workshop.rooms[room], run.activity)
    return (resumed, *back, *ballot.opening(workshop.after(back).rooms[room], run.activity, planned))


def _end(workshop: Workshop, room: Room, now: int) -> Changes:
    return (StageEnded(room=room.id, at=now), *ballot.closing(room, now))


def _due(workshop: Workshop, room: Room, now: int) -> Changes:
    run = room.run
    closed = ballot.due(room, now)
    if run is None or run.state != "running" or run.ends > now:
        return closed
    then = at_zero(workshop, room)
    if then == "go-on":
        return closed
    following = _next(workshop, room, run, now) if then == "next" else ()
    return (*closed, *(following or _end(workshop, room, now)))


def _next(workshop: Workshop, room: Room, run: Run, now: int) -> Changes:
    """Of its activity; where the plan runs by itself, of its session."""
    if not room.by_itself:
        return _step(workshop, room.id, run, 1, now)
    found = sequence.following(workshop, run)
    if found is None:
        return ()
    start = StartStage(activity=found[0].key, stage=found[1].key)
    return (*gathering(workshop, found[0].key), *_start(workshop, room, start, now))


class StageStarted(Change):
    room: str
    run: Run
    left: dict[str, int]
    last: Run | None = None
    """The stage before, as it ended with this; nothing, where there was none or the same begins again."""

    def evolve(self, workshop: Workshop) -> Workshop:
        begun = {"run": self.run, "last": self.last, "left": self.left}
        return workshop.with_room(self.room, **begun, finished={}, hands={}, hands_since={})

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        """Whoever gives feedback on other canvases now than before, or no more, gets a new view."""
        sitting = (p.id for p in after.people.values() if p.role == "participant" and p.room == self.room)
        turned = [p for p in sitting if canvases_seen(before, p) != canvases_seen(after, p)]
        return (*to_room_and_hall(self.room, self), *((person_audience(person), Renewed()) for person in turned))


class StagePaused(Change):
    room: str
    left: int

    def evolve(self, workshop: Workshop) -> Workshop:
        return with_run(workshop, self.room, state="paused", left=self.left)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_hall(self.room, self)


class StageResumed(Change):
    """The clock runs, to a given end: after a pause, with more or less time, or again after the end."""

    room: str
    ends: int

    def evolve(self, workshop: Workshop) -> Workshop:
        return with_run(workshop, self.room, state="running", ends=self.ends, left=0)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_hall(self.room, self)


class StageEnded(Change):
    room: str
    at: int

    def evolve(self, workshop: Workshop) -> Workshop:
        return with_run(workshop, self.room, state="over", ends=self.at, left=0)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_hall(self.room, self)
