"""The form of an activity, as a programme file has it."""

from typing import get_args

from moot.rooms.forms.plan import FieldType, FormField, FormPlan
from moot.rooms.programmes.toml_table import Bare, Table
from moot.rooms.programmes.words import A_KEY, KEY, LONGEST_TITLE, Texts

MOST_FIELDS = 20
MOST_POINTS = 10
MOST_CHOICES = 12


def read_form(table: Table, texts: Texts) -> FormPlan:
    fields = [_field(inner, texts) for inner in table.tables("field", MOST_FIELDS)]
    if not fields and "field" not in table.wrong:
        table.complain("field", "at least one [[day.session.activity.form.field]]")
    seen: set[str] = set()
    for at, field in enumerate(fields):
        if field.key in seen:
            Table({}, (*table.path, "field", at), table.findings).complain("key", "a key of its own", field.key)
        seen.add(field.key)
    table.close()
    return FormPlan(tuple(fields))


def _field(table: Table, texts: Texts) -> FormField:
    field = FormField(
        key=table.matching("key", KEY, A_KEY, "field"),
        title=texts.words(table, "title", 2 * LONGEST_TITLE),
        type=table.choice("type", get_args(FieldType), "scale"),
        points=table.number("points", 2, MOST_POINTS, 5),
        low=texts.words(table, "low", LONGEST_TITLE, default={}),
        high=texts.words(table, "high", LONGEST_TITLE, default={}),
        choices=texts.word_list(table, "choices", MOST_CHOICES, LONGEST_TITLE),
    )
    if "key" not in table:
        table.complain("key", "a key of its own")
    if (field.type in ("choice", "several")) != bool(field.choices) and "choices" not in table.wrong:
        table.complain("choices", "a list of texts in a field of type choice or several, and only there", Bare("this"))
    for option in ("points", "low", "high"):
        if option in table and field.type != "scale":
            table.complain(option, "an option of a field of type scale only", Bare("this"))
    table.close()
    return field
