"""A group's place: who ever sat in it, the stage under way, its boards, and what was said to it."""

from __future__ import annotations

from moot.rooms.boards.board import Board, Section
from moot.rooms.order import DIGITS
from moot.rooms.programmes.programme import Programme
from moot.rooms.shape import Value
from moot.rooms.stages.message import Message
from moot.rooms.stages.run import Run


class Room(Value, kw_only=True):
    id: str
    number: int
    members: dict[str, bool] = {}
    """Everyone who ever sat here; who sits here now is `Person.room`."""
    run: Run | None = None
    last: Run | None = None
    """The stage before, which ended when this one began."""
    left: dict[str, int] = {}
    """Milliseconds that were left of a stage when it ended, by `activity.stage`: going back finds them again."""
    finished: dict[str, bool] = {}
    hands: dict[str, bool] = {}
    hands_since: dict[str, int] = {}
    """When each went up, in milliseconds; not known of those in older journals."""
    boards: dict[str, Board] = {}
    messages: tuple[Message, ...] = ()
    locks: dict[str, bool] = {}
    """Where nobody but trainers writes: sections, or everywhere under the empty one."""
    by_itself: bool = False
    """The stages of the session follow each other without a trainer."""

    def has(self, new_id: str) -> bool:
        """Whether a note, a cluster or a challenge on any board of the room is called that already."""
        places = [place for board in self.boards.values() for place in (board, board.aside)]
        return any(new_id in p.notes or new_id in p.clusters or new_id in p.sections for p in places)


def fresh_room(number: int, programme: Programme) -> Room:
    """A room with a board for each activity of the programme that has one."""
    boards = {
        key: Board(
            anonymous=activity.anonymous,
            sections={
                f"{key}-{at}": Section(id=f"{key}-{at}", order=f"a{DIGITS[at]}", fixed=title)
                for at, title in enumerate(activity.sections or (activity.title,) * (activity.kind == "share"))
            },
        )
        for key, activity in programme.activities.items()
        if activity.kind in ("share", "solve")
    }
    return Room(id=f"g{number}", number=number, boards=boards)
