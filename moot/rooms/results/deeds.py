"""What somebody did themselves, secret or not: for their own eyes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from moot.rooms.board import Board, Note
from moot.rooms.canvas import owned
from moot.rooms.form import Answer
from moot.rooms.form_plan import FormField
from moot.rooms.results.boards import challenge_of
from moot.rooms.results.naming import Names
from moot.rooms.results.report import Mine
from moot.rooms.workshop import Workshop


def deeds_of(workshop: Workshop, who: str, names: Names) -> tuple[Mine, ...]:
    return (
        *_on_boards(workshop, who, names),
        *_answers(workshop, who, names),
        *(Mine(what="question", text=one.text) for one in workshop.questions.values() if one.by == who),
        *(Mine(what="upvote", text=one.text) for one in workshop.questions.values() if who in one.votes),
        *(
            Mine(what="feedback", about=names.person(owned(key).owner), text=given.text)
            for key, canvas in workshop.canvases.items()
            for given in canvas.feedback.values()
            if given.by == who
        ),
    )


def _on_boards(workshop: Workshop, who: str, names: Names) -> Iterator[Mine]:
    for room in workshop.rooms.values():
        for board in room.boards.values():
            for note in board.notes.values():
                if note.by == who:
                    yield Mine(what=_kind(note), about=_challenge(board, note.section, names), text=note.text)
            for ballot in board.ballots.values():
                for id, dots in ballot.dots.get(who, {}).items():
                    if id in board.notes:
                        about = _challenge(board, ballot.section, names)
                        yield Mine(what="dots", about=about, text=f"{dots} × {board.notes[id].text}")


def _kind(note: Note) -> Literal["note", "private-note", "deleted-note"]:
    return "deleted-note" if note.deleted_by else "private-note" if note.private else "note"


def _challenge(board: Board, section: str, names: Names) -> str:
    known = board.sections.get(section)
    return challenge_of(board, known, names) if known else ""


def _answers(workshop: Workshop, who: str, names: Names) -> Iterator[Mine]:
    for activity, form in workshop.forms.items():
        planned = workshop.activities[activity].form
        for key, answer in form.answers.get(who, {}).items():
            if planned and (field := planned.field(key)):
                yield Mine(what="answer", about=names.said(field.title), text=_said(field, answer, names))


def _said(field: FormField, answer: Answer, names: Names) -> str:
    if field.type == "text":
        return answer.text
    if field.type == "scale":
        return ", ".join(map(str, answer.chosen))
    return ", ".join(names.said(field.choices[number]) for number in answer.chosen if number < len(field.choices))
