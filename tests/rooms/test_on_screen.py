"""Statements on the projector: the sentences that there are, whose they are, and nothing else of the canvases."""

import pytest

from moot.rooms.canvases.cell import EditCell
from moot.rooms.canvases.row import MoveRow, RemoveRow, RestoreRow
from moot.rooms.canvases.statement import ComposeStatement
from moot.rooms.glance.eyes import Eyes
from moot.rooms.people.groups import MovePerson
from moot.rooms.people.people import RemovePerson
from moot.rooms.stages.message import Show, Shown
from moot.rooms.stages.stage import StartStage
from moot.rooms.workshop import Workshop
from tests.rooms.canvases.writing import VALUE, begin, write
from tests.rooms.two_worlds import Deed, TwoWorlds
from tests.rooms.world import World, varied


@pytest.fixture
def world() -> World:
    """p0 and p1 have filled in two rows each; p0 has composed the statement of the first."""
    world = World(4)
    world.do(StartStage("value", "stakeholders"), "t")
    for person in ("p0", "p1"):
        for row in ("row0", "row1"):
            world.do(write(f"Small firms of {person}", f"{row}/stakeholder", f"value:{person}"), person)
    world.do(StartStage("value", "compose"), "t")
    world.do(ComposeStatement(canvas=VALUE, row="row0", language="en"), "p0")
    world.do(Show(Shown("statements")), "t")
    return world


def sentences(view: Workshop) -> dict[str, str]:
    """By canvas and row."""
    texts = {key: canvas.texts for key, canvas in view.canvases.items()}
    return {f"{key} {place}": text.value for key, those in texts.items() for place, text in those.items()}


def on_screen(world: World) -> list[str]:
    return list(sentences(world.sees("screen")))


def test_the_wire_to_the_projector_has_the_sentences_and_nothing_else_of_a_canvas(world: World) -> None:
    """M2, V5."""
    assert on_screen(world) == [f"{VALUE} row0/statement"]
    shown = world.sees("screen").canvases[VALUE]
    assert list(shown.rows) == ["row0"]
    assert (shown.values, shown.sources, shown.feedback) == ({}, {}, {})
    assert [p.id for p in world.sees("screen").people.values() if p.role == "participant"] == ["p0"]
    assert sentences(world.sees("t", Eyes())) == sentences(world.sees("screen"))


def test_a_sentence_comes_grows_and_goes_as_it_is_written(world: World) -> None:
    """M2, V5."""
    world.do(ComposeStatement(canvas="value:p1", row="row1", language="en"), "p1")
    assert on_screen(world) == [f"{VALUE} row0/statement", "value:p1 row1/statement"]
    world.do(begin(world, "In short: ", "row1/statement", "value:p1"), "p1")
    assert sentences(world.sees("screen"))["value:p1 row1/statement"].startswith("In short: For Small firms of p1")
    world.do(MoveRow(canvas=VALUE, row="row0"), "t")
    world.do(RemoveRow(VALUE, "row0"), "t")
    assert on_screen(world) == ["value:p1 row1/statement"]
    world.do(RestoreRow(VALUE, "row0"), "t")
    words = world.workshop.canvas(VALUE).texts["row0/statement"]
    gone = EditCell(canvas=VALUE, row="row0", column="statement", revision=words.revision, edit=[[len(words.value)]])
    world.do(gone, "p0")
    assert on_screen(world) == ["value:p1 row1/statement"]
    world.do(Show(Shown("code")), "t")
    assert on_screen(world) == []


def test_of_one_group_or_one_activity_there_are_the_statements_of_these(world: World) -> None:
    """M2."""
    room = world.room("p0")
    other = {"g1": "g2", "g2": "g1"}[room]
    for shown, there in (
        (Shown("statements", other), 0),
        (Shown("statements", board="plan"), 0),
        (Shown("statements", room, "value"), 1),
    ):
        world.do(Show(shown), "t")
        assert len(on_screen(world)) == there, shown
    world.do(MovePerson("p0", other), "t")
    assert on_screen(world) == []
    world.do(MovePerson("p0", room), "t")
    world.do(RemovePerson("p0"), "t")
    assert len(on_screen(world)) == 1, "what somebody did stays when they leave"


def test_worlds_that_differ_in_other_cells_look_the_same_on_the_projector() -> None:
    """M2: in the other one something else stands in every cell that no statement was made of."""
    worlds = TwoWorlds(varied(), {"t", "o", "p0"}, (VALUE,))

    def says(text: str, place: str) -> Deed:
        row, column = place.split("/")
        return Deed(EditCell(canvas=VALUE, row=row, column=column, revision=0, edit=[[0, text]]), "p0")

    worlds.both(StartStage("value", "stakeholders"), "t")
    worlds.step(says("Secret", "row1/stakeholder"), says("Hidden", "row1/stakeholder"))
    worlds.both(StartStage("value", "compose"), "t")
    worlds.both(*says("One sentence", "row0/statement"))
    worlds.both(Show(Shown("statements")), "t")
    assert "One sentence" in sentences(worlds.one.sees("screen")).values()
    worlds.both(StartStage("value", "stakeholders"), "t")
    worlds.step(says("Secret", "row2/needs"), says("Hidden", "row2/needs"))
    worlds.both(RemoveRow(VALUE, "row1"), "p0")
    worlds.both(RestoreRow(VALUE, "row1"), "p0")
