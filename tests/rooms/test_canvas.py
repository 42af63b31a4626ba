"""Canvases: who writes what when, rows and cells, statements from cells, plans that go on, and feedback by others."""

import pytest

from moot.rooms.asking import Request
from moot.rooms.canvas import Choice, Indicator, Indicators, Names, Period, Winner
from moot.rooms.cell import EditCell, SetCell
from moot.rooms.decision import ChooseWinner
from moot.rooms.feedback import EditFeedback, GiveFeedback, JudgeFeedback
from moot.rooms.limits import CELL_LETTERS, ROWS
from moot.rooms.message import Show, Shown
from moot.rooms.note import AddNote
from moot.rooms.presenting import ArrangePresenting, Present
from moot.rooms.refusals import Reason
from moot.rooms.release import ReleaseFeedback
from moot.rooms.reveal import RevealNotes
from moot.rooms.review import AssignReviews, reviewers_done
from moot.rooms.row import AddRow, LinkRow, MoveRow, RemoveRow, RestoreRow
from moot.rooms.section import AddSection
from moot.rooms.stage import EndStage, PassTime, StartStage
from moot.rooms.statement import ComposeStatement
from moot.rooms.text import Edit
from moot.rooms.workshop import Workshop
from tests.rooms.world import World, varied

VALUE, PLAN = "value:p0", "plan:p0"


@pytest.fixture
def world() -> World:
    """Part 1 of the value proposition goes on."""
    world = World(4)
    world.do(StartStage("value", "stakeholders"), "t")
    return world


def write(text: str, place: str, canvas: str = VALUE, revision: int = 0) -> EditCell:
    row, column = place.split("/")
    return EditCell(canvas=canvas, row=row, column=column, revision=revision, edit=[[0, *text.split("\n")]])


