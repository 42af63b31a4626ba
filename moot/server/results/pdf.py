"""PDF: tagged (PDF/UA-1), with contents, page numbers and charts; wide canvases on pages that lie on their side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import sqrt
from typing import Any

import msgspec

from moot.rooms.results.report import Report
from moot.server.catalogue import translate
from moot.server.results.labels import Labels
from moot.server.results.layout import laid_out
from moot.server.results.parts import AnyPart, Heading, Table
from moot.server.results.typesetting import typeset

CONTENTS = 60
"""Lines; of a longer report the contents go less deep."""


SHORT = 12
"""Headings; of a shorter report what it says begins on the first page."""


def write(report: Report) -> bytes:
    labels = Labels(translate(report.language))
    document = laid_out(report, labels)
    levels: list[int] = [part.level for part in document.parts if isinstance(part, Heading)]
    data = {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "lines": document.lines,
        "contents": labels.words.gettext("Contents"),
        "depth": next((depth for depth in (3, 2, 1) if sum(level <= depth for level in levels) <= CONTENTS), 1)
        if len(levels) > 2
        else 0,
        "long": len(levels) > SHORT,
        "spreads": list(_spreads(document.parts)),
    }
    return typeset("report.typ", "document", data, report.made_at, "pdf", "ua-1")


def _spreads(parts: tuple[AnyPart, ...]) -> Iterator[dict[str, Any]]:
    """Chapters that lie the same way, together."""
    chapters = list[list[AnyPart]]()
    for part in parts:
        if not chapters or (isinstance(part, Heading) and part.level <= 2):
            chapters.append([])
        chapters[-1].append(part)
    for wide, together in groupby(chapters, key=lambda chapter: any(_is_wide(part) for part in chapter)):
        yield {"wide": wide, "parts": [_told(part) for chapter in together for part in chapter]}


def _is_wide(part: AnyPart) -> bool:
    return isinstance(part, Table) and part.wide


def _told(part: AnyPart) -> dict[str, Any]:
    """With all its fields: the template knows no defaults."""
    fields = msgspec.to_builtins(msgspec.structs.asdict(part))
    told = {**fields, "type": type(part).__struct_config__.tag}
    return {**told, "widths": _widths(part)} if isinstance(part, Table) else told


def _widths(table: Table) -> list[float]:
    """By how much is written in each column, so that no column is a thread."""
    columns = zip(table.head, *table.rows, strict=True)
    return [max(1.0, sqrt(max(map(len, column)) + sum(map(len, column)) / len(column))) for column in columns]
