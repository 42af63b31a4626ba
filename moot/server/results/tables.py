"""A report as flat tables, one of each kind: for spreadsheets and programs. Columns have one name in all languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from moot.rooms.results.report import (
    AnyBlock,
    Chapter,
    DecisionRecord,
    FeedbackOn,
    FormResult,
    OwnDeeds,
    Participants,
    Plan,
    Questions,
    Report,
    Sheet,
    Statements,
    Wall,
)

Cell = str | int | float
Row = tuple[Cell, ...]


class Flat(NamedTuple):
    name: str
    columns: tuple[str, ...]
    rows: list[Row]


def tables_of(report: Report) -> list[Flat]:
    """Those that have rows. Days are `YYYY-MM-DD`, moments milliseconds since 1970."""
    tables = (Flat(name, ("day", "activity", *columns), list(_rows(report, rows))) for name, columns, rows in KINDS)
    return [table for table in tables if table.rows]


def _rows(report: Report, rows: Callable[[AnyBlock], Iterator[Row]]) -> Iterator[Row]:
    for chapter in report.chapters:
        for block in chapter.blocks:
            yield from (_where(chapter) + row for row in rows(block))


def _where(chapter: Chapter) -> Row:
    return (chapter.day or "", chapter.title)


def _notes(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, Wall):
        for section in block.sections:
            for group in section.groups:
                for note in group.notes:
                    colour = block.legend.get(note.colour, "")
                    yield block.room, section.title, group.title, note.text, note.by, colour, "\n".join(note.merged)


def _votes(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, DecisionRecord):
        for one in block.rounds:
            for told in one.result:
                yield block.room, block.challenge, one.number, told.text, told.number


def _decisions(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, DecisionRecord):
        details = {one.key: one.text for one in block.details}
        yield (
            block.room, block.challenge, block.causes, block.winner, block.winner_by, block.rule, block.reason,
            block.decided_by, block.decided_at or "",
            *(details.get(key, "") for key in ("what", "who", "first-step", "needed", "risks")),
            "\n".join(block.shared), "\n".join(block.steps), "\n".join(block.indicators),
        )  # fmt: skip


def _cells(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, Sheet):
        for one in block.all_rows:
            yield block.owner, block.room or "", "", one.title, one.text
        for number, row in enumerate(block.rows, 1):
            for column, text in zip(block.columns, row, strict=True):
                if text:
                    yield block.owner, block.room or "", number, column, text


def _statements(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, Statements):
        for one in block.statements:
            yield one.by, one.room or "", one.text


def _feedback(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, FeedbackOn):
        for one in block.remarks:
            yield block.owner, block.room or "", one.about, one.row, one.by, one.text, one.verdict


def _steps(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, Plan):
        for number, step in enumerate(block.steps, 1):
            responsible, states = ", ".join(step.responsible), _by_days(step.states)
            yield block.owner, number, step.text, responsible, step.start, step.due, step.challenge, step.winner, states


def _by_days(found: Mapping[int, str]) -> str:
    return "\n".join(f"{days}: {said}" for days, said in found.items())


def _readings(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, Plan):
        for number, step in enumerate(block.steps, 1):
            for one in step.indicators:
                yield from (
                    (block.owner, number, one.name, one.target, days, said) for days, said in one.readings.items()
                )
                if not one.readings:
                    yield block.owner, number, one.name, one.target, "", ""


def _form(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, FormResult):
        yield from ((block.title, block.people, one.text, one.number) for one in block.counts)
        yield from ((block.title, block.people, text, "") for text in block.texts)


def _questions(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, Questions):
        for one in block.questions:
            yield one.text, one.by, one.upvotes, int(one.answered), one.answer, "\n".join(one.merged), one.at


def _people(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, Participants):
        for one in block.people:
            yield one.name, one.organisation, one.country, one.room or "", one.role


def _own(block: AnyBlock) -> Iterator[Row]:
    if isinstance(block, OwnDeeds):
        for one in block.deeds:
            yield one.what, one.about, one.text


KINDS: tuple[tuple[str, tuple[str, ...], Callable[[AnyBlock], Iterator[Row]]], ...] = (
    ("notes", ("group", "challenge", "cluster", "note", "by", "colour", "merged"), _notes),
    ("votes", ("group", "challenge", "round", "idea", "dots"), _votes),
    (
        "decisions",
        (
            "group", "challenge", "causes", "winner", "winner_by", "rule", "reason", "decided_by", "decided_at",
            "what", "who", "first_step", "needed", "risks", "shared", "steps", "indicators",
        ),
        _decisions,
    ),
    ("canvases", ("owner", "group", "row", "column", "text"), _cells),
    ("statements", ("owner", "group", "statement"), _statements),
    ("feedback", ("owner", "group", "about", "row", "from", "feedback", "verdict"), _feedback),
    ("steps", ("owner", "number", "step", "responsible", "start", "due", "challenge", "winner", "states"), _steps),
    ("indicators", ("owner", "step", "indicator", "target", "after_days", "reading"), _readings),
    ("forms", ("question", "people", "answer", "count"), _form),
    ("questions", ("question", "by", "upvotes", "answered", "answer", "merged", "at"), _questions),
    ("people", ("name", "organisation", "country", "group", "role"), _people),
    ("own", ("what", "about", "text"), _own),
)  # fmt: skip
