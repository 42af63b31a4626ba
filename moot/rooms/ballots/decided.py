"""All decisions of a workshop with their words: which idea won which challenge. Made from a view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from moot.rooms.ballots.decision import Decision
from moot.rooms.boards.lineage import challenge_of
from moot.rooms.shape import Value

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class Decided(Value, kw_only=True):
    """A challenge for which an idea won."""

    room: str
    board: str
    challenge: str
    winner: str
    """What the idea says."""
    decision: Decision


def decided(view: Workshop) -> Iterator[Decided]:
    """In the order of rooms and boards, as far as they are in the view."""
    for room in view.rooms.values():
        for key, board in room.boards.items():
            for section, decision in board.decisions.items():
                note = board.notes.get(decision.note)
                yield Decided(
                    room=room.id,
                    board=key,
                    challenge=challenge_of(board, section),
                    winner=note.text if note else "",
                    decision=decision,
                )
