"""Who takes part: people, who leave and come back, and who ask for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import (
    EVERYONE,
    HALL,
    PARTICIPANTS,
    PROJECTORS,
    TRAINERS,
    TRAINERS_ALL,
    Change,
    Changes,
    Moment,
    Renewed,
    Request,
    Role,
    Seen,
    members,
    person_audience,
    to_room_and_hall,
)
from moot.rooms.canvases import presenting
from moot.rooms.canvases.on_screen import owners_on_screen
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed, put, without

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class Person(Value, kw_only=True):
    """Somebody in the workshop, for good: their notes keep pointing here after they left."""

    id: str
    name: str
    double: int = 0
    """2, 3 … for the second, third … of the same name."""
    role: Role = "participant"
    organisation: str = ""
    country: str = ""
    mode: str = ""
    """`in-person` or `remote`, where it is known."""
    room: str = ""
    here_before: bool = True
    """False for a name on the list that nobody has claimed yet."""
    removed: bool = False
    erased: bool = False
    """Nobody knows any more who it was: out for good, under a name that tells nothing."""
    program: bool = False
    """No human, but a program that comes in by a token (`outside/program.py`)."""
    asks_erasure: int = 0
    """Since when they ask to be erased, in milliseconds since 1970; 0: they do not."""
    badge: int = 0
    """Badges of an earlier number are withdrawn."""

    @property
    def called(self) -> str:
        """With a number, where there are two of the name."""
        return self.name + (f" ({self.double})" if self.double else "")

    def public(self) -> Person:
        """What others than trainers know of a person."""
        return changed(self, organisation="", country="", mode="", asks_erasure=0, badge=0)


class RemovePerson(Request):
    """Out of the workshop: badges are withdrawn, notes and dots stay. `RestorePerson` takes it back."""

    by = TRAINERS
    person: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        person = workshop.person(self.person)
        if person.removed or person.id == who:
            raise Refused(Reason.ALREADY)
        room = workshop.rooms.get(person.room)
        hand = (HandRaised(room=room.id, person=person.id, up=False),) if room and person.id in room.hands else ()
        return (*hand, *presenting.without_person(workshop, person.id), PersonRemoved(person=person.id))


class RestorePerson(Request):
    by = TRAINERS
    person: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        person = workshop.person(self.person)
        if person.erased or not person.removed:
            raise Refused(Reason.ALREADY)
        if person.program:  # a token that was withdrawn may be in wrong hands
            raise Refused(Reason.NOT_ALLOWED)
        return (PersonRestored(person=self.person),)


class WithdrawBadges(Request):
    """Every badge and personal link of a person made until now is void; they join again by a new link."""

    by = TRAINERS
    person: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        workshop.person(self.person)
        return (BadgesWithdrawn(person=self.person),)


class RaiseHand(Request):
    """A person asks a trainer to come, or does not any more."""

    by = PARTICIPANTS
    up: bool = True

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room = workshop.room_of(who)
        if (who in room.hands) == self.up:
            raise Refused(Reason.ALREADY)
        return (HandRaised(room=room.id, person=who, up=self.up, at=when.at if self.up else 0),)


class PersonJoined(Change):
    person: Person

    def evolve(self, workshop: Workshop) -> Workshop:
        return _sit(changed(workshop, people=put(workshop.people, self.person.id, self.person)), self.person)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        public = PersonJoined(person=self.person.public())
        if self.person.role == "trainer":
            return ((EVERYONE, public), (TRAINERS_ALL, self))
        if self.person.role != "participant":
            return ((TRAINERS_ALL, self),)
        return ((TRAINERS_ALL, self), (members(self.person.room), public))


class PersonClaimed(Change):
    """The name on the list has found its person."""

    person: str
    room: str

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.people.get(self.person)
        if known is None:
            return workshop
        person = changed(known, here_before=True, room=self.room)
        return _sit(changed(workshop, people=put(workshop.people, person.id, person)), person)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        public = PersonJoined(person=after.people[self.person].public())
        return ((TRAINERS_ALL, self), *_to_mates(after, self.person, public))


class PersonRemoved(Change):
    person: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return _with_person(workshop, self.person, removed=True)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return _to_who_knows(after, self.person, self)


class PersonRestored(Change):
    person: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return _with_person(workshop, self.person, removed=False)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return _to_who_knows(after, self.person, self)


class BadgesWithdrawn(Change):
    person: str

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.people.get(self.person)
        return _with_person(workshop, self.person, badge=known.badge + 1) if known else workshop

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((TRAINERS_ALL, self),)


class HandRaised(Change):
    room: str
    person: str
    up: bool
    at: int = 0
    """When it went up; missing in older journals."""

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.rooms.get(self.room)
        if known is None:
            return workshop
        since = put(known.hands_since, self.person, self.at) if self.at else without(known.hands_since, self.person)
        return workshop.with_set(self.room, "hands", self.person, self.up).with_room(self.room, hands_since=since)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_hall(self.room, self)


class PersonSeated(Change):
    """A person sits in another room now."""

    person: Person

    def evolve(self, workshop: Workshop) -> Workshop:
        return _sit(changed(workshop, people=put(workshop.people, self.person.id, self.person)), self.person)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        public = PersonSeated(person=self.person.public())
        on_screen = any(self.person.id in named_on_screen(workshop) for workshop in (before, after))
        return (
            (TRAINERS_ALL, self),
            *_to_mates(after, self.person.id, public),
            *_to_listeners(after, self.person.id, public),
            *(((PROJECTORS, Renewed()),) if on_screen else ()),
            (person_audience(self.person.id), Renewed()),
        )


def _sit(workshop: Workshop, person: Person) -> Workshop:
    """A room remembers whoever sat in it, as their notes stay there."""
    return workshop.with_set(person.room, "members", person.id, True)


def _with_person(workshop: Workshop, person: str, **fields: object) -> Workshop:
    known = workshop.people.get(person)
    if known is None:
        return workshop
    return changed(workshop, people=put(workshop.people, person, changed(known, **fields)))


def presenters(workshop: Workshop, *rooms: str) -> set[str]:
    """Whom all know by name, or those in some rooms: people who present, have, or will."""
    shown = (workshop.presenting.get(room) for room in ("", *rooms))
    return {person for one in shown if one for person in one.order}


def named_on_screen(workshop: Workshop) -> set[str]:
    """Whom projectors know by name."""
    return presenters(workshop).union(owners_on_screen(workshop))


def known_in(workshop: Workshop, room: str) -> set[str]:
    """The participants whom those in a room know."""
    return presenters(workshop, room).union(workshop.rooms[room].members)


def knows(workshop: Workshop, room: str, person: str) -> bool:
    """Whether those in a room know a participant; for one, it need not be looked for all."""
    return person in workshop.rooms[room].members or person in presenters(workshop, room)


def _to_mates(workshop: Workshop, person: str, change: Change) -> Seen:
    """All who sit where the person ever sat: they know each other by their notes. Or where they present."""
    return tuple((members(room), change) for room in workshop.rooms if knows(workshop, room, person))


def _to_listeners(workshop: Workshop, person: str, change: Change) -> Seen:
    """Those elsewhere who give feedback to a person."""
    givers = {giver for by in workshop.reviews.values() for giver, owners in by.items() if person in owners}
    return tuple(
        (person_audience(giver), change)
        for giver in sorted(givers)
        if (room := workshop.people[giver].room) in workshop.rooms and not knows(workshop, room, person)
    )


def _to_who_knows(workshop: Workshop, person: str, change: Change) -> Seen:
    role = workshop.people[person].role
    if role == "trainer":
        return ((EVERYONE, change),)
    if role != "participant":
        return ((HALL, change),)
    screens = ((PROJECTORS, change),) if person in named_on_screen(workshop) else ()
    return (
        (TRAINERS_ALL, change),
        *screens,
        *_to_mates(workshop, person, change),
        *_to_listeners(workshop, person, change),
    )
