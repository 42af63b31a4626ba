"""A list of people as a file that a trainer has: CSV as spreadsheets write it. Name, and if known the rest."""

import csv
import io
import re

from moot.rooms.limits import NAME_LETTERS, ORGANISATION_LETTERS
from moot.rooms.people.joining import Listed
from moot.rooms.refusals import Refused
from moot.rooms.words import tidy

LETTERS = {"name": NAME_LETTERS, "organisation": ORGANISATION_LETTERS, "country": NAME_LETTERS, "mode": NAME_LETTERS}
"""The columns, and how long what stands in them may be."""
BETWEEN = ",;\t"
"""What stands between cells: a comma, a semicolon where the comma is in numbers, a tab."""


class BadList(Exception):
    """What is wrong with a list, in which line and column."""


def read_people(raw: bytes, *, whole: bool = True) -> tuple[Listed, ...]:
    """The people of a CSV file with a header line. Raises `BadList`."""
    if not whole:
        raise BadList(f"the file has more than {len(raw) >> 10} KiB")
    text = _decoded(raw)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_between(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1  # a cell in quotes may go over several lines
    except csv.Error as error:
        raise BadList(f"line {line}: {error}") from None
    header = _header(rows[0][1] if rows else [])
    return tuple(_listed(at, row, header) for at, row in rows[1:] if any(cell.strip() for cell in row))


def _decoded(raw: bytes) -> str:
    """UTF-8, or what Excel calls “Unicode text”. Others are not guessed: a wrong guess spoils names silently."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        raise BadList(f"line {line}, at byte {column}: not UTF-8; save the list as “CSV UTF-8”") from None


def _between(text: str) -> str:
    first = re.sub(r'"[^"]*"', "", text.lstrip().split("\n", 1)[0])
    return max(BETWEEN, key=first.count)


def _header(row: list[str]) -> list[str]:
    header = [cell.strip().lower() for cell in row]
    if "name" not in header:
        raise BadList("line 1: a header with the column name is needed")
    for at, column in enumerate(header):
        if column not in LETTERS:
            raise BadList(f"line 1: {column or 'a column without a name'} is not one of {', '.join(LETTERS)}")
        if column in header[:at]:
            raise BadList(f"line 1: {column} is there twice")
    return header


def _listed(line: int, row: list[str], header: list[str]) -> Listed:
    if any(cell.strip() for cell in row[len(header) :]):
        raise BadList(f"line {line}: more cells than columns")
    fields = dict(zip(header, row, strict=False))
    for column, cell in ({"name": ""} | fields).items():
        try:
            fields[column] = tidy(cell, LETTERS[column], empty=column != "name")
        except Refused as refused:
            raise BadList(f"line {line}, column {column}: {refused.reason.value}") from None
    return Listed(**fields)
