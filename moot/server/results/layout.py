"""A report as a document: its days, chapters and blocks in the order of the programme."""

from __future__ import annotations

from collections.abc import Iterator

from moot.rooms.results.report import Report
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
        parts=tuple(_parts(report, labels)),
    )


def _parts(report: Report, labels: Labels) -> Iterator[AnyPart]:
    for day in report.days:
        yield Heading(1, labels.day(day.number, day.title))
        if day.date:
            yield Words(labels.date(day.date), "small")
        if day.goals:
            yield Items(day.goals)
        agenda = tuple((" – ".join(t for t in (one.starts, one.ends) if t), one.title) for one in day.agenda)
        if agenda:
            yield Table(head=(labels.words.gettext("Time"), labels.words.gettext("Session")), rows=agenda)
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
