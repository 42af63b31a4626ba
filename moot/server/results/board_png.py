"""Boards as PNG: see `board_picture.py`."""

from moot.rooms.results.report import Report
from moot.server.results.board_picture import pictures


def write(report: Report) -> bytes:
    return pictures(report, "png")
