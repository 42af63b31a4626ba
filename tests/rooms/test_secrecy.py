"""Two worlds that differ only in a secret look the same from outside, byte for byte: views, changes, refusals, counts.

Both worlds hear the same requests, except that in the other one a person does something else in secret. What everybody
else sees and hears is then the same in both. Rules V1 to V4.
"""

import pytest

from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.boards.cluster import ClusterNotes, DissolveCluster, MoveCluster, NameCluster
from moot.rooms.boards.field import EditText
from moot.rooms.boards.hiding import HideSection, ShowAgain
from moot.rooms.boards.merge import MergeNotes, UnmergeNote
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, MoveNote, RestoreNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection
from moot.rooms.people.people import RaiseHand
from moot.rooms.programmes.programme import Programme
from moot.rooms.record.taking_back import TakeBack
from moot.rooms.shape import changed
from moot.rooms.stages.finished import SayFinished
from moot.rooms.stages.message import SendMessage, Show
from moot.rooms.stages.stage import ExtendStage, GoBack, NextStage, PauseStage, ResumeStage, StartStage
from moot.rooms.workshop import Workshop
from tests.rooms.two_worlds import Deed, TwoWorlds
from tests.rooms.world import Looks, varied

NOTES = (AddNote, EditNote, MoveNote, DeleteNote, RestoreNote)
QUIET = (RaiseHand, SayFinished, PauseStage, ResumeStage, ExtendStage, SendMessage, Show, EditText)
CLUSTERS = (ClusterNotes, NameCluster, MoveCluster, DissolveCluster, MergeNotes, UnmergeNote)
AROUND_A_VOTE = (GoBack, NextStage, DeleteNote, DeleteNote, RestoreNote, MergeNotes, TakeBack)
TOPICS = ("topic001", "topic002")
STEPS = 250
SEEDS = range(12)

PEOPLE = ("p0", "p1", "p2", "p3")
ASKERS = (*PEOPLE, "t")
LOOKS: Looks = ("g1", "g2")


class PrivateNotes(TwoWorlds):
    """How many there are, trainers are told."""

    def look_the_same_to_trainers(self, about: object) -> None:
        pass


def two_worlds(programme: Programme, stage: str, knows: set[str], kind: type[TwoWorlds] = TwoWorlds) -> TwoWorlds:
    worlds = kind(programme, knows, LOOKS, people=len(PEOPLE))
    for room in ("g1", "g2"):
        for topic in TOPICS:
            worlds.both(AddSection(room=room, board="solve", id=topic, challenge="Members"), "t")
    worlds.both(AddNote(room="g1", section=TOPICS[0], id="openidea1", text="Seen by all"), "t")
    worlds.both(AddNote(room="g1", section=TOPICS[0], id="openidea2", text="Seen by all"), "t")
    worlds.both(StartStage("solve", "ideate"), "t")
    if stage == "vote":
        for person in PEOPLE:
            for topic in TOPICS:
                note = AddNote(room=worlds.one.room(person), section=topic, id=f"{topic}{person}", text="A day")
                worlds.both(note, person)
        worlds.both(StartStage("solve", "vote"), "t")
    return worlds


def says_nothing(workshop: Workshop, deed: Deed) -> Deed | None:
    """In the other world p0 writes nothing at all; what all see, p0 moves as in this one."""
    request = deed.request
    if deed.who != "p0" or not isinstance(request, NOTES):
        return deed
    if isinstance(request, AddNote):
        return None
    room = workshop.rooms.get(request.room)
    note = room.boards["solve"].notes.get(request.note) if room else None
    return None if note and note.private else deed


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("anonymous", [False, True])
def test_v1_whether_somebody_wrote_privately_is_seen_by_nobody(seed: int, anonymous: bool) -> None:
    worlds = two_worlds(varied(anonymous=anonymous), "ideate", {"p0"}, PrivateNotes)
    assert worlds.played((*NOTES * 3, *QUIET, *CLUSTERS), ASKERS, says_nothing, seed, STEPS)


