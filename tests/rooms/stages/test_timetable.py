"""The day slips: sessions are moved and stages get another length, while clocks go on."""

import pytest

from moot.rooms.asking import Request
from moot.rooms.programmes.programme import Session
from moot.rooms.record.effect import effect_of
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import StartStage
from moot.rooms.stages.timetable import PushSessions, SetLength, SetTimes
from tests.rooms.programmes.test_programme_change import change
from tests.rooms.world import World

FIRST, SECOND = "day-4-session-1", "day-4-keynote"


def times(world: World) -> list[str]:
    return [f"{one.starts}-{one.ends}" for one in sessions(world)]


def sessions(world: World) -> tuple[Session, ...]:
    return world.workshop.programme.days[3].sessions


def test_a_session_is_moved_and_all_see_it() -> None:
    """A6."""
    world = World(2)
    world.do(SetTimes(FIRST, "09:45", "10:05"), "t")
    assert times(world)[:2] == ["09:45-10:05", "10:15-10:30"]
    seen = [session.starts for session in world.sees("p0").programme.days[3].sessions]
    assert seen[0] == "09:45"
    world.do(SetTimes(FIRST, "", ""), "t")
    assert times(world)[0] == "-"


def test_the_rest_of_the_day_is_pushed() -> None:
    """A6."""
    world = World(2)
    before = times(world)
    world.do(PushSessions(SECOND, 10, "end"), "t")
    assert times(world)[:3] == ["10:00-10:15", "10:15-10:40", "10:40-11:10"]
    assert times(world)[-1] == "15:55-16:10"
    world.do(PushSessions(SECOND, -10, "end"), "t")
    assert times(world) == before
    world.do(PushSessions(SECOND, 5), "t")
    assert times(world)[:2] == ["10:00-10:15", "10:20-10:35"]


def test_what_all_will_see_is_foreseen_for_all_rooms() -> None:
    """R7, A6."""
    world = World(2)
    for request in (PushSessions(SECOND, 10, "end"), SetLength("solve", "ideate", 1_200)):
        assert effect_of(world.workshop, request, "t", world.moment).rooms == ("g1", "g2")


def test_a_draft_that_was_made_before_the_day_was_pushed_is_refused() -> None:
    """A5."""
    world = World(2)
    draft = change(world, lambda document: document.update(check_ins=[10]))
    world.do(PushSessions(SECOND, 10, "end"), "t")
    assert world.refusal(draft, "t") is Reason.PROGRAMME_MOVED_ON


def test_a_stage_gets_another_length_and_the_clock_under_way_goes_on() -> None:
    """A6."""
    world = World(2)
    world.do(StartStage("solve", "ideate"), "t")
    run = world.workshop.rooms["g1"].run
    world.do(SetLength("solve", "ideate", 1_200), "t")
    assert world.workshop.rooms["g1"].run == run
    world.do(StartStage("solve", "ideate", ("g2",)), "t")
    again = world.workshop.rooms["g2"].run
    assert again
    assert again.ends == world.now + 1_200_000


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        (SetTimes(FIRST, "10:00", "10:16"), Reason.NO_TIME_LIKE_THAT),
        (SetTimes(FIRST, "10:10", "10:10"), Reason.NO_TIME_LIKE_THAT),
        (SetTimes(FIRST, "10:00", ""), Reason.NO_TIME_LIKE_THAT),
        (SetTimes(FIRST, "9:00", "10:00"), Reason.NO_TIME_LIKE_THAT),
        (SetTimes(FIRST, "10:00", "10:15"), Reason.ALREADY),
        (SetTimes("nowhere", "10:00", "10:15"), Reason.NO_SUCH_SESSION),
        (PushSessions("nowhere", 5), Reason.NO_SUCH_SESSION),
        (PushSessions(SECOND, 0), Reason.NO_TIME_LIKE_THAT),
        (PushSessions(SECOND, -5), Reason.NO_TIME_LIKE_THAT),
        (PushSessions(SECOND, -20, "end"), Reason.NO_TIME_LIKE_THAT),
        (PushSessions(SECOND, 600), Reason.NO_TIME_LIKE_THAT),
        (PushSessions("day-1-session-1", 5), Reason.NO_TIME_LIKE_THAT),
        (SetLength("solve", "ideate", 9), Reason.NO_TIME_LIKE_THAT),
        (SetLength("solve", "ideate", 4 * 3_600 + 1), Reason.NO_TIME_LIKE_THAT),
        (SetLength("solve", "nowhere", 60), Reason.NO_SUCH_STAGE),
        (SetLength("solve", "ideate", 900), Reason.ALREADY),
    ],
)
def test_times_that_are_none_are_refused(request_: Request, why: Reason) -> None:
    world = World(1)
    before = times(world)
    assert world.refusal(request_, "t") is why
    assert world.refusal(request_, "p0") is Reason.NOT_ALLOWED
    assert times(world) == before
