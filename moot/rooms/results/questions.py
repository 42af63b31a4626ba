"""Questions and answers in a report, those with the most upvotes first."""

from __future__ import annotations

from collections.abc import Iterator

from moot.rooms.results.naming import Names
from moot.rooms.results.report import Asked, Questions
from moot.rooms.workshop import Workshop


def questions_of(seen: Workshop, names: Names) -> Questions | None:
    standing = [question for question in seen.questions.values() if not question.into]
    standing.sort(key=lambda question: (-question.count, question.at, question.id))
    asked = tuple(
        Asked(
            text=question.text,
            by="" if question.anonymous else question.name or names.person(question.by),
            upvotes=question.count,
            answered=question.answered,
            answer=question.answer,
            merged=tuple(_merged(seen, question.id)),
            at=question.at,
        )
        for question in standing
    )
    return Questions(questions=asked) if asked else None


def _merged(seen: Workshop, into: str) -> Iterator[str]:
    for question in seen.questions.values():
        if question.into == into:
            yield question.text
            yield from _merged(seen, question.id)
