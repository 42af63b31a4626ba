"""The reveal: what was written privately is shown to the group, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import HALL, TRAINERS, Change, Changes, Moment, Request, Seen, own, to_room
from moot.rooms.boards.board import Board, Note, as_deleted, public
from moot.rooms.boards.note import NoteAdded, NoteOwned
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed
from moot.rooms.stages.run import named_rooms, plan_of_run, with_run

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class RevealNotes(Request):
    """Everyone in the rooms sees what was written privately."""

    by = TRAINERS
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        changes: list[Change] = [
            NotesRevealed(room=room.id, board=room.run.activity)
            for room in named_rooms(workshop, self.rooms)
            if room.run and room.run.activity in room.boards  # feedback on canvases is released
            if plan_of_run(workshop, room.run).private and not room.run.revealed
        ]
        if not changes:
            raise Refused(Reason.ALREADY)
        return tuple(changes)


class NotesRevealed(Change):
    room: str
    board: str

    def evolve(self, workshop: Workshop) -> Workshop:
        room = workshop.rooms.get(self.room)
        if room is None or self.board not in room.boards:
            return workshop
        workshop = workshop.with_board(self.room, self.board, room.boards[self.board].revealed())
        return with_run(workshop, self.room, revealed=True)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        wall = after.rooms[self.room].boards[self.board]
        was = before.rooms[self.room].boards[self.board].notes
        fresh = [note for note in wall.notes.values() if was[note.id].private]
        open_now = tuple(public(note, wall) for note in fresh if not note.deleted_by)
        shown = NotesShown(room=self.room, board=self.board, notes=open_now)
        return (
            *to_room(self.room, shown),
            (HALL, NotesShown(room=self.room, board=self.board)),
            *(own_form for note in fresh for own_form in self._own(note, wall)),
        )

    def _own(self, note: Note, wall: Board) -> Seen:
        """What its author, or who deleted it, knows more of it than others do."""
        if note.deleted_by:
            kept = NoteAdded(room=self.room, board=self.board, note=as_deleted(note, wall))
            return ((own(self.room, note.deleted_by), kept),)
        if not wall.anonymous:
            return ()
        owned = NoteOwned(room=self.room, board=self.board, note=note.id, by=note.by, entered_by=note.entered_by)
        return ((own(self.room, note.by), owned),)


class NotesShown(Change):
    """The reveal, as people hear it: the notes that only their authors had seen. Never journalled."""

    room: str
    board: str
    notes: tuple[Note, ...] = ()

    def evolve(self, workshop: Workshop) -> Workshop:
        board = workshop.board(self.room, self.board)
        if board and self.notes:
            notes = {**board.notes, **{note.id: note for note in self.notes}}
            workshop = workshop.with_board(self.room, self.board, changed(board, notes=notes))
        return with_run(workshop, self.room, revealed=True)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()
