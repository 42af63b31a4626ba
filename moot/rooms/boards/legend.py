"""The legend: what the colours of notes mean on a board, as a trainer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, Change, Changes, Moment, Request, Seen, to_room
from moot.rooms.boards.board import COLOURS
from moot.rooms.limits import MEANING_LETTERS
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put, without
from moot.rooms.stages.run import named_rooms
from moot.rooms.words import tidy

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class NameColour(Request, kw_only=True):
    """A colour means something on the boards of an activity, in `rooms` (none named: in all); empty: nothing."""

    by = TRAINERS
    board: str
    colour: int
    meaning: str
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.board not in workshop.activities:
            raise Refused(Reason.NO_SUCH_STAGE)
        if not 0 <= self.colour < COLOURS:
            raise Refused(Reason.BAD_ID)
        meaning = tidy(self.meaning, MEANING_LETTERS, empty=True)
        return tuple(
            ColourNamed(room=room.id, board=self.board, colour=self.colour, meaning=meaning)
            for room in named_rooms(workshop, self.rooms)
        )


class ColourNamed(Change):
    room: str
    board: str
    colour: int
    meaning: str

    def evolve(self, workshop: Workshop) -> Workshop:
        board = workshop.board(self.room, self.board)
        if board is None:
            return workshop
        legend = put(board.legend, self.colour, self.meaning) if self.meaning else without(board.legend, self.colour)
        return workshop.with_board(self.room, self.board, changed(board, legend=legend))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room(self.room, self)
