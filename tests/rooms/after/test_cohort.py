"""How the plans of all go: steps, days, indicators and what was reported, of everybody who takes part."""

import pytest

from moot.rooms.after.check_in import ReportNote, ReportStep, ReportValue
from moot.rooms.after.cohort import Plan, Step, Tracked, plans_of_all
from moot.rooms.canvases.canvas import Indicator, Indicators, Period
from moot.rooms.canvases.cell import SetCell
from moot.rooms.people.people import RemovePerson
from moot.rooms.shape import changed
from moot.rooms.stages.stage import StartStage
from tests.rooms.after.test_check_in import APRIL_3
from tests.rooms.canvases.writing import write
from tests.rooms.world import ACADEMY, World


@pytest.fixture
def world() -> World:
    world = World(2)
    world.do(StartStage("extended", "monitor"), "t")
    world.do(write("Call ten members", "row1/action", "plan:p0"), "p0")
    days = Period(start="2025-03-10", due="2025-04-30")
    world.do(SetCell(canvas="plan:p0", row="row1", column="time-frame", value=days), "p0")
    cell = Indicators((Indicator(id="members1", name="Number of members", target="130"),))
    world.do(SetCell(canvas="plan:p0", row="row1", column="indicators", value=cell), "p0")
    world.now = APRIL_3
    return world


def test_each_plan_is_there_with_what_was_reported_of_it(world: World) -> None:
    world.do(ReportValue(days=30, indicator="members1", reading="128"), "p0")
    world.do(ReportStep(days=30, row="row1", state="under-way"), "p0")
    world.do(ReportNote(days=30, text="Two joined"), "p0")
    cohort = plans_of_all(world.workshop)
    assert cohort.rounds == {30: "2025-04-03", 60: "2025-05-03", 90: "2025-06-02"}
    step = Step(
        row="row1",
        text="Call ten members",
        start="2025-03-10",
        due="2025-04-30",
        states={30: "under-way"},
        indicators=(Tracked(name="Number of members", target="130", readings={30: "128"}),),
    )
    mine, other = cohort.plans
    assert mine == Plan(person="p0", steps=(step,), notes={30: "Two joined"}, reported=(30,))
    assert other == Plan(person="p1")


def test_who_was_removed_is_not_in_it(world: World) -> None:
    world.do(RemovePerson("p1"), "t")
    assert [plan.person for plan in plans_of_all(world.workshop).plans] == ["p0"]


def test_a_programme_without_plans_has_none() -> None:
    world = World(1, changed(ACADEMY, days=ACADEMY.days[:4], check_ins=()))
    assert plans_of_all(world.workshop).plans == (Plan(person="p0"),)
    assert not plans_of_all(world.workshop).rounds
