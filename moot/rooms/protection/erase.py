"""Erasing people: who may be erased, how far it goes, and what everybody else sees of it. `erasing.py` does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import (
    EVERYONE,
    PARTICIPANTS,
    TRAINERS,
    TRAINERS_ALL,
    Change,
    Changes,
    Moment,
    Renewed,
    Request,
    Seen,
)
from moot.rooms.people.people import Person
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

Extent = Literal["name", "own", "words"]
"""How much goes: who they are, and what they never shared; also their canvases, answers and check-ins; also their words
in what is shared."""


class Erase(Request, kw_only=True):
    """People become nameless, for good. Asked by a trainer for another person, or by the server when time is up."""

    by = TRAINERS
    lasting = True
    people: tuple[str, ...]
    called: str
    """What they are called from now on; `{n}` is their number among all who ever came."""
    extent: Extent = "own"
    mentions: bool = True
    """Their names are replaced also where others wrote them."""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        numbers = {person: number for number, person in enumerate(workshop.people, 1)}
        if not self.people or who in self.people:
            raise Refused(Reason.NOT_ALLOWED)
        for person in self.people:
            known = workshop.person(person)
            if known.erased:
                raise Refused(Reason.ALREADY)
            if not _has_a_name(known):
                raise Refused(Reason.NOT_ALLOWED)
        return tuple(
            PersonErased(
                person=person,
                called=self.called.replace("{n}", str(numbers[person])),
                extent=self.extent,
                mentions=self.mentions,
            )
            for person in dict.fromkeys(self.people)
        )


class AskErasure(Request):
    """A participant asks the trainers to be erased, or does not any more."""

    by = PARTICIPANTS
    up: bool = True

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if (workshop.person(who).asks_erasure > 0) == self.up:
            raise Refused(Reason.ALREADY)
        return (ErasureAsked(person=who, at=when.at if self.up else 0),)


class ErasureAsked(Change):
    person: str
    at: int
    """0: not any more."""

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.people.get(self.person)
        if known is None:
            return workshop
        return changed(workshop, people=put(workshop.people, known.id, changed(known, asks_erasure=self.at)))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((TRAINERS_ALL, self),)


class PersonErased(Change):
    """Nothing tells who they were."""

    person: str
    called: str
    extent: Extent
    mentions: bool = True

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.people.get(self.person)
        if known is None:
            return workshop
        return changed(workshop, people=put(workshop.people, known.id, nameless(known, self.called)))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, Renewed()),)


def who_can_be_erased(workshop: Workshop) -> list[Person]:
    """All but screens and programs."""
    return [one for one in workshop.people.values() if not one.erased and _has_a_name(one)]


def _has_a_name(person: Person) -> bool:
    """Whether it is somebody."""
    return not person.program and person.role != "projector"


def nameless(person: Person, called: str) -> Person:
    """Where they sat is kept, as is that they were here: what they shared stays there."""
    return Person(
        id=person.id, name=called, role=person.role, room=person.room, here_before=person.here_before,
        removed=True, erased=True,
    )  # fmt: skip
