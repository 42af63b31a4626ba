"""What is not in a report, or not with its author, and how often: for trainers, who say what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from moot.rooms.boards.board import Board
from moot.rooms.canvases.canvas import Canvas
from moot.rooms.results.report import LeftOut, Reason, Wanted
from moot.rooms.results.sight import sight_of
from moot.rooms.workshop import Workshop


def left_out(workshop: Workshop, wanted: Wanted) -> tuple[LeftOut, ...]:
    """Of the report for trainers and for everyone. (What is in a person's own report is theirs.) Raises Refused."""
    sight, counts = sight_of(workshop, wanted), Counter[Reason]()
    asked = sight_of(workshop, Wanted(scope=wanted.scope, which=wanted.which))
    activities = [a.key for day in workshop.programme.days if day.number in sight.days
                  for session in day.sessions for a in session.activities]  # fmt: skip
    for room in asked.rooms:
        for activity in activities:
            if board := workshop.board(room, activity):
                counts.update(_of_board(board))
    for key in asked.canvases:
        counts.update(_of_canvas(workshop.canvases[key]))
    if asked.whole:
        counts.update(_of_questions(workshop))
        listed = sum(p.role == "participant" and not p.here_before for p in workshop.people.values())
        counts["never-came"] += listed
    if wanted.reader == "everyone":
        counts["other-rooms"] += len(set(asked.rooms) - set(sight.rooms))
        counts["other-canvases"] += len(set(asked.canvases) - set(sight.canvases))
        counts["forms"] += len(set(workshop.forms) - set(sight.seen.forms)) * asked.whole
    return tuple(LeftOut(what, count) for what, count in sorted(counts.items()) if count)


def _of_board(board: Board) -> Iterator[Reason]:
    for note in board.notes.values():
        if note.private:
            if not note.deleted_by:
                yield "private-notes"
        elif note.deleted_by:
            if note.deleted_by != note.by:  # what its author took away may never have been shared
                yield "deleted-notes"
        elif board.anonymous:
            yield "anonymous-notes"
    for note in board.aside.notes.values():
        if not note.deleted_by and not note.private:
            yield "hidden-notes"
    for ballot in board.ballots.values():
        if ballot.state != "closed":
            yield "open-ballots"


def _of_canvas(canvas: Canvas) -> Iterator[Reason]:
    for row in canvas.rows.values():
        if row.removed_by:
            yield "removed-rows"
    for given in canvas.feedback.values():
        if not given.released:
            yield "unreleased-feedback"
        elif given.anonymous:
            yield "anonymous-feedback"


def _of_questions(workshop: Workshop) -> Iterator[Reason]:
    for question in workshop.questions.values():
        if question.hidden:
            yield "hidden-questions"
        elif question.anonymous:
            yield "anonymous-questions"
