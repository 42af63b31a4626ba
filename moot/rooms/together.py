"""What is always so of a room: nothing in it points to what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.decision import last_round

if TYPE_CHECKING:
    from moot.rooms.board import Board, Note
    from moot.rooms.room import Room


def holds_together(room: Room) -> bool:
    named = [name for board in room.boards.values() for part in _named(board) for name in part]
    return (
        len(named) == len(set(named))
        and all(
            all(_stands(board, note) for note in board.notes.values()) and _votes(board) and _decides(board)
            for board in room.boards.values()
        )
        and all(_comes_from_what_is_shown(room, board) for board in room.boards.values())
    )


def _named(board: Board) -> tuple[dict[str, object], ...]:
    return ({**board.notes}, {**board.clusters}, {**board.sections})


def _stands(board: Board, note: Note) -> bool:
    if note.deleted_by:
        return True
    cluster, over = board.clusters.get(note.cluster), board.notes.get(note.into)
    return (
        note.section in board.sections
        and (not note.cluster or (cluster is not None and cluster.section == note.section))
        and (not note.into or (over is not None and _is_over(over, note)))
    )


def _is_over(over: Note, note: Note) -> bool:
    """Only under a note that stands by itself, and that whoever sees the one sees too."""
    return not over.deleted_by and not over.into and (not over.private or note.private)


def _votes(board: Board) -> bool:
    """One vote on a challenge at most, on ideas that all see there."""
    takes_dots = [ballot for ballot in board.ballots.values() if ballot.state in ("open", "closing")]
    sections = [ballot.section for ballot in takes_dots]
    if len(sections) != len(set(sections)) or not {b.section for b in board.ballots.values()} <= board.sections.keys():
        return False
    voted = ((board.notes.get(note), ballot.section) for ballot in takes_dots for note in ballot.notes)
    stand = (
        note and note.section == section and not (note.private or note.deleted_by or note.into)
        for note, section in voted
    )
    counted = (board.notes.get(note) for ballot in board.ballots.values() for note in ballot.notes)
    return all(stand) and all(note is not None and not note.private for note in counted)


def _decides(board: Board) -> bool:
    """What has won stands where it won, by a vote that was counted."""
    for section, decision in board.decisions.items():
        note, ballot = board.notes.get(decision.note), last_round(board, section)
        if section not in board.sections or note is None or note.deleted_by or note.private or note.section != section:
            return False
        if ballot is None or ballot.state != "closed":
            return False
    return True


def _comes_from_what_is_shown(room: Room, board: Board) -> bool:
    """Where a challenge came from, as far as that is this room's."""
    origins = (section.origin for section in board.sections.values() if section.origin)
    notes = (room.boards[o.board].notes.get(note) for o in origins if o.room == room.id for note in o.notes)
    return not any(note and note.private for note in notes)
