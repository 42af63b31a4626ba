"""Results as files: a report in each of the formats that people take home, write on in, or work with."""

from __future__ import annotations

import re
import unicodedata
from importlib import import_module
from typing import Any, NamedTuple

from moot.rooms.results.report import Report
from moot.server.results.clean import cleaned

ZIP = b"PK"
"""How one begins; pictures do not."""


class File(NamedTuple):
    content: bytes
    media_type: str
    name: str
    """Safe in any folder: small letters, digits and hyphens."""
    lacking: tuple[str, ...] = ()
    """Letters that no font has, so that a box stands for each of them."""


class Format(NamedTuple):
    module: str
    """Which writes it; loaded when it is needed: a server that makes files in other processes never does."""
    media_type: str
    ending: str
    many: str = ""
    """The ending of a zip, where there may be several files."""
    typeset: bool = False
    """Whether it holds shapes of letters: of fonts that are here, not of those of who reads it."""


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, Format] = {
    "pdf": Format("pdf", "application/pdf", "pdf", typeset=True),
    "html": Format("page", "text/html; charset=utf-8", "html"),
    "docx": Format("text_document", f"{_OFFICE}.wordprocessingml.document", "docx"),
    "xlsx": Format("spreadsheet", f"{_OFFICE}.spreadsheetml.sheet", "xlsx"),
    "csv": Format("csv_files", "application/zip", "csv.zip"),
    "markdown": Format("markdown", "text/markdown; charset=utf-8", "md"),
    "json": Format("json_file", "application/json", "json"),
    "svg": Format("board_svg", "image/svg+xml", "svg", "svg.zip", typeset=True),
    "png": Format("board_png", "image/png", "png", "png.zip", typeset=True),
    "ics": Format("calendar_file", "text/calendar; charset=utf-8", "ics"),
}


def render(report: Report, format: str, fonts: str = "") -> File:
    """`fonts`: a folder of more of them. Raises KeyError where there is no such format."""
    wanted = FORMATS[format]
    writer: Any = import_module(f"moot.server.results.{wanted.module}")
    content, lacking = _typeset(writer, report, fonts) if wanted.typeset else (writer.write(cleaned(report)), ())
    if wanted.many and content.startswith(ZIP):
        return File(content, "application/zip", f"{file_name(report)}.{wanted.many}", lacking)
    return File(content, wanted.media_type, f"{file_name(report)}.{wanted.ending}", lacking)


def _typeset(writer: Any, report: Report, fonts: str) -> tuple[bytes, tuple[str, ...]]:
    from moot.server.results.typesetting import Press  # which loads typst

    press = Press(fonts)
    return writer.write(cleaned(report), press), press.lacking


def file_name(report: Report) -> str:
    """Of ASCII letters: `cluster-academy-day-4`. What cannot be written in them is left out."""
    parts = (report.title, "" if report.scope == "training" else f"{report.scope} {report.of}")
    letters = unicodedata.normalize("NFKD", " ".join(parts).replace("ł", "l").replace("Ł", "L"))
    ascii_only = letters.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60] or "report"
