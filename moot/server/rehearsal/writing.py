"""Shared texts by simulated people: each types a line of their own, some words at a time, while others type too."""

from __future__ import annotations

import random
from typing import NamedTuple

from moot.rooms.edit import replacing
from moot.rooms.field import EditText
from moot.rooms.section import AddSection
from moot.rooms.text import Text
from moot.server.rehearsal import texts
from moot.server.rehearsal.notes import challenge_of, place_of
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.person import OnNow, Person

TOPICS = 4
"""As many challenges as a group gets through."""
WORDS = 2
"""Typed before others see them: in a browser, a fifth of a second's."""
TRIES = 3
"""Of an edit on a text that moved on too far."""


class Line(NamedTuple):
    section: str
    field: str
    text: str


async def define(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """One adds a challenge that is missing; then the root causes are typed, several in one field."""
    rank, of = place_of(person)
    await pace.think(2, chance)
    if rank == of - 1:
        await _add_challenge(person, on, chance)
    await pace.think(2, chance)
    board = person.room.boards[on.activity]
    causes = [Line(s.id, "causes", c) for s in board.sections.values() for c in texts.causes(challenge_of(board, s))]
    await _type_all(person, on, causes[rank::of], SECONDS["define"] * 0.5, pace, chance)


async def detail(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """The plans of the winners, a line each."""
    (rank, of), board = place_of(person), person.room.boards[on.activity]
    lines = [
        Line(section, field, line)
        for section, decision in board.decisions.items()
        if decision.note in board.notes
        for field, sentences in texts.plan(board.notes[decision.note].text).items()
        for line in sentences
    ]
    await _type_all(person, on, lines[rank::of], SECONDS["detail"] * 0.6, pace, chance)


async def linger(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """When all is done: somebody looks at a text now and then, and lets it be."""
    places = [f"{section}/first-step" for section in person.room.boards[on.activity].decisions]
    while places:
        await pace.think(90, chance)
        person.types_at(chance.choice(places))
        await pace.think(3, chance)
        person.types_at("")


async def _add_challenge(person: Person, on: OnNow, chance: random.Random) -> None:
    board = person.room.boards[on.activity]
    there = {challenge_of(board, section) for section in board.sections.values()}
    missing = [challenge for challenge in texts.challenges() if challenge not in there]
    if missing and len(there) < TOPICS:
        challenge = chance.choice(missing)
        await person.ask(AddSection(room=on.room, board=on.activity, id=texts.new_id(chance), challenge=challenge))


async def _type_all(
    person: Person, on: OnNow, lines: list[Line], seconds: float, pace: Pace, chance: random.Random
) -> None:
    words = sum(len(line.text.split()) for line in lines)
    for line in lines:
        await _type(person, on, line, seconds / max(1, words), pace, chance)
        person.types_at("")


async def _type(person: Person, on: OnNow, line: Line, a_word: float, pace: Pace, chance: random.Random) -> None:
    """Goes on where the line was left; lets it be once somebody else has changed it."""
    words = line.text.split()
    written = _begun(_text(person, on, line).value, words)
    while written < len(words):
        more = min(written + WORDS, len(words))
        person.types_at(f"{line.section}/{line.field}")
        await pace.think(a_word * (more - written), chance)
        for _ in range(TRIES):
            text = _text(person, on, line)
            after = _with_line(text.value, " ".join(words[:written]), " ".join(words[:more]))
            if after is None:
                return
            if await person.ask(
                EditText(
                    room=on.room,
                    board=on.activity,
                    section=line.section,
                    field=line.field,
                    revision=text.revision,
                    edit=replacing(text.value, after),
                    mark=texts.new_id(chance),
                )
            ):
                break
        else:
            return
        written = more


def _text(person: Person, on: OnNow, line: Line) -> Text:
    return person.room.boards[on.activity].texts.get(f"{line.section}/{line.field}", Text())


def _begun(value: str, words: list[str]) -> int:
    """How many of the words stand there as a line already."""
    lines = value.split("\n")
    return next((most for most in range(len(words), 0, -1) if " ".join(words[:most]) in lines), 0)


def _with_line(value: str, before: str, after: str) -> str | None:
    """The text with a line gone on with, or begun at the end: with its line end, as others begin there too."""
    if not before:
        return f"{value}{'' if not value or value.endswith(chr(10)) else chr(10)}{after}\n"
    lines = value.split("\n")
    if before not in lines:
        return None
    lines[lines.index(before)] = after
    return "\n".join(lines)
