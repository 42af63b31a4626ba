"""Joining: by a name, or by claiming one of the list; and a seat in the smallest group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import NOBODY, TRAINERS, Change, Changes, Moment, Request, Role
from moot.rooms.limits import NAME_LETTERS, ORGANISATION_LETTERS, PEOPLE
from moot.rooms.people.consent import agreeing
from moot.rooms.people.people import Person, PersonClaimed, PersonJoined
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed
from moot.rooms.words import same_name, tidy

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


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
    agreed: str | None = None
    """The programme's consent text that a participant ticked at the door; None: they did not come by the door."""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.claim:
            listed = workshop.person(self.claim)
            if listed.here_before or listed.removed:
                raise Refused(Reason.NAME_TAKEN)
            claimed = PersonClaimed(person=listed.id, room=listed.room or _seat(workshop, listed))
            return (claimed, *agreeing(workshop, listed.id, self.agreed, when))
        if self.id in workshop.people:
            raise Refused(Reason.ID_TAKEN)
        person = newcomer(workshop, self.id, self.role, Listed(self.name, self.organisation, self.country))
        return (PersonJoined(person=person), *agreeing(workshop, person.id, self.agreed, when))


class ListPeople(Request):
    """The list of those who will come, from a file. Names that are there already stay as they are."""

    by = TRAINERS
    lasting = True
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
            person = changed(newcomer(workshop, new_id, "participant", listed), here_before=False)
            known.add(same_name(listed.name))
            joined.append(PersonJoined(person=person))
            workshop = joined[-1].evolve(workshop)
        return tuple(joined)


def newcomer(workshop: Workshop, new_id: str, role: Role, listed: Listed) -> Person:
    """Somebody who was not here before, in their seat."""
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
