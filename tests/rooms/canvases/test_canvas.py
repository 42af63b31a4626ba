"""Canvases: who writes what when, rows and cells, statements from cells, and plans that go on."""

import pytest

from moot.rooms.ballots.decision import ChooseWinner
from moot.rooms.boards.note import AddNote
from moot.rooms.boards.section import AddSection
from moot.rooms.canvases.canvas import Choice, Indicator, Indicators, Names, Period, Winner
from moot.rooms.canvases.cell import EditCell, SetCell
from moot.rooms.canvases.row import AddRow, LinkRow, MoveRow, RemoveRow, RestoreRow
from moot.rooms.canvases.statement import ComposeStatement
from moot.rooms.limits import CELL_LETTERS, ROWS
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import EndStage, PassTime, StartStage
from tests.rooms.canvases.writing import PLAN, VALUE, begin, rows, text_in, write
from tests.rooms.world import World

# Who writes what, when


def test_each_fills_in_their_own(world: World) -> None:
    """K1, V6."""
    world.do(write("Small firms", "row0/stakeholder"), "p0")
    assert text_in(world.sees("p0"), "row0/stakeholder") == "Small firms"
    assert VALUE not in world.sees("p1").canvases
    assert world.refusal(write("Not mine", "row0/stakeholder"), "p1") == Reason.NO_SUCH_CANVAS
    assert world.refusal(write("Nobody's", "row0/stakeholder", "value:p99"), "p1") == Reason.NO_SUCH_CANVAS


def test_a_trainer_who_opens_it_sees_it_and_may_help(world: World) -> None:
    world.do(write("Small firms", "row0/stakeholder"), "p0")
    assert VALUE not in world.sees("t").canvases
    world.do(begin(world, "Help: ", "row0/stakeholder"), "t")
    for who in ("t", "o"):
        assert text_in(world.sees(who, (VALUE,)), "row0/stakeholder") == "Help: Small firms"


def test_a_part_has_its_columns(world: World) -> None:
    """K2."""
    assert world.refusal(write("Fairs", "row0/service"), "p0") == Reason.NOT_NOW
    world.do(StartStage("value", "cluster"), "t")
    world.do(write("Fairs", "row0/service"), "p0")
    world.now += 3_001
    assert world.refusal(write("Firms", "row0/stakeholder"), "p0") == Reason.NOT_NOW
    world.do(EndStage(), "t")
    world.now += 3_001
    assert world.refusal(write("Late", "row0/service", revision=1), "p0") == Reason.STAGE_OVER


def test_nothing_is_written_where_there_is_no_cell(world: World) -> None:
    for place in ("row9/stakeholder", "row0/nowhere", "all/stakeholder", "row0/objective"):
        assert world.refusal(write("x", place), "p0") in (Reason.NO_SUCH_CELL, Reason.NO_SUCH_ROW), place
    assert world.refusal(write("x" * (CELL_LETTERS + 1), "row0/stakeholder"), "p0") == Reason.TOO_LONG
    assert world.refusal(write("x", "row0/statement"), "p0") == Reason.NOT_NOW


def test_several_write_one_cell_at_once(world: World) -> None:
    """K4."""
    world.do(write("Small firms", "row0/stakeholder"), "p0")
    edit = EditCell(canvas=VALUE, row="row0", column="stakeholder", revision=1, edit=[11, [0, " abroad"]])
    world.do(EditCell(canvas=VALUE, row="row0", column="stakeholder", revision=1, edit=[[5, "Young"], 6]), "t")
    world.do(edit, "p0")
    assert text_in(world.sees("p0"), "row0/stakeholder") == "Young firms abroad"


# Rows