def begin(world: World, text: str, place: str, canvas: str = VALUE) -> EditCell:
    """Something is put before what stands there."""
    row, column = place.split("/")
    there = world.workshop.canvas(canvas).texts[place]
    edit: Edit = [[0, text], len(there.value.encode("utf-16-le")) // 2]
    return EditCell(canvas=canvas, row=row, column=column, revision=there.revision, edit=edit)


def text_in(view: Workshop, place: str, canvas: str = VALUE) -> str:
    return view.canvases[canvas].texts[place].value


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


def rows(world: World, canvas: str = VALUE) -> list[str]:
    return [row.id for row in world.workshop.canvas(canvas).standing()]


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


@pytest.fixture
def planning() -> World:
    world = World(5)
    world.do(StartStage("plan", "advance"), "t")
    world.do(write("Keep members", "all/objective", PLAN), "p0")
    world.do(write("Call each", "row0/action", PLAN), "p0")
    return world


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


# Feedback


@pytest.fixture
def reviewing(planning: World) -> World:
    """p1 gives feedback on the plan of p0, and all others on somebody's; nothing is released yet."""
    planning.do(StartStage("plan", "review"), "t")
    planning.do(AssignReviews(activity="plan", each=4), "t")
    return planning


def give(id: str = "feedback1", canvas: str = PLAN, anonymous: bool = False, place: str = "row0/action") -> Request:
    return GiveFeedback(canvas=canvas, id=id, place=place, text="Start with the big ones", anonymous=anonymous)


def test_who_was_assigned_sees_the_plan_and_nobody_else(planning: World) -> None:
    """F1."""
    assert PLAN not in planning.sees("p1").canvases
    planning.do(StartStage("plan", "review"), "t")
    planning.do(AssignReviews(activity="plan", each=1), "t")
    [giver] = [g for g, owners in planning.workshop.reviews["plan"].items() if "p0" in owners]
    others = {"p1", "p2", "p3", "p4"} - {giver}
    assert text_in(planning.sees(giver), "row0/action", PLAN) == "Call each"
    assert all(PLAN not in planning.sees(other).canvases for other in others)
    assert planning.refusal(give(), others.pop()) == Reason.NO_SUCH_CANVAS
    assert planning.refusal(give(), "p0") == Reason.OWN_CANVAS
    assert planning.sees(giver).reviews == {"plan": {giver: planning.workshop.reviews["plan"][giver]}}


def test_feedback_is_its_authors_and_the_trainers_until_it_is_released(reviewing: World) -> None:
    """F2."""
    reviewing.do(give(), "p1")
    assert not reviewing.sees("p0").canvases[PLAN].feedback
    assert not reviewing.sees("p2").canvases[PLAN].feedback
    assert reviewing.sees("p1").canvases[PLAN].feedback["feedback1"].text == "Start with the big ones"
    assert reviewing.sees("t", (PLAN,)).canvases[PLAN].feedback["feedback1"].by == "p1"
    assert reviewing.refusal(JudgeFeedback(PLAN, "feedback1", "taken"), "p0") == Reason.NO_SUCH_FEEDBACK
    reviewing.do(ReleaseFeedback("plan"), "t")
    assert reviewing.sees("p0").canvases[PLAN].feedback["feedback1"].by == "p1"
    assert not reviewing.sees("p2").canvases[PLAN].feedback
    assert reviewing.refusal(ReleaseFeedback("plan"), "t") == Reason.ALREADY


def test_integrating_releases_it_and_the_owner_says_what_they_made_of_it(reviewing: World) -> None:
    """F6."""
    reviewing.do(give(), "p1")
    reviewing.do(StartStage("plan", "integrate"), "t")
    reviewing.do(JudgeFeedback(PLAN, "feedback1", "adapted"), "p0")
    assert reviewing.sees("p0").canvases[PLAN].feedback["feedback1"].verdict == "adapted"
    assert reviewing.refusal(JudgeFeedback(PLAN, "feedback1", "taken"), "p1") == Reason.NOT_ALLOWED
    reviewing.now += 3_000
    reviewing.do(EditFeedback(PLAN, "feedback1", "Begin with the big ones"), "p1")
    assert reviewing.sees("p0").canvases[PLAN].feedback["feedback1"].verdict == "", "it was on another text"
    reviewing.now += 1
    assert reviewing.refusal(give("feedback2"), "p1") == Reason.NOT_NOW


def test_who_gave_anonymous_feedback_is_seen_by_nobody(reviewing: World) -> None:
    """F3."""
    reviewing.do(give(anonymous=True), "p1")
    reviewing.do(ReleaseFeedback("plan"), "t")
    for who, looks in (("p0", ()), ("t", (PLAN,)), ("o", (PLAN,))):
        assert reviewing.sees(who, looks).canvases[PLAN].feedback["feedback1"].by == ""
    assert reviewing.sees("p1").canvases[PLAN].feedback["feedback1"].by == "p1"


def test_feedback_is_mended_and_taken_back_by_its_author(reviewing: World) -> None:
    reviewing.do(give(), "p1")
    reviewing.do(EditFeedback(PLAN, "feedback1", "Begin with the big ones"), "p1")
    assert reviewing.sees("p1").canvases[PLAN].feedback["feedback1"].text == "Begin with the big ones"
    assert reviewing.refusal(EditFeedback(PLAN, "feedback1", "x"), "p2") == Reason.NO_SUCH_FEEDBACK
    reviewing.do(EditFeedback(PLAN, "feedback1", ""), "p1")
    assert not reviewing.sees("p1").canvases[PLAN].feedback


# Presenting


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


# Groups that share a canvas


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


def test_who_gave_feedback_is_counted_for_each_stage_anew(world: World) -> None:
    world.do(AssignReviews(activity="value", each=1), "t")
    ((giver, (owner,)), *_) = world.workshop.reviews["value"].items()
    for stage in ("stakeholders-feedback", "cluster-feedback"):
        world.do(StartStage("value", stage), "t")
        assert reviewers_done(world.workshop, "value", owner, f"value.{stage}") == 0
        given = GiveFeedback(canvas=f"value:{owner}", id=f"given{stage[0]}0001", place="row0/stakeholder", text="Who?")
        world.do(given, giver)
        assert reviewers_done(world.workshop, "value", owner, f"value.{stage}") == 1
