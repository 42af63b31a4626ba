"""What a process that makes a file is told, and what it says: lines of JSON, and after the last of them the file."""

from __future__ import annotations

from typing import Literal

import msgspec

from moot.rooms.results.report import Wanted
from moot.rooms.shape import Value
from moot.rooms.workshop import Workshop

LACKING_TOLD = 30
"""Letters; it is said of how many more they are."""


class Order(Value, kw_only=True):
    workshop: Workshop
    wanted: Wanted
    format: str
    at: int
    """When it is made, in milliseconds since 1970."""


class Progress(Value, tag="progress"):
    """`waiting`: `before` others are made first. `gathering`: the report. `writing`: its file."""

    doing: Literal["waiting", "gathering", "writing"]
    before: int = 0


class Made(Value, tag="made"):
    """So many bytes follow: the file."""

    bytes: int
    media_type: str
    name: str
    lacks: int = 0
    """So many letters no font has."""
    lacking: tuple[str, ...] = ()
    """Some of them."""


class NotMade(Value, tag="not-made"):
    """A reason of the core's, or `too-long`, or `failed`."""

    why: str


Said = Progress | Made | NotMade
encode = msgspec.json.encode
decode_order = msgspec.json.Decoder(Order).decode
decode_said = msgspec.json.Decoder(Said).decode
