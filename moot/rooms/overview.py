"""All rooms at a glance, for trainers; and who is here. Counts only: nothing secret, nothing kept."""

from __future__ import annotations

from collections.abc import Mapping

from moot.rooms.board import Board
from moot.rooms.room import Room
from moot.rooms.shape import Value
from moot.rooms.workshop import Workshop


class RoomPresence(Value):
    """Who is in a room, and who of them types where."""

    room: str
    here: tuple[str, ...]
    typing: dict[str, str] = {}
    """Place by person. Empty while authors are kept secret."""


class BallotGlance(Value):
    """Turnout, never a choice."""

    ballot: str
    section: str
    state: str
    voted: int
    missing: tuple[str, ...]
    """Who is here, and has neither placed a dot nor said that they are finished."""


class RoomGlance(Value, kw_only=True):
    room: str
    here: int
    finished: int
    typing: int
    notes: dict[str, int]
    """Ideas by section of the board under way, private ones too."""
    ballots: tuple[BallotGlance, ...] = ()


Overview = tuple[RoomGlance, ...]


def overview(workshop: Workshop, presence: Mapping[str, RoomPresence]) -> Overview:
    """The glance at each room, given who is present in it."""
    nobody = RoomPresence("", ())
    return tuple(_glance(room, presence.get(room.id, nobody)) for room in workshop.rooms.values())


def shown_presence(workshop: Workshop, presence: RoomPresence) -> RoomPresence:
    """Presence as people may see it: who types where would name anonymous authors and hint at private notes."""
    room = workshop.rooms[presence.room]
    if room.run is None:
        return presence
    secret = room.boards[room.run.activity].anonymous or (workshop.plan(room.run).private and not room.run.revealed)
    return RoomPresence(presence.room, presence.here) if secret else presence


def _glance(room: Room, presence: RoomPresence) -> RoomGlance:
    board = room.boards[room.run.activity] if room.run else Board()
    notes = dict.fromkeys(board.sections, 0)
    for note in board.notes.values():
        if not note.deleted_by and not note.into:
            notes[note.section] = notes.get(note.section, 0) + 1
    return RoomGlance(
        room=room.id,
        here=len(presence.here),
        finished=sum(person in room.finished for person in presence.here),
        typing=len(presence.typing),
        notes=notes,
        ballots=tuple(
            BallotGlance(
                ballot.id,
                ballot.section,
                ballot.state,
                len(ballot.voted),
                tuple(p for p in presence.here if p not in ballot.voted and p not in room.finished),
            )
            for ballot in board.ballots.values()
            if ballot.state != "waiting"
        ),
    )
