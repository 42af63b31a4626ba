"""What a breakout came to, for all: its winners with their details, gathered for a canvas that they stand beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import EVERYONE, Change, Changes, Seen
from moot.rooms.canvas import Winner
from moot.rooms.field import DETAIL_FIELDS
from moot.rooms.shape import Value, changed, put
from moot.rooms.text import Text

if TYPE_CHECKING:
    from moot.rooms.board import Board
    from moot.rooms.workshop import Workshop


class Gathered(Value, kw_only=True):
    """As it was then: it stays when its board goes on."""

    winner: Winner
    challenge: str
    text: str
    details: dict[str, str] = {}


def gathering(workshop: Workshop, activity: str) -> Changes:
    """For a canvas of this activity; nothing when all are gathered already."""
    planned = workshop.activities[activity].canvas
    if planned is None or not planned.beside:
        return ()
    found = tuple(
        _gathered(board, Winner(room=room.id, board=planned.beside, section=section, note=decision.note))
        for room in workshop.rooms.values()
        if (board := room.boards.get(planned.beside))
        for section, decision in board.decisions.items()
    )
    if found == workshop.gathered.get(planned.beside, ()):
        return ()
    return (WinnersGathered(activity=planned.beside, winners=found),)


def _gathered(board: Board, winner: Winner) -> Gathered:
    def written(field: str) -> str:
        return board.texts.get(f"{winner.section}/{field}", Text()).value

    return Gathered(
        winner=winner,
        challenge=written("challenge"),
        text=board.notes[winner.note].text,
        details={field: text for field in DETAIL_FIELDS if (text := written(field))},
    )


class WinnersGathered(Change):
    activity: str
    """The one that they won in."""
    winners: tuple[Gathered, ...]

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, gathered=put(workshop.gathered, self.activity, self.winners))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, self),)
