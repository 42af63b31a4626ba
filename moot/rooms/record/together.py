"""What is always so of a room: nothing in it points to what is not there; and what people vote on stands still."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from moot.rooms.ballots.ballot import takes_dots
from moot.rooms.ballots.decision import last_round
from moot.rooms.boards.board import with_aside

if TYPE_CHECKING:
    from moot.rooms.boards.board import Board, Note
    from moot.rooms.room import Room

Loose = tuple[str, ...]
"""What is loose, its board and its id."""


def loose_ends(room: Room) -> set[Loose]:
    """What points to what is not there, or to what those who see the one do not see. Of a room at work there is none,
    but where somebody was erased since."""
    named = Counter(name for board in room.boards.values() for part in _named(board) for name in part)
    found: set[Loose] = {("called the same", name) for name, times in named.items() if times > 1}
    for key, board in room.boards.items():
        found |= {("note", key, note.id) for note in board.notes.values() if not _stands(board, note)}
        found |= {("ballot", key, id) for id in _ballots(board)}
        found |= {("decision", key, section) for section in board.decisions if not _is_decided(board, section)}
        found |= {("section", key, section) for section in _of_what_is_private(room, board)}
    return found


def stands_still(before: Room, after: Room) -> bool:
    """N6: whether the notes of each section that people go on voting on are as they were."""
    return all(
        there.standing(ballot.section) == board.standing(ballot.section)
        for key, board in before.boards.items()
        if (there := after.boards.get(key))
        for id, ballot in board.ballots.items()
        if takes_dots(ballot) and (now := there.ballots.get(id)) and takes_dots(now)
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


def _ballots(board: Board) -> Iterator[str]:
    """One vote on a challenge at most, on ideas that all see there; what was counted may be hidden since."""
    open_on = Counter(ballot.section for ballot in board.ballots.values() if takes_dots(ballot))
    known = with_aside(board).notes
    for id, ballot in board.ballots.items():
        notes = [known.get(note) for note in ballot.notes]
        if (
            ballot.section not in board.sections
            or open_on[ballot.section] > 1
            or any(note is None or note.private for note in notes)
            or (takes_dots(ballot) and not set(ballot.notes) <= {note.id for note in board.standing(ballot.section)})
        ):
            yield id


def _is_decided(board: Board, section: str) -> bool:
    """What has won stands where it won, by a vote that was counted."""
    decision, ballot = board.decisions[section], last_round(board, section)
    standing = (note.id for note in board.standing(section))
    counted = ballot is not None and ballot.state == "closed"
    return section in board.sections and counted and decision.note in standing


def _of_what_is_private(room: Room, board: Board) -> Iterator[str]:
    """Challenges that were made of what nobody but its author sees, as far as that is this room's."""
    for section in board.sections.values():
        origin = section.origin
        if origin and origin.room == room.id and (source := room.boards.get(origin.board)):
            notes = (source.notes.get(note) for note in origin.notes)
            if any(note and note.private for note in notes):
                yield section.id
