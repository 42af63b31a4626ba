"""The reveal: what was written privately is shown to the group, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import HALL, TRAINERS, Change, Changes, Moment, Renewed, Request, Seen, to_room
from moot.rooms.refusals import Reason, Refused
from moot.rooms.run import named_rooms, plan_of_run, with_run

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
            if room.run and plan_of_run(workshop, room.run).private and not room.run.revealed
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
        return (*to_room(self.room, Renewed()), (HALL, Renewed()))
