"""The plan of a form: what is asked at the end of a day, from the programme file."""

from typing import Literal

from moot.rooms.shape import Value, Words

FieldType = Literal["scale", "choice", "several", "text"]


class FormField(Value, kw_only=True):
    key: str
    """Unique in its form."""
    title: Words
    type: FieldType = "scale"
    points: int = 5
    """Of a `scale`: from 1 to this."""
    low: Words = {}
    """What 1 means, and the last point."""
    high: Words = {}
    choices: tuple[Words, ...] = ()


class FormPlan(Value):
    fields: tuple[FormField, ...]

    def field(self, key: str) -> FormField | None:
        return next((field for field in self.fields if field.key == key), None)
