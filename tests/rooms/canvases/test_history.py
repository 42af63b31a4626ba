"""What a cell said before: who, when and what, read out of the journal by whose it is and by who trains."""

import pytest

from moot.rooms.asking import Request
from moot.rooms.canvases.canvas import Period
from moot.rooms.canvases.cell import SetCell
from moot.rooms.canvases.history import TURN_MS, VERSIONS, Version, may_look_back, versions_of
from moot.rooms.canvases.statement import ComposeStatement
from moot.rooms.entry import Entry, deed_of
from moot.rooms.stages.stage import StartStage
from tests.rooms.canvases.writing import begin, write
from tests.rooms.world import World

PLAN, PLACE = "plan:p0", "row0/action"


class Journalled(World):
    """Keeps entries, as a journal does."""

    def __init__(self) -> None:
        super().__init__(4)
        self.entries: list[Entry] = []

    def does(self, request: Request, who: str) -> None:
        self.entries.append(Entry(self.now, (deed_of(self.do(request, who), who),)))

    def versions(self, place: str = PLACE, canvas: str = PLAN) -> list[Version]:
        return list(versions_of(self.entries, canvas, place))


@pytest.fixture
def world() -> Journalled:
    world = Journalled()
    world.do(StartStage("plan", "advance"), "t")
    return world


def test_what_one_writes_in_one_go_is_one_version(world: Journalled) -> None:
    """K8."""
    world.does(write("ten", PLACE, PLAN), "p0")
    world.now += TURN_MS - 1
    world.does(begin(world, "Call ", PLACE, PLAN), "p0")
    assert [(version.by, version.at, version.text) for version in world.versions()] == [("p0", world.now, "Call ten")]
    world.now += TURN_MS
    world.does(begin(world, "We: ", PLACE, PLAN), "p0")
    assert [version.text for version in world.versions()] == ["Call ten", "We: Call ten"]


def test_each_who_wrote_between_has_a_version(world: Journalled) -> None:
    for text, who in (("c", "p0"), ("b", "t"), ("a", "p0")):
        world.does(write(text, PLACE, PLAN) if text == "c" else begin(world, text, PLACE, PLAN), who)
    assert [(v.by, v.text) for v in world.versions()] == [("p0", "c"), ("t", "bc"), ("p0", "abc")]


def test_other_cells_and_canvases_are_not_in_it(world: Journalled) -> None:
    world.does(write("mine", PLACE, PLAN), "p0")
    world.does(write("other", "row1/action", PLAN), "p0")
    world.does(write("theirs", PLACE, "plan:p1"), "p1")
    assert [version.text for version in world.versions()] == ["mine"]


def test_days_and_other_values_have_a_history_too(world: Journalled) -> None:
    for due in ("2025-04-01", "2025-05-01"):
        world.does(SetCell(canvas=PLAN, row="row0", column="time-frame", value=Period(due=due)), "p0")
        world.now += TURN_MS
    assert [v.value for v in world.versions("row0/time-frame")] == [Period(due="2025-04-01"), Period(due="2025-05-01")]


def test_a_statement_that_was_composed_is_a_version(world: Journalled) -> None:
    world.do(StartStage("value", "stakeholders"), "t")
    world.does(write("Small firms", "row0/stakeholder", "value:p0"), "p0")
    world.do(StartStage("value", "compose"), "t")
    world.does(ComposeStatement(canvas="value:p0", row="row0", language="en"), "p0")
    (version,) = world.versions("row0/statement", "value:p0")
    assert "Small firms" in version.text


def test_only_so_many_are_shown(world: Journalled) -> None:
    world.does(write("x", PLACE, PLAN), "p0")
    for _ in range(VERSIONS):
        world.now += TURN_MS
        world.does(begin(world, "x", PLACE, PLAN), "p0")
    assert [len(version.text) for version in world.versions()] == [*range(2, VERSIONS + 2)]


@pytest.mark.parametrize(
    ("who", "canvas", "may"),
    [
        ("p0", PLAN, True),
        ("t", PLAN, True),
        ("o", PLAN, True),
        ("p1", PLAN, False),
        ("screen", PLAN, False),
        ("p0", "plan:nobody", False),
        ("p0", "solve:p0", False),
        ("t", "solve:p0", False),
    ],
)
def test_whose_canvas_it_is_and_who_trains_look_back(world: Journalled, who: str, canvas: str, may: bool) -> None:
    assert may_look_back(world.workshop, canvas, who) is may
