"""PDF: tagged (PDF/UA-1), with contents, page numbers and charts; wide canvases on pages that lie on their side."""

from __future__ import annotations

from math import sqrt
from typing import Any

import msgspec

from moot.rooms.results.report import Report
from moot.server.catalogue import translate
from moot.server.results.labels import Labels
from moot.server.results.layout import laid_out, spreads
from moot.server.results.parts import AnyPart, Heading, Table
from moot.server.results.typesetting import BOX, Press

CONTENTS = 60
"""Lines; of a longer report the contents go less deep."""


SHORT = 12
"""Headings; of a shorter report what it says begins on the first page."""


def write(report: Report, press: Press) -> bytes:
    labels = Labels(translate(report.language))
    document = laid_out(report, labels)
    levels: list[int] = [part.level for part in document.parts if isinstance(part, Heading)]
    data = press.printable(
        {
            "title": document.title,
            "subtitle": document.subtitle,
            "language": document.language,
            "lines": document.lines,
            "contents": labels.words.gettext("Contents"),
            "depth": next((depth for depth in (3, 2, 1) if sum(level <= depth for level in levels) <= CONTENTS), 1)
            if len(levels) > 2
            else 0,
            "long": len(levels) > SHORT,
            "spreads": [
                {"wide": wide, "parts": [_told(part, wide) for part in parts]}
                for wide, parts in spreads(document.parts)
            ],
        }
    )
    if press.lacking:
        box = labels.words.gettext("{box} stands for a letter that no font on the server has.", box=BOX)
        data["lines"] = (*data["lines"], box)
    return press.typeset("report.typ", "document", data, report.made_at, "pdf", "ua-1")


LINE, WIDE_LINE = 100, 150
"""Letters that stand beside each other in a table, on a page upright and across."""
EDGES = 3
"""As many letters is the space that a cell has around it."""
UNBROKEN = 8
"""Letters of a word that is not hyphenated."""


def _told(part: AnyPart, wide: bool) -> dict[str, Any]:
    """With all its fields: the template knows no defaults."""
    fields = msgspec.to_builtins(msgspec.structs.asdict(part))
    told = {**fields, "type": type(part).__struct_config__.tag}
    return {**told, "widths": _widths(part, WIDE_LINE if wide else LINE)} if isinstance(part, Table) else told


def _widths(table: Table, line: int) -> list[float]:
    """By how much is written in each column, so that no column is a thread; and a short word of its head has place."""
    columns = zip(table.head, *table.rows, strict=True)
    widths = [sqrt(max(map(len, column)) + sum(map(len, column)) / len(column)) for column in columns]
    words = [max(map(len, head.split()), default=0) for head in table.head]
    share = sum(widths) / line
    return [max(1.0, width, share * (min(word, UNBROKEN) + EDGES)) for width, word in zip(widths, words, strict=True)]
