"""What is to be brought back, as a request, out of what a trainer could see in a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.canvases.canvas import plans_of
from moot.rooms.canvases.plan import EVERY_ROW, STATEMENT
from moot.rooms.past.bring_back import BringBackCells, BringBackNote, BringBackSection, RowStood, items_of
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value
from moot.rooms.texts.text import Text

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class BringBack(Value, forbid_unknown_fields=True, kw_only=True):
    """Out of a snapshot: a note or a challenge of a room; a canvas, a row of it, or a cell."""

    snapshot: str
    room: str = ""
    note: str = ""
    section: str = ""
    canvas: str = ""
    row: str = ""
    column: str = ""

    def out_of(self, then: Workshop, now: Workshop) -> BringBackNote | BringBackSection | BringBackCells:
        """The request, of what could be seen then. Raises `Refused`, where it was not there."""
        if self.note:
            return note_of(then, self.room, self.note)
        if self.section:
            return section_of(then, self.room, self.section)
        return cells_of(then, now, self.canvas, self.row, self.column)


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
                into=was.into,
            )
    raise Refused(Reason.NO_SUCH_NOTE)


def section_of(then: Workshop, room: str, section: str) -> BringBackSection:
    """A challenge as it was in a view. Raises `Refused`, where it was not in it."""
    for key, board in then.room(room).boards.items():
        if section in board.sections:
            was = board.sections[section]
            order = sorted(board.sections.values(), key=lambda one: (one.order, one.id))
            return BringBackSection(
                room=room,
                board=key,
                section=section,
                fixed=was.fixed,
                origin=was.origin,
                challenge=board.texts.get(f"{section}/challenge", Text()).value,
                causes=board.texts.get(f"{section}/causes", Text()).value,
                behind=_before([one.id for one in order], section),
            )
    raise Refused(Reason.NO_SUCH_SECTION)


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
