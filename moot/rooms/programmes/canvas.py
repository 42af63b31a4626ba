"""The canvas of an activity, as a programme file has it."""

from typing import get_args, get_type_hints

from moot.rooms.canvases.plan import CanvasPlan, Column, ColumnType, Scope
from moot.rooms.limits import ROWS
from moot.rooms.programmes.toml_table import Table
from moot.rooms.programmes.words import A_KEY, KEY, LONGEST_TITLE, Texts
from moot.rooms.shape import Words

LONGEST_QUESTION = 200
LONGEST_PATTERN = 300
LONGEST_EXAMPLE = 400
MOST_COLUMNS = 16
MOST_CHOICES = 12
MOST_EXAMPLES = 6
MOST_GUIDES = 24
WRITERS = get_args(get_type_hints(Column)["written_by"])


def read_canvas(table: Table, texts: Texts) -> tuple[Table, CanvasPlan]:
    columns = [_column(inner, texts) for inner in table.tables("column", MOST_COLUMNS)]
    if not columns and "column" not in table.wrong:
        table.complain("column", "at least one [[day.session.activity.canvas.column]]")
    keys = [column.key for column in columns]
    plan = CanvasPlan(
        scope=table.choice("scope", get_args(Scope), "person"),
        goes_on_from=table.matching("goes_on_from", KEY, "the key of a canvas activity", ""),
        columns=tuple(columns),
        rows=table.number("rows", 1, ROWS, 3),
        row_title=texts.words(table, "row_title", LONGEST_TITLE, default={}),
        examples=tuple(_example(inner, keys, texts) for inner in table.tables("example", MOST_EXAMPLES)),
        statement=texts.words(table, "statement", LONGEST_PATTERN, default={}),
        beside=table.matching("beside", KEY, "the key of a solve activity", ""),
        guides=texts.word_list(table, "guides", MOST_GUIDES, LONGEST_QUESTION),
    )
    table.close()
    return table, plan


def _column(table: Table, texts: Texts) -> Column:
    column = Column(
        key=table.matching("key", KEY, A_KEY, "column"),
        title=texts.words(table, "title", LONGEST_TITLE),
        question=texts.words(table, "question", LONGEST_QUESTION, default={}),
        type=table.choice("type", get_args(ColumnType), "text"),
        choices=texts.word_list(table, "choices", MOST_CHOICES, LONGEST_TITLE),
        spans=table.flag("spans"),
        written_by=table.choice("written_by", WRITERS, "owner"),
    )
    if "key" not in table:
        table.complain("key", "a key of its own")
    table.close()
    return column


def _example(table: Table, columns: list[str], texts: Texts) -> dict[str, Words]:
    """Cells by column: a row to show."""
    example = {key: texts.words(table, key, LONGEST_EXAMPLE, many_lines=True) for key in columns if key in table}
    for key in columns:
        table.take(key)
    table.close()
    return example
