"""How long people are kept: so many days after the last one of the training; then all are erased, and results stay."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from moot.rooms.asking import EVERYONE, TRAINERS, Change, Changes, Moment, Request, Seen
from moot.rooms.limits import KEEP_DAYS
from moot.rooms.protection.erase import who_can_be_erased
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed

if TYPE_CHECKING:
    from moot.rooms.people.people import Person
    from moot.rooms.programmes.programme import Programme
    from moot.rooms.workshop import Workshop

LAST_MIDNIGHT = datetime.timedelta(days=1, hours=12)
"""After the midnight (UTC) with which a day begins, it is over everywhere on Earth."""
WARNING_DAYS = 14
"""So long before, trainers are warned."""


class KeepPeople(Request):
    """People are erased so many days after the last one; 0: when the organiser does it."""

    by = TRAINERS
    lasting = True
    keep_days: int

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.keep_days == days_kept(workshop):
            raise Refused(Reason.ALREADY)
        if self.keep_days and not shortest(workshop.programme) <= self.keep_days <= KEEP_DAYS:
            raise Refused(Reason.NO_TIME_LIKE_THAT)
        return (PeopleKept(days=self.keep_days),)


class PeopleKept(Change):
    days: int

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, keep_days=self.days)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, self),)


def shortest(programme: Programme) -> int:
    """Whoever is asked how their plan goes is there still."""
    return max(programme.check_ins, default=0) + 1


def days_kept(workshop: Workshop) -> int:
    """0: until the organiser erases them."""
    return workshop.programme.keep_days if workshop.keep_days is None else workshop.keep_days


def kept_until(workshop: Workshop) -> str:
    """The last day on which people are known, as `YYYY-MM-DD`; empty: there is none. It is said to everybody.

    Counted from the last day of the programme, or the day on which the workshop was made, when that is later.
    """
    days = days_kept(workshop)
    if not days:
        return ""
    made = datetime.datetime.fromtimestamp(workshop.created / 1000, datetime.UTC).date().isoformat()
    last = max(made, *(day.date for day in workshop.programme.days))
    return (datetime.date.fromisoformat(last) + datetime.timedelta(days)).isoformat()


def due_at(workshop: Workshop) -> int | None:
    """When people are erased, in milliseconds since 1970; None: never, or there is nobody any more."""
    until = kept_until(workshop)
    if not until or not who_can_be_erased(workshop):
        return None
    midnight = datetime.datetime.fromisoformat(until).replace(tzinfo=datetime.UTC)
    return int((midnight + LAST_MIDNIGHT).timestamp() * 1000)


def whose_time_is_up(workshop: Workshop, now: int) -> list[Person]:
    due = due_at(workshop)
    return who_can_be_erased(workshop) if due is not None and due <= now else []
