"""Stages under one clock."""

import pytest

from moot.rooms.boards.note import AddNote
from moot.rooms.boards.section import AddSection
from moot.rooms.people.people import RaiseHand
from moot.rooms.programmes.programme import AtZero
from moot.rooms.refusals import Reason
from moot.rooms.stages.finished import SayFinished
from moot.rooms.stages.message import SendMessage, Show, Shown
from moot.rooms.stages.run import Run
from moot.rooms.stages.stage import (
    LEAST_LEFT_MS,
    EndStage,
    ExtendStage,
    GoBack,
    NextStage,
    PassTime,
    PauseStage,
    ResumeStage,
    StartStage,
    next_due,
)
from tests.rooms.world import World, varied

MINUTE = 60_000


def run(world: World, room: str = "g1") -> Run:
    found = world.workshop.rooms[room].run
    assert found
    return found


def test_a_stage_starts_in_all_rooms_or_in_some_with_nobody_finished() -> None:
    """S1."""
    world = World(2)
    world.do(StartStage("share", "collect"), "t")
    world.do(SayFinished(), "p0")
    world.do(RaiseHand(), "p0")
    room = world.room("p0")
    world.do(StartStage("solve", "ideate", (room,)), "t")
    assert (world.workshop.rooms[room].finished, world.workshop.rooms[room].hands) == ({}, {})
    assert {run(world, one).stage for one in ("g1", "g2")} == {"collect", "ideate"}
    assert world.refusal(StartStage("share", "ideate"), "t") is Reason.NO_SUCH_STAGE
    assert world.refusal(StartStage("share", "collect", ("g9",)), "t") is Reason.NO_SUCH_ROOM


def test_seconds_are_put_on_the_clock_and_taken_off() -> None:
    """S3."""
    world = World(1)
    assert world.refusal(ExtendStage(60), "t") is Reason.NO_STAGE
    world.do(StartStage("share", "collect"), "t")
    ends = run(world).ends
    world.do(ExtendStage(90), "t")
    assert run(world).ends == ends + 90_000
    world.do(ExtendStage(-3600), "t")
    assert run(world).ends == world.now, "not before now"
    for seconds in (0, 3601, -3601):
        assert world.refusal(ExtendStage(seconds), "t") is Reason.NO_TIME_LIKE_THAT
    world.do(PauseStage(), "t")
    world.do(ExtendStage(60), "t")
    assert run(world).left == MINUTE
    assert world.refusal(PauseStage(), "t") is Reason.ALREADY
    world.do(EndStage(), "t")
    world.do(ExtendStage(120), "t")
    assert (run(world).state, run(world).ends) == ("running", world.now + 2 * MINUTE)
    world.do(PauseStage(("g1",)), "t")
    world.do(ResumeStage(), "t")
    assert run(world).state == run(world, "g2").state == "running"


@pytest.mark.parametrize(
    ("at_zero", "after"),
    [("go-on", ("collect", "running")), ("lock", ("collect", "over")), ("next", ("cluster", "running"))],
)
def test_at_zero_a_stage_does_what_the_programme_says(at_zero: AtZero, after: tuple[str, str]) -> None:
    """S4."""
    world = World(1, varied(at_zero=at_zero))
    world.do(StartStage("share", "collect"), "t")
    assert next_due(world.workshop) == (None if at_zero == "go-on" else run(world).ends)
    world.now = run(world).ends
    world.do(PassTime())
    assert (run(world).stage, run(world).state) == after
    assert world.do(PassTime()) == (), "twice is as once"


def test_what_comes_within_the_grace_is_taken() -> None:
    """S5."""
    world = World(1)
    world.do(StartStage("share", "collect"), "t")
    world.do(EndStage(), "t")
    room = world.room("p0")
    world.now += 3_000
    world.do(AddNote(room=room, section="share-0", id="note0001", text="Just in time"), "p0")
    world.now += 1
    late = AddNote(room=room, section="share-0", id="note0002", text="Too late")
    assert world.refusal(late, "p0") is Reason.STAGE_OVER


def test_going_back_finds_what_was_left() -> None:
    """S6."""
    world = World(1)
    world.do(StartStage("solve", "define"), "t")
    assert world.refusal(GoBack(), "t") is Reason.NO_STAGE_BEFORE
    left = run(world).ends - world.now - 2 * MINUTE
    world.now += 2 * MINUTE
    world.do(NextStage(), "t")
    world.now += MINUTE
    world.do(GoBack(), "t")
    assert run(world).ends - world.now == left
    world.now += 10 * MINUTE
    world.do(NextStage(), "t")
    world.do(GoBack(), "t")
    assert run(world).ends - world.now == LEAST_LEFT_MS
    world.do(StartStage("solve", "detail"), "t")
    assert world.refusal(NextStage(), "t") is Reason.NO_STAGE_AFTER


def test_trainers_write_at_any_time_and_participants_in_their_stage() -> None:
    """S7."""
    world = World(1)
    room = world.room("p0")
    world.do(AddSection(room=room, board="solve", id="topic001", challenge="Members"), "t")
    note = AddNote(room=room, section="topic001", id="note0001", text="An idea")
    assert world.refusal(note, "p0") is Reason.NO_STAGE
    world.do(note, "t")
    world.do(StartStage("solve", "select"), "t")
    assert world.refusal(note, "p0") is Reason.NOT_NOW
    assert world.refusal(AddSection(room=room, board="solve", id="topic002", challenge="X"), "p0") is Reason.NOT_NOW


def test_a_room_keeps_the_last_five_messages() -> None:
    """M1."""
    world = World(1)
    for number in range(7):
        world.do(SendMessage(f"message{number}", f"{number} minutes"), "t")
    world.do(SendMessage("message9", "to you", ("g2",)), "t")
    texts = {room.id: [message.text for message in room.messages] for room in world.workshop.rooms.values()}
    assert texts["g1"] == [f"{number} minutes" for number in range(2, 7)]
    assert texts["g2"][-1] == "to you"
    assert world.refusal(SendMessage("message9", "x" * 401), "t") is Reason.TOO_LONG


def test_the_projector_shows_what_a_trainer_last_chose() -> None:
    """M2."""
    world = World(1)
    assert not any(room.boards for room in world.sees("screen").rooms.values())
    world.do(Show(Shown("winners", "g2")), "t")
    assert [room.id for room in world.sees("screen").rooms.values() if room.boards] == ["g2"]
    assert world.sees("screen").shown == Shown("winners", "g2")
    assert world.refusal(Show(Shown("board", "g9")), "t") is Reason.NO_SUCH_ROOM
    assert world.refusal(Show(Shown("board", "", "lunch")), "t") is Reason.NO_SUCH_STAGE
