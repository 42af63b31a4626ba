"""Results as files: a report in each of the formats that people take home, write on in, or work with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from moot.rooms.results.report import Report
from moot.server.catalogue import translate
from moot.server.results import csv_files, json_file, markdown
from moot.server.results.labels import Labels
from moot.server.results.layout import laid_out
from moot.server.results.parts import Document


class File(NamedTuple):
    content: bytes
    media_type: str
    name: str
    """Safe in any folder: small letters, digits and hyphens."""


class Format(NamedTuple):
    media_type: str
    ending: str
    write: Callable[[Report], bytes]


def _document(write: Callable[[Document], bytes]) -> Callable[[Report], bytes]:
    return lambda report: write(laid_out(report, Labels(translate(report.language))))


FORMATS: dict[str, Format] = {
    "markdown": Format("text/markdown; charset=utf-8", "md", _document(markdown.write)),
    "csv": Format("application/zip", "csv.zip", csv_files.write),
    "json": Format("application/json", "json", json_file.write),
}


def render(report: Report, format: str) -> File:
    """Raises KeyError where there is no such format."""
    wanted = FORMATS[format]
    return File(wanted.write(report), wanted.media_type, f"{file_name(report)}.{wanted.ending}")


def file_name(report: Report) -> str:
    """Of ASCII letters: `cluster-academy-day-4`. What cannot be written in them is left out."""
    parts = (report.title, "" if report.scope == "training" else f"{report.scope} {report.of}")
    letters = unicodedata.normalize("NFKD", " ".join(parts).replace("ł", "l").replace("Ł", "L"))
    ascii_only = letters.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60] or "report"
