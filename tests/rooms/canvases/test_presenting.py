"""Canvases that are shown to all: who presents, what the others see of it, and what they answer."""

import pytest

from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.canvases.feedback import GiveFeedback
from moot.rooms.canvases.presenting import ArrangePresenting, Present
from moot.rooms.refusals import Reason
from moot.rooms.stages.message import Show, Shown
from moot.rooms.stages.stage import StartStage
from tests.rooms.canvases.writing import PLAN, VALUE, give, text_in, write
from tests.rooms.world import World, varied


def test_whoever_presents_is_seen_by_all_and_gets_the_answers(world: World) -> None:
    """F5."""
    world.do(write("Small firms", "row0/stakeholder"), "p0")
    world.do(StartStage("value", "present"), "t")
    world.do(ArrangePresenting(activity="value", order=("p1", "p0")), "t")
    assert VALUE not in world.sees("p2").canvases
    world.do(Present(person="p0", seconds=180), "t")
    assert VALUE not in world.sees("screen").canvases, "it shows the code"
    world.do(Show(Shown("presenting")), "t")
    for who in ("p1", "p2", "screen"):
        assert text_in(world.sees(who), "row0/stakeholder") == "Small firms"
        assert world.sees(who).presenting[""].ends == world.now + 180_000
    world.do(give(canvas=VALUE, place="?0"), "p2")
    assert world.sees("p0").canvases[VALUE].feedback["feedback1"].place == "?0"
    assert not world.sees("p1").canvases[VALUE].feedback
    assert world.refusal(give("feedback2", VALUE, place="?2"), "p2") == Reason.NO_SUCH_CELL
    world.do(Present(person="p1"), "t")
    assert VALUE not in world.sees("p2").canvases
    world.do(ArrangePresenting(activity="value", order=()), "t")
    assert not world.sees("p2").presenting


def test_only_those_who_are_in_the_order_present(world: World) -> None:
    assert world.refusal(Present(person="p0"), "t") == Reason.NO_SUCH_PERSON
    world.do(ArrangePresenting(activity="value", order=("p1",)), "t")
    assert world.refusal(Present(person="p0"), "t") == Reason.NO_SUCH_PERSON
    assert world.refusal(ArrangePresenting(activity="solve", order=("p1",)), "t") == Reason.NO_SUCH_STAGE
    assert world.refusal(ArrangePresenting(activity="value", order=("t",)), "t") == Reason.NO_SUCH_PERSON


def test_notes_are_revealed_on_boards_and_not_on_canvases(world: World) -> None:
    """F2: feedback that is kept back is released."""
    world.do(StartStage("plan", "review"), "t")
    assert world.refusal(RevealNotes(), "t") == Reason.ALREADY


@pytest.fixture
def groups() -> World:
    """Two groups of two fill in one value proposition each."""
    world = World(4, varied(private=False, scope="group"))
    world.do(StartStage("value", "stakeholders"), "t")
    return world


def test_a_group_presents_what_it_shares_and_all_others_answer(groups: World) -> None:
    """F5, K1."""
    mine, others = groups.room("p0"), groups.room("p1")
    (mate,) = (p for p in ("p2", "p3") if groups.room(p) == mine)
    groups.do(write("Small firms", "row0/stakeholder", f"value:{mine}"), "p0")
    groups.do(StartStage("value", "present"), "t")
    groups.do(ArrangePresenting(activity="value", order=(mine, others)), "t")
    assert f"value:{mine}" not in groups.sees("p1").canvases
    groups.do(Present(person=mine, seconds=60), "t")
    groups.do(Show(Shown("presenting")), "t")
    for who in ("p1", "screen"):
        assert text_in(groups.sees(who), "row0/stakeholder", f"value:{mine}") == "Small firms"
    answer = GiveFeedback(canvas=f"value:{mine}", id="answer001", place="?0", text="Whom else?")
    assert groups.refusal(answer, mate) == Reason.OWN_CANVAS
    groups.do(answer, "p1")
    assert groups.sees(mate).canvases[f"value:{mine}"].feedback["answer001"].text == "Whom else?"
    assert groups.refusal(ArrangePresenting(activity="value", order=("p0",)), "t") == Reason.NO_SUCH_PERSON


def test_what_goes_on_from_another_is_presented_as_the_same_canvas(world: World) -> None:
    """K6."""
    world.do(StartStage("plan", "advance"), "t")
    world.do(write("Grow", "all/objective", PLAN), "p0")
    world.do(ArrangePresenting(activity="extended", order=("p0",)), "t")
    world.do(Present(person="p0"), "t")
    assert text_in(world.sees("p1"), "all/objective", PLAN) == "Grow"
