"""A list of people as a CSV text: name, and if known organisation, country and mode."""

import csv
import io

from moot.rooms.people import Listed

COLUMNS = ("name", "organisation", "country", "mode")


class BadList(Exception):
    """What is wrong with a list, and in which line."""


def read_people(text: str) -> tuple[Listed, ...]:
    """The people of a CSV text with a header line. Raises `BadList`."""
    try:
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    except csv.Error as error:
        raise BadList(str(error)) from None
    if not rows or "name" not in (header := [cell.strip().lower() for cell in rows[0]]):
        raise BadList("line 1: a header with the column name is needed")
    if unknown := [cell for cell in header if cell not in COLUMNS]:
        raise BadList(f"line 1: {unknown[0]} is not one of {', '.join(COLUMNS)}")
    people = []
    for line, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(header):
            raise BadList(f"line {line}: more cells than columns")
        fields = {column: cell.strip() for column, cell in zip(header, row, strict=False)}
        if not fields.get("name"):
            raise BadList(f"line {line}: no name")
        people.append(Listed(**fields))
    return tuple(people)
