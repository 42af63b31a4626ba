"""Presenting: people or groups show their canvases to the others, one after the other, each under a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import EVERYONE, HALL, TRAINERS, Change, Changes, Moment, Renewed, Request, Seen, members
from moot.rooms.canvases.canvas import Presenting, has_canvas, root_of
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put, without
from moot.rooms.stages.run import plan_of_run

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
        for owner in order:
            person = workshop.people.get(owner)
            if not has_canvas(workshop, planned.canvas, owner) or (person and person.removed):
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
        turn = changed(known, now=self.person, ends=ends, before=known.now, turned=when.at)
        return (PresentingSet(room=self.room, presenting=turn),)


def ending(workshop: Workshop) -> Changes:
    """Where the stage for it is left, nobody presents any more: a canvas is shown for as long, and no longer."""
    return tuple(
        PresentingSet(room=room, presenting=changed(shown, now="", ends=0))
        for room, shown in workshop.presenting.items()
        if shown.now and not _goes_on(workshop, room, shown.activity)
    )


def without_person(workshop: Workshop, person: str) -> Changes:
    """Who was removed presents no more."""
    return tuple(
        PresentingSet(room=room, presenting=_without(shown, person))
        for room, shown in workshop.presenting.items()
        if person in shown.order
    )


def _without(shown: Presenting, person: str) -> Presenting | None:
    order = tuple(one for one in shown.order if one != person)
    if not order:
        return None
    return changed(shown, order=order) if shown.now != person else changed(shown, order=order, now="", ends=0)


def _goes_on(workshop: Workshop, room: str, activity: str) -> bool:
    root = root_of(workshop.activities, activity)
    runs = (known.run for known in workshop.rooms.values() if known.run and room in ("", known.id))
    return any(
        plan_of_run(workshop, run).does == "present" and root_of(workshop.activities, run.activity) == root
        for run in runs
    )


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
