"""Where rules of canvases meet: undone removals, long sentences, odd letters, days that are written otherwise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moot.rooms.canvases.canvas import Period
from moot.rooms.canvases.cell import EditCell, SetCell
from moot.rooms.canvases.feedback import EditFeedback, GiveFeedback
from moot.rooms.canvases.presenting import ArrangePresenting, Present
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.canvases.row import LONGEST_KEY, AddRow, MoveRow, RemoveRow, RestoreRow
from moot.rooms.canvases.statement import ComposeStatement
from moot.rooms.limits import CELL_LETTERS
from moot.rooms.order import between
from moot.rooms.people.people import RemovePerson
from moot.rooms.programmes.file import check
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import StartStage
from moot.server.programmes import builtin
from tests.rooms.canvases.writing import PLAN, VALUE, text_in, write
from tests.rooms.world import World


@pytest.fixture
def world() -> World:
    world = World(2)
    world.do(StartStage("value", "stakeholders"), "t")
    return world


def rows(world: World) -> list[str]:
    return [row.id for row in world.workshop.canvas(VALUE).standing()]


def test_between_a_row_that_came_back_and_a_new_one_there_is_room(world: World) -> None:
    """K3."""
    world.do(RemoveRow(VALUE, "row1"), "p0")
    world.do(AddRow(canvas=VALUE, id="another1", after="row0"), "p0")
    world.do(RestoreRow(VALUE, "row1"), "p0")
    world.do(AddRow(canvas=VALUE, id="another2", after="another1"), "p0")
    assert rows(world) == ["row0", "another1", "another2", "row1", "row2"]


@given(st.lists(st.tuples(st.sampled_from("amdr"), st.integers(0, 9), st.integers(0, 9)), max_size=30))
@settings(max_examples=60, deadline=None)
def test_no_two_rows_ever_have_one_key(moves: list[tuple[str, int, int]]) -> None:
    world = World(1)
    world.do(StartStage("value", "stakeholders"), "t")
    for number, (move, at, to) in enumerate(moves):
        known = list(world.workshop.canvas(VALUE).rows) or ["row0", "row1", "row2"]
        row, after = known[at % len(known)], ["", *known][to % (len(known) + 1)]
        request = {
            "a": AddRow(canvas=VALUE, id=f"added{number:04}", after=after),
            "m": MoveRow(canvas=VALUE, row=row, after=after),
            "d": RemoveRow(VALUE, row),
            "r": RestoreRow(VALUE, row),
        }[move]
        if world.refusal(request, "p0") is None:
            world.do(request, "p0")
        keys = [row.order for row in world.workshop.canvas(VALUE).rows.values()]
        assert len(set(keys)) == len(keys)


def test_keys_stay_short_however_often_rows_change_places(world: World) -> None:
    for number in range(400):
        one, other = ("row0", "row1") if number % 2 else ("row1", "row0")
        world.workshop = world.workshop.after(
            MoveRow(canvas=VALUE, row=one, after=other).decide(world.workshop, "t", world.moment)
        )
        assert rows(world) == [other, one, "row2"]
    assert max(len(row.order) for row in world.workshop.canvas(VALUE).rows.values()) <= LONGEST_KEY


def test_a_key_may_be_very_long() -> None:
    low, high = "a0", "a1"
    for number in range(6_000):
        low, high = (between(low, high), high) if number % 2 else (low, between(low, high))
    assert low < between(low, high) < high


@given(st.text("x🎉y", min_size=1, max_size=CELL_LETTERS // 2), st.integers(0, 600))
@settings(max_examples=40, deadline=2_000)
def test_a_statement_is_never_longer_than_a_cell(text: str, more: int) -> None:
    """K5."""
    world = World(1)
    world.do(StartStage("value", "stakeholders"), "t")
    world.do(write(text, "row0/stakeholder"), "p0")
    if more:
        world.do(write("z" * more, "row0/pains"), "p0")
    world.do(StartStage("value", "compose"), "t")
    world.do(ComposeStatement(canvas=VALUE, row="row0", language="en"), "p0")
    said = text_in(world.sees("p0"), "row0/statement")
    assert len(said.encode("utf-16-le")) // 2 <= CELL_LETTERS


def test_a_programme_holds_no_letters_that_people_may_not_write() -> None:
    odd = builtin()["academy"].replace('"For {stakeholder},', '"For \u2068{stakeholder}\u2069,')
    (mistake,) = check(odd, "academy.toml")
    assert "canvas.statement.en" in str(mistake)
    assert "U+2068" in str(mistake)


@pytest.mark.parametrize("day", ["2025-W01-1", "20250301", "2025-02-30", "1999-12-31", "2101-01-01", "March 2025"])
def test_days_are_written_in_one_way(day: str) -> None:
    world = World(1)
    world.do(StartStage("plan", "advance"), "t")
    wrong = SetCell(canvas=PLAN, row="row0", column="time-frame", value=Period(start="2025-01-01", due=day))
    assert world.refusal(wrong, "p0") == Reason.BAD_DAYS


def test_a_canvas_has_one_name(world: World) -> None:
    """K1."""
    for key in ("value", "value:p0:", ":p0", "value::p0"):
        wrong = EditCell(canvas=key, row="row0", column="stakeholder", revision=0, edit=[[0, "x"]])
        assert world.refusal(wrong, "t") == Reason.NO_SUCH_CANVAS


# Stages that follow each other


def test_what_comes_within_the_grace_is_taken_though_the_next_stage_has_begun(world: World) -> None:
    """S5."""
    world.do(StartStage("value", "cluster"), "t")
    world.now += 3_000
    world.do(write("Late", "row0/stakeholder"), "p0")
    world.now += 1
    assert world.refusal(write("Later", "row0/pains"), "p0") == Reason.NOT_NOW


def test_a_part_has_the_columns_of_its_own_plan() -> None:
    """K2, K6."""
    world = World(1)
    world.do(StartStage("plan", "advance"), "t")
    assert world.refusal(write("Not yet", "row0/monitoring", PLAN), "p0") == Reason.NOT_NOW
    world.do(StartStage("extended", "monitor"), "t")
    world.do(write("Now", "row0/monitoring", PLAN), "p0")


# Presenting and reviewing, and when they end


@pytest.fixture
def pitching() -> World:
    """p0 presents a plan."""
    world = World(4)
    world.do(StartStage("plan", "pitch"), "t")
    world.do(ArrangePresenting(activity="plan", order=("p0", "p1", "p2")), "t")
    world.do(Present(person="p0", seconds=60), "t")
    return world


def say(id: str, place: str = "row0/peer-feedback") -> GiveFeedback:
    return GiveFeedback(canvas=PLAN, id=id, place=place, text="Begin with the big ones")


def test_presenting_ends_with_its_stage(pitching: World) -> None:
    """F5."""
    assert PLAN in pitching.sees("p1").canvases
    pitching.do(StartStage("plan", "review"), "t")
    assert PLAN not in pitching.sees("p1").canvases
    assert pitching.workshop.presenting[""].order == ("p0", "p1", "p2")


def test_what_is_said_to_who_just_presented_is_taken(pitching: World) -> None:
    """S5."""
    pitching.do(Present(person="p1"), "t")
    pitching.now += 3_000
    pitching.do(say("justintime"), "p2")
    pitching.do(EditFeedback(PLAN, "justintime", ""), "p2")
    pitching.now += 1
    assert pitching.refusal(say("toolate01"), "p2") == Reason.NO_SUCH_CANVAS


def test_who_is_removed_presents_no_more(pitching: World) -> None:
    pitching.do(RemovePerson("p0"), "t")
    assert (pitching.workshop.presenting[""].order, pitching.workshop.presenting[""].now) == (("p1", "p2"), "")
    assert PLAN not in pitching.sees("p1").canvases
    assert pitching.refusal(ArrangePresenting(activity="plan", order=("p0",)), "t") == Reason.NO_SUCH_PERSON


def test_who_looks_on_does_not_see_what_was_removed(pitching: World) -> None:
    """K3: it stays with who may restore it."""
    pitching.do(write("My boss is against it", "row0/action", PLAN), "t")
    pitching.do(RemoveRow(PLAN, "row0"), "t")
    for who in ("p1", "p0"):
        texts = pitching.sees(who).canvases[PLAN].texts
        assert ("row0/action" in texts) is (who == "p0")
        assert ("row0" in pitching.sees(who).canvases[PLAN].rows) is (who == "p0")
    pitching.do(RestoreRow(PLAN, "row0"), "t")
    assert "row0/action" in pitching.sees("p1").canvases[PLAN].texts


def test_who_gives_feedback_on_a_canvas_sees_it_as_long() -> None:
    """F1, V6."""
    world = World(3)
    world.do(AssignReviews(activity="plan", each=2), "t")
    assert PLAN not in world.sees("p1").canvases
    world.do(StartStage("plan", "review"), "t")
    assert PLAN in world.sees("p1").canvases
    world.do(StartStage("extended", "monitor"), "t")
    assert PLAN not in world.sees("p1").canvases


def test_integrating_in_one_room_releases_what_was_said_to_those_in_it() -> None:
    """F2."""
    world = World(4)
    world.do(AssignReviews(activity="plan", each=3), "t")
    world.do(StartStage("plan", "review"), "t")
    for number, owner in enumerate(("p1", "p2", "p3")):
        given = GiveFeedback(canvas=f"plan:{owner}", id=f"feedback{number}", place="row0/action", text="Why?")
        world.do(given, "p0")
    here = world.room("p1")
    world.do(StartStage("plan", "integrate", rooms=(here,)), "t")
    for owner in ("p1", "p2", "p3"):
        (one,) = world.workshop.canvases[f"plan:{owner}"].feedback.values()
        assert one.released is (world.room(owner) == here)


def test_those_who_are_dealt_anew_leave_the_others_as_they_are() -> None:
    """F4."""
    world = World(6)
    world.do(AssignReviews(activity="plan", each=1, people=("p0", "p1", "p2")), "t")
    first = world.workshop.reviews["plan"]
    world.do(AssignReviews(activity="plan", each=1, people=("p3", "p4", "p5", "p5")), "t")
    assert first.items() <= world.workshop.reviews["plan"].items()
    assert world.refusal(AssignReviews(activity="plan", each=99), "t") == Reason.NOT_NOW


def test_feedback_can_be_on_a_statement(world: World) -> None:
    world.do(StartStage("value", "present"), "t")
    world.do(ArrangePresenting(activity="value", order=("p1",)), "t")
    world.do(Present(person="p1"), "t")
    world.do(GiveFeedback(canvas="value:p1", id="feedback1", place="row0/statement", text="Shorter"), "p0")
    assert world.sees("p1").canvases["value:p1"].feedback["feedback1"].name == "Ελένη"
