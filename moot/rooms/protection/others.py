"""What a person did, without the secrets of others that the journal has in it: they worked on what they saw of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from moot.rooms.asking import Change
from moot.rooms.boards.note import NoteMerged, NoteMoved
from moot.rooms.canvases.feedback import FeedbackGiven
from moot.rooms.canvases.readers import public_feedback
from moot.rooms.forms.question import QuestionPut, question_seen
from moot.rooms.outside.program import ProgramMade
from moot.rooms.shape import changed

if TYPE_CHECKING:
    from moot.rooms.boards.board import Note
    from moot.rooms.protocol import JOURNALLED
    from moot.rooms.workshop import Workshop


def without_others(workshop: Workshop, did: tuple[JOURNALLED, ...], person: str) -> tuple[JOURNALLED, ...]:
    """What a request of `person` did, in their eyes; `workshop` is how it is by now."""
    return tuple(_told(workshop, did, person))


def _told(workshop: Workshop, did: tuple[JOURNALLED, ...], person: str) -> Iterator[Any]:
    for change in did:
        told = _in_their_eyes(workshop, change, person)
        if told is not None:
            yield told


def _in_their_eyes(workshop: Workshop, change: Change, person: str) -> Change | None:
    """None: it is none of theirs."""
    match change:
        case FeedbackGiven(feedback=feedback) if feedback.by != person:
            return changed(change, feedback=public_feedback(workshop, feedback))  # released or judged
        case QuestionPut(question=question):
            return changed(change, question=question_seen(workshop, question, question.votes, person))
        case NoteMoved() | NoteMerged() if _is_secret(_note(workshop, change), person):
            return None  # moved with the cluster that it was in, or with what it was merged into
        case ProgramMade(program=program):
            return changed(change, program=changed(program, digest=""))
    return change


def _note(workshop: Workshop, change: NoteMoved | NoteMerged) -> Note | None:
    board = workshop.board(change.room, change.board)
    return board.notes.get(change.note, board.aside.notes.get(change.note)) if board else None


def _is_secret(note: Note | None, person: str) -> bool:
    """Whether others might not have seen it: one that was deleted may have been private until then."""
    return note is None or (note.by != person and (note.private or note.deleted_by not in ("", person)))
