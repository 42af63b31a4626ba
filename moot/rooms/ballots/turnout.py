"""Turnout: who has voted, which trainers see while a ballot is open; never for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Change, Seen, watchers
from moot.rooms.shape import put, without

if TYPE_CHECKING:
    from moot.rooms.ballots.ballot import Ballot
    from moot.rooms.workshop import Workshop


def counted(room: str, key: str, ballot: Ballot, who: str, voted: bool, entered: str = "") -> VoterCounted:
    return VoterCounted(room=room, board=key, ballot=ballot.id, person=who, voted=voted, entered=entered)


class VoterCounted(Change):
    """Somebody has placed their first dot, or taken their last one back."""

    room: str
    board: str
    ballot: str
    person: str
    voted: bool
    entered: str = ""
    """The trainer who entered all of their dots; empty: they vote themselves."""

    def evolve(self, workshop: Workshop) -> Workshop:
        board = workshop.board(self.room, self.board)
        ballot = board.ballots.get(self.ballot) if board else None
        if ballot is None:
            return workshop
        voted = put(ballot.voted, self.person, True) if self.voted else without(ballot.voted, self.person)
        entered = without(ballot.entered, self.person)
        if self.voted and self.entered:
            entered = put(entered, self.person, self.entered)
        return workshop.with_changed(self.room, self.board, "ballots", self.ballot, voted=voted, entered=entered)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((watchers(self.room), self),)
