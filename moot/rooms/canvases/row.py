"""The rows of a canvas: added, moved, removed, restored, and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Change, Changes, Moment, Renewed, Request, Seen
from moot.rooms.canvases.canvas import Canvas, Row, Winner
from moot.rooms.canvases.desk import row_desk
from moot.rooms.canvases.on_screen import to_screen
from moot.rooms.canvases.readers import to_owners_and_guests, to_readers, without_removed
from moot.rooms.limits import ROWS
from moot.rooms.order import between
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put
from moot.rooms.words import check_id

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


LONGEST_KEY = 40
"""Letters of an order key; a person has to move rows to the same place some two hundred times for it."""


class AddRow(Request, kw_only=True):
    """A new row behind `after`: "" at the start, None at the end."""

    canvas: str
    id: str
    after: str | None = None

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        canvas = row_desk(workshop, self.canvas, who, when)
        check_id(self.id)
        if self.id in canvas.rows:
            raise Refused(Reason.ID_TAKEN)
        if len(canvas.standing()) >= ROWS or len(canvas.rows) >= 4 * ROWS:
            raise Refused(Reason.TOO_MANY_ROWS)
        return _put_in_place(self.canvas, canvas, Row(id=self.id, order=canvas.key_after(self.after)))


class MoveRow(Request, kw_only=True):
    canvas: str
    row: str
    after: str | None = None

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        canvas = row_desk(workshop, self.canvas, who, when)
        row = canvas.row(self.row)
        if self.after == self.row:
            raise Refused(Reason.ALREADY)
        return _put_in_place(self.canvas, canvas, changed(row, order=canvas.key_after(self.after)))


def _put_in_place(key: str, canvas: Canvas, row: Row) -> Changes:
    """Where its key says; with fresh keys for all, when keys have grown long by many moves to the same place."""
    if len(row.order) <= LONGEST_KEY:
        return (RowPut(canvas=key, row=row),)
    rows = sorted(put(canvas.rows, row.id, row).values(), key=lambda one: (one.order, one.id))
    order, puts = "", []
    for one in rows:
        order = between(order, "")
        puts.append(RowPut(canvas=key, row=changed(one, order=order)))
    return tuple(puts)


class RemoveRow(Request):
    """Its cells stay with it, for who restores it."""

    canvas: str
    row: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        row = row_desk(workshop, self.canvas, who, when).row(self.row)
        return (RowPut(canvas=self.canvas, row=changed(row, removed_by=who)),)


class RestoreRow(Request):
    canvas: str
    row: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        canvas = row_desk(workshop, self.canvas, who, when)
        row = canvas.rows.get(self.row)
        if row is None or not row.removed_by:
            raise Refused(Reason.NO_SUCH_ROW)
        if len(canvas.standing()) >= ROWS:
            raise Refused(Reason.TOO_MANY_ROWS)
        return (RowPut(canvas=self.canvas, row=changed(row, removed_by="")),)


class LinkRow(Request, kw_only=True):
    """A row carries out what won a challenge; no `origin`: it does not any more."""

    canvas: str
    row: str
    origin: Winner | None = None

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        row = row_desk(workshop, self.canvas, who, when).row(self.row)
        gathered = (one.winner for those in workshop.gathered.values() for one in those)
        if self.origin and self.origin not in (*winners(workshop), *gathered):
            raise Refused(Reason.NO_DECISION)
        return (RowPut(canvas=self.canvas, row=changed(row, origin=self.origin)),)


def winners(workshop: Workshop) -> list[Winner]:
    """What has won a challenge, in all rooms."""
    return [
        Winner(room=room.id, board=key, section=section, note=decision.note)
        for room in workshop.rooms.values()
        for key, board in room.boards.items()
        for section, decision in board.decisions.items()
    ]


class RowPut(Change):
    """A row is as it is said here, new or not."""

    canvas: str
    row: Row

    def evolve(self, workshop: Workshop) -> Workshop:
        rows = workshop.canvas(self.canvas).rows
        return workshop.with_canvas(self.canvas, rows=put(rows, self.row.id, self.row))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        known = before.canvas(self.canvas).rows.get(self.row.id)
        was_there, is_there = known is None or not known.removed_by, not self.row.removed_by
        stays = known is not None and known.order == self.row.order and was_there == is_there
        screens = () if stays else to_screen(before, after, self.canvas, self.row.id, Renewed())
        if was_there and is_there:
            return (*to_readers(self.canvas, self), *screens)
        gone = RowGone(canvas=self.canvas, row=self.row.id)
        return (*to_owners_and_guests(self.canvas, self, Renewed() if is_there else gone), *screens)


class RowGone(Change):
    """A row was removed, as guests hear it: what stood in it is not theirs any more. Never journalled."""

    canvas: str
    row: str

    def evolve(self, workshop: Workshop) -> Workshop:
        canvas = workshop.canvas(self.canvas)
        row = canvas.rows.get(self.row)
        if row is None:
            return workshop
        left = without_removed(changed(canvas, rows=put(canvas.rows, row.id, changed(row, removed_by="gone"))))
        return changed(workshop, canvases=put(workshop.canvases, self.canvas, left))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()
