"""The plan for a session runs by itself: in a room that is set so, the next stage starts when the clock is at 0:00."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, Change, Changes, Moment, Request, Seen, to_room_and_hall
from moot.rooms.programmes.programme import Activity, Stage
from moot.rooms.refusals import Reason, Refused
from moot.rooms.stages.run import Run, named_rooms

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class RunByItself(Request):
    """The stages follow each other to the end of the session, in `rooms` (none named: in all); or not any more."""

    by = TRAINERS
    rooms: tuple[str, ...] = ()
    on: bool = True

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        others = [room for room in named_rooms(workshop, self.rooms) if room.by_itself != self.on]
        if not others:
            raise Refused(Reason.ALREADY)
        return tuple(SequenceSet(room=room.id, on=self.on) for room in others)


def following(workshop: Workshop, run: Run) -> tuple[Activity, Stage] | None:
    """The stage after this one, in its activity or the next of the session; None after the last."""
    for day in workshop.programme.days:
        for session in day.sessions:
            stages = [(activity, stage) for activity in session.activities for stage in activity.stages]
            names = [(activity.key, stage.key) for activity, stage in stages]
            if (run.activity, run.stage) in names:
                at = names.index((run.activity, run.stage)) + 1
                return stages[at] if at < len(stages) else None
    return None


class SequenceSet(Change):
    room: str
    on: bool

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_room(self.room, by_itself=self.on)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_hall(self.room, self)
