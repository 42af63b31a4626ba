"""A text that several write at once: a string with a revision; an edit on an older one is carried over those since."""

from moot.rooms.shape import Value
from moot.rooms.texts.edit import (
    BadEdit,
    Edit,
    applied,
    carried,
    check_length,
    check_whole_letters,
    length_after,
    length_before,
    mapped,
    read,
    replacing,
    units,
    written,
)

__all__ = [
    "PAST",
    "BadEdit",
    "Edit",
    "EditTooOld",
    "Text",
    "TextTooLong",
    "carry",
    "edited",
    "mapped",
    "replacing",
    "shown",
]

PAST = 100
"""Edits kept to carry others over: at one in 200 ms, 20 s of one person who never stops, 5 s of four."""


class EditTooOld(Exception):
    """An edit on a revision that is no longer at hand. Its author makes it anew from the current text."""


class TextTooLong(Exception):
    """An edit after which the text would be longer than it may be, and longer than it was."""


class Text(Value, frozen=True):
    """What is written, how often it was edited, and the last of those edits as they took effect."""

    value: str = ""
    revision: int = 0
    past: tuple[Edit, ...] = ()


def shown(text: Text) -> Text:
    """What people see of it: not its past, where letters stand that somebody took back."""
    return Text(text.value, text.revision)


def carry(text: Text, revision: int, edit: Edit, most: int) -> Edit:
    """`edit`, made on `revision`, as it takes effect on `text`, which may be `most` UTF-16 units long.

    Raises `EditTooOld`, `TextTooLong` or `BadEdit`.
    """
    length = len(units(text.value)) // 2
    since = [read(other) for other in _since(text, revision)]
    sections = read(edit)
    check_length(sections, length_before(since[0]) if since else length)
    for other in since:
        sections = carried(sections, other, before=False)
    check_whole_letters(sections, text.value)
    if length < (after := length_after(sections)) > most:
        raise TextTooLong(f"{after} units, and {most} at most")
    return written(sections)


def edited(text: Text, edit: Edit) -> Text:
    """The text after an edit as it took effect; `BadEdit` if it could not have."""
    sections = read(edit)
    check_length(sections, len(units(text.value)) // 2)
    check_whole_letters(sections, text.value)
    return Text(applied(sections, text.value), text.revision + 1, (*text.past, edit)[-PAST:])


def _since(text: Text, revision: int) -> tuple[Edit, ...]:
    """The edits that took effect after `revision`."""
    missed = text.revision - revision
    if missed < 0 or revision < 0:
        raise BadEdit(f"there is no revision {revision}: the text is at {text.revision}")
    if missed > len(text.past):
        raise EditTooOld(f"the text went on from {revision} to {text.revision}; {len(text.past)} edits are at hand")
    return text.past[len(text.past) - missed :]
