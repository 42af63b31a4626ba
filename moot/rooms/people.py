"""Who takes part: they join with a name, claim a name from the list, leave, and are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import (
    EVERYONE,
    HALL,
    NOBODY,
    PARTICIPANTS,
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
from moot.rooms.limits import NAME_LETTERS, ORGANISATION_LETTERS, PEOPLE
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed, put
from moot.rooms.words import same_name, tidy

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
    badge: int = 0
    """Badges of an earlier number are withdrawn."""

    def public(self) -> Person:
        """What others than trainers know of a person."""
        return changed(self, organisation="", country="", mode="", badge=0)


class Listed(Value):
    """One line of an imported list of people."""

    name: str
    organisation: str = ""
    country: str = ""
    mode: str = ""


class Join(Request):
    """Somebody comes in for the first time. Asked by the server, once their code or link was found good."""

    by = NOBODY
    id: str
    name: str
    role: Role = "participant"
    organisation: str = ""
    country: str = ""
    claim: str = ""
    """The id of a name on the list that is theirs."""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.claim:
            listed = workshop.person(self.claim)
            if listed.here_before or listed.removed:
                raise Refused(Reason.NAME_TAKEN)
            return (PersonClaimed(person=listed.id, room=listed.room or _seat(workshop, listed)),)
        if self.id in workshop.people:
            raise Refused(Reason.ID_TAKEN)
        person = _newcomer(workshop, self.id, self.role, Listed(self.name, self.organisation, self.country))
        return (PersonJoined(person=person),)


class ListPeople(Request):
    """The list of those who will come, from a file. Names that are there already stay as they are."""

    by = TRAINERS
    ids: tuple[str, ...]
    """As many as people: ids come from outside."""
    people: tuple[Listed, ...]

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if len(self.ids) != len(self.people):
            raise Refused(Reason.BAD_ID)
        known = {same_name(person.name) for person in workshop.people.values()}
        joined: list[Change] = []
        for new_id, listed in zip(self.ids, self.people, strict=True):
            if same_name(listed.name) in known:
                continue
            if new_id in workshop.people:
                raise Refused(Reason.ID_TAKEN)
            person = changed(_newcomer(workshop, new_id, "participant", listed), here_before=False)
            known.add(same_name(listed.name))
            joined.append(PersonJoined(person=person))
            workshop = joined[-1].evolve(workshop)
        return tuple(joined)


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
        return (*hand, PersonRemoved(person=person.id))


class RestorePerson(Request):
    by = TRAINERS
    person: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if not workshop.person(self.person).removed:
            raise Refused(Reason.ALREADY)
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
        return (HandRaised(room=room.id, person=who, up=self.up),)


def _newcomer(workshop: Workshop, new_id: str, role: Role, listed: Listed) -> Person:
    if len(workshop.people) >= PEOPLE:
        raise Refused(Reason.TOO_MANY_PEOPLE)
    name = tidy(listed.name, NAME_LETTERS)
    person = Person(
        id=new_id,
        name=name,
        double=_double(workshop, name),
        role=role,
        organisation=tidy(listed.organisation, ORGANISATION_LETTERS, empty=True),
        country=tidy(listed.country, NAME_LETTERS, empty=True),
        mode=tidy(listed.mode, NAME_LETTERS, empty=True),
    )
    return changed(person, room=_seat(workshop, person)) if role == "participant" else person


def _double(workshop: Workshop, name: str) -> int:
    same = same_name(name)
    namesakes = [person.double or 1 for person in workshop.people.values() if same_name(person.name) == same]
    return max(namesakes) + 1 if namesakes else 0


def _seat(workshop: Workshop, newcomer: Person) -> str:
    """The smallest group; among equals the one with the fewest who share the newcomer's attribute."""
    attribute = workshop.programme.mix_by
    seated = {room: [0, 0] for room in workshop.rooms}
    for person in workshop.people.values():
        if person.room in seated and person.role == "participant" and not person.removed:
            seated[person.room][0] += 1
            if attribute and getattr(person, attribute) == getattr(newcomer, attribute):
                seated[person.room][1] += 1
    return min(seated, key=lambda room: tuple(seated[room]), default="")


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

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_set(self.room, "hands", self.person, self.up)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_hall(self.room, self)


class PersonSeated(Change):
    """A person sits in another room now."""

    person: Person

    def evolve(self, workshop: Workshop) -> Workshop:
        return _sit(changed(workshop, people=put(workshop.people, self.person.id, self.person)), self.person)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        public = PersonSeated(person=self.person.public())
        return (
            (TRAINERS_ALL, self),
            *_to_mates(after, self.person.id, public),
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


def _to_mates(workshop: Workshop, person: str, change: Change) -> Seen:
    """All who sit where the person ever sat: they know each other by their notes."""
    return tuple((members(room.id), change) for room in workshop.rooms.values() if person in room.members)


def _to_who_knows(workshop: Workshop, person: str, change: Change) -> Seen:
    role = workshop.people[person].role
    if role == "trainer":
        return ((EVERYONE, change),)
    if role != "participant":
        return ((HALL, change),)
    return ((TRAINERS_ALL, change), *_to_mates(workshop, person, change))
