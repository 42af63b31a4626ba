"""What every value here is made of: frozen structs, written as JSON with kebab-case tags and snake_case keys."""

from collections.abc import Mapping
from typing import TypeVar, dataclass_transform

import msgspec

K = TypeVar("K")
V = TypeVar("V")


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Value(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A frozen value. Equal when its fields are; changed only by making another with `changed`."""


def kebab(name: str) -> str:
    """`NoteAdded` → `note-added`: the tag of a request or a change on the wire."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


Words = dict[str, str]
"""A text for people in one or more languages, by language code: `{"en": "Ideate", "pl": "Pomysły"}`. Never empty."""

changed = msgspec.structs.replace


def put(mapping: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    """A copy of `mapping` in which `key` is `value`."""
    copy = dict(mapping)
    copy[key] = value
    return copy


def without(mapping: Mapping[K, V], key: K) -> dict[K, V]:
    """A copy of `mapping` that has no `key`, whether or not it had one."""
    copy = dict(mapping)
    copy.pop(key, None)
    return copy
