"""Two snapshots beside each other, or one and now: what differs in all, and in full of one board or one canvas."""

from __future__ import annotations

from moot.rooms.boards.board import Board
from moot.rooms.past.compare import (
    BoardCompared,
    CanvasCompared,
    Counts,
    both_canvases,
    changed_boards,
    changed_canvases,
    compare_boards,
    compare_canvases,
)
from moot.rooms.past.snapshot import Snapshot
from moot.rooms.shape import Value
from moot.rooms.view import NOBODY, Viewer, view, who_sees_all
from moot.rooms.workshop import Workshop


class Comparison(Value, kw_only=True):
    was: Snapshot
    now: Snapshot | None = None
    """Nothing: how it is now."""
    snapshots: dict[str, Snapshot]
    """All that there are now, to choose others."""
    boards: dict[str, dict[str, Counts]]
    """By room and board, those that differ."""
    canvases: dict[str, Counts]
    before: Workshop
    """What could be seen, of the room and the canvas that were asked for."""
    after: Workshop
    board: BoardCompared | None = None
    canvas: CanvasCompared | None = None


def comparison(
    snapshots: dict[str, Snapshot],
    one: tuple[Snapshot, Workshop],
    other: tuple[Snapshot | None, Workshop],
    room: str,
    board: str,
    canvas: str,
) -> Comparison:
    """As who trains sees it. `board` in `room`, or `canvas`: of which all is told."""
    was, now = (view(workshop, who_sees_all(workshop)) for _, workshop in (one, other))
    before, after = (_of_one(workshop, room, canvas) for _, workshop in (one, other))
    on_board = now.board(room, board)
    return Comparison(
        was=one[0],
        now=other[0],
        snapshots=snapshots,
        boards=changed_boards(was, now),
        canvases=changed_canvases(was, now),
        before=before,
        after=after,
        board=compare_boards(was.board(room, board) or Board(), on_board) if on_board else None,
        canvas=compare_canvases(*both_canvases(was, now, canvas)) if canvas else None,
    )


def _of_one(workshop: Workshop, room: str, canvas: str) -> Workshop:
    """What can be seen of one room and one canvas."""
    rooms = (room,) if room in workshop.rooms else ()
    canvases = (canvas,) if canvas in workshop.canvases else ()
    return view(workshop, Viewer(NOBODY, "trainer", rooms, canvases))
