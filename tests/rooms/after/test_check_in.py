"""Check-ins: by the owner of the plan, from a week before their day on; the trainers see all of them."""

import datetime

import pytest

from moot.rooms.after.check_in import ReportNote, ReportStep, ReportValue, check_in_dates
from moot.rooms.asking import Request
from moot.rooms.canvases.canvas import Indicator, Indicators
from moot.rooms.canvases.cell import SetCell
from moot.rooms.canvases.row import RemoveRow, RestoreRow
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import StartStage
from tests.rooms.world import World

APRIL_3 = int(datetime.datetime(2025, 4, 3, tzinfo=datetime.UTC).timestamp() * 1000)  # 30 days after


@pytest.fixture
def world() -> World:
    world = World(2)
    world.do(StartStage("extended", "monitor"), "t")
    cell = Indicators((Indicator(id="members1", name="Number of members"),))
    world.do(SetCell(canvas="plan:p0", row="row0", column="indicators", value=cell), "p0")
    world.now = APRIL_3
    return world


def test_the_days_come_from_the_programme(world: World) -> None:
    assert check_in_dates(world.workshop.programme) == {30: "2025-04-03", 60: "2025-05-03", 90: "2025-06-02"}


def test_the_owner_reports_and_the_trainers_see_it(world: World) -> None:
    """Q5."""
    world.do(ReportValue(days=30, indicator="members1", reading="128"), "p0")
    world.do(ReportStep(days=30, row="row0", state="under-way"), "p0")
    world.do(ReportNote(days=30, text="Two firms joined"), "p0")
    for who in ("p0", "t"):
        seen = world.sees(who).check_ins["p0"][30]
        assert (seen.values, seen.states, seen.note) == ({"members1": "128"}, {"row0": "under-way"}, "Two firms joined")
    assert not world.sees("p1").check_ins
    world.do(ReportValue(days=30, indicator="members1", reading=""), "p0")
    assert not world.sees("p0").check_ins["p0"][30].values


@pytest.mark.parametrize(
    ("request_", "refused"),
    [
        (ReportNote(days=31, text="x"), Reason.NO_SUCH_CHECK_IN),
        (ReportNote(days=60, text="x"), Reason.NOT_YET),
        (ReportValue(days=30, indicator="nothing1", reading="1"), Reason.NO_SUCH_INDICATOR),
        (ReportStep(days=30, row="row9", state="done"), Reason.NO_SUCH_ROW),
        (ReportNote(days=30, text="x" * 2_001), Reason.TOO_LONG),
    ],
)
def test_only_what_is_due_and_there_is_reported(world: World, request_: Request, refused: Reason) -> None:
    assert world.refusal(request_, "p0") == refused


def test_readings_are_of_indicators_that_are_there(world: World) -> None:
    """Q5: those of a removed row come back with it; those of what was taken out do not pile up."""
    world.do(ReportValue(days=30, indicator="members1", reading="128"), "p0")
    cell = Indicators((Indicator(id="income01", name="Income"),))
    world.do(SetCell(canvas="plan:p0", row="row1", column="indicators", value=cell), "p0")
    world.do(RemoveRow(canvas="plan:p0", row="row0"), "p0")
    assert world.refusal(ReportValue(days=30, indicator="members1", reading="1"), "p0") == Reason.NO_SUCH_INDICATOR
    world.do(ReportValue(days=30, indicator="income01", reading="9"), "p0")
    world.do(RestoreRow(canvas="plan:p0", row="row0"), "p0")
    assert world.sees("p0").check_ins["p0"][30].values == {"members1": "128", "income01": "9"}
    world.do(SetCell(canvas="plan:p0", row="row0", column="indicators", value=Indicators()), "p0")
    world.do(ReportValue(days=30, indicator="income01", reading="10"), "p0")
    assert world.sees("p0").check_ins["p0"][30].values == {"income01": "10"}
