"""Feedback that is kept back, and when its owners get it: when a trainer says so, or they take it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, Changes, Moment, Request
from moot.rooms.canvases.canvas import owned, root_of
from moot.rooms.canvases.desk import integrates, rooms_of_owners
from moot.rooms.canvases.feedback import FeedbackGiven
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class ReleaseFeedback(Request):
    """What was kept back until now is shown to the owners."""

    by = TRAINERS
    activity: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        released = releasing(workshop, root_of(workshop.activities, self.activity))
        if not released:
            raise Refused(Reason.ALREADY)
        return released


def releasing(workshop: Workshop, root: str, room: str = "") -> Changes:
    """Of all canvases of an activity; or of those whose owners sit in a room."""
    keys = (key for key in workshop.canvases if owned(key).activity == root)
    return _released(workshop, *(key for key in keys if not room or room in rooms_of_owners(workshop, key)))


def releasing_to(workshop: Workshop, person: str, room: str) -> Changes:
    """Who comes to a room that integrates gets what was kept back from them until now."""
    keys = (key for key in workshop.canvases if owned(key).owner == person)
    return _released(workshop, *(key for key in keys if integrates(workshop, room, key)))


def _released(workshop: Workshop, *keys: str) -> Changes:
    return tuple(
        FeedbackGiven(canvas=key, feedback=changed(given, released=True))
        for key in keys
        for given in workshop.canvases[key].feedback.values()
        if not given.released
    )
