"""The shared texts of challenges: each person types a line of their own, while others type too."""

from __future__ import annotations

import random

from moot.rooms.boards.section import AddSection
from moot.server.rehearsal import texts
from moot.server.rehearsal.notes import challenge_of, place_of
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.pen import Field, Line, type_all
from moot.server.rehearsal.person import OnNow, Person

TOPICS = 4
"""As many challenges as a group gets through."""


async def define(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """One adds a challenge that is missing; then the root causes are typed, several in one field."""
    rank, of = place_of(person)
    await pace.think(2, chance)
    if rank == of - 1:
        await _add_challenge(person, on, chance)
    await pace.think(2, chance)
    board = person.room.boards[on.activity]
    causes = [
        Line(Field(on.room, on.activity, section.id, "causes"), cause)
        for section in board.sections.values()
        for cause in texts.causes(challenge_of(board, section))
    ]
    await type_all(person, causes[rank::of], SECONDS["define"] * 0.5, pace, chance)


async def detail(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """The plans of the winners, a line each."""
    (rank, of), board = place_of(person), person.room.boards[on.activity]
    lines = [
        Line(Field(on.room, on.activity, section, field), line)
        for section, decision in board.decisions.items()
        if decision.note in board.notes
        for field, sentences in texts.plan(board.notes[decision.note].text).items()
        for line in sentences
    ]
    await type_all(person, lines[rank::of], SECONDS["detail"] * 0.6, pace, chance)


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
