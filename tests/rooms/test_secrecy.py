"""Two worlds that differ only in a secret look the same from outside, byte for byte: views, changes, refusals, counts.

Both worlds hear the same requests, except that in the other one a person does something else in secret. What everybody
else sees and hears is then the same in both. Rules V1 to V4.
"""

import random
from collections.abc import Callable

import msgspec
import pytest

from moot.rooms.asking import Request
from moot.rooms.cluster import ClusterNotes, DissolveCluster, MoveCluster, NameCluster
from moot.rooms.dot import PlaceDot, TakeDot
from moot.rooms.field import EditText
from moot.rooms.finished import SayFinished
from moot.rooms.merge import MergeNotes, UnmergeNote
from moot.rooms.message import SendMessage, Show
from moot.rooms.note import AddNote, DeleteNote, EditNote, MoveNote, RestoreNote
from moot.rooms.people import RaiseHand
from moot.rooms.programme import Programme
from moot.rooms.section import AddSection
from moot.rooms.shape import changed
from moot.rooms.stage import ExtendStage, PauseStage, ResumeStage, StartStage
from moot.rooms.workshop import Workshop
from tests.rooms.two_worlds import EYES, ROOMS, done
from tests.rooms.wishes import wish
from tests.rooms.world import World, varied

NOTES = (AddNote, EditNote, MoveNote, DeleteNote, RestoreNote)
QUIET = (RaiseHand, SayFinished, PauseStage, ResumeStage, ExtendStage, SendMessage, Show, EditText)
CLUSTERS = (ClusterNotes, NameCluster, MoveCluster, DissolveCluster, MergeNotes, UnmergeNote)
TOPICS = ("topic001", "topic002")
STEPS = 250
SEEDS = range(12)

Twist = Callable[[Workshop, str, Request], Request | None]
"""What is done in the other world instead; None: nothing."""


class TwoWorlds:
    def __init__(self, programme: Programme, stage: str) -> None:
        self.one, self.other = World(4, programme), World(4, programme)
        for room in ("g1", "g2"):
            for topic in TOPICS:
                self.both(AddSection(room=room, board="solve", id=topic, challenge="Members"), "t")
        self.both(AddNote(room="g1", section=TOPICS[0], id="openidea1", text="Seen by all"), "t")
        self.both(AddNote(room="g1", section=TOPICS[0], id="openidea2", text="Seen by all"), "t")
        self.both(StartStage("solve", "ideate"), "t")
        if stage == "vote":
            for person in ("p0", "p1", "p2", "p3"):
                for topic in TOPICS:
                    note = AddNote(room=self.one.room(person), section=topic, id=f"{topic}{person}", text="A day")
                    self.both(note, person)
            self.both(StartStage("solve", "vote"), "t")

    def both(self, request: Request, who: str) -> None:
        for world in (self.one, self.other):
            world.do(request, who)

    def step(self, request: Request, instead: Request | None, who: str, secret_of: set[str]) -> None:
        """The request in one world, what is done instead in the other; all but `secret_of` see the same."""
        heard, why = done(self.one, request, who)
        heard_there, why_there = done(self.other, instead, who) if instead else ({}, why)
        if who not in secret_of:
            assert why == why_there
        for person in self.one.workshop.people:
            if person in secret_of:
                continue
            for looks in (*ROOMS, *(EYES if person == "t" else ())):
                here, there = (world.sees(person, looks) for world in (self.one, self.other))
                assert msgspec.json.encode(here) == msgspec.json.encode(there), (request, person)
                assert heard.get((person, looks)) == heard_there.get((person, looks)), (request, person)


def played(worlds: TwoWorlds, kinds: tuple[type[Request], ...], twist: Twist, secret_of: set[str], seed: int) -> int:
    """Random requests in both worlds; how many were done otherwise in the other one."""
    dice, twisted = random.Random(seed), 0
    for number in range(STEPS):
        kind = dice.choice(kinds)
        who = dice.choice([person for person in ("p0", "p1", "p2", "p3", "t") if role(person) in kind.by])
        picks = tuple(0 if dice.random() < 0.7 else dice.randrange(8) for _ in range(10))
        request = wish(worlds.one.workshop, kind, who, picks, number)
        instead = twist(worlds.one.workshop, who, request)
        twisted += instead != request
        worlds.step(request, instead, who, secret_of)
    return twisted