@pytest.mark.parametrize("seed", SEEDS)
def test_v2_what_somebody_wrote_privately_is_seen_by_nobody(seed: int) -> None:
    """In the other world p0 writes twice as much, in another colour."""

    def says_more(_: Workshop, deed: Deed) -> Deed:
        if deed.who != "p0" or not isinstance(deed.request, AddNote | EditNote):
            return deed
        return Deed(changed(deed.request, text=f"{deed.request.text[:100]} and more", colour=3), "p0")

    worlds = two_worlds(varied(), "ideate", {"p0"}, PrivateNotes)
    assert worlds.played((*NOTES * 3, *QUIET), ASKERS, says_more, seed, STEPS)


def votes_for_another(workshop: Workshop, deed: Deed) -> Deed:
    """In the other world p0 votes for the next idea on the ballot each time."""
    request = deed.request
    if deed.who != "p0" or not isinstance(request, PlaceDot | TakeDot):
        return deed
    room = workshop.rooms.get(request.room)
    ballot = room.boards["solve"].ballots.get(request.ballot) if room else None
    if ballot is None or request.note not in ballot.notes:
        return deed
    another = ballot.notes[(ballot.notes.index(request.note) + 1) % len(ballot.notes)]
    return Deed(changed(request, note=another), "p0")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("anonymous", [False, True])
def test_v3_whom_a_dot_is_for_is_seen_by_nobody_not_even_by_trainers(seed: int, anonymous: bool) -> None:
    worlds = two_worlds(varied(anonymous=anonymous), "vote", {"p0"})
    assert worlds.played((*(PlaceDot, TakeDot) * 6, *QUIET), ASKERS, votes_for_another, seed, STEPS)


@pytest.mark.parametrize("seed", SEEDS)
def test_v3_whose_dots_fall_away_with_an_idea_is_seen_by_nobody(seed: int) -> None:
    """B7: a trainer goes back, takes ideas off the ballot, opens it again, and takes that back."""
    worlds = two_worlds(varied(), "vote", {"p0"})
    kinds = (*(PlaceDot,) * 4, *AROUND_A_VOTE)
    assert worlds.played(kinds, (*PEOPLE, "p0", "t", "t"), votes_for_another, seed, STEPS)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("anonymous", [False, True])
def test_v1_what_was_deleted_in_private_is_seen_by_nobody_after_the_reveal(seed: int, anonymous: bool) -> None:
    """In the other world p0 never wrote it."""
    worlds = two_worlds(varied(anonymous=anonymous), "ideate", {"p0"})
    room, topic = worlds.one.room("p0"), TOPICS[0]
    worlds.both(StartStage("solve", "define"), "t")
    notes = ("openidea1", "openidea2") if room == "g1" else ("shared01",)
    worlds.both(AddNote(room="g2", section=topic, id="shared01", text="Seen by all"), "t")
    worlds.both(ClusterNotes(room=room, section=topic, id="cluster1", notes=notes), "t")
    worlds.both(StartStage("solve", "ideate"), "t")
    for number in range(3):
        add = AddNote(room=room, section=topic, id=f"regret0{number}", text="No", cluster="cluster1", after="")
        worlds.one.do(add, "p0")
    for number in range(3):
        worlds.one.do(DeleteNote(room, f"regret0{number}"), "p0")
    worlds.both(RevealNotes(), "t")
    kinds = (*NOTES[1:], *CLUSTERS, DissolveCluster, MoveCluster, HideSection, ShowAgain, TakeBack)
    worlds.played(kinds, ("p1", "p2", "p3", "t", "t"), lambda _, deed: deed, seed, STEPS)


@pytest.mark.parametrize("seed", SEEDS)
def test_v4_who_wrote_a_note_on_an_anonymous_board_is_seen_by_nobody(seed: int) -> None:
    """In the other world two of a group have changed places: each writes what the other wrote."""
    worlds = two_worlds(varied(anonymous=True, private=False), "ideate", set())
    group = [person for person in PEOPLE if worlds.one.room(person) == "g1"]
    worlds.knows = set(group)
    instead = dict(zip(group, reversed(group), strict=True))

    def changed_places(_: Workshop, deed: Deed) -> Deed:
        there = Deed(deed.request, instead.get(deed.who, deed.who))
        assert worlds.one.refusal(*deed) == worlds.other.refusal(*there)
        return there

    assert worlds.played((*NOTES, ClusterNotes), PEOPLE, changed_places, seed, STEPS)
