"""Charts of a spreadsheet: of each ballot, and of what was chosen in forms. Whoever opens it draws them, from the cells
of the other sheets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from moot.server.results.labels import Labels
from moot.server.results.tables import Cell, Flat, Row

NAME = "charts"
TITLE_LETTERS = 200
WIDTH, ROW, MARGIN = 900, 20, 2
"""Pixels of a chart, of a row of a sheet; rows between charts."""
COLOUR = "#0B6B6B"


class Charted(NamedTuple):
    sheet: str
    title: str
    rows: range
    """Of the sheet, whose first is its head."""
    text: int
    number: int
    """Their columns."""
    stands: bool
    """As pillars beside each other: they are points on a scale."""


def draw_charts(book: Any, tables: list[Flat], labels: Labels) -> None:
    """On a sheet of their own, if there is anything to draw."""
    found = [one for table in tables for one in _charted(table, labels)]
    if not found:
        return
    sheet, at = book.add_worksheet(NAME), 0
    for one in found:
        height = 260 if one.stands else 110 + 26 * len(one.rows)
        sheet.write_string(at, 0, one.title)  # behind the chart, which takes its title from here: a text in it acts
        sheet.insert_chart(at, 0, _drawn(book, one, at, height), {"description": one.title, "object_position": 3})
        at += height // ROW + MARGIN


def _charted(table: Flat, labels: Labels) -> Iterator[Charted]:
    if table.name == "votes":
        yield from _each(table, ("day", "activity", "group", "challenge", "round"), "idea", "dots", labels)
    elif table.name == "forms":
        yield from _each(table, ("day", "activity", "question"), "answer", "count", labels)


def _each(table: Flat, key: tuple[str, ...], text: str, number: str, labels: Labels) -> Iterator[Charted]:
    """Of rows that have the same key."""
    places, at_text, at_number = [table.columns.index(one) for one in key], *map(table.columns.index, (text, number))
    rows = ((at, row) for at, row in enumerate(table.rows, 1) if isinstance(row[at_number], int))
    for same, together in groupby(rows, key=lambda numbered: [numbered[1][place] for place in places]):
        found = [at for at, _ in together]
        told: dict[str, Cell] = dict(zip(key, same, strict=True))
        stands = table.name == "forms" and _is_scale(table.rows[found[0] - 1], at_text)
        yield Charted(table.name, _title(told, labels), range(found[0], found[-1] + 1), at_text, at_number, stands)


def _is_scale(row: Row, at: int) -> bool:
    """Its first answer is the point 1, as choices are words."""
    return str(row[at]).partition(" · ")[0] == "1"


def _title(told: dict[str, Cell], labels: Labels) -> str:
    _ = labels.words.gettext
    if "question" in told:
        title = f"{labels.day(int(told['day']), '')} · {told['question']}"
    else:
        again = int(told["round"]) - 1
        named = _("Run-off {number}", number=again) if again else _("The ballot")
        title = f"{named} · {labels.room(int(told['group']))} · {told['challenge']}"
    return title if len(title) <= TITLE_LETTERS else f"{title[:TITLE_LETTERS]}…"


def _drawn(book: Any, one: Charted, at: int, height: int) -> Any:
    chart = book.add_chart({"type": "column" if one.stands else "bar"})
    first, last = one.rows[0], one.rows[-1]
    chart.add_series(
        {
            "categories": [one.sheet, first, one.text, last, one.text],
            "values": [one.sheet, first, one.number, last, one.number],
            "fill": {"color": COLOUR},
            "gap": 60,
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": [NAME, at, 0], "name_font": {"size": 12, "bold": True}})
    chart.set_legend({"none": True})
    chart.set_size({"width": WIDTH, "height": height})
    numbers = {"min": 0, "visible": False, "major_gridlines": {"visible": False}}
    words = {"reverse": not one.stands}  # the first on top
    chart.set_x_axis(words)
    chart.set_y_axis(numbers)
    return chart
