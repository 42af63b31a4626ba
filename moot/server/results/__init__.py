"""Results as files: a report in each of the formats that people take home, write on in, or work with."""

from __future__ import annotations

import re
import unicodedata
from importlib import import_module
from typing import NamedTuple

from moot.rooms.results.report import Report
from moot.server.results.clean import cleaned

ZIP = b"PK"
"""How one begins; pictures do not."""


class File(NamedTuple):
    content: bytes
    media_type: str
    name: str
    """Safe in any folder: small letters, digits and hyphens."""


class Format(NamedTuple):
    module: str
    """Which writes it; loaded when it is needed: a server that makes files in other processes never does."""
    media_type: str
    ending: str
    many: str = ""
    """The ending of a zip, where there may be several files."""


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, Format] = {
    "pdf": Format("pdf", "application/pdf", "pdf"),
    "html": Format("page", "text/html; charset=utf-8", "html"),
    "docx": Format("text_document", f"{_OFFICE}.wordprocessingml.document", "docx"),
    "xlsx": Format("spreadsheet", f"{_OFFICE}.spreadsheetml.sheet", "xlsx"),
    "csv": Format("csv_files", "application/zip", "csv.zip"),
    "markdown": Format("markdown", "text/markdown; charset=utf-8", "md"),
    "json": Format("json_file", "application/json", "json"),
    "svg": Format("board_svg", "image/svg+xml", "svg", "svg.zip"),
    "png": Format("board_png", "image/png", "png", "png.zip"),
    "ics": Format("calendar_file", "text/calendar; charset=utf-8", "ics"),
}


def render(report: Report, format: str) -> File:
    """Raises KeyError where there is no such format."""
    wanted = FORMATS[format]
    content: bytes = import_module(f"moot.server.results.{wanted.module}").write(cleaned(report))
    if wanted.many and content.startswith(ZIP):
        return File(content, "application/zip", f"{file_name(report)}.{wanted.many}")
    return File(content, wanted.media_type, f"{file_name(report)}.{wanted.ending}")


def file_name(report: Report) -> str:
    """Of ASCII letters: `cluster-academy-day-4`. What cannot be written in them is left out."""
    parts = (report.title, "" if report.scope == "training" else f"{report.scope} {report.of}")
    letters = unicodedata.normalize("NFKD", " ".join(parts).replace("ł", "l").replace("Ł", "L"))
    ascii_only = letters.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60] or "report"
