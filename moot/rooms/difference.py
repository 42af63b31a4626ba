"""Differences between two workshops: which value stands where another stood. What is the same is not looked into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import msgspec

from moot.rooms.canvas import canvas_of
from moot.rooms.shape import Value, changed, put, without

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

Path = tuple[str, ...]
"""From the workshop down: names of fields, and keys."""

NOTHING = ""
"""Where no value stands; every JSON text has letters."""

WHOLE = frozenset(("Text", "Run", "Presenting", "Shown", "Ballot", "Decision", "Programme", "Call", "Spotlight"))
"""Values that are taken as one: their fields mean nothing without each other."""
LEFT_OUT = frozenset(("id", "created", "record", "did", "begun", "snapshots", "programs", "webhooks", "notices"))
"""Of a workshop: what no command is taken back by."""


class Difference(Value):
    """Both as JSON with sorted keys, so that equal values are equal texts."""

    path: Path
    was: str
    now: str


def written(value: object) -> str:
    if value is msgspec.UNSET:
        return NOTHING
    return msgspec.json.encode(msgspec.to_builtins(value, str_keys=True, order="deterministic")).decode()


def differences_between(before: Workshop, after: Workshop) -> tuple[Difference, ...]:
    """A canvas that nobody had written in yet was as its plan begins it."""
    fresh = {key: canvas_of(before, key) for key in after.canvases.keys() - before.canvases.keys()}
    before = changed(before, canvases={**before.canvases, **fresh})
    return tuple(
        found
        for field in before.__struct_fields__
        if field not in LEFT_OUT
        for found in _between(getattr(before, field), getattr(after, field), (field,))
    )


def _between(before: object, after: object, path: Path) -> Iterator[Difference]:
    if before is after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            yield from _between(before.get(key, msgspec.UNSET), after.get(key, msgspec.UNSET), (*path, str(key)))
    elif isinstance(before, msgspec.Struct) and type(before) is type(after) and type(before).__name__ not in WHOLE:
        if type(before).__struct_config__.tag is not None:  # one of several kinds: a value of a cell
            yield from _whole(before, after, path)
            return
        for field in before.__struct_fields__:
            yield from _between(getattr(before, field), getattr(after, field), (*path, field))
    else:
        yield from _whole(before, after, path)


def _whole(before: object, after: object, path: Path) -> Iterator[Difference]:
    if before != after:
        yield Difference(path, written(before), written(after))


def standing(value: Any, path: Path) -> str:
    """What stands at a place now."""
    for step in path:
        if isinstance(value, Mapping):
            value = next((one for key, one in value.items() if str(key) == step), msgspec.UNSET)
        else:
            value = getattr(value, step, msgspec.UNSET)
    return written(value)


def placed(workshop: Workshop, path: Path, text: str) -> Workshop:
    """The workshop with something else at a place; where there is no such place any more, as it was."""
    made: Workshop = _placed(workshop, type(workshop), path, text)
    return made


def _placed(value: Any, kind: Any, path: Path, text: str) -> Any:
    if not path:
        return msgspec.json.decode(text, type=kind)
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        key_kind, one_kind = get_args(_without_none(kind))
        key = key_kind(step)
        if not rest and text == NOTHING:
            return without(value, key)
        return put(value, key, _placed(value.get(key), one_kind, rest, text)) if not rest or key in value else value
    if value is None:
        return value
    return changed(value, **{step: _placed(getattr(value, step), _kinds_of(value)[step], rest, text)})


def _kinds_of(struct: object) -> dict[str, Any]:
    of: Any = struct.__class__
    return _kinds(of)


@cache
def _kinds(struct: Any) -> dict[str, Any]:
    return get_type_hints(struct)


def _without_none(kind: Any) -> Any:
    kinds = [one for one in get_args(kind) if one is not NoneType]
    return kind if get_origin(kind) is dict else kinds[0] if len(kinds) == 1 else kind
