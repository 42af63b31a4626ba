"""Snapshots: taken by hand, kept by themselves, and who knows of them."""

import pytest

from moot.rooms.limits import SNAPSHOT_LETTERS, SNAPSHOT_NAME_LETTERS, SNAPSHOTS
from moot.rooms.past import snapshot as rooms_snapshot
from moot.rooms.past.snapshot import Snapshot, TakeSnapshot
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import EndStage, ExtendStage, GoBack, NextStage, PassTime, PauseStage, StartStage
from tests.rooms.world import Unheld, World, varied


def take(number: int = 1, name: str = "Before lunch", note: str = "") -> TakeSnapshot:
    return TakeSnapshot(id=f"snapshot{number:03}", name=name, note=note)


def kept(world: World) -> list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]]:
    """Of those that were kept by themselves: which stages were left, which began, where, and by whom."""
    snapshots = world.workshop.snapshots.values()
    return [(one.stages, one.begins, one.rooms, one.by) for one in snapshots if one.why == "stage"]


def test_a_trainer_takes_a_snapshot_with_a_name_and_a_note_and_others_do_not() -> None:
    """L1."""
    world = World(2)
    world.do(take(note="Group 2 was quick\nand lively"), "t")
    (snapshot,) = world.workshop.snapshots.values()
    assert (snapshot.name, snapshot.note, snapshot.by, snapshot.at) == (
        "Before lunch",
        "Group 2 was quick\nand lively",
        "t",
        world.now,
    )
    for who in ("p0", "o", "screen"):
        assert world.refusal(take(2), who) is Reason.NOT_ALLOWED
    assert [list(world.sees(who).snapshots) for who in ("t", "o", "p0", "screen")] == [
        ["snapshot001"],
        ["snapshot001"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (take(1), Reason.ID_TAKEN),
        (take(2, name=" "), Reason.EMPTY),
        (take(2, name="x" * (SNAPSHOT_NAME_LETTERS + 1)), Reason.TOO_LONG),
        (take(2, name="two\nlines"), Reason.BAD_LETTERS),
        (take(2, note="x" * (SNAPSHOT_LETTERS + 1)), Reason.TOO_LONG),
        (TakeSnapshot(id="SHORT", name="Before lunch"), Reason.BAD_ID),
    ],
)
def test_what_is_no_snapshot_is_refused(request_: TakeSnapshot, reason: Reason) -> None:
    """L1."""
    world = World(1)
    world.do(take(1), "t")
    assert world.refusal(request_, "t") is reason


def test_so_many_are_taken_by_hand_and_no_more() -> None:
    """L1. Those that are kept by themselves do not count."""
    world = Unheld(1)
    world.do(StartStage("share", "collect"), "t")
    world.do(NextStage(), "t")
    for number in range(SNAPSHOTS):
        world.do(take(number), "t")
    assert world.refusal(take(SNAPSHOTS), "t") is Reason.TOO_MANY_SNAPSHOTS


def test_one_is_kept_whenever_a_stage_is_left_once_for_all_rooms() -> None:
    """L2."""
    world = World(2)
    world.do(StartStage("solve", "ideate"), "t")
    assert kept(world) == [], "nothing was left"
    world.do(StartStage("solve", "ideate"), "t")
    world.do(PauseStage(), "t")
    assert kept(world) == [], "nor by a new clock, or a pause"
    ideate, vote, select = ("solve.ideate",), ("solve.vote",), ("solve.select",)
    world.do(NextStage(), "t")
    world.do(EndStage(("g2",)), "t")
    world.do(ExtendStage(60, ("g2",)), "t")
    world.do(NextStage(), "t")
    world.do(GoBack(("g1",)), "t")
    world.do(StartStage("share", "collect"), "t")
    assert kept(world) == [
        (ideate, vote, (), "t"),
        (vote, (), ("g2",), "t"),
        (vote, vote, ("g2",), "t"),
        (vote, select, (), "t"),
        (select, vote, ("g1",), "t"),
        ((*vote, *select), ("share.collect",), (), "t"),
    ]
    assert len(world.workshop.snapshots) == len(kept(world)), "each under its own id, also in one moment"


def test_one_is_kept_when_the_clock_ends_a_stage() -> None:
    """L2, S4."""
    world = World(1, varied(at_zero="next"))
    world.do(StartStage("solve", "ideate"), "t")
    run = world.workshop.rooms["g1"].run
    assert run
    world.now = run.ends
    world.do(PassTime())
    world.do(PassTime())
    assert kept(world) == [(("solve.ideate",), ("solve.vote",), (), "")]


def test_of_those_kept_by_themselves_the_oldest_is_listed_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """L2. Those taken by hand stay."""
    monkeypatch.setattr(rooms_snapshot, "SNAPSHOTS_BY_ITSELF", 2)
    world = World(1)
    world.do(take(), "t")
    for stage in ("define", "ideate", "vote", "select"):
        world.now += 1
        world.do(StartStage("solve", stage), "t")
    snapshots: list[Snapshot] = [*world.workshop.snapshots.values()]
    assert [one.name or one.stages for one in snapshots] == ["Before lunch", ("solve.ideate",), ("solve.vote",)]
