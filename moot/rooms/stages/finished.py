"""I'm finished: people say so, and a stage can end early."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import PARTICIPANTS, Change, Changes, Moment, Request, Seen, members, watchers
from moot.rooms.refusals import Reason, Refused

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class SayFinished(Request):
    """A person has finished what the stage asks of them, or not after all."""

    by = PARTICIPANTS
    finished: bool = True

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room = workshop.room_of(who)
        if room.run is None:
            raise Refused(Reason.NO_STAGE)
        if (who in room.finished) == self.finished:
            raise Refused(Reason.ALREADY)
        return (PersonFinished(room=room.id, person=who, finished=self.finished),)


class PersonFinished(Change):
    room: str
    person: str
    finished: bool

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_set(self.room, "finished", self.person, self.finished)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        """Trainers who look elsewhere have the count in their overview."""
        return ((members(self.room), self), (watchers(self.room), self))
