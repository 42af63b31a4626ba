"""Merging: notes that say the same become one, by a trainer; and are taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, Changes, Moment, Request
from moot.rooms.boards.desk import board_of, not_the_winner, still
from moot.rooms.boards.note import NoteMerged, merged_again
from moot.rooms.refusals import Reason, Refused

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class MergeNotes(Request):
    """Notes that say the same become one; they stay under it, and can be taken out again."""

    by = TRAINERS
    room: str
    into: str
    notes: tuple[str, ...]

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, board = board_of(workshop, self.room, self.into, who)
        into = board.note(self.into, who)
        merged = [board.note(note, who) for note in dict.fromkeys(self.notes)]
        if not merged or into.into or any(note.id == into.id or note.into for note in merged):
            raise Refused(Reason.ALREADY)
        if any(note.private != into.private for note in merged):
            raise Refused(Reason.NOT_NOW)  # what all see would go under what one sees
        still(board, into.section, *(note.section for note in merged))
        for note in merged:
            not_the_winner(board, note)
        return tuple(
            change
            for note in merged
            for change in (
                *merged_again(room, key, note, into.id),
                NoteMerged(room=room.id, board=key, note=note.id, into=into.id),
            )
        )


class UnmergeNote(Request):
    by = TRAINERS
    room: str
    note: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, board = board_of(workshop, self.room, self.note, who)
        note = board.note(self.note, who)
        if not note.into:
            raise Refused(Reason.ALREADY)
        still(board, note.section)
        return (NoteMerged(room=room.id, board=key, note=note.id, into=""),)
