"""A pen: a line of a text that several write at once, typed some words at a time, with a slip now and then."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple, Protocol

from moot.rooms.boards.field import EditText
from moot.rooms.canvases.cell import EditCell
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.texts.edit import Edit, replacing
from moot.rooms.texts.text import Text
from moot.server.rehearsal import texts
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.person import Person

WORDS = 2
"""Typed before others see them: in a browser, a fifth of a second's."""
TRIES = 3
"""Of an edit on a text that moved on too far."""
SLIPS = 0.06
"""How often two letters are mixed up, and then put right."""


class Paper(Protocol):
    """Where a shared text stands."""

    @property
    def place(self) -> str:
        """As others see that somebody types there."""
        ...

    def text(self, person: Person) -> Text: ...

    def edit(self, revision: int, edit: Edit, mark: str) -> FROM_PEOPLE: ...


class Field(NamedTuple):
    """Of a challenge."""

    room: str
    board: str
    section: str
    field: str

    @property
    def place(self) -> str:
        return f"{self.section}/{self.field}"

    def text(self, person: Person) -> Text:
        return person.room.boards[self.board].texts.get(self.place, Text())

    def edit(self, revision: int, edit: Edit, mark: str) -> FROM_PEOPLE:
        where = self._asdict()
        return EditText(**where, revision=revision, edit=edit, mark=mark)


class Cell(NamedTuple):
    """Of a canvas."""

    canvas: str
    row: str
    column: str

    @property
    def place(self) -> str:
        return f"{self.canvas}/{self.row}/{self.column}"

    def text(self, person: Person) -> Text:
        return person.view.canvas(self.canvas).texts.get(f"{self.row}/{self.column}", Text())

    def edit(self, revision: int, edit: Edit, mark: str) -> FROM_PEOPLE:
        where = self._asdict()
        return EditCell(**where, revision=revision, edit=edit, mark=mark)


class Line(NamedTuple):
    paper: Paper
    text: str
    alone: bool = False
    """Nobody else begins a line there, so it needs no line end."""


async def type_all(person: Person, lines: list[Line], seconds: float, pace: Pace, chance: random.Random) -> None:
    """One line after the other; all together take about so many seconds at speed 1."""
    words = sum(len(line.text.split()) for line in lines)
    for line in lines:
        await type_line(person, line, seconds / max(1, words), pace, chance)
        person.types_at("")


async def type_line(person: Person, line: Line, a_word: float, pace: Pace, chance: random.Random) -> None:
    """Goes on where the line was left; lets it be once somebody else has changed it."""
    drafts = drafts_of(line.text)
    lines = line.paper.text(person).value.split("\n")
    begun = next((at for at in range(len(drafts) - 1, 0, -1) if drafts[at] in lines), 0)
    for before, after in pairwise(drafts[begun:]):
        person.types_at(line.paper.place)
        await pace.think(a_word * WORDS, chance)
        if not await _go_on(person, line, before, after, chance):
            return


async def mend(person: Person, paper: Paper, new: Callable[[str], str | None], chance: random.Random) -> bool:
    """Makes a text what `new` says that it is to be; None: it is let be. Whether it was done."""
    for _ in range(TRIES):
        text = paper.text(person)
        after = new(text.value)
        if after is None or after == text.value:
            return False
        if await person.ask(paper.edit(text.revision, replacing(text.value, after), texts.new_id(chance))):
            return True
    return False


def drafts_of(text: str) -> list[str]:
    """A line as others see it grow, from nothing on."""
    words, slips, drafts = text.split(), random.Random(text), [""]
    for upto in range(WORDS, len(words) + WORDS, WORDS):
        draft = " ".join(words[:upto])
        if slips.random() < SLIPS and draft[-2:] != draft[:-3:-1]:
            drafts.append(draft[:-2] + draft[:-3:-1])
        drafts.append(draft)
    return drafts


async def _go_on(person: Person, line: Line, before: str, after: str, chance: random.Random) -> bool:
    return await mend(person, line.paper, lambda value: _with_line(value, before, after, line.alone), chance)


def _with_line(value: str, before: str, after: str, alone: bool) -> str | None:
    """The text with a line gone on with, or begun at the end: with its line end, as others begin there too."""
    if not before:
        return f"{value}{'' if not value or value.endswith(chr(10)) else chr(10)}{after}{'' if alone else chr(10)}"
    lines = value.split("\n")
    if before not in lines:
        return None
    lines[lines.index(before)] = after
    return "\n".join(lines)
