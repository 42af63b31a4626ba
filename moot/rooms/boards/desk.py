"""Where one writes: the room, the board, and which notes one may change. What notes, clusters and merging share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Moment
from moot.rooms.ballots.ballot import takes_dots
from moot.rooms.boards.board import Board, Note
from moot.rooms.refusals import Reason, Refused
from moot.rooms.room import Room
from moot.rooms.stages.lock import unlocked
from moot.rooms.stages.run import under_way

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


def desk(workshop: Workshop, room: str, section: str, who: str, when: Moment) -> tuple[Room, str, Board]:
    """Where `who` may write: their room, the board that has the section, and the board's key."""
    place = workshop.own_room(room, who)
    if workshop.person(who).role == "trainer":
        for key, board in place.boards.items():
            if section in board.sections:
                return place, key, board
        raise Refused(Reason.NO_SUCH_SECTION)
    unlocked(workshop, place, who, section)
    planned = under_way(workshop, place, when, "collect", "cluster", "ideate")
    if planned.writers == "trainers":
        raise Refused(Reason.NOT_ALLOWED)
    assert place.run
    board = place.boards[place.run.activity]
    board.section(section)
    return place, place.run.activity, board


def board_of(workshop: Workshop, room: str, note: str, who: str) -> tuple[Room, str, Board]:
    """The board that has a note that `who` can see."""
    place = workshop.own_room(room, who)
    for key, board in place.boards.items():
        if note in board.notes:
            board.note(note, who)
            return place, key, board
    raise Refused(Reason.NO_SUCH_NOTE)


def yours(workshop: Workshop, room: str, note: str, who: str, when: Moment) -> tuple[Room, str, Note]:
    """A note that `who` may change: their own; a trainer any that they see."""
    place, key, board = board_of(workshop, room, note, who)
    found = board.note(note, who)
    desk(workshop, room, found.section, who, when)
    if found.by != who and workshop.person(who).role != "trainer":
        raise Refused(Reason.NOT_YOUR_NOTE)
    still(board, found.section)
    return place, key, found


def still(board: Board, *sections: str) -> None:
    """While a ballot is open its notes stand still."""
    if any(ballot.section in sections and takes_dots(ballot) for ballot in board.ballots.values()):
        raise Refused(Reason.BALLOT_OPEN)


def not_the_winner(board: Board, note: Note) -> None:
    """What won a challenge stays where it is, until the decision is withdrawn."""
    decision = board.decisions.get(note.section)
    if decision and decision.note == note.id:
        raise Refused(Reason.DECIDED)


def writes_privately(workshop: Workshop, room: Room, key: str) -> bool:
    """Whether what is written on a board now is for its author only."""
    run = room.run
    return bool(run and run.activity == key and workshop.plan(run).private and not run.revealed)
