"""A programme written down as a file that a person would like to read. Reading it again gives an equal programme.

Between the programme and the text stands the document: tables, lists and texts just as the file has them. An editor
works on it, as it can hold what is half typed and not right yet.
"""

import datetime
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from moot.rooms.programmes.programme import Programme
from moot.rooms.programmes.toml_table import is_date, length_text

Document = dict[str, Any]

NAMES = {
    "days": "day", "sessions": "session", "activities": "activity", "stages": "stage", "materials": "material",
    "columns": "column", "examples": "example", "fields": "field",
}  # fmt: skip
"""What a programme calls its parts, and what a file calls each of them."""
LENGTHS = {"seconds": "length", "warn_seconds": "warn"}
PARTS = frozenset(NAMES.values())
ONE_OF_A_KIND = frozenset(("canvas", "form"))
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_MOST_EXACT = 2**53  # beyond, other readers of JSON round


def dump(programme: Programme) -> str:
    """The text of a file; `programme` is one that could have been read from one."""
    return text_of(document_of(programme))


def document_of(programme: Programme) -> Document:
    """What a file has to say of it: whatever is as by default is left out."""
    document: Document = _plain(programme)
    for day in document.get("day", []):
        for session in day.get("session", []):
            if bool(session.pop("interactive", False)) != bool(session.get("activity")):
                session["interactive"] = not session.get("activity")
    return document


def as_document(values: dict[str, Any]) -> Document:
    """What TOML says, in what JSON has too: dates as texts; and parts as lists, where there is but one too."""
    return {key: _exact(inner, key) for key, inner in values.items()}


def text_of(document: Document) -> str:
    """The text of a file that says the same. It may be half done: nothing is judged here."""
    return "\n".join(_table("", document)).strip("\n") + "\n"


def _plain(value: Any) -> Any:
    match value:
        case msgspec.Struct():
            fields = ((name, getattr(value, name), usual) for name, usual in _usual(type(value)))
            return dict(_entry(name, inner) for name, inner, usual in fields if inner not in (usual, (), {}))
        case tuple():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case _:
            return value


@cache
def _usual(struct: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """Its fields, with what stands there by default."""
    return tuple((one.name, one.default) for one in msgspec.structs.fields(struct))


def _entry(name: str, value: Any) -> tuple[str, Any]:
    """A stage names columns; those are not what a file calls `column`."""
    if name in LENGTHS:
        return LENGTHS[name], length_text(value)
    is_parts = isinstance(value, tuple) and not any(isinstance(item, str) for item in value)
    return NAMES.get(name, name) if is_parts else name, _plain(value)


def _exact(value: Any, key: str = "", *, listed: bool = False) -> Any:
    """What stands under `key`, by itself or in a list."""
    match value:
        case dict():
            inside = {name: _exact(inner, "" if key == "example" else name) for name, inner in value.items()}
            return [inside] if key in PARTS and not listed else inside
        case list():
            return [_exact(item, key, listed=True) for item in value]
        case bool() | str():
            return value
        case int() if abs(value) <= _MOST_EXACT:
            return value
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)


def _table(path: str, table: Document) -> Iterator[str]:
    """What stands in it first; then the tables inside, each under its name."""
    for key, value in table.items():
        if not _stands_apart(key, value):
            yield from _line(_quoted(key), value)
    for key, value in table.items():
        if _stands_apart(key, value):
            inside = f"{path}.{key}" if path else key
            for inner in value if isinstance(value, list) else [value]:
                yield from ("", f"[[{inside}]]" if isinstance(value, list) else f"[{inside}]")
                yield from _table(inside, inner)


def _stands_apart(key: str, value: Any) -> bool:
    if isinstance(value, dict):
        return key in ONE_OF_A_KIND
    return key in PARTS and isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _line(key: str, value: Any) -> Iterator[str]:
    match value:
        case None:
            return
        case dict() if value and all(isinstance(text, str) for text in value.values()):
            for language, text in value.items():
                yield f"{key}.{_quoted(language)} = {_text(text)}"
        case list() if any(isinstance(item, dict) for item in value):
            yield f"{key} = ["
            yield from (f"  {_inline(item)}," for item in value if item is not None)
            yield "]"
        case str() if key == "date" and is_date(value):
            yield f"{key} = {value}"
        case str():
            yield f"{key} = {_text(value)}"
        case _:
            yield f"{key} = {_inline(value)}"


def _inline(value: Any) -> str:
    match value:
        case dict():
            return f"{{{', '.join(f'{_quoted(key)} = {_inline(inner)}' for key, inner in _told(value))}}}"
        case list():
            return f"[{', '.join(_inline(item) for item in value if item is not None)}]"
        case bool():
            return str(value).lower()
        case str():
            return _basic(value)
        case _:
            return str(value)


def _told(table: Document) -> Iterator[tuple[str, Any]]:
    return ((key, value) for key, value in table.items() if value is not None)


def _text(value: str) -> str:
    """Several lines stand on several lines."""
    if "\n" not in value:
        return _basic(value)
    lines = (_basic(line)[1:-1] for line in value.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'


def _quoted(key: str) -> str:
    return key if _BARE.fullmatch(key) else _basic(key)


def _basic(value: str) -> str:
    """JSON's escapes are TOML's too; what JSON leaves as it is, and TOML refuses, is escaped as well."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
