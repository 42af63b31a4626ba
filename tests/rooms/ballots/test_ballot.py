"""Ballots, winners and the record of a decision."""

import pytest

from moot.rooms.ballots.ballot import Ballot, CloseBallot, OpenBallot, Tally
from moot.rooms.ballots.decision import ChooseWinner, OpenRunOff, WithdrawDecision
from moot.rooms.ballots.dot import DotPlaced, PlaceDot
from moot.rooms.boards.field import EditText
from moot.rooms.boards.merge import MergeNotes, UnmergeNote
from moot.rooms.boards.note import AddNote, DeleteNote, MoveNote, RestoreNote
from moot.rooms.boards.section import AddSection
from moot.rooms.people.groups import MakeGroups
from moot.rooms.people.joining import Join
from moot.rooms.programmes.change import ChangeProgramme, revision_of
from moot.rooms.programmes.programme import Programme
from moot.rooms.refusals import Reason
from moot.rooms.shape import changed
from moot.rooms.stages.stage import GoBack, NextStage, PassTime, StartStage
from tests.rooms.programmes.edits import activity, edited, part
from tests.rooms.world import ACADEMY, World, varied

ONE, TWO = "topic001", "topic002"
A, B, C, D = "idea000a", "idea000b", "idea000c", "idea000d"


def one_by_one() -> Programme:
    """The academy, in which a trainer opens each ballot."""
    days = []
    for day in varied(private=False).days:
        sessions = []
        for session in day.sessions:
            activities = tuple(
                changed(a, stages=tuple(changed(s, ballots="one-by-one") for s in a.stages)) for a in session.activities
            )
            sessions.append(changed(session, activities=activities))
        days.append(changed(day, sessions=tuple(sessions)))
    return changed(ACADEMY, days=tuple(days))


