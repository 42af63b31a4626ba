"""DOCX, to go on writing in: headings, lists and tables of the usual styles.

python-docx brings the styles and packs the file. The body is written as elements: what people wrote becomes their
text, never markup, and a report of forty people takes a second, where python-docx's own calls take ten.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, assert_never

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt, RGBColor

from moot.rooms.results.report import Report
from moot.server.catalogue import translate
from moot.server.results.docx_elements import Run, element, numbered, paragraph, table
from moot.server.results.labels import Labels
from moot.server.results.layout import laid_out
from moot.server.results.parts import AnyPart, Bars, Cards, Facts, Framed, Heading, Items, Path, Table, Words

BAR, BAR_LETTERS = "█", 24
MADE = (1980, 1, 1, 0, 0, 0)


def write(report: Report) -> bytes:
    document = laid_out(report, Labels(translate(report.language)))
    made: Any = docx.Document()
    _prepare(made, report, f"{document.title} – {document.subtitle}")
    body = made.element.body
    end = body.sectPr
    end.addprevious(paragraph("Title", Run(document.title)))
    end.addprevious(paragraph("Subtitle", Run(document.subtitle)))
    for line in document.lines:
        end.addprevious(paragraph("", Run(line, small=True)))
    for part in document.parts:
        for one in _elements(part):
            end.addprevious(one)
    whole = io.BytesIO()
    made.save(whole)
    return _without_clock(whole.getvalue())


def _prepare(made: Any, report: Report, title: str) -> None:
    at = datetime.fromtimestamp(report.made_at / 1000, UTC).replace(tzinfo=None)
    properties = made.core_properties
    properties.title, properties.author, properties.language = title[:255], "moot", report.language
    properties.created = properties.modified = at
    properties.comments = ""
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.element.get_or_add_rPr().append(element("w:lang", val=report.language))
    for level in range(1, 5):
        made.styles[f"Heading {level}"].font.color.rgb = RGBColor(0x0B, 0x6B, 0x6B)
    section = made.sections[0]  # A4 on its side: canvases have up to ten columns
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    foot = section.footer.paragraphs[0]._p
    foot.addprevious(numbered(paragraph("Footer", Run(f"{title} · ", small=True))))
    foot.getparent().remove(foot)


def _elements(part: AnyPart) -> Iterator[Any]:
    match part:
        case Heading():
            yield paragraph(f"Heading{part.level}", Run(part.text))
        case Words():
            yield paragraph("Quote" if part.style == "quote" else "", Run(part.text, small=part.style == "small"))
        case Items():
            yield from (paragraph("ListBullet", Run(item)) for item in part.items)
        case Facts():
            yield from (paragraph("", Run(f"{name}: ", bold=True), Run(said)) for name, said in part.items)
        case Table():
            yield from table(part.head, part.rows)
        case Bars():
            yield paragraph("", Run(part.title, bold=True), together=True)
            yield from table((), _bars(part))
        case Cards():
            if part.title:
                yield paragraph("", Run(part.title, bold=True), together=True)
            for card in part.cards:
                foot = [Run(f" — {card.foot}", small=True)] if card.foot else []
                yield paragraph("ListBullet", Run(card.text), *foot)
        case Framed():
            yield paragraph("", Run(part.title, bold=True), together=True)
            yield paragraph("IntenseQuote", Run(part.text))
            if part.foot:
                yield paragraph("", Run(part.foot, small=True))
        case Path():
            for number, (name, said) in enumerate(part.steps, 1):
                yield paragraph("", Run(f"{number}. {name}: ", bold=True), Run(said))
        case _:
            assert_never(part)


def _bars(bars: Bars) -> tuple[tuple[str, ...], ...]:
    most = max((number for _, number, _ in bars.items), default=0)
    return tuple(
        (text + (" ✓" if at == bars.marked else ""), said, BAR * round(BAR_LETTERS * number / most) if most else "")
        for at, (text, number, said) in enumerate(bars.items)
    )


def _without_clock(content: bytes) -> bytes:
    """The same report gives the same bytes: a zip has the time of each file."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in was.namelist():
            entry = zipfile.ZipInfo(name, MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, was.read(name))
    return whole.getvalue()
