"""Winners of a breakout stand beside a canvas: as they are decided, also after the canvas has begun."""

import pytest

from moot.rooms.ballots.decision import ChooseWinner, WithdrawDecision
from moot.rooms.boards.gathered import Gathered
from moot.rooms.boards.note import AddNote
from moot.rooms.boards.section import AddSection
from moot.rooms.canvases.canvas import Winner
from moot.rooms.canvases.row import LinkRow
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import GoBack, PassTime, StartStage
from tests.rooms.world import World

ROOMS, PLAN = ("g1", "g2"), "plan:p0"


def winner(room: str, idea: int = 0) -> Winner:
    return Winner(room=room, board="solve", section=f"topic0{room}", note=f"idea{idea}0{room}")


@pytest.fixture
def world() -> World:
    """Two groups have voted; nothing is decided yet, and the plans are begun."""
    world = World(4)
    for room in ROOMS:
        world.do(AddSection(room=room, board="solve", id=f"topic0{room}", challenge="Members come once"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for room in ROOMS:
        for idea in range(2):
            note = AddNote(room=room, section=f"topic0{room}", id=f"idea{idea}0{room}", text=f"A day {idea} of {room}")
            world.do(note, "t")
    world.do(StartStage("solve", "vote"), "t")
    world.do(StartStage("solve", "select"), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(StartStage("plan", "advance"), "t")
    return world


def choose(world: World, room: str, idea: int = 0) -> None:
    world.do(ChooseWinner(room, f"topic0{room}", f"idea{idea}0{room}", "It is quick"), "t")


def beside(world: World) -> list[Gathered]:
    """What everybody sees alike; the projector has it with the winners."""
    seen = [list(world.sees(who).gathered["solve"]) for who in ("p0", "p3", "t", "o")]
    assert all(one == seen[0] for one in seen)
    return seen[0]


def test_a_winner_that_is_chosen_after_the_canvas_began_stands_beside_it(world: World) -> None:
    """K7."""
    assert not beside(world)
    choose(world, "g2")
    assert [one.winner for one in beside(world)] == [winner("g2")]
    choose(world, "g1")
    choose(world, "g2", 1)
    assert [(one.winner, one.text) for one in beside(world)] == [
        (winner("g2", 1), "A day 1 of g2"),
        (winner("g1"), "A day 0 of g1"),
    ]
    world.do(LinkRow(canvas=PLAN, row="row0", origin=winner("g1")), "p0")


def test_what_is_withdrawn_stands_beside_it_no_longer_but_keeps_its_words_where_it_is_carried_out(world: World) -> None:
    """K7."""
    for room in ROOMS:
        choose(world, room)
    world.do(LinkRow(canvas=PLAN, row="row0", origin=winner("g1")), "p0")
    for room in ROOMS:
        world.do(WithdrawDecision(room, f"topic0{room}"), "t")
    [gone] = beside(world)
    assert (gone.winner, gone.text, gone.gone) == (winner("g1"), "A day 0 of g1", True)
    assert world.refusal(LinkRow(canvas=PLAN, row="row1", origin=winner("g2")), "p0") == Reason.NO_DECISION
    world.do(StartStage("plan", "advance"), "t")
    assert beside(world) == [gone]
    choose(world, "g1")
    assert [one.gone for one in beside(world)] == [False]
    world.do(LinkRow(canvas=PLAN, row="row0"), "p0")
    world.do(WithdrawDecision("g1", "topic0g1"), "t")
    assert not beside(world)


def test_going_back_to_the_vote_in_all_rooms_withdraws_all(world: World) -> None:
    """B6, K7."""
    for room in ROOMS:
        choose(world, room)
    world.do(StartStage("solve", "select"), "t")
    world.do(GoBack(), "t")
    assert not beside(world)


def test_nothing_is_gathered_before_a_canvas_began() -> None:
    world = World(2)
    assert not world.sees("p0").gathered
