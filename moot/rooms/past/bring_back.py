"""Bringing back: a note, a challenge, a row, a cell or a whole canvas is again as it was in a snapshot. What is there
meanwhile is kept by another snapshot first.

A request carries what it brings, as no journal is at hand here. The server makes it of what a trainer could see then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, Change, Changes, Moment, Request
from moot.rooms.boards.board import COLOURS, Board, Note, Origin, Section
from moot.rooms.boards.desk import not_the_winner, still
from moot.rooms.boards.field import TextWritten
from moot.rooms.boards.note import NoteEdited, NoteMerged, NoteMoved, NoteRestored, merged_again
from moot.rooms.boards.section import SectionAdded
from moot.rooms.canvases.canvas import CellValue, Names
from moot.rooms.canvases.cell import EditCell, SetCell
from moot.rooms.canvases.row import MoveRow, RemoveRow, RestoreRow
from moot.rooms.limits import FIELD_LETTERS, NOTE_LETTERS, SECTIONS
from moot.rooms.order import between
from moot.rooms.past.snapshot import Snapshot, kept_by_itself
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, Words
from moot.rooms.texts.text import Text, replacing
from moot.rooms.words import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from moot.rooms.workshop import Workshop


class BringBackNote(Request, kw_only=True):
    """A note says again what it said where it stood; or under the note it was under. Its author stays who wrote it."""

    by = TRAINERS
    room: str
    note: str
    text: str
    colour: int
    section: str
    cluster: str = ""
    """Left out, where there is no such cluster any more."""
    behind: tuple[str, ...] = ()
    """What stood before it, the nearest first: it stands behind the first of these that is still there."""
    into: str = ""
    """What it was merged into: it is on its own, where that does not stand for itself any more."""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        key, note = _found(workshop, self.room, self.note)
        board = workshop.room(self.room).boards[key]
        board.section(self.section)
        still(board, note.section, self.section, *(board.notes[one].section for one in (self._into(board),) if one))
        text = tidy(self.text, NOTE_LETTERS, lines=True)
        if not 0 <= self.colour < COLOURS:
            raise Refused(Reason.BAD_ID)
        changes: list[Change] = []
        if note.deleted_by:
            changes.append(NoteRestored(room=self.room, board=key, note=note.id))
        if (into := self._into(board)) != note.into:
            if into:
                not_the_winner(board, note)
                changes += merged_again(workshop.room(self.room), key, note, into)
            changes.append(NoteMerged(room=self.room, board=key, note=note.id, into=into))
        if (text, self.colour) != (note.text, note.colour):
            changes.append(NoteEdited(room=self.room, board=key, note=note.id, text=text, colour=self.colour))
        stands = workshop.after(changes).rooms[self.room].boards[key]
        return _kept(workshop, (*changes, *self._moved(stands, key, who)), who, when)

    def _into(self, board: Board) -> str:
        """What stands for it, if that is there, for all to see and under no other."""
        into = board.notes.get(self.into)
        return into.id if into and not (into.deleted_by or into.private or into.into) else ""

    def _moved(self, board: Board, key: str, who: str) -> Iterator[Change]:
        note, cluster = board.notes[self.note], self.cluster
        if cluster not in board.clusters or board.clusters[cluster].section != self.section:
            cluster = ""
        beside = items_of(board, self.section, cluster)
        others = [one for one in beside if one != note.id]
        after = next((one for one in self.behind if one in others), "")
        if (note.section, note.cluster) == (self.section, cluster):
            if note.into:
                return
            at = beside.index(note.id)
            if (beside[at - 1] if at else "") == after:
                return
        if note.section != self.section:
            not_the_winner(board, note)
        order = board.key_after(self.section, cluster, after, who)
        yield NoteMoved(room=self.room, board=key, note=note.id, section=self.section, cluster=cluster, order=order)


class BringBackSection(Request, kw_only=True):
    """A challenge that was removed stands on its board again. What stood under it is brought back by itself."""

    by = TRAINERS
    room: str
    board: str
    section: str
    fixed: Words = {}
    origin: Origin | None = None
    challenge: str
    causes: str = ""
    behind: tuple[str, ...] = ()
    """The challenges before it, the nearest first: it stands behind the first of these that is still there."""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room = workshop.room(self.room)
        board = room.boards.get(self.board)
        if board is None:
            raise Refused(Reason.NO_SUCH_STAGE)
        if room.has(self.section):
            raise Refused(Reason.ALREADY)
        if len(board.sections) >= SECTIONS:
            raise Refused(Reason.TOO_MANY_SECTIONS)
        keys = {one.id: one.order for one in board.sections.values()}
        below = next((keys[one] for one in self.behind if one in keys), "")
        order = between(below, min((key for key in keys.values() if key > below), default=""))
        section = Section(id=self.section, order=order, fixed=self.fixed, origin=self.origin)
        challenge, causes = (
            tidy(text, FIELD_LETTERS, lines=True, empty=True) for text in (self.challenge, self.causes)
        )
        added = SectionAdded(room=self.room, board=self.board, section=section, challenge=challenge)
        place, edit = f"{self.section}/causes", replacing("", causes)
        written = (TextWritten(room=self.room, board=self.board, place=place, edit=edit),) if causes else ()
        return _kept(workshop, (added, *written), who, when)


class RowStood(Value):
    row: str
    behind: tuple[str, ...]
    """The rows above it, the nearest first: it stands below the first of these that is still there."""


class BringBackCells(Request, kw_only=True):
    """Rows stand again where they stood, others go, and cells say again what they said."""

    by = TRAINERS
    canvas: str
    rows: tuple[RowStood, ...] = ()
    removed: tuple[str, ...] = ()
    texts: dict[str, str] = {}
    """By place."""
    values: dict[str, CellValue] = {}

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        now, changes = workshop, list[Change]()

        def do(request: Request) -> None:
            nonlocal now
            did = request.decide(now, who, when)
            now = now.after(did)
            changes.extend(did)

        for row in self.removed:
            if row in _rows(now, self.canvas):
                do(RemoveRow(self.canvas, row))
        for stood in self.rows:
            if stood.row not in _rows(now, self.canvas):
                do(RestoreRow(self.canvas, stood.row))
            rows = _rows(now, self.canvas)
            at, after = rows.index(stood.row), next((row for row in stood.behind if row in rows), "")
            if (rows[at - 1] if at else "") != after:
                do(MoveRow(canvas=self.canvas, row=stood.row, after=after))
        for place, text in self.texts.items():
            there = now.canvas(self.canvas).texts.get(place, Text())
            row, _, column = place.partition("/")
            if there.value != text:
                edit, on = replacing(there.value, text), there.revision
                do(EditCell(canvas=self.canvas, row=row, column=column, revision=on, edit=edit))
        for place, value in self.values.items():
            row, _, column = place.partition("/")
            known = _with_known_people(now, value)
            if now.canvas(self.canvas).values.get(place, type(known)()) != known:
                do(SetCell(canvas=self.canvas, row=row, column=column, value=known))
        return _kept(workshop, tuple(changes), who, when)


def items_of(board: Board, section: str, cluster: str) -> list[str]:
    """The notes of a cluster; or of a section, those that stand alone and its clusters; in order."""
    items = [(note.order, note.id) for note in board.standing(section) if note.cluster == cluster]
    if not cluster:
        items += [(one.order, one.id) for one in board.clusters.values() if one.section == section]
    return [id for _, id in sorted(items)]


def _found(workshop: Workshop, room: str, note: str) -> tuple[str, Note]:
    """One that all see, or saw before it was deleted; and the key of its board."""
    for key, board in workshop.room(room).boards.items():
        if note in board.notes and not board.notes[note].private:
            return key, board.notes[note]
    raise Refused(Reason.NO_SUCH_NOTE)


def _kept(workshop: Workshop, changes: Changes, who: str, when: Moment) -> Changes:
    """And, before it, how it is now."""
    if not changes:
        raise Refused(Reason.ALREADY)
    return (kept_by_itself(workshop, Snapshot(id="", at=when.at, by=who, why="bring-back")), *changes)


def _rows(workshop: Workshop, canvas: str) -> list[str]:
    return [row.id for row in workshop.canvas(canvas).standing()]


def _with_known_people(workshop: Workshop, value: CellValue) -> CellValue:
    """Somebody who was erased since is responsible for nothing any more."""
    if isinstance(value, Names):
        return Names(tuple(person for person in value.people if person in workshop.people), value.others)
    return value
