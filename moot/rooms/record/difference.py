"""Differences between two workshops: which value stands where another stood. What is the same is not looked into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import msgspec

from moot.rooms.canvases.canvas import canvas_of
from moot.rooms.shape import Value, changed

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
    return msgspec.json.encode(_plain(value), order="deterministic").decode()


def _plain(value: object) -> object:
    """Without what is as it is by default, were it put there or not: so that equal values are written alike."""
    if isinstance(value, msgspec.Struct):
        of: Any = value.__class__
        fields = {name: _plain(here) for name, usual in _usual(of) if (here := getattr(value, name)) != usual}
        config = of.__struct_config__
        return {config.tag_field: config.tag, **fields} if config.tag else fields
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


@cache
def _usual(struct: Any) -> tuple[tuple[str, object], ...]:
    """Its fields, with what stands there by default."""
    return tuple(
        (one.name, one.default_factory() if one.default_factory is not msgspec.NODEFAULT else one.default)
        for one in msgspec.structs.fields(struct)
    )


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
            value = value[step] if step in value else _by_number(value, step)
        else:
            value = getattr(value, step, msgspec.UNSET)
    return written(value)


def _by_number(value: Mapping[Any, Any], step: str) -> Any:
    return value.get(int(step), msgspec.UNSET) if step.lstrip("-").isdigit() else msgspec.UNSET


def placed(workshop: Workshop, parts: Iterable[tuple[Path, str]]) -> Workshop:
    """The workshop with something else at these places; where there is no such place any more, as it was."""
    tree: dict[str, Any] = {}
    for path, text in parts:
        under = tree
        for step in path[:-1]:
            under = under.setdefault(step, {})
        under[path[-1]] = text
    made: Workshop = _placed(workshop, type(workshop), tree)
    return made


def _placed(value: Any, kind: Any, tree: dict[str, Any] | str) -> Any:
    """Copied once for all that changes in it."""
    if isinstance(tree, str):
        return msgspec.json.decode(tree, type=kind)
    if isinstance(value, dict):
        key_kind, one_kind = get_args(_without_none(kind))
        copy = dict(value)
        for step, part in tree.items():
            key = key_kind(step)
            if part == NOTHING:
                copy.pop(key, None)
            elif isinstance(part, str) or key in copy:
                copy[key] = _placed(copy.get(key), one_kind, part)
        return copy
    if value is None:
        return value
    kinds = _kinds_of(value)
    return changed(value, **{step: _placed(getattr(value, step), kinds[step], part) for step, part in tree.items()})


def _kinds_of(struct: object) -> dict[str, Any]:
    of: Any = struct.__class__
    return _kinds(of)


@cache
def _kinds(struct: Any) -> dict[str, Any]:
    return get_type_hints(struct)


def _without_none(kind: Any) -> Any:
    kinds = [one for one in get_args(kind) if one is not NoneType]
    return kind if get_origin(kind) is dict else kinds[0] if len(kinds) == 1 else kind
