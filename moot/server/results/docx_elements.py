"""The elements of a DOCX body (WordprocessingML, ECMA-376 § 17): paragraphs of runs, and tables of these."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

SPACE = qn("xml:space")
WIDTH = 14_000
"""Of a table, in twentieths of a point: an A4 page on its side between its margins."""


class Run(NamedTuple):
    text: str
    bold: bool = False
    small: bool = False


def element(name: str, *inside: Any, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    for one in inside:
        made.append(one)
    return made


def paragraph(style: str, *runs: Run, together: bool = False) -> Any:
    """`together`: on one page with what follows. `style` by its id; empty for the usual one."""
    properties = element("w:pPr", *([element("w:pStyle", val=style)] if style else []))
    if together:
        properties.append(element("w:keepNext"))
    return element("w:p", properties, *(_run(run) for run in runs))


def numbered(made: Any) -> Any:
    """A paragraph that ends with the number of its page."""
    made.append(element("w:fldSimple", _run(Run("1", small=True)), instr=" PAGE "))
    return made


def table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[Any]:
    """With lines, where it has a head, which is repeated on each page."""
    columns = len(head or (rows[0] if rows else ()))
    if not columns:
        return
    width = str(WIDTH // columns)
    kind = [element("w:tblStyle", val="TableGrid")] if head else []
    yield element(
        "w:tbl",
        element("w:tblPr", *kind, element("w:tblW", w="5000", type="pct")),
        element("w:tblGrid", *(element("w:gridCol", w=width) for _ in range(columns))),
        *([_row(head, bold=True)] if head else []),
        *(_row(row) for row in rows),
    )
    yield element("w:p")


def _row(texts: tuple[str, ...], *, bold: bool = False) -> Any:
    cells = (element("w:tc", paragraph("", Run(text, bold=bold, small=True))) for text in texts)
    properties = element("w:trPr", element("w:cantSplit"), *([element("w:tblHeader")] if bold else []))
    return element("w:tr", properties, *cells)


def _run(run: Run) -> Any:
    properties = element("w:rPr")
    if run.bold:
        properties.append(element("w:b"))
    if run.small:
        properties.append(element("w:sz", val="18"))
    made = element("w:r", properties)
    for number, line in enumerate(run.text.split("\n")):
        if number:
            made.append(element("w:br"))
        text = element("w:t")
        text.text = line
        text.set(SPACE, "preserve")
        made.append(text)
    return made
