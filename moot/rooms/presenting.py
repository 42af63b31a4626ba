"""Presenting: people or groups show their canvases to the others, one after the other, each under a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import EVERYONE, HALL, TRAINERS, Change, Changes, Moment, Renewed, Request, Seen, members
from moot.rooms.canvas import Presenting, has_canvas
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put, without

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

LONGEST = 3_600  # seconds of one presentation


class ArrangePresenting(Request, kw_only=True):
    """Who presents, in which order: to all (no `room`), or in a room. Nobody presents yet. No order: it is over."""

    by = TRAINERS
    activity: str
    order: tuple[str, ...]
    """People, or the rooms of groups, as the canvas is theirs."""
    room: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        planned = workshop.activities.get(self.activity)
        if planned is None or planned.canvas is None or planned.canvas.scope == "all":
            raise Refused(Reason.NO_SUCH_STAGE)
        if self.room:
            workshop.room(self.room)
        order = tuple(dict.fromkeys(self.order))
        if not all(has_canvas(workshop, planned.canvas, owner) for owner in order):
            raise Refused(Reason.NO_SUCH_PERSON)
        if not order:
            if self.room not in workshop.presenting:
                raise Refused(Reason.ALREADY)
            return (PresentingSet(room=self.room, presenting=None),)
        known = workshop.presenting.get(self.room)
        same = known and known.activity == self.activity and known.now in order
        now = (known.now, known.ends) if known and same else ("", 0)
        arranged = Presenting(activity=self.activity, order=order, now=now[0], ends=now[1])
        return (PresentingSet(room=self.room, presenting=arranged),)


class Present(Request, kw_only=True):
    """It is this one's turn, for so many seconds (0: without a clock). Nobody's: a pause."""

    by = TRAINERS
    person: str
    """Or the room of a group."""
    seconds: int = 0
    room: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        known = workshop.presenting.get(self.room)
        if known is None or (self.person and self.person not in known.order):
            raise Refused(Reason.NO_SUCH_PERSON)
        if not 0 <= self.seconds <= LONGEST:
            raise Refused(Reason.NO_TIME_LIKE_THAT)
        ends = when.at + self.seconds * 1000 if self.person and self.seconds else 0
        return (PresentingSet(room=self.room, presenting=changed(known, now=self.person, ends=ends)),)


class PresentingSet(Change):
    """Whoever sees another canvas now, or knows other people, gets a new view."""

    room: str
    presenting: Presenting | None

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.presenting
        presenting = put(known, self.room, self.presenting) if self.presenting else without(known, self.room)
        return changed(workshop, presenting=presenting)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        was, now = (workshop.presenting.get(self.room) for workshop in (before, after))
        same = _shown(was) == _shown(now)
        to = (members(self.room), HALL) if self.room else (EVERYONE,)
        return tuple((audience, self if same else Renewed()) for audience in to)


def _shown(presenting: Presenting | None) -> tuple[object, ...]:
    """What others see because of it."""
    return (presenting.activity, presenting.now, set(presenting.order)) if presenting else ()
