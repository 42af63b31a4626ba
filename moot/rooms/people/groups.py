"""Groups of equal size: at random, mixed by an attribute, by hand, shuffled anew."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import EVERYONE, TRAINERS, Change, Changes, Moment, Renewed, Request, Seen
from moot.rooms.canvases.release import releasing_to
from moot.rooms.limits import GROUPS
from moot.rooms.people.people import HandRaised, Person, PersonSeated
from moot.rooms.refusals import Reason, Refused
from moot.rooms.room import Room, fresh_room
from moot.rooms.shape import changed, without
from moot.rooms.stages.finished import PersonFinished

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

MixBy = Literal["", "organisation", "country", "mode"]


class MakeGroups(Request):
    """All participants are dealt anew to `count` groups. What the rooms hold stays in the rooms."""

    by = TRAINERS
    count: int
    mix_by: MixBy = ""
    """Empty: at random."""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if not 1 <= self.count <= GROUPS:
            raise Refused(Reason.TOO_MANY_GROUPS)
        rooms = [f"g{number}" for number in range(1, self.count + 1)]
        people = [p for p in workshop.people.values() if p.role == "participant" and not p.removed]
        seats = deal(people, rooms, self.mix_by, when.chance)
        given = (change for person, room in seats.items() for change in releasing_to(workshop, person, room))
        return (*given, GroupsMade(count=self.count, seats=seats))


class MovePerson(Request):
    by = TRAINERS
    person: str
    room: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        person = workshop.person(self.person)
        if person.role != "participant":
            raise Refused(Reason.NOT_ALLOWED)
        if person.room == workshop.room(self.room).id:
            raise Refused(Reason.ALREADY)
        leaves = _leaves(workshop.room(person.room), person.id)
        given = releasing_to(workshop, person.id, self.room)
        return (*leaves, *given, PersonSeated(person=changed(person, room=self.room)))


class AddGroup(Request):
    """One more group, empty yet."""

    by = TRAINERS

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if len(workshop.rooms) >= GROUPS:
            raise Refused(Reason.TOO_MANY_GROUPS)
        return (GroupsMade(count=len(workshop.rooms) + 1, seats={}),)


def deal(people: list[Person], rooms: list[str], mix_by: MixBy, chance: int) -> dict[str, str]:
    """Person → room, dealt like cards from a shuffled deck that is sorted by attribute: sizes, and the share of every
    value of the attribute, differ by one at most between rooms."""
    deck = list(people)
    dice = random.Random(chance)
    dice.shuffle(deck)
    places = list(rooms)
    dice.shuffle(places)
    if mix_by:
        deck.sort(key=lambda person: str(getattr(person, mix_by)))
    return {person.id: places[turn % len(places)] for turn, person in enumerate(deck)}


class GroupsMade(Change):
    count: int
    """How many groups there are at least; earlier rooms stay, as they hold people's work."""
    seats: dict[str, str]

    def evolve(self, workshop: Workshop) -> Workshop:
        rooms = dict(workshop.rooms)
        for number in range(1, self.count + 1):
            if f"g{number}" not in rooms:
                rooms[f"g{number}"] = fresh_room(number, workshop.programme)
        people = dict(workshop.people)
        for person, room in self.seats.items():
            if (left := people[person].room) in rooms and left != room:
                rooms[left] = _left(rooms[left], person)
            people[person] = changed(people[person], room=room)
            rooms[room] = _seated(rooms[room], person)
        return changed(workshop, rooms=rooms, people=people)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, Renewed()),)


def _leaves(room: Room, person: str) -> Changes:
    """Whoever leaves a room has no hand up there, and nothing to finish."""
    return (
        *((HandRaised(room=room.id, person=person, up=False),) if person in room.hands else ()),
        *((PersonFinished(room=room.id, person=person, finished=False),) if person in room.finished else ()),
    )


def _left(room: Room, person: str) -> Room:
    return changed(
        room,
        hands=without(room.hands, person),
        hands_since=without(room.hands_since, person),
        finished=without(room.finished, person),
    )


def _seated(room: Room, person: str) -> Room:
    return changed(room, members={**room.members, person: True})
