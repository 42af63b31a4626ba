"""A report as a document: its days, chapters and blocks in the order of the programme."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from moot.rooms.results.report import Report, ReportDay
from moot.rooms.shape import changed
from moot.server.results.blocks import parts_of
from moot.server.results.labels import Labels
from moot.server.results.parts import AnyPart, Document, Heading, Items, Table, Words


def laid_out(report: Report, labels: Labels) -> Document:
    made = labels.words.gettext("Made on {date}", date=labels.moment(report.made_at))
    return Document(
        language=report.language,
        title=report.title,
        subtitle=labels.of(report),
        lines=(labels.readers(report), made),
        parts=tuple(_stepwise(_parts(report, labels))),
    )


def spreads(parts: tuple[AnyPart, ...]) -> Iterator[tuple[bool, list[AnyPart]]]:
    """Chapters that lie the same way, together: on their side, those with a wide table."""
    chapters = list[list[AnyPart]]()
    for part in parts:
        if not chapters or (isinstance(part, Heading) and part.level <= 2):
            chapters.append([])
        chapters[-1].append(part)
    for wide, together in groupby(chapters, key=lambda chapter: any(_is_wide(part) for part in chapter)):
        yield wide, [part for chapter in together for part in chapter]


def _is_wide(part: AnyPart) -> bool:
    return isinstance(part, Table) and part.wide


def _stepwise(parts: Iterator[AnyPart]) -> Iterator[AnyPart]:
    """No heading is more than a step below the one before, as screen readers and PDF/UA want it."""
    level = 0
    for part in parts:
        if isinstance(part, Heading):
            level = min(part.level, level + 1)
            part = changed(part, level=level)
        yield part


def _agenda(day: ReportDay, labels: Labels) -> Iterator[AnyPart]:
    if day.agenda:
        yield Words(labels.words.gettext("Agenda"), "small")
    if any(one.starts for one in day.agenda):
        rows = tuple((" – ".join(t for t in (one.starts, one.ends) if t), one.title) for one in day.agenda)
        yield Table(head=(labels.words.gettext("Time"), labels.words.gettext("Session")), rows=rows)
    elif day.agenda:
        yield Items(tuple(one.title for one in day.agenda))


def _parts(report: Report, labels: Labels) -> Iterator[AnyPart]:
    for day in report.days:
        yield Heading(1, labels.day(day.number, day.title))
        if day.date:
            yield Words(labels.date(day.date), "small")
        if day.goals:
            yield Words(labels.words.gettext("Goals"), "small")
            yield Items(day.goals)
        yield from _agenda(day, labels)
        for chapter in report.chapters:
            if chapter.day == day.number:
                yield Heading(2, labels.chapter(chapter))
                for block in chapter.blocks:
                    yield from parts_of(block, labels)
    for chapter in report.chapters:
        if not chapter.day:
            yield Heading(1, labels.chapter(chapter))
            for block in chapter.blocks:
                yield from parts_of(block, labels)
    if report.left_out:
        yield Heading(1, labels.words.gettext("What was left out"))
        yield Items(tuple(map(labels.left_out, report.left_out)))