def voting(programme: Programme) -> World:
    """Four ideas of one challenge, two of which say the same, one of which is deleted; none of another."""
    world = World(3, programme)
    world.do(MakeGroups(1), "t")
    for topic in (ONE, TWO):
        world.do(AddSection(room="g1", board="solve", id=topic, challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for note in (A, B, C, D):
        world.do(AddNote(room="g1", section=ONE, id=note, text=note), "p0")
    world.do(DeleteNote("g1", D), "p0")
    world.do(MergeNotes("g1", A, (C,)), "t")
    world.do(NextStage(), "t")
    return world


def ballot(world: World, which: str = f"{ONE}.1") -> Ballot:
    return world.workshop.rooms["g1"].boards["solve"].ballots[which]


def closed(world: World, *which: str) -> None:
    for one in which or (f"{ONE}.1",):
        world.do(CloseBallot("g1", one), "t")
    world.now += 3_001
    world.do(PassTime())


@pytest.fixture
def world() -> World:
    return voting(varied(private=False))


def test_a_ballot_is_on_what_all_see(world: World) -> None:
    """B1."""
    assert ballot(world).notes == (A, B)
    assert f"{TWO}.1" not in world.workshop.rooms["g1"].boards["solve"].ballots, "a challenge without ideas has none"
    assert world.refusal(PlaceDot("g1", f"{ONE}.1", C), "p0") is Reason.NOT_ON_BALLOT


def test_ballots_open_together_or_one_by_one(world: World) -> None:
    """B4."""
    assert ballot(world).state == "open"
    assert world.refusal(OpenBallot("g1", ONE), "t") is Reason.ALREADY
    other = voting(one_by_one())
    assert other.workshop.rooms["g1"].boards["solve"].ballots == {}
    assert other.refusal(OpenBallot("g1", TWO), "t") is Reason.NO_SUCH_NOTE
    other.do(OpenBallot("g1", ONE), "t")
    assert ballot(other).state == "open"
    closed(other)
    assert ballot(other).state == "closed"
    assert other.refusal(CloseBallot("g1", f"{ONE}.1"), "t") is Reason.BALLOT_NOT_OPEN


def test_nobodys_vote_is_a_tie_of_all(world: World) -> None:
    """B5."""
    closed(world)
    assert ballot(world).result == (Tally(A, 0), Tally(B, 0))
    assert ballot(world).top() == (A, B)


def test_a_winner_is_recorded_with_all_that_led_to_it(world: World) -> None:
    """D1, D3."""
    world.do(PlaceDot("g1", f"{ONE}.1", B), "p1")
    assert world.refusal(ChooseWinner("g1", ONE, B), "t") is Reason.BALLOT_OPEN
    closed(world)
    assert world.refusal(ChooseWinner("g1", ONE, A), "t") is Reason.REASON_NEEDED
    world.do(ChooseWinner("g1", ONE, A, "We can begin tomorrow"), "t")
    record = world.workshop.rooms["g1"].boards["solve"].decisions[ONE]
    assert (record.note, record.rule, record.reason, record.by) == (A, "trainer", "We can begin tomorrow", "t")
    assert (record.ballot, record.result, record.at) == (f"{ONE}.1", (Tally(B, 1), Tally(A, 0)), world.now)
    world.do(WithdrawDecision("g1", ONE), "t")
    assert world.refusal(WithdrawDecision("g1", ONE), "t") is Reason.NO_DECISION
    world.do(ChooseWinner("g1", ONE, B), "t")
    assert world.workshop.rooms["g1"].boards["solve"].decisions[ONE].rule == "most-dots"
    assert world.refusal(OpenRunOff("g1", ONE), "t") is Reason.NO_TIE


def test_the_winner_stays_until_the_decision_is_withdrawn(world: World) -> None:
    """D4."""
    closed(world)
    world.do(ChooseWinner("g1", ONE, A, "It is quick"), "t")
    away = MoveNote(room="g1", note=A, section=TWO)
    for request in (DeleteNote("g1", A), MergeNotes("g1", B, (A,)), away):
        assert world.refusal(request, "t") is Reason.DECIDED
    world.do(MoveNote(room="g1", note=A, section=ONE), "t")
    world.do(WithdrawDecision("g1", ONE), "t")
    world.do(away, "t")


def test_what_has_gone_elsewhere_since_does_not_win(world: World) -> None:
    """D1, D4: nothing would hold it there."""
    closed(world)
    for away, back in (
        (MoveNote(room="g1", note=A, section=TWO), MoveNote(room="g1", note=A, section=ONE)),
        (MergeNotes("g1", B, (A,)), UnmergeNote("g1", A)),
        (DeleteNote("g1", A), RestoreNote("g1", A)),
    ):
        world.do(away, "t")
        assert world.refusal(ChooseWinner("g1", ONE, A, "It is quick"), "t") is Reason.NO_SUCH_NOTE
        world.do(back, "t")
    world.do(ChooseWinner("g1", ONE, A, "It is quick"), "t")


def test_a_ballot_that_opens_again_keeps_the_dots_that_it_gives_by_now(world: World) -> None:
    """B2, B7: the programme gives one dot by then, and one of the ideas is gone; trainers see no vote fall away."""
    for person, idea in (("p0", B), ("p0", A), ("p1", A), ("p2", B)):
        world.do(PlaceDot("g1", f"{ONE}.1", idea), person)
    world.do(GoBack(), "t")
    world.do(ChangeProgramme(fewer_dots(world.workshop.programme), revision_of(world.workshop.programme)), "t")
    world.do(NextStage(), "t")
    assert ballot(world).dots == {"p0": {B: 1}, "p1": {A: 1}, "p2": {B: 1}}
    assert world.refusal(PlaceDot("g1", f"{ONE}.1", A), "p0") is Reason.NO_DOTS_LEFT
    world.do(GoBack(), "t")
    world.do(DeleteNote("g1", B), "t")
    world.do(NextStage(), "t")
    assert ballot(world).dots == {"p1": {A: 1}}
    assert ballot(world).voted.keys() == {"p0", "p1", "p2"}
    heard = world.do(PlaceDot("g1", f"{ONE}.1", A), "p0")
    assert [type(change) for change in heard] == [DotPlaced], "nor somebody vote again"


def fewer_dots(programme: Programme) -> Programme:
    return edited(programme, lambda document: part(activity(document, "solve")["stage"], "vote").update(dots=1, most=1))


def test_a_vote_that_is_started_again_stays_open(world: World) -> None:
    """S1."""
    world.do(PlaceDot("g1", f"{ONE}.1", B), "p1")
    world.now += 60_000
    world.do(StartStage("solve", "vote"), "t")
    assert (ballot(world).state, ballot(world).dots) == ("open", {"p1": {B: 1}})
    run = world.workshop.rooms["g1"].run
    assert run
    assert run.started == world.now


def test_run_offs_are_among_the_tied_with_a_dot_each(world: World) -> None:
    """D2."""
    world.do(PlaceDot("g1", f"{ONE}.1", A), "p0")
    world.do(PlaceDot("g1", f"{ONE}.1", B), "p1")
    closed(world)
    world.do(OpenRunOff("g1", ONE), "t")
    second = f"{ONE}.2"
    assert (ballot(world, second).dots_each, ballot(world, second).most) == (1, 1)
    world.do(PlaceDot("g1", second, A), "p0")
    assert world.refusal(PlaceDot("g1", second, B), "p0") is Reason.NO_DOTS_LEFT
    world.do(PlaceDot("g1", second, B), "p1")
    closed(world, second)
    world.do(OpenRunOff("g1", ONE), "t")
    world.do(PlaceDot("g1", f"{ONE}.3", B), "p2")
    closed(world, f"{ONE}.3")
    world.do(ChooseWinner("g1", ONE, B), "t")
    assert world.workshop.rooms["g1"].boards["solve"].decisions[ONE].rule == "run-off"


def test_details_are_written_once_it_is_decided(world: World) -> None:
    """T3."""
    what = EditText(room="g1", board="solve", section=ONE, field="what", revision=0, edit=[[0, "A day"]])
    assert world.refusal(what, "p0") is Reason.NOT_NOW
    world.do(StartStage("solve", "detail"), "t")
    world.now += 3_001
    world.do(PassTime())
    assert world.refusal(what, "p0") is Reason.NO_DECISION
    world.do(ChooseWinner("g1", ONE, A, "It is quick"), "t")
    world.do(what, "p0")
    causes = EditText(room="g1", board="solve", section=ONE, field="causes", revision=0, edit=[[0, "Why"]])
    assert world.refusal(causes, "p0") is Reason.NOT_NOW
    world.do(causes, "t")


def test_a_person_sees_their_own_room_and_trainers_know_more_of_people() -> None:
    """V6."""
    world = World(2)
    world.do(Join("q", "Ioana", organisation="Danube Creative", country="Romania"))
    assert list(world.sees("q").rooms) == [world.room("q")]
    assert world.sees("q").people["q"].organisation == ""
    assert world.sees("t").people["q"].organisation == "Danube Creative"
    assert not any(room.boards for room in world.sees("t").rooms.values()), "only those that they open"
    assert [room.id for room in world.sees("t", ("g2",)).rooms.values() if room.boards] == ["g2"]
