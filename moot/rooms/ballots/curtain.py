"""Results on the projector build up place by place: the third, the second, the first. Behind the curtain is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Change, Renewed, Seen, members, screens, watchers
from moot.rooms.shape import changed
from moot.rooms.stages.message import ALL_PLACES, Shown

if TYPE_CHECKING:
    from moot.rooms.ballots.ballot import Ballot, Tally
    from moot.rooms.boards.board import Board
    from moot.rooms.workshop import Workshop


def places_seen(shown: Shown) -> int:
    """How many places of a result the projector has, from the third on; 0: none, `ALL_PLACES`: all of it."""
    return {"results": shown.step, "winners": ALL_PLACES, "decisions": ALL_PLACES}.get(shown.what, 0)


def behind_curtain(board: Board, seen: int) -> Board:
    """A board as the projector has it: what was decided comes with the first place."""
    if seen >= ALL_PLACES:
        return board
    rounds: dict[str, int] = {}
    for ballot in board.ballots.values():
        rounds[ballot.section] = max(ballot.round, rounds.get(ballot.section, 1))

    def cut(ballot: Ballot) -> Ballot:
        return _cut(ballot, seen if ballot.round == rounds[ballot.section] else 0)

    return changed(board, ballots={key: cut(ballot) for key, ballot in board.ballots.items()}, decisions={})


def places(result: tuple[Tally, ...], seen: int) -> tuple[Tally, ...]:
    """Those of a result that are at the third place and above, as far as they are seen; who is tied is so together."""
    if seen >= ALL_PLACES:
        return result
    dots = sorted({tally.dots for tally in result if tally.dots}, reverse=True)[ALL_PLACES - seen : ALL_PLACES]
    return tuple(tally for tally in result if tally.dots in dots)


def to_room_and_curtain(after: Workshop, room: str, change: Change) -> Seen:
    """All who see the board of a room; a projector before all is shown gets what it may have of it."""
    on_screen = change if places_seen(after.shown) >= ALL_PLACES else Renewed()
    return ((members(room), change), (watchers(room), change), (screens(room), on_screen))


def _cut(ballot: Ballot, seen: int) -> Ballot:
    """A run-off is among the first: its ideas are not named before they are shown."""
    result = places(ballot.result, seen)
    notes = tuple(tally.note for tally in result) if ballot.round > 1 else ballot.notes
    return changed(ballot, result=result, notes=notes)
