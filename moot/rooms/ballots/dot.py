"""Dots: placed and taken back until the ballot closes. Who placed which is known to themselves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import PARTICIPANTS, Change, Changes, Moment, Request, Seen, own
from moot.rooms.ballots.ballot import Ballot, found
from moot.rooms.ballots.turnout import counted
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import put, without

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class PlaceDot(Request):
    by = PARTICIPANTS
    room: str
    ballot: str
    note: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        key, ballot = voting(workshop, self.room, self.ballot, who, when)
        may_place(ballot, self.note, who)
        placed = DotPlaced(room=self.room, board=key, ballot=ballot.id, note=self.note, by=who)
        known = who in ballot.voted and who not in ballot.entered
        return (placed,) if known else (placed, counted(self.room, key, ballot, who, True))


class TakeDot(Request):
    """Takes a dot of one's own back, until the ballot closes."""

    by = PARTICIPANTS
    room: str
    ballot: str
    note: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        key, ballot = voting(workshop, self.room, self.ballot, who, when)
        mine = ballot.dots.get(who, {})
        if not mine.get(self.note):
            raise Refused(Reason.NO_DOT_HERE)
        taken = DotTaken(room=self.room, board=key, ballot=ballot.id, note=self.note, by=who)
        left = sum(mine.values()) > 1
        known = left and who not in ballot.entered
        return (taken,) if known else (taken, counted(self.room, key, ballot, who, left))


def may_place(ballot: Ballot, note: str, who: str) -> None:
    """Raises `Refused` where `who` has no dot for it."""
    if note not in ballot.notes:
        raise Refused(Reason.NOT_ON_BALLOT)
    mine = ballot.dots.get(who, {})
    if sum(mine.values()) >= ballot.dots_each:
        raise Refused(Reason.NO_DOTS_LEFT)
    if mine.get(note, 0) >= ballot.most:
        raise Refused(Reason.NO_MORE_ON_THIS_NOTE)


def voting(workshop: Workshop, room: str, ballot: str, who: str, when: Moment) -> tuple[str, Ballot]:
    workshop.own_room(room, who)
    key, asked = found(workshop, room, ballot)
    if asked.state == "waiting":
        raise Refused(Reason.BALLOT_NOT_OPEN)
    if asked.state == "closed" or (asked.state == "closing" and when.at > asked.closes):
        raise Refused(Reason.BALLOT_CLOSED)
    return key, asked


class DotPlaced(Change):
    room: str
    board: str
    ballot: str
    note: str
    by: str
    dots: int = 1
    """More than one only in a fresh view, where all dots on a note come at once."""

    def evolve(self, workshop: Workshop) -> Workshop:
        return _with_dots(workshop, self, self.dots)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((own(self.room, self.by), self),)


class DotTaken(Change):
    room: str
    board: str
    ballot: str
    note: str
    by: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return _with_dots(workshop, self, -1)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((own(self.room, self.by), self),)


def _with_dots(workshop: Workshop, change: DotPlaced | DotTaken, by: int) -> Workshop:
    board = workshop.board(change.room, change.board)
    ballot = board.ballots.get(change.ballot) if board else None
    if ballot is None:
        return workshop
    mine = ballot.dots.get(change.by, {})
    number = mine.get(change.note, 0) + by
    mine = put(mine, change.note, number) if number > 0 else without(mine, change.note)
    dots = put(ballot.dots, change.by, mine) if mine else without(ballot.dots, change.by)
    return workshop.with_changed(change.room, change.board, "ballots", change.ballot, dots=dots)
