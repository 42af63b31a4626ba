"""Boards as SVG: see `board_picture.py`."""

from moot.rooms.results.report import Report
from moot.server.results.board_picture import pictures
from moot.server.results.typesetting import Press


def write(report: Report, press: Press) -> bytes:
    return pictures(report, press, "svg")