def role(person: str) -> str:
    return "trainer" if person == "t" else "participant"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("anonymous", [False, True])
def test_v1_whether_somebody_wrote_privately_is_seen_by_nobody(seed: int, anonymous: bool) -> None:
    """In the other world p0 writes nothing at all; what all see, p0 moves as in this one."""

    def says_nothing(workshop: Workshop, who: str, request: Request) -> Request | None:
        if who != "p0" or not isinstance(request, NOTES):
            return request
        if isinstance(request, AddNote):
            return None
        room = workshop.rooms.get(request.room)
        note = room.boards["solve"].notes.get(request.note) if room else None
        return None if note and note.private else request

    worlds = TwoWorlds(varied(anonymous=anonymous), "ideate")
    assert played(worlds, (*NOTES * 3, *QUIET, *CLUSTERS), says_nothing, {"p0"}, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_v2_what_somebody_wrote_privately_is_seen_by_nobody(seed: int) -> None:
    """In the other world p0 writes twice as much, in another colour."""

    def says_more(workshop: Workshop, who: str, request: Request) -> Request | None:
        if who != "p0" or not isinstance(request, AddNote | EditNote):
            return request
        return changed(request, text=f"{request.text[:100]} and more", colour=3)

    assert played(TwoWorlds(varied(), "ideate"), (*NOTES * 3, *QUIET), says_more, {"p0"}, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("anonymous", [False, True])
def test_v3_whom_a_dot_is_for_is_seen_by_nobody_not_even_by_trainers(seed: int, anonymous: bool) -> None:
    """In the other world p0 votes for the next idea on the ballot each time."""

    def votes_for_another(workshop: Workshop, who: str, request: Request) -> Request | None:
        if who != "p0" or not isinstance(request, PlaceDot | TakeDot):
            return request
        room = workshop.rooms.get(request.room)
        ballot = room.boards["solve"].ballots.get(request.ballot) if room else None
        if ballot is None or request.note not in ballot.notes:
            return request
        return changed(request, note=ballot.notes[(ballot.notes.index(request.note) + 1) % len(ballot.notes)])

    worlds = TwoWorlds(varied(anonymous=anonymous), "vote")
    assert played(worlds, (*(PlaceDot, TakeDot) * 6, *QUIET), votes_for_another, {"p0"}, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_v4_who_wrote_a_note_on_an_anonymous_board_is_seen_by_nobody(seed: int) -> None:
    """In the other world two of a group have changed places: each writes what the other wrote."""
    worlds = TwoWorlds(varied(anonymous=True, private=False), "ideate")
    group = [person for person in ("p0", "p1", "p2", "p3") if worlds.one.room(person) == "g1"]
    swapped = dict(zip(group, reversed(group), strict=True))
    dice, done_otherwise = random.Random(seed), 0
    for number in range(STEPS):
        who = dice.choice(("p0", "p1", "p2", "p3"))
        picks = tuple(0 if dice.random() < 0.7 else dice.randrange(8) for _ in range(10))
        request = wish(worlds.one.workshop, dice.choice((*NOTES, ClusterNotes)), who, picks, number)
        heard, why = done(worlds.one, request, who)
        heard_there, why_there = done(worlds.other, request, swapped.get(who, who))
        assert why == why_there
        done_otherwise += who in swapped
        for person in set(worlds.one.workshop.people) - set(group):
            for looks in (*ROOMS, *(EYES if person == "t" else ())):
                here, there = (world.sees(person, looks) for world in (worlds.one, worlds.other))
                assert msgspec.json.encode(here) == msgspec.json.encode(there), (request, person)
                assert heard.get((person, looks)) == heard_there.get((person, looks)), (request, person)
    assert done_otherwise
