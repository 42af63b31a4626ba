"""What is to be brought back, as a request, out of what a trainer could see in a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.bring_back import BringBackCells, BringBackNote, RowStood, items_of
from moot.rooms.canvas import plans_of
from moot.rooms.canvas_plan import EVERY_ROW, STATEMENT
from moot.rooms.refusals import Reason, Refused
from moot.rooms.text import Text

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


def note_of(then: Workshop, room: str, note: str) -> BringBackNote:
    """A note as it was in a view. Raises `Refused`, where it was not in it."""
    for board in then.room(room).boards.values():
        if note in board.notes:
            was = board.notes[note]
            return BringBackNote(
                room=room,
                note=note,
                text=was.text,
                colour=was.colour,
                section=was.section,
                cluster=was.cluster,
                behind=_before(items_of(board, was.section, was.cluster), note),
            )
    raise Refused(Reason.NO_SUCH_NOTE)


def cells_of(then: Workshop, now: Workshop, canvas: str, row: str = "", column: str = "") -> BringBackCells:
    """A canvas as it was in a view; or a row of it, or a cell. Raises `Refused`, where it was not in it."""
    columns = {STATEMENT, *(c.key for plan in plans_of(now, canvas) for c in plan.columns if c.written_by != "others")}
    was, is_ = then.canvas(canvas), now.canvas(canvas)
    standing = [one.id for one in was.standing()]
    if row and row not in (EVERY_ROW, *standing):
        raise Refused(Reason.NO_SUCH_ROW)
    rows = [row] if row else standing

    def wanted(place: str) -> bool:
        of, _, what = place.partition("/")
        return (of in rows or (not row and of == EVERY_ROW)) and what in columns and column in ("", what)

    there = {**is_.values, **was.values}
    return BringBackCells(
        canvas=canvas,
        rows=() if column else tuple(RowStood(one, _before(standing, one)) for one in rows if one != EVERY_ROW),
        removed=() if row else tuple(one.id for one in is_.standing() if one.id not in standing),
        texts={p: was.texts.get(p, Text()).value for p in {**was.texts, **is_.texts} if wanted(p)},
        values={place: was.values.get(place, type(value)()) for place, value in there.items() if wanted(place)},
    )


def _before(ids: list[str], one: str) -> tuple[str, ...]:
    """What comes before it, the nearest first."""
    return tuple(reversed(ids[: ids.index(one)])) if one in ids else ()
