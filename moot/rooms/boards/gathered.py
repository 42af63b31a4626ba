"""What a breakout came to, for all: its winners with their details, gathered for a canvas that they stand beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS_ALL, Change, Changes, Seen, members
from moot.rooms.boards.field import DETAIL_FIELDS
from moot.rooms.canvases.canvas import Winner
from moot.rooms.shape import Value, changed, put
from moot.rooms.texts.text import Text

if TYPE_CHECKING:
    from moot.rooms.boards.board import Board
    from moot.rooms.room import Room
    from moot.rooms.workshop import Workshop


class Gathered(Value, kw_only=True):
    """As it was then: it stays when its board goes on."""

    winner: Winner
    challenge: str
    text: str
    details: dict[str, str] = {}
    gone: bool = False
    """Its decision was withdrawn; it stays for the rows that carry it out."""


def gathering(workshop: Workshop, activity: str) -> Changes:
    """For a canvas of this activity that begins; nothing when all are gathered already."""
    planned = workshop.activities[activity].canvas
    if planned is None or not planned.beside:
        return ()
    found = tuple(one for room in workshop.rooms.values() for one in _of_room(workshop, room, planned.beside))
    if found == workshop.gathered.get(planned.beside):
        return ()
    return (WinnersGathered(activity=planned.beside, winners=found),)


def gathered_anew(workshop: Workshop, room: str, activity: str) -> Changes:
    """After a decision was made or withdrawn in a room: if a canvas has begun that its winners stand beside."""
    known = workshop.gathered.get(activity)
    if known is None:
        return ()
    found = _of_room(workshop, workshop.rooms[room], activity)
    if found == tuple(one for one in known if one.winner.room == room):
        return ()
    return (WinnersGathered(activity=activity, winners=found, room=room),)


def _of_room(workshop: Workshop, room: Room, activity: str) -> tuple[Gathered, ...]:
    """What won there, and what won before if rows carry it out."""
    board = room.boards.get(activity)
    decided = board.decisions.items() if board else ()
    won = {Winner(room=room.id, board=activity, section=section, note=one.note): one for section, one in decided}
    known = (one for one in workshop.gathered.get(activity, ()) if one.winner.room == room.id)
    gone = (changed(one, gone=True) for one in known if one.winner not in won and _carried_out(workshop, one.winner))
    return (*(_gathered(board, winner) for winner in won if board), *gone)


def _carried_out(workshop: Workshop, winner: Winner) -> bool:
    """By a row, be it a removed one, which may come back."""
    return any(row.origin == winner for canvas in workshop.canvases.values() for row in canvas.rows.values())


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
    room: str = ""
    """Those of this room alone; empty: of all."""

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.gathered.get(self.activity, ()) if self.room else ()
        at = next((at for at, one in enumerate(known) if one.winner.room == self.room), len(known))
        others = tuple(one for one in known[at:] if one.winner.room != self.room)
        winners = (*known[:at], *self.winners, *others)
        return changed(workshop, gathered=put(workshop.gathered, self.activity, winners))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        """All who work with it: not the projector, which may not have shown them yet."""
        return ((TRAINERS_ALL, self), *((members(room), self) for room in after.rooms))
