"""Two worlds that differ in a secret (`two_worlds.py`), looked back at and taken home: the same for who is not to know.

The replay and its parts, snapshots and how they differ, what is held about others, and their own reports, after random
histories, from seeds.
"""

from itertools import pairwise

import msgspec
import pytest

from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.cluster import ClusterNotes, DissolveCluster
from moot.rooms.boards.hiding import HideNote, HideSection, ShowAgain
from moot.rooms.boards.merge import MergeNotes, UnmergeNote
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, MoveNote, RestoreNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection
from moot.rooms.boards.spotlight import ShowToAll
from moot.rooms.canvases.canvas import key_of
from moot.rooms.canvases.feedback import EditFeedback, GiveFeedback, JudgeFeedback
from moot.rooms.canvases.release import ReleaseFeedback
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.entry import Entry, deed_of
from moot.rooms.forms.question import AnswerQuestion, AskQuestion, HideQuestion, MergeQuestions, UpvoteQuestion
from moot.rooms.past.compare import changed_boards, changed_canvases
from moot.rooms.past.snapshot import TakeSnapshot
from moot.rooms.people.groups import MakeGroups
from moot.rooms.programmes.programme import Programme
from moot.rooms.protection.held import held_about
from moot.rooms.record.taking_back import TakeBack
from moot.rooms.results.making import everything_about, report_of
from moot.rooms.results.report import Wanted
from moot.rooms.shape import changed
from moot.rooms.stages.stage import GoBack, NextStage, StartStage
from moot.rooms.view import view, who_sees_all
from moot.rooms.workshop import Workshop
from tests.rooms.past.telling import read, told
from tests.rooms.test_secrecy import says_nothing
from tests.rooms.two_worlds import Deed, Heard, Twist, TwoWorlds
from tests.rooms.wishes import Kinds
from tests.rooms.world import World, varied

SEEDS = range(4)
STEPS = 120
PEOPLE = ("p0", "p1", "p2", "p3", "p4")
ASKERS = (*PEOPLE, "p0", "p0", "t", "t")
TOPICS = ("topic001", "topic002")
NOTES: Kinds = (AddNote, AddNote, EditNote, MoveNote, DeleteNote, RestoreNote)
COMMANDS: Kinds = (HideNote, ShowAgain, ShowToAll, MergeNotes, UnmergeNote, DissolveCluster, TakeBack, TakeSnapshot)


class LookedBackAt(TwoWorlds):
    """What is seen live is held by other tests."""

    def look_the_same(self, heard: Heard, heard_there: Heard, about: object) -> None:
        pass

    def past_is_the_same(self) -> None:
        both = (self.one, self.other)
        if "t" not in self.knows:
            here, there = map(told, both)
            assert here == there, "replay"
            assert differences(self.one) == differences(self.other)
        for person in PEOPLE:
            if person not in self.knows:
                here, there = (msgspec.json.encode(everything_about(w.workshop, person, "en", 0)) for w in both)
                assert here == there, ("report", person)
        for person in (*PEOPLE, "t", "o"):
            if person not in self.knows:
                here, there = (msgspec.json.encode(held_about(w.workshop, entries(w), person)) for w in both)
                assert here == there, ("held", person)


def entries(world: World) -> list[Entry]:
    return [Entry(0, (deed_of(did, who),)) for who, did in world.deeds]


def differences(world: World) -> list[object]:
    """Between each snapshot and the next, and now."""
    pictures = [view(then, who_sees_all(then)) for then in read(world.changes).at_snapshots.values()]
    pictures.append(view(world.workshop, who_sees_all(world.workshop)))
    return [(changed_boards(was, now), changed_canvases(was, now)) for was, now in pairwise(pictures)]


def worlds(programme: Programme, knows: set[str]) -> LookedBackAt:
    """One group with two challenges, and a cluster of ideas that all see."""
    both = LookedBackAt(programme, knows, ("g1", "g2"))
    both.both(MakeGroups(1), "t")
    for topic in TOPICS:
        both.both(AddSection(room="g1", board="solve", id=topic, challenge="Members"), "t")
    for id in ("openidea1", "openidea2"):
        both.both(AddNote(room="g1", section=TOPICS[0], id=id, text="Seen by all"), "t")
    both.both(ClusterNotes(room="g1", section=TOPICS[0], id="cluster1", notes=("openidea1", "openidea2")), "t")
    return both


def played(both: LookedBackAt, kinds: Kinds, twist: Twist, seed: int) -> None:
    assert both.played(kinds, ASKERS, twist, seed, STEPS)
    both.past_is_the_same()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("anonymous", [False, True])