def test_rows_are_added_moved_removed_and_restored_with_their_cells(world: World) -> None:
    """K3."""
    assert rows(world) == ["row0", "row1", "row2"]
    world.do(AddRow(canvas=VALUE, id="another1", after="row0"), "p0")
    world.do(write("Clusters abroad", "another1/stakeholder"), "p0")
    assert rows(world) == ["row0", "another1", "row1", "row2"]
    world.do(MoveRow(canvas=VALUE, row="another1", after=""), "p0")
    assert rows(world) == ["another1", "row0", "row1", "row2"]
    world.do(RemoveRow(canvas=VALUE, row="another1"), "p0")
    assert rows(world) == ["row0", "row1", "row2"]
    assert world.refusal(write("x", "another1/needs"), "p0") == Reason.NO_SUCH_ROW
    world.do(RestoreRow(canvas=VALUE, row="another1"), "p0")
    assert rows(world) == ["another1", "row0", "row1", "row2"]
    assert text_in(world.sees("p0"), "another1/stakeholder") == "Clusters abroad"


def test_there_are_at_most_so_many_rows(world: World) -> None:
    for number in range(ROWS - 3):
        world.do(AddRow(canvas=VALUE, id=f"another{number:02}"), "p0")
    assert world.refusal(AddRow(canvas=VALUE, id="onemore1"), "p0") == Reason.TOO_MANY_ROWS
    world.do(RemoveRow(canvas=VALUE, row="row0"), "p0")
    world.do(AddRow(canvas=VALUE, id="onemore1"), "p0")
    assert world.refusal(RestoreRow(canvas=VALUE, row="row0"), "p0") == Reason.TOO_MANY_ROWS


# Statements


@pytest.fixture
def composing(world: World) -> World:
    for text, place in (("Small firms", "row0/stakeholder"), ("no time,\nno contacts.", "row0/pains")):
        world.do(write(text, place), "p0")
    world.do(StartStage("value", "cluster"), "t")
    world.do(write("a shared export manager", "row0/service"), "p0")
    world.do(StartStage("value", "compose"), "t")
    return world


def test_a_statement_is_composed_from_the_cells_of_its_row(composing: World) -> None:
    """K5."""
    composing.do(ComposeStatement(canvas=VALUE, row="row0", language="en"), "p0")
    assert text_in(composing.sees("p0"), "row0/statement") == (
        "For Small firms, held back by no time, no contacts, we offer a shared export manager, so that they gain …."
    )
    assert composing.refusal(ComposeStatement(canvas=VALUE, row="row1", language="en"), "p0") == Reason.EMPTY


def test_a_statement_is_free_to_edit_and_says_when_a_cell_has_changed_since(composing: World) -> None:
    composing.do(ComposeStatement(canvas=VALUE, row="row0", language="pl"), "p0")
    composing.do(begin(composing, "Krótko: ", "row0/statement"), "p0")
    canvas = composing.sees("p0").canvases[VALUE]
    assert canvas.texts["row0/statement"].value.startswith("Krótko: Dla: Small firms")
    assert all(canvas.texts[place].revision == was for place, was in canvas.sources["row0"].items() if was)
    composing.do(begin(composing, "Very ", "row0/stakeholder"), "t")
    canvas = composing.sees("p0").canvases[VALUE]
    sources = canvas.sources["row0"].items()
    assert [place for place, was in sources if was and was != canvas.texts[place].revision] == ["row0/stakeholder"]


def test_a_long_statement_is_cut_rather_than_refused(composing: World) -> None:
    composing.do(write("ż🎉" * 330, "row0/gains"), "t")
    composing.do(begin(composing, "x" * (CELL_LETTERS - 30), "row0/service"), "t")
    composing.do(ComposeStatement(canvas=VALUE, row="row0", language="en"), "p0")
    statement = text_in(composing.sees("p0"), "row0/statement")
    assert statement.endswith("…")
    assert len(statement.encode("utf-16-le")) // 2 <= CELL_LETTERS


# Plans


def test_a_plan_has_five_steps_and_its_objective_spans_them(planning: World) -> None:
    assert rows(planning, PLAN) == [f"row{number}" for number in range(5)]
    assert text_in(planning.sees("p0"), "all/objective", PLAN) == "Keep members"
    assert planning.refusal(write("x", "row0/objective", PLAN), "p0") == Reason.NO_SUCH_CELL


