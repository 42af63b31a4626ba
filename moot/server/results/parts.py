"""What documents are made of: headings, texts, tables, bars, cards. Every document format writes these, and no more."""

from __future__ import annotations

from typing import Literal

from moot.rooms.shape import Value, kebab


class Part(Value, tag=kebab, tag_field="type"):
    """Something that stands in a document. Texts may have several lines."""


class Heading(Part):
    level: Literal[1, 2, 3, 4]
    text: str


class Words(Part):
    """A text; `small` beside the matter, `quote` in somebody's own words."""

    text: str
    style: Literal["plain", "small", "quote"] = "plain"


class Items(Part):
    items: tuple[str, ...]


class Facts(Part):
    """What is said under a name each."""

    items: tuple[tuple[str, str], ...]


class Table(Part, kw_only=True):
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def wide(self) -> bool:
        """For a page on its side."""
        return len(self.head) > 5


class Bars(Part, kw_only=True):
    """`bars` lie, one under the other; `pillars` stand, one beside the other."""

    kind: Literal["bars", "pillars"] = "bars"
    title: str
    items: tuple[tuple[str, int, str], ...]
    """What, how many, and that in words."""
    marked: int = -1
    """The number of the one that won."""


class Card(Value):
    text: str
    foot: str = ""
    colour: int = 0


class Cards(Part):
    """Notes that stand together."""

    title: str
    cards: tuple[Card, ...]


class Framed(Part):
    """What was decided or composed: the winner, a statement."""

    title: str
    text: str
    foot: str = ""


class Path(Part):
    """Where something came from and what became of it, step by step."""

    steps: tuple[tuple[str, str], ...]


AnyPart = Heading | Words | Items | Facts | Table | Bars | Cards | Framed | Path


class Document(Value, kw_only=True):
    language: str
    title: str
    subtitle: str
    lines: tuple[str, ...] = ()
    """Under the title: for whom, when it was made."""
    parts: tuple[AnyPart, ...] = ()
