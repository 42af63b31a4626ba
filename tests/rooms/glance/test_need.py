"""Which room the console shows first, and why."""

from moot.rooms.asking import Request
from moot.rooms.boards.note import AddNote
from moot.rooms.glance.glance import RoomGlance, RoomPresence, Stay
from moot.rooms.glance.need import by_need
from moot.rooms.glance.overview import overview
from moot.rooms.people.groups import MakeGroups
from moot.rooms.people.people import RaiseHand
from moot.rooms.stages.finished import SayFinished
from moot.rooms.stages.stage import EndStage, ExtendStage, PauseStage, StartStage
from tests.rooms.world import World

GROUPS = 5


class Rooms(World):
    """Five groups of two: all are here but who is named in `gone`."""

    def __init__(self) -> None:
        super().__init__(2 * GROUPS)
        self.do(MakeGroups(GROUPS), "t")
        self.gone: set[str] = set()
        self.stays: dict[str, Stay] = {}

    def begin(self) -> None:
        self.do(StartStage("share", "collect"), "t")

    def people_of(self, room: str) -> list[str]:
        return [p.id for p in self.workshop.people.values() if p.room == room]

    def one_in(self, room: str, request: Request) -> None:
        self.do(request, self.people_of(room)[0])

    def look(self) -> dict[str, RoomGlance]:
        here = {
            r: RoomPresence(r, tuple(p for p in self.people_of(r) if p not in self.gone)) for r in self.workshop.rooms
        }
        return {glance.room: glance for glance in overview(self.workshop, here, stays=self.stays, now=self.now)}

    def order(self) -> list[str]:
        return by_need(self.workshop, list(self.look().values()))


def test_rooms_that_need_nothing_stand_by_their_number() -> None:
    """O2."""
    rooms = Rooms()
    assert rooms.order() == ["g1", "g2", "g3", "g4", "g5"]
    rooms.begin()
    assert rooms.order() == ["g1", "g2", "g3", "g4", "g5"]
    assert {glance.need for glance in rooms.look().values()} == {"nothing"}


def test_who_asks_for_help_comes_before_all_and_who_waits_longest_before_the_others() -> None:
    """O1, O2."""
    rooms = Rooms()
    rooms.begin()
    rooms.one_in("g5", RaiseHand())
    rooms.now += 60_000
    rooms.one_in("g2", RaiseHand())
    rooms.do(EndStage(rooms=("g1", "g2")), "t")
    assert rooms.order() == ["g5", "g2", "g1", "g3", "g4"]
    assert (rooms.look()["g5"].need, rooms.look()["g5"].since) == ("hand", rooms.now - 60_000)
    rooms.one_in("g5", RaiseHand(up=False))
    assert rooms.order()[0] == "g2"
    rooms.now += 1
    rooms.one_in("g2", RaiseHand(up=False))
    rooms.one_in("g2", RaiseHand())
    assert rooms.look()["g2"].since == rooms.now, "who asks again has not waited since the first time"
    rooms.begin()
    assert not rooms.workshop.rooms["g2"].hands_since


def test_a_room_whose_time_is_over_is_told_so_also_where_its_clock_just_went_past_the_end() -> None:
    """O1."""
    rooms = Rooms()
    rooms.begin()
    rooms.do(ExtendStage(60, rooms=("g1",)), "t")
    rooms.do(PauseStage(rooms=("g3",)), "t")
    ends = {room.id: room.run.ends for room in rooms.workshop.rooms.values() if room.run}
    rooms.now = ends["g2"]
    assert rooms.order() == ["g2", "g4", "g5", "g1", "g3"]
    assert (rooms.look()["g2"].need, rooms.look()["g2"].since) == ("over", ends["g2"])


def test_the_reasons_in_their_order() -> None:
    """O1."""
    rooms = Rooms()
    rooms.begin()
    for person in rooms.people_of("g3"):
        rooms.do(SayFinished(), person)
    rooms.gone = {*rooms.people_of("g4"), rooms.people_of("g1")[0]}
    rooms.stays = {rooms.people_of("g2")[1]: Stay(unsent=1)}
    assert rooms.order() == ["g4", "g3", "g2", "g1", "g5"]
    assert [rooms.look()[room].need for room in rooms.order()] == ["empty", "finished", "unsent", "away", "nothing"]


def test_a_room_that_has_done_less_than_half_of_what_others_have_is_behind() -> None:
    """O1."""
    rooms = Rooms()
    rooms.begin()

    ids = iter(f"note{number:04}" for number in range(100))

    def write(room: str, notes: int) -> None:
        for _ in range(notes):
            rooms.one_in(room, AddNote(room=room, section="share-0", id=next(ids), text="Nobody has time"))

    for room in ("g1", "g2", "g3", "g5"):
        write(room, 4)
    assert rooms.look()["g4"].need == "behind"
    write("g4", 2)
    assert rooms.look()["g4"].need == "nothing"
    rooms.do(StartStage("share", "cluster", rooms=("g1", "g2")), "t")
    write("g3", 4)
    write("g5", 4)
    assert rooms.look()["g4"].need == "behind"
    rooms.do(StartStage("share", "cluster", rooms=("g3",)), "t")
    assert rooms.look()["g4"].need == "nothing", "two rooms do not say what is usual"
