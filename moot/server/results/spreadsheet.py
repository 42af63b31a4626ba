"""XLSX: a sheet of each kind of table, and charts. What people wrote is text in every cell: no formula, no link."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from moot.rooms.results.report import Report
from moot.server.catalogue import translate
from moot.server.results.labels import Labels
from moot.server.results.spreadsheet_charts import draw_charts
from moot.server.results.tables import Cell, Flat, tables_of

DAYS = frozenset(("start", "due"))
MOMENTS = frozenset(("decided_at", "at"))
LONG = frozenset(
    "note challenge causes idea winner reason text statement feedback step question answer merged about row".split()
)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MOST_LETTERS = 32_767  # of a cell; the longest text of a workshop has 2,000


def write(report: Report) -> bytes:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, OPTIONS) as book:
        book.set_properties({"title": report.title, "author": "moot", "created": _moment(report.made_at)})
        head = book.add_format({"bold": True, "bg_color": "#0B6B6B", "font_color": "#FFFFFF", "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"})
        tables = tables_of(report) or [Flat("empty", ("day", "activity"), [])]
        for table in tables:
            sheet = book.add_worksheet(table.name)
            for at, column in enumerate(table.columns):
                sheet.write_string(0, at, column, head)
                sheet.set_column(at, at, 48 if column in LONG else 18)
            for number, row in enumerate(table.rows, 1):
                for at, cell in enumerate(row):
                    _put(sheet, number, at, table.columns[at], cell, wrapped, day, moment)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        draw_charts(book, tables, Labels(translate(report.language)))
    return whole.getvalue()


def _put(sheet: Any, row: int, at: int, column: str, cell: Cell, text: Any, day: Any, moment: Any) -> None:
    if cell == "":
        return
    if column in DAYS:
        sheet.write_datetime(row, at, datetime.combine(date.fromisoformat(str(cell)), datetime.min.time()), day)
    elif column in MOMENTS:
        sheet.write_datetime(row, at, _moment(int(cell)), moment)
    elif isinstance(cell, str):
        sheet.write_string(row, at, cell[:MOST_LETTERS], text)
    else:
        sheet.write_number(row, at, cell, text)


def _moment(at: int) -> datetime:
    """Spreadsheets know no time zones: it is UTC."""
    return datetime.fromtimestamp(at / 1000, UTC).replace(tzinfo=None)
