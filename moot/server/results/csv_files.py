"""CSV: a zip of files, one of each kind of table. A cell that a spreadsheet would take for a formula is text there."""

import csv
import io
import zipfile

from moot.rooms.results.report import Report
from moot.server.results.tables import Cell, tables_of

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MADE = (1980, 1, 1, 0, 0, 0)
"""Of each file in the zip: the same report gives the same bytes."""


def write(report: Report) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables_of(report):
            file = io.StringIO(newline="")
            lines = csv.writer(file, lineterminator="\r\n")
            lines.writerow(table.columns)
            lines.writerows([[inert(cell) for cell in row] for row in table.rows])
            entry = zipfile.ZipInfo(f"{table.name}.csv", MADE)  # our names: nobody's text names a file
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, "\ufeff" + file.getvalue())  # by which Excel knows UTF-8
    return whole.getvalue()


def inert(cell: Cell) -> Cell:
    """Spreadsheets skip leading space before they look."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" \n\u00a0\ufeff").startswith(FORMULA) else cell
