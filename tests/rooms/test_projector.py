"""What the projector shows, and nothing else: results that build up place by place, and decisions with the first."""

import pytest

from moot.rooms.ballots.ballot import Tally
from moot.rooms.ballots.curtain import places
from moot.rooms.ballots.decision import ChooseWinner, OpenRunOff
from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.field import EditText
from moot.rooms.boards.note import AddNote
from moot.rooms.boards.section import AddSection
from moot.rooms.glance.eyes import Eyes
from moot.rooms.people.groups import MakeGroups
from moot.rooms.refusals import Reason
from moot.rooms.stages.message import ALL_PLACES, PAGES, Show, Shown
from moot.rooms.stages.stage import EndStage, NextStage, PassTime, StartStage
from moot.rooms.workshop import Workshop
from tests.rooms.world import World

TOPIC = "topic001"
BALLOT = f"{TOPIC}.1"
RESULT = tuple(Tally(f"n{at}", dots) for at, dots in enumerate((7, 5, 5, 3, 3, 1, 0)))
"""First n0; second n1 and n2, tied; third n3 and n4; then n5; nobody was for n6."""


@pytest.mark.parametrize(
    ("seen", "notes"),
    [(0, ""), (1, "n3 n4"), (2, "n1 n2 n3 n4"), (ALL_PLACES, "n0 n1 n2 n3 n4 n5 n6")],
)
def test_a_result_builds_up_from_the_third_place_and_ties_come_together(seen: int, notes: str) -> None:
    """M3."""
    assert [tally.note for tally in places(RESULT, seen)] == notes.split()


@pytest.mark.parametrize(("seen", "notes"), [(0, ""), (1, ""), (2, ""), (ALL_PLACES, "a b")])
def test_where_all_are_tied_they_come_with_the_first_place(seen: int, notes: str) -> None:
    """M3."""
    for dots in (0, 2):
        assert [tally.note for tally in places((Tally("a", dots), Tally("b", dots)), seen)] == notes.split()


def voted(*dots: int) -> World:
    """Six people in g1, an idea of each, and so many dots for each idea: all on the first three for one person each."""
    world = World(6)
    world.do(MakeGroups(1), "t")
    world.do(AddSection(room="g1", board="solve", id=TOPIC, challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for number in range(len(dots)):
        world.do(AddNote(room="g1", section=TOPIC, id=f"idea000{number}", text="A day for them"), f"p{number}")
    world.do(NextStage(), "t")
    for number, many in enumerate(dots):
        for voter in range(many):
            world.do(PlaceDot("g1", BALLOT, f"idea000{number}"), f"p{voter}")
    return world


def counted(*dots: int) -> World:
    world = voted(*dots)
    world.do(EndStage(), "t")
    world.now += 3_001
    world.do(PassTime(), "")
    return world


def on_screen(world: World) -> Workshop:
    return world.sees("screen")


def shown_ideas(world: World, ballot: str = BALLOT) -> list[str]:
    return [tally.note for tally in on_screen(world).rooms["g1"].boards["solve"].ballots[ballot].result]


def test_the_wire_to_the_projector_has_what_the_step_says() -> None:
    """M3."""
    world = counted(3, 2, 1)
    for step, ideas in enumerate(([], ["idea0002"], ["idea0001", "idea0002"], ["idea0000", "idea0001", "idea0002"])):
        world.do(Show(Shown("results", step=step)), "t")
        assert shown_ideas(world) == ideas
    world.do(Show(Shown("board")), "t")
    assert shown_ideas(world) == [], "a board is not its results"


def test_a_vote_that_is_counted_behind_the_curtain_is_not_told_to_the_projector() -> None:
    """M3, V5."""
    world = voted(3, 2, 1)
    world.do(Show(Shown("results", step=0)), "t")
    world.do(EndStage(), "t")
    world.now += 3_001
    world.do(PassTime(), "")
    assert shown_ideas(world) == []
    world.do(ChooseWinner("g1", TOPIC, "idea0000"), "t")
    board = on_screen(world).rooms["g1"].boards["solve"]
    assert board.decisions == {}
    world.do(StartStage("plan", "advance"), "t")
    assert on_screen(world).gathered == {}, "winners that stand beside a canvas would tell"
    world.do(Show(Shown("results")), "t")
    assert on_screen(world).rooms["g1"].boards["solve"].decisions[TOPIC].note == "idea0000"


def test_the_details_of_a_winner_are_not_told_before_it_is_shown() -> None:
    """M3, V5."""
    world = counted(3, 2, 1)
    world.do(ChooseWinner("g1", TOPIC, "idea0000"), "t")
    world.do(Show(Shown("results", step=1)), "t")
    world.do(StartStage("solve", "detail"), "t")
    what = EditText(room="g1", board="solve", section=TOPIC, field="what", revision=0, edit=[[0, "A day for members"]])
    world.do(what, "p0")
    assert f"{TOPIC}/what" not in on_screen(world).rooms["g1"].boards["solve"].texts
    world.do(Show(Shown("results")), "t")
    assert on_screen(world).rooms["g1"].boards["solve"].texts[f"{TOPIC}/what"].value == "A day for members"


def test_who_is_in_a_run_off_is_not_told_before_they_are_shown() -> None:
    """M3."""
    world = counted(2, 2, 1)
    world.do(Show(Shown("results", step=1)), "t")
    assert shown_ideas(world) == [], "with two places there is no third"
    world.do(OpenRunOff("g1", TOPIC), "t")
    ballots = on_screen(world).rooms["g1"].boards["solve"].ballots
    assert ballots[f"{TOPIC}.2"].notes == ()
    world.do(Show(Shown("results")), "t")
    assert set(on_screen(world).rooms["g1"].boards["solve"].ballots[f"{TOPIC}.2"].notes) == {"idea0000", "idea0001"}


@pytest.mark.parametrize("step", [0, 1])
def test_worlds_that_differ_in_who_won_look_the_same_before_it_is_shown(step: int) -> None:
    """M3: in the other one the first and the second place have changed."""
    here, there = counted(3, 2, 1), counted(2, 3, 1)
    for world in (here, there):
        world.do(Show(Shown("results", step=step)), "t")
    assert on_screen(here) == on_screen(there)
    for world in (here, there):
        world.do(Show(Shown("results", step=2)), "t")
    assert on_screen(here) != on_screen(there)


def test_what_the_projector_would_show_is_seen_before() -> None:
    """M4."""
    world = counted(3, 2, 1)
    would = Eyes(shown=Shown("results", "g1", step=1))
    assert world.sees("t", would).shown == Shown("results", "g1", step=1)
    seen = world.sees("t", would)
    world.do(Show(Shown("results", "g1", step=1)), "t")
    assert on_screen(world).rooms == seen.rooms
    assert world.sees("t", Eyes()).rooms == seen.rooms
    assert world.sees("p0", would) == world.sees("p0"), "who takes part looks through no eyes but their own"


def test_there_is_no_fourth_step_and_no_page_before_the_first() -> None:
    """M3."""
    world = World(1)
    for shown in (Shown(step=4), Shown(step=-1), Shown(page=-1), Shown(page=PAGES + 1)):
        assert world.refusal(Show(shown), "t") is Reason.BAD_VALUE
    world.do(Show(Shown("days", theme="light", page=PAGES)), "t")
    assert on_screen(world).shown.theme == "light"
