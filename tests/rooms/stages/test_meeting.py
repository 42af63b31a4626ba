"""Links to where remote people meet."""

import pytest

from moot.rooms.people.groups import MakeGroups
from moot.rooms.refusals import Reason
from moot.rooms.stages.meeting import SetMeeting
from tests.rooms.world import World

LINK = "https://meet.example.org/żółw"


def test_a_room_has_a_link_that_its_people_see_and_the_plenary_one_that_all_see() -> None:
    world = World(4)
    world.do(MakeGroups(2), "t")
    world.do(SetMeeting("g1", LINK), "t")
    world.do(SetMeeting("", "https://meet.example.org/all"), "t")
    here, there = (next(p for p in ("p0", "p1", "p2", "p3") if world.room(p) == room) for room in ("g1", "g2"))
    assert world.sees(here).meetings == {"g1": LINK, "": "https://meet.example.org/all"}
    assert world.sees(there).meetings == {"": "https://meet.example.org/all"}
    assert world.sees("t").meetings == world.workshop.meetings
    world.do(SetMeeting("g1", ""), "t")
    assert world.workshop.meetings == {"": "https://meet.example.org/all"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "meet.example.org", "https://a b", "https://" + "x" * 500])
def test_what_is_no_link_to_a_page_is_refused(url: str) -> None:
    assert World(2).refusal(SetMeeting("", url), "t") == Reason.BAD_LINK


def test_only_trainers_set_links_and_only_of_rooms_that_there_are() -> None:
    world = World(2)
    assert world.refusal(SetMeeting("", LINK), "p0") == Reason.NOT_ALLOWED
    assert world.refusal(SetMeeting("g9", LINK), "t") == Reason.NO_SUCH_ROOM
    assert world.refusal(SetMeeting("", ""), "t") == Reason.ALREADY
