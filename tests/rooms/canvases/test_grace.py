"""Three seconds more: what was on its way when a stage ended is taken, and nothing that comes later."""

import pytest

from moot.rooms.asking import Request
from moot.rooms.canvases.canvas import Names
from moot.rooms.canvases.cell import EditCell, SetCell
from moot.rooms.canvases.feedback import GiveFeedback
from moot.rooms.canvases.presenting import ArrangePresenting, Present
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.canvases.row import AddRow, MoveRow, RemoveRow
from moot.rooms.canvases.statement import ComposeStatement
from moot.rooms.forms.form import Answer, AnswerField
from moot.rooms.refusals import Reason
from moot.rooms.shape import changed
from moot.rooms.stages.stage import PassTime
from tests.rooms.canvases.writing import PLAN, VALUE, started
from tests.rooms.world import World, varied


def cell(column: str, canvas: str = VALUE, row: str = "row0") -> EditCell:
    return EditCell(canvas=canvas, row=row, column=column, revision=0, edit=[[0, "At the last moment"]])


FEEDBACK = GiveFeedback(canvas=PLAN, id="feedback1", place="row0/action", text="Why?")
NAMES = SetCell(canvas=PLAN, row="row0", column="responsible", value=Names(("p0",)))
BOUNDARIES: list[tuple[str, str, Request, str]] = [
    ("value.stakeholders", "value.stakeholders-feedback", cell("needs"), "p0"),
    ("value.stakeholders", "value.cluster", cell("needs"), "p0"),
    ("value.cluster", "value.cluster-feedback", cell("pain-reliever"), "p0"),
    ("value.compose", "value.present", cell("statement"), "p0"),
    ("value.compose", "value.present", ComposeStatement(canvas=VALUE, row="row0", language="en"), "p0"),
    ("value.stakeholders", "value.stakeholders-feedback", AddRow(canvas=VALUE, id="another1"), "p0"),
    ("plan.advance", "plan.pitch", NAMES, "p0"),
    ("plan.advance", "plan.pitch", MoveRow(canvas=PLAN, row="row0"), "p0"),
    ("plan.advance", "plan.review", RemoveRow(PLAN, "row0"), "p0"),
    ("plan.pitch", "plan.review", FEEDBACK, "p1"),
    ("plan.review", "plan.integrate", FEEDBACK, "p1"),
    ("plan.review", "extended.monitor", FEEDBACK, "p1"),
    ("plan.integrate", "extended.monitor", cell("objective", PLAN, "all"), "p0"),
    ("plan.integrate", "feedback-day-5.answer", cell("action", PLAN), "p0"),
    ("extended.monitor", "feedback-day-5.answer", cell("monitoring", PLAN), "p0"),
    (
        "feedback-day-4.answer",
        "plan.advance",
        AnswerField(activity="feedback-day-4", field="useful", answer=Answer((4,))),
        "p0",
    ),
]


def can_still(before: str, after: str, request: Request, who: str) -> bool:
    """What the next stage is for as well."""
    objective = isinstance(request, EditCell) and request.column == "objective"
    return (objective and after == "extended.monitor") or (request is FEEDBACK and after == "plan.review")


def at_the_boundary(before: str, after: str) -> World:
    world = World(3)
    for column in ("needs", "pains"):
        world.do(cell(column), "t")
    world.do(started(before), "t")
    world.do(AssignReviews(activity="plan", each=2), "t")
    world.do(ArrangePresenting(activity="plan", order=("p0", "p1")), "t")
    world.do(Present(person="p0"), "t")
    world.now += 60_000
    world.do(started(after), "t")
    return world


def anew(request: Request) -> Request:
    """What is there already is edited, not written again."""
    return changed(request, revision=1, edit=[[0, "x"], 18]) if request == cell("needs") else request


@pytest.mark.parametrize(("before", "after", "request_", "who"), BOUNDARIES)
def test_s5_what_comes_within_the_grace_is_taken_also_when_the_next_stage_has_begun(
    before: str, after: str, request_: Request, who: str
) -> None:
    world = at_the_boundary(before, after)
    world.now += 3_000
    world.do(anew(request_), who)


@pytest.mark.parametrize(("before", "after", "request_", "who"), [one for one in BOUNDARIES if not can_still(*one)])
def test_s5_what_comes_later_is_refused(before: str, after: str, request_: Request, who: str) -> None:
    world = at_the_boundary(before, after)
    world.now += 3_001
    assert world.refusal(anew(request_), who) in (Reason.NOT_NOW, Reason.NO_SUCH_CANVAS)


def test_s5_what_is_said_of_who_presented_is_taken_within_the_grace() -> None:
    world = World(3)
    world.do(started("plan.pitch"), "t")
    world.do(ArrangePresenting(activity="plan", order=("p0", "p1")), "t")
    world.do(Present(person="p0"), "t")
    world.now += 60_000
    world.do(Present(person="p1"), "t")
    world.now += 3_000
    world.do(FEEDBACK, "p2")
    world.now += 1
    assert world.refusal(changed(FEEDBACK, id="feedback2"), "p2") == Reason.NO_SUCH_CANVAS


def test_s5_the_grace_is_there_when_the_clock_itself_begins_the_next_stage() -> None:
    world = World(3, varied(at_zero="next"))
    world.do(started("value.stakeholders"), "t")
    world.now += 20 * 60_000
    world.do(PassTime())
    run = world.workshop.rooms["g1"].run
    assert run
    assert run.name == "value.stakeholders-feedback"
    world.now += 3_000
    world.do(cell("needs"), "p0")
    world.now += 1
    assert world.refusal(cell("pains"), "p0") == Reason.NOT_NOW
