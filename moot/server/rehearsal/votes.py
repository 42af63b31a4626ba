"""Votes of simulated people: dots placed, some taken back; and one more where ideas are tied."""

from __future__ import annotations

import random

from moot.rooms.ballots.ballot import Ballot
from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.boards.board import Board
from moot.server.rehearsal import texts
from moot.server.rehearsal.finishing import finish
from moot.server.rehearsal.notes import place_of
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.person import OnNow, Person

DOUBTS = 0.12
"""How often somebody takes a dot back and places it elsewhere."""
LIKED, CONVINCED = 6.0, 1000.0
"""How much more an idea draws a dot than others do: one that somebody has thought through; one's own of two."""


async def place_dots(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """All the dots one has, ballot by ballot, and says so."""
    ballots = [ballot for ballot in person.room.boards[on.activity].ballots.values() if ballot.state == "open"]
    seconds = SECONDS["vote"] * 0.75 / max(1, sum(ballot.dots_each for ballot in ballots))
    chance.shuffle(ballots)
    for ballot in ballots:
        board = person.room.boards[on.activity]
        for note in _choices(person, board, ballot, chance):
            await pace.think(seconds, chance)
            placed = await person.ask(PlaceDot(room=on.room, ballot=ballot.id, note=note))
            if placed and chance.random() < DOUBTS:
                await pace.think(1, chance)
                if await person.ask(TakeDot(room=on.room, ballot=ballot.id, note=note)):
                    await pace.think(1, chance)
                    await person.ask(PlaceDot(room=on.room, ballot=ballot.id, note=note))
    await finish(person)


async def vote_in_run_offs(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """One dot among the tied, each time there is such a ballot."""
    while True:
        for ballot in person.room.boards[on.activity].ballots.values():
            if ballot.state == "open" and ballot.round > 1 and not _mine(person, ballot):
                await pace.think(4, chance)
                note = ballot.notes[place_of(person)[0] % 3 % len(ballot.notes)]  # two in three agree
                await person.ask(PlaceDot(room=on.room, ballot=ballot.id, note=note))
                break
        else:
            await person.news()


def _choices(person: Person, board: Board, ballot: Ballot, chance: random.Random) -> list[str]:
    """Where the dots go that are left: at most so many on one idea."""
    placed = dict(_mine(person, ballot))
    liked = {note: _liking(person, board, ballot, note) for note in ballot.notes}
    chosen: list[str] = []
    while sum(placed.values()) < ballot.dots_each:
        free = [note for note in ballot.notes if placed.get(note, 0) < ballot.most]
        if not free:
            break
        note = chance.choices(free, [liked[note] for note in free])[0]
        placed[note] = placed.get(note, 0) + 1
        chosen.append(note)
    return chosen


def _liking(person: Person, board: Board, ballot: Ballot, note: str) -> float:
    """On the last challenge opinions are divided: half of the people want one idea, half another."""
    favourites = sorted(ballot.notes, key=lambda n: n not in board.notes or not texts.is_planned(board.notes[n].text))
    rank = favourites.index(note)
    if ballot.section == max(board.sections.values(), key=lambda section: section.order).id and rank < 2:
        return CONVINCED if rank == place_of(person)[0] % 2 else 1 / CONVINCED
    return LIKED if rank == 0 else 1.0


def _mine(person: Person, ballot: Ballot) -> dict[str, int]:
    return ballot.dots.get(person.you, {})