@pytest.mark.parametrize(
    ("column", "value", "refused"),
    [
        ("time-frame", Period(start="2025-11-01", due="2026-02-28"), None),
        ("time-frame", Period(due="2024-02-29"), None),
        ("time-frame", Period(start="2025-02-29"), Reason.BAD_DAYS),
        ("time-frame", Period(start="2026-03-01", due="2026-02-28"), Reason.BAD_DAYS),
        ("time-frame", Period(start="20250301"), Reason.BAD_DAYS),
        ("time-frame", Period(start="1025-03-01"), Reason.BAD_DAYS),
        ("time-frame", Names(), Reason.BAD_VALUE),
        ("responsible", Names(("p1", "p0"), ("Βασίλης",)), None),
        ("responsible", Names(("p99",)), Reason.NO_SUCH_PERSON),
        ("responsible", Names(others=("x" * 81,)), Reason.TOO_LONG),
        ("responsible", Names(others=tuple(f"n{number}" for number in range(13))), Reason.TOO_LONG),
        ("responsible", Choice(0), Reason.BAD_VALUE),
        ("action", Choice(0), Reason.BAD_VALUE),
    ],
)
def test_a_cell_holds_what_its_column_is_for(planning: World, column: str, value: Period, refused: Reason) -> None:
    request = SetCell(canvas=PLAN, row="row0", column=column, value=value)
    if refused:
        assert planning.refusal(request, "p0") == refused
    else:
        planning.do(request, "p0")
        assert planning.sees("p0").canvases[PLAN].values[f"row0/{column}"] == value


def test_the_extended_plan_is_the_same_canvas_with_more_columns(planning: World) -> None:
    """K6."""
    planning.do(StartStage("extended", "monitor"), "t")
    canvas = planning.sees("p0").canvases[PLAN]
    assert canvas.texts["row0/action"].value == "Call each"
    smart = Indicator(id="retention", name="Member retention rate", smart={"specific": "Yes: members per year"})
    request = SetCell(canvas=PLAN, row="row0", column="indicators", value=Indicators((smart,)))
    planning.do(request, "p0")
    planning.do(write("Each quarter", "row0/monitoring", PLAN), "p0")
    planning.do(begin(planning, "First: ", "row0/action", PLAN), "p0")
    assert text_in(planning.sees("p0"), "row0/action", PLAN) == "First: Call each"
    assert planning.refusal(write("x", "row0/peer-feedback", PLAN), "p0") == Reason.NO_SUCH_CELL
    assert planning.refusal(write("x", "row0/action", "extended:p0"), "p0") == Reason.NO_SUCH_CANVAS


def test_a_step_says_which_winner_it_carries_out() -> None:
    """K7."""
    world = World(2)
    room, note, section = world.room("p0"), "idea0001", "topic001"
    world.do(AddSection(room=room, board="solve", id=section, challenge="Members come once"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    world.do(AddNote(room=room, section=section, id=note, text="A day for members"), "p0")
    world.do(StartStage("solve", "vote"), "t")
    world.do(StartStage("solve", "select"), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(ChooseWinner(room, section, note, "It is quick"), "t")
    world.do(StartStage("plan", "advance"), "t")
    winner = Winner(room=room, board="solve", section=section, note=note)
    [gathered] = world.sees("p1").gathered["solve"]
    assert (gathered.winner, gathered.challenge, gathered.text) == (winner, "Members come once", "A day for members")
    world.do(LinkRow(canvas=PLAN, row="row0", origin=winner), "p0")
    assert world.sees("p0").canvases[PLAN].rows["row0"].origin == winner
    other = Winner(room=room, board="solve", section=section, note="another1")
    assert world.refusal(LinkRow(canvas=PLAN, row="row1", origin=other), "p0") == Reason.NO_DECISION
    world.do(LinkRow(canvas=PLAN, row="row0"), "p0")
    assert world.sees("p0").canvases[PLAN].rows["row0"].origin is None
