"""How a simulated trainer settles what was voted on: the top idea wins; ties get a run-off, or a reason."""

from __future__ import annotations

import asyncio
import random

from moot.rooms.ballots.ballot import Ballot, CloseBallot
from moot.rooms.ballots.decision import ChooseWinner, OpenRunOff, last_round
from moot.rooms.limits import GRACE_MS
from moot.rooms.room import Room
from moot.server.rehearsal.pace import RUN_OFF, Pace
from moot.server.rehearsal.person import OnNow, Person

REASON = "They were tied; with this one we can begin next week."


async def settle(trainer: Person, room: str, pace: Pace, chance: random.Random) -> None:
    """Every challenge of a room that has no winner yet, as long as the room selects."""
    on = trainer.on_now(room)
    assert on is not None
    for section in sorted(trainer.view.rooms[room].boards[on.activity].sections):
        while (ballot := _undecided(trainer, on, section)) and _same_stage(trainer, on):
            if ballot.state == "open":
                await pace.pause(RUN_OFF)
                await trainer.ask(CloseBallot(room=room, ballot=ballot.id))
            elif ballot.state == "closing":
                await asyncio.sleep(GRACE_MS / 10_000)
            else:
                await pace.think(2, chance)
                await _decide(trainer, trainer.view.rooms[room], section, ballot)


def _same_stage(trainer: Person, on: OnNow) -> bool:
    now = trainer.on_now(on.room)
    return now is not None and now.state != "paused" and now.started == on.started


def _undecided(trainer: Person, on: OnNow, section: str) -> Ballot | None:
    board = trainer.view.rooms[on.room].boards[on.activity]
    ballot = last_round(board, section)
    return None if section in board.decisions or ballot is None or ballot.state == "waiting" else ballot


async def _decide(trainer: Person, room: Room, section: str, ballot: Ballot) -> None:
    top = ballot.top()
    if len(top) == 1:
        await trainer.ask(ChooseWinner(room=room.id, section=section, note=top[0]))
    elif ballot.round == 1 and room.number % 2:
        await trainer.ask(OpenRunOff(room=room.id, section=section))
    else:
        await trainer.ask(ChooseWinner(room=room.id, section=section, note=top[0], reason=REASON))
