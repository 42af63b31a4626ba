"""What is somebody's own, secret or not, and where it stands: for their report, and for what they take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from moot.rooms.ballots.ballot import Ballot
from moot.rooms.boards.board import Board, Note, sees, with_aside
from moot.rooms.canvases.canvas import Feedback
from moot.rooms.forms.form import Answer
from moot.rooms.forms.question import Question
from moot.rooms.room import Room
from moot.rooms.workshop import Workshop


class OwnNote(NamedTuple):
    room: Room
    activity: str
    board: Board
    """With what a trainer took off it."""
    note: Note
    hidden: bool
    """It was taken off."""


class OwnDots(NamedTuple):
    room: Room
    activity: str
    board: Board
    ballot: Ballot
    note: Note | None
    """None: they do not see it any more, as it was deleted or hidden."""
    dots: int


def own_notes(workshop: Workshop, who: str) -> Iterator[OwnNote]:
    for room, key, board in _boards(workshop):
        aside = room.boards[key].aside.notes
        yield from (OwnNote(room, key, board, n, n.id in aside) for n in board.notes.values() if n.by == who)


def own_dots(workshop: Workshop, who: str) -> Iterator[OwnDots]:
    for room, key, board in _boards(workshop):
        for ballot in board.ballots.values():
            for id, dots in ballot.dots.get(who, {}).items():
                note = room.boards[key].notes.get(id)
                yield OwnDots(room, key, board, ballot, note if note and sees(note, who) else None, dots)


def own_feedback(workshop: Workshop, who: str) -> Iterator[tuple[str, Feedback]]:
    """With the key of the canvas that it was given on."""
    for key, canvas in workshop.canvases.items():
        yield from ((key, given) for given in canvas.feedback.values() if given.by == who)


def own_questions(workshop: Workshop, who: str) -> list[Question]:
    return [one for one in workshop.questions.values() if one.by == who]


def upvoted(workshop: Workshop, who: str) -> list[Question]:
    return [one for one in workshop.questions.values() if who in one.votes]


def own_answers(workshop: Workshop, who: str) -> dict[str, dict[str, Answer]]:
    """By form and field."""
    return {key: form.answers[who] for key, form in workshop.forms.items() if who in form.answers}


def _boards(workshop: Workshop) -> Iterator[tuple[Room, str, Board]]:
    for room in workshop.rooms.values():
        for key, board in room.boards.items():
            yield room, key, with_aside(board)
