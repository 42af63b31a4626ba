"""What somebody did themselves, secret or not: for their own eyes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from moot.rooms.boards.board import Board, Note
from moot.rooms.canvases.canvas import owned
from moot.rooms.forms.form import Answer
from moot.rooms.forms.plan import FormField
from moot.rooms.protection.own import own_answers, own_dots, own_feedback, own_notes, own_questions, upvoted
from moot.rooms.results.boards import challenge_of
from moot.rooms.results.naming import Names
from moot.rooms.results.report import Mine
from moot.rooms.workshop import Workshop


def deeds_of(workshop: Workshop, who: str, names: Names) -> tuple[Mine, ...]:
    """Without what a trainer took off a board."""
    return (
        *(
            Mine(what=_kind(one.note), about=_challenge(one.board, one.note.section, names), text=one.note.text)
            for one in own_notes(workshop, who)
            if not one.hidden
        ),
        *(
            Mine(
                what="dots",
                about=_challenge(one.board, one.ballot.section, names),
                text=f"{one.dots} × {one.note.text}",
            )
            for one in own_dots(workshop, who)
            if one.note
        ),
        *_answers(workshop, who, names),
        *(Mine(what="question", text=one.text) for one in own_questions(workshop, who)),
        *(Mine(what="upvote", text=one.text) for one in upvoted(workshop, who)),
        *(
            Mine(what="feedback", about=names.person(owned(key).owner), text=given.text)
            for key, given in own_feedback(workshop, who)
        ),
    )


def _kind(note: Note) -> Literal["note", "private-note", "deleted-note"]:
    return "deleted-note" if note.deleted_by else "private-note" if note.private else "note"


def _challenge(board: Board, section: str, names: Names) -> str:
    known = board.sections.get(section)
    return challenge_of(board, known, names) if known else ""


def _answers(workshop: Workshop, who: str, names: Names) -> Iterator[Mine]:
    for _form, answers in answers_by_form(workshop, own_answers(workshop, who), names):
        for about, text in answers:
            yield Mine(what="answer", about=about, text=text)


def answers_by_form(
    workshop: Workshop, answers: Mapping[str, Mapping[str, Answer]], names: Names
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each form by its title, with its questions and what was answered, in words."""
    for activity, given in answers.items():
        planned = workshop.activities[activity]
        fields = {field.key: field for field in planned.form.fields} if planned.form else {}
        known = [(fields[key], answer) for key, answer in given.items() if key in fields]
        yield names.said(planned.title), [(names.said(field.title), _said(field, one, names)) for field, one in known]


def _said(field: FormField, answer: Answer, names: Names) -> str:
    if field.type == "text":
        return answer.text
    if field.type == "scale":
        return ", ".join(map(str, answer.chosen))
    return ", ".join(names.said(field.choices[number]) for number in answer.chosen if number < len(field.choices))