def test_whether_somebody_wrote_in_private(seed: int, anonymous: bool) -> None:
    """V1, L3, L4, L7, E9, X2: not even who takes a cluster apart that private notes are in."""
    both = worlds(varied(anonymous=anonymous), {"p0"})
    both.both(StartStage("solve", "ideate"), "t")
    played(both, (*NOTES, *COMMANDS), says_nothing, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_deleted_in_private(seed: int) -> None:
    """V1, X4: nor after the reveal, in what trainers are told was left out."""
    both = worlds(varied(), {"p0"})
    both.both(StartStage("solve", "ideate"), "t")
    for id in ("regret00", "regret01"):
        both.one.do(AddNote(room="g1", section=TOPICS[0], id=id, text="No", cluster="cluster1"), "p0")
        both.one.do(DeleteNote("g1", id), "p0")
    both.both(RevealNotes(), "t")
    both.played((*NOTES, *COMMANDS, HideSection), (*PEOPLE[1:], "t", "t"), lambda _, deed: deed, seed, STEPS)
    both.past_is_the_same()
    here, there = (msgspec.json.encode(report_of(world.workshop, Wanted(), 0)) for world in (both.one, both.other))
    assert here == there


@pytest.mark.parametrize("seed", SEEDS)
def test_for_which_idea_a_dot_is(seed: int) -> None:
    """V3, B7: also where a trainer goes back, and ideas are deleted meanwhile."""
    both = worlds(varied(private=False), {"p0"})
    both.both(StartStage("solve", "ideate"), "t")
    for person in PEOPLE:
        both.both(AddNote(room="g1", section=TOPICS[0], id=f"idea00{person}", text=f"Of {person}"), person)
    both.both(StartStage("solve", "vote"), "t")

    def for_the_next(workshop: Workshop, deed: Deed) -> Deed:
        if deed.who != "p0" or not isinstance(deed.request, PlaceDot):
            return deed
        known = workshop.board("g1", "solve")
        ballot = known.ballots.get(deed.request.ballot) if known else None
        if ballot is None or deed.request.note not in ballot.notes:
            return deed
        at = (ballot.notes.index(deed.request.note) + 1) % len(ballot.notes)
        return Deed(changed(deed.request, note=ballot.notes[at]), "p0")

    kinds: Kinds = (*(PlaceDot,) * 12, GoBack, NextStage, DeleteNote, *COMMANDS)
    played(both, kinds, for_the_next, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_gave_feedback_or_asked_without_a_name(seed: int) -> None:
    """F3, Q1, E9: in the other world it was p1, whoever judged, released, answered or merged it since."""
    both = worlds(varied(), {"p0", "p1"})
    both.both(StartStage("plan", "review"), "t")
    both.both(AssignReviews(activity="plan", each=4), "t")
    names = {"p0": "p1", "p1": "p0"}

    def swapped(_: Workshop, deed: Deed) -> Deed | None:
        request = deed.request
        if isinstance(request, GiveFeedback | AskQuestion):
            if isinstance(request, GiveFeedback) and request.canvas in (key_of("plan", one) for one in names):
                return deed
            return Deed(request, names.get(deed.who, deed.who)) if request.anonymous else deed
        if isinstance(request, EditFeedback):
            given = both.one.workshop.canvas(request.canvas).feedback.get(request.feedback)
            return Deed(request, names.get(deed.who, deed.who)) if given and given.anonymous else deed
        return deed

    for owner in ("p2", "p3", "p4"):
        given = GiveFeedback(
            canvas=f"plan:{owner}", id=f"feedback{owner}", place="row0/peer-feedback", text="So", anonymous=True
        )
        both.step(Deed(given, "p0"), swapped(both.one.workshop, Deed(given, "p0")))
    kinds: Kinds = (AskQuestion, AnswerQuestion, HideQuestion, MergeQuestions, JudgeFeedback, ReleaseFeedback)
    played(both, (*kinds, TakeSnapshot, TakeBack), swapped, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_upvoted_which_question(seed: int) -> None:
    """Q2, E9: in the other world p0 upvotes what p1 does, and p1 what p0 does."""
    both = worlds(varied(), {"p0", "p1"})
    for number in range(3):
        both.both(AskQuestion(id=f"question{number}", text="Why?"), "p2")
    names = {"p0": "p1", "p1": "p0"}

    def swapped(_: Workshop, deed: Deed) -> Deed:
        return Deed(deed.request, names.get(deed.who, deed.who)) if isinstance(deed.request, UpvoteQuestion) else deed

    kinds: Kinds = (*(UpvoteQuestion,) * 4, AnswerQuestion, HideQuestion, MergeQuestions, TakeSnapshot, TakeBack)
    played(both, kinds, swapped, seed)
