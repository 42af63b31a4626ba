"""The plan of a canvas: a table to fill in, with columns of a type, from the programme file."""

from typing import Literal

from moot.rooms.shape import Value, Words

ColumnType = Literal["text", "period", "people", "choice", "indicators"]
"""`text`: several write it at once. `period`: from a day to a day. `people`: names. `choice`: one of a list."""

Scope = Literal["person", "group", "all"]
"""Whose canvas it is: everybody has their own, each group has one, or there is one for all."""

EVERY_ROW = "all"
"""In place of a row's id, in the place of a cell that spans all rows."""
STATEMENT = "statement"
"""In place of a column's key: what was composed from a row."""


class Column(Value, kw_only=True):
    key: str
    """Unique in its canvas; a canvas that goes on from another has the cells of its columns of the same key."""
    title: Words
    question: Words = {}
    type: ColumnType = "text"
    choices: tuple[Words, ...] = ()
    """Of a `choice`."""
    spans: bool = False
    """One cell for all rows."""
    written_by: Literal["owner", "others"] = "owner"
    """`others`: feedback, which never its owner writes."""


class CanvasPlan(Value, kw_only=True):
    scope: Scope = "person"
    goes_on_from: str = ""
    """The key of an earlier canvas activity: it is the same canvas, with these columns."""
    columns: tuple[Column, ...]
    rows: int = 3
    """Rows it has from its beginning."""
    row_title: Words = {}
    """What a row is called: `{"en": "Step"}`."""
    examples: tuple[dict[str, Words], ...] = ()
    """Example rows to show beside it: by column."""
    statement: Words = {}
    """A sentence with columns in braces: `For {stakeholder}, who …`."""
    beside: str = ""
    """The key of a solve activity whose winners stand beside it."""
    guides: tuple[Words, ...] = ()
    """Guiding questions to show beside it."""

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)
