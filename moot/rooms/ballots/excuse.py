"""Excused from a vote: whoever does not vote this time is not waited for, and does not count in the turnout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, Change, Changes, Moment, Request, Seen, watchers
from moot.rooms.ballots.ballot import ballots_of, found, takes_dots
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import put, without

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class ExcuseVoter(Request, kw_only=True):
    """From a ballot that is open, or not after all. Who is excused may vote nevertheless, and then counts."""

    by = TRAINERS
    room: str
    ballot: str = ""
    """Empty: all that are open in the room."""
    person: str
    excused: bool = True

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        meant = [found(workshop, self.room, self.ballot)] if self.ballot else ballots_of(workshop.room(self.room))
        person = workshop.person(self.person)
        if person.role != "participant" or person.room != self.room:
            raise Refused(Reason.NO_SUCH_PERSON)
        meant = [(board, ballot) for board, ballot in meant if takes_dots(ballot)]
        if not meant:
            raise Refused(Reason.BALLOT_NOT_OPEN)
        changes = tuple(
            VoterExcused(room=self.room, board=board, ballot=ballot.id, person=self.person, excused=self.excused)
            for board, ballot in meant
            if (self.person in ballot.excused) != self.excused
        )
        if not changes:
            raise Refused(Reason.ALREADY)
        return changes


class VoterExcused(Change):
    room: str
    board: str
    ballot: str
    person: str
    excused: bool

    def evolve(self, workshop: Workshop) -> Workshop:
        board = workshop.board(self.room, self.board)
        ballot = board.ballots.get(self.ballot) if board else None
        if ballot is None:
            return workshop
        excused = put(ballot.excused, self.person, True) if self.excused else without(ballot.excused, self.person)
        return workshop.with_changed(self.room, self.board, "ballots", self.ballot, excused=excused)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((watchers(self.room), self),)
