"""Two worlds that hear the same, but for a secret: what everybody else sees and hears is then the same in both."""

import random
from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec

from moot.rooms.asking import Moment, Renewed, Request
from moot.rooms.glance.eyes import Eyes
from moot.rooms.glance.glance import RoomPresence
from moot.rooms.glance.overview import overview
from moot.rooms.programmes.programme import Programme
from moot.rooms.record.effect import effect_of
from moot.rooms.refusals import Reason, Refused
from moot.rooms.view import audiences, view
from moot.rooms.workshop import Workshop, decide
from tests.rooms.wishes import Kinds, wish
from tests.rooms.world import Looks, Unheld, World, viewer

ROOMS: tuple[Looks, ...] = ((), ("g1", "g2"))
EYES: tuple[Eyes, ...] = (Eyes("g1"), Eyes("g2"), Eyes())
"""Through which the trainer looks on, the rooms' and the projector's: they tell what all whose eyes they are know."""
Heard = dict[tuple[str, Looks], list[bytes]]


class Deed(NamedTuple):
    request: Request
    who: str


Twist = Callable[[Workshop, Deed], Deed | None]
"""What is done in the other world instead; None: nothing."""


def of(deed: Deed, who: str, kinds: Kinds) -> bool:
    return deed.who == who and isinstance(deed.request, kinds)


def swapped(deed: Deed, one: str, other: str) -> Deed:
    """Done by the other of two people."""
    return Deed(deed.request, {one: other, other: one}.get(deed.who, deed.who))


def done(world: World, request: Request, who: str, all_looks: Iterable[Looks] = ROOMS) -> tuple[Heard, Reason | None]:
    """What each person hears, and why it was refused."""
    heard: Heard = {}
    try:
        changes = decide(world.workshop, request, who, Moment(world.now, 7))
    except Refused as refused:
        return heard, refused.reason
    for change in changes:
        after = change.evolve(world.workshop)
        seen = change.seen(world.workshop, after)
        for person in world.workshop.people:
            for looks in (*all_looks, *(EYES if person == "t" else ())):
                ears = audiences(world.workshop, viewer(world.workshop, person, looks))
                told = [form for audience, form in seen if audience in ears]
                if told:
                    views = [view(after, viewer(after, person, looks))] if Renewed() in told else told
                    heard.setdefault((person, looks), []).append(msgspec.json.encode(views))
        world.workshop = after
        world.changes.append(change)
    world.deeds.append((who, changes))
    return heard, None


class TwoWorlds:
    """`knows` are those whom the secret is known to; the overview and what would happen are the trainers'."""

    def __init__(self, programme: Programme, knows: set[str], looks: Looks, people: int = 5, now: int = 1_000) -> None:
        self.one, self.other = Unheld(people, programme, now), Unheld(people, programme, now)
        self.knows, self.looks, self.foreseen = knows, ((), looks), list[Request]()

    def both(self, request: Request, who: str) -> None:
        self.step(Deed(request, who), Deed(request, who))

    def step(self, here: Deed, there: Deed | None) -> bool:
        """Whether it was done in the one world."""
        before = self.one.workshop, self.other.workshop
        heard, why = done(self.one, *here, self.looks)
        heard_there, why_there = done(self.other, *there, self.looks) if there else ({}, why)
        if here.who not in self.knows and here == there:
            assert why == why_there, here
        if (self.one.workshop, self.other.workshop) != before:
            self.look_the_same(heard, heard_there, here)
        return why is None

    def look_the_same(self, heard: Heard, heard_there: Heard, about: object) -> None:
        for person in self.one.workshop.people:
            if person in self.knows:
                continue
            for looks in self.looks:
                assert heard.get((person, looks)) == heard_there.get((person, looks)), (about, person)
                here, there = (world.sees(person, looks) for world in (self.one, self.other))
                assert msgspec.json.encode(here) == msgspec.json.encode(there), (about, person)
        for eyes in EYES:
            if self.some_do_not_know(eyes):
                assert heard.get(("t", eyes)) == heard_there.get(("t", eyes)), (about, eyes)
                here, there = (world.sees("t", eyes) for world in (self.one, self.other))
                assert msgspec.json.encode(here) == msgspec.json.encode(there), (about, eyes)
        if "t" not in self.knows:
            self.look_the_same_to_trainers(about)

    def some_do_not_know(self, eyes: Eyes) -> bool:
        """Whether the secret is not known to all who see alike what is seen through these eyes."""
        people = self.one.workshop.people.values()
        those = {p.id for p in people if (p.room == eyes.room if eyes.room else p.role == "projector")}
        return not those <= self.knows

    def look_the_same_to_trainers(self, about: object) -> None:
        sitting = {
            room: tuple(p.id for p in self.one.workshop.people.values() if p.room == room)
            for room in self.one.workshop.rooms
        }
        presence = {room: RoomPresence(room, people) for room, people in sitting.items()}
        assert overview(self.one.workshop, presence) == overview(self.other.workshop, presence), about
        for request in self.foreseen:
            here, there = (effect_of(w.workshop, request, "t", Moment(w.now, 7)) for w in (self.one, self.other))
            assert here == there, (about, request)

    def played(self, kinds: Kinds, askers: tuple[str, ...], twist: Twist, seed: int, steps: int) -> int:
        """Random requests in both worlds; how many were done, and otherwise in the other one."""
        dice, twisted = random.Random(seed), 0
        for number in range(steps):
            kind = dice.choice(kinds)
            who = dice.choice([person for person in askers if self.one.workshop.people[person].role in kind.by])
            picks = tuple(0 if dice.random() < 0.85 else dice.randrange(8) for _ in range(10))
            here = Deed(wish(self.one.workshop, kind, who, picks, number), who)
            if self.one.refusal(*here) is Reason.ID_TAKEN:  # nobody guesses an id
                continue
            there = twist(self.one.workshop, here)
            if there and there != here and self.one.may(*here) != self.other.may(*there):
                continue  # they would differ in more than what it is
            was_done = self.step(here, there)
            twisted += was_done and here != there
        return twisted
