"""Ballots: sealed votes with dots. One for a section, or for its tied ideas; nobody sees a count before it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import TRAINERS, Change, Changes, Moment, Request, Seen, to_room
from moot.rooms.ballots.curtain import to_room_and_curtain
from moot.rooms.limits import GRACE_MS
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed

if TYPE_CHECKING:
    from moot.rooms.boards.board import Board
    from moot.rooms.programmes.programme import Stage
    from moot.rooms.room import Room
    from moot.rooms.workshop import Workshop


class Tally(Value):
    note: str
    dots: int


class Ballot(Value, kw_only=True):
    """`waiting` (suspended, dots kept) → `open` → `closing` (the grace) → `closed` (with its result)."""

    id: str
    section: str
    round: int = 1
    """2, 3 …: run-offs among the tied of the round before."""
    notes: tuple[str, ...]
    dots_each: int
    most: int
    state: Literal["waiting", "open", "closing", "closed"] = "open"
    closes: int = 0
    """While closing: until when dots are taken."""
    dots: dict[str, dict[str, int]] = {}
    """By person, then note. One's own only, in a view."""
    voted: dict[str, bool] = {}
    """Who has placed a dot. Trainers only, in a view."""
    result: tuple[Tally, ...] = ()
    """Once closed: most dots first."""
    excused: dict[str, bool] = {}
    """Who is not waited for. Trainers only, in a view."""
    entered: dict[str, str] = {}
    """For whom which trainer entered the dots. Trainers only, in a view."""

    def sealed(self, *, turnout: bool) -> Ballot:
        if turnout:
            return changed(self, dots={})
        return changed(self, dots={}, voted={}, excused={}, entered={})

    def top(self) -> tuple[str, ...]:
        """The notes with the most dots: several when they are tied. Everything, when nobody voted."""
        return tuple(tally.note for tally in self.result if tally.dots == self.result[0].dots)


class OpenBallot(Request):
    """Opens the ballot of one section, where a trainer opens them one by one."""

    by = TRAINERS
    room: str
    section: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room = workshop.room(self.room)
        planned = workshop.plan(room.run) if room.run else None
        if room.run is None or planned is None or planned.does != "vote":
            raise Refused(Reason.NOT_NOW)
        board = room.boards[room.run.activity]
        board.section(self.section)
        current = board.ballots.get(f"{self.section}.1")
        if current and takes_dots(current):
            raise Refused(Reason.ALREADY)
        if self.section in board.decisions or f"{self.section}.2" in board.ballots:
            raise Refused(Reason.BALLOT_CLOSED)
        changes = _opened(room, room.run.activity, self.section, planned)
        if not changes:
            raise Refused(Reason.NO_SUCH_NOTE)
        return changes


class CloseBallot(Request):
    """Closes one ballot, a run-off too; dots that are under way are taken for the grace."""

    by = TRAINERS
    room: str
    ballot: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        key, ballot = found(workshop, self.room, self.ballot)
        if ballot.state != "open":
            raise Refused(Reason.BALLOT_NOT_OPEN)
        return (BallotClosing(room=self.room, board=key, ballot=ballot.id, closes=when.at + GRACE_MS),)


def found(workshop: Workshop, room: str, ballot: str) -> tuple[str, Ballot]:
    """A ballot of a room, and the key of its board."""
    for key, board in workshop.room(room).boards.items():
        if ballot in board.ballots:
            return key, board.ballots[ballot]
    raise Refused(Reason.NO_SUCH_BALLOT)


def opening(room: Room, key: str, planned: Stage) -> Changes:
    """Opens a ballot for every section that has ideas and no closed ballot."""
    ballots = room.boards[key].ballots
    fresh = (s for s in room.boards[key].sections if (b := ballots.get(f"{s}.1")) is None or b.state == "waiting")
    return tuple(change for section in fresh for change in _opened(room, key, section, planned))


def closing(room: Room, now: int) -> Changes:
    """Every open ballot of a room goes into its grace."""
    return tuple(
        BallotClosing(room=room.id, board=key, ballot=ballot.id, closes=now + GRACE_MS)
        for key, ballot in _ballots(room, "open")
    )


def closings(room: Room) -> list[int]:
    """When graces end, in milliseconds."""
    return [ballot.closes for _, ballot in _ballots(room, "closing")]


def due(room: Room, now: int) -> Changes:
    """Ballots whose grace is over are counted."""
    return tuple(
        BallotClosed(room=room.id, board=key, ballot=ballot.id, result=count(ballot, room.boards[key]))
        for key, ballot in _ballots(room, "closing")
        if ballot.closes <= now
    )


def count(ballot: Ballot, board: Board) -> tuple[Tally, ...]:
    """Most dots first; among equals in the order of the board."""
    totals = dict.fromkeys(ballot.notes, 0)
    for dots in ballot.dots.values():
        for note, number in dots.items():
            totals[note] += number
    return tuple(Tally(note, dots) for note, dots in sorted(totals.items(), key=lambda item: -item[1]))


def takes_dots(ballot: Ballot) -> bool:
    """Open, or in its grace."""
    return ballot.state in ("open", "closing")


def ballots_of(room: Room) -> list[tuple[str, Ballot]]:
    """Each with the key of its board."""
    return [(key, ballot) for key, board in room.boards.items() for ballot in board.ballots.values()]


def _ballots(room: Room, state: str) -> list[tuple[str, Ballot]]:
    return [(key, ballot) for key, ballot in ballots_of(room) if ballot.state == state]


def _opened(room: Room, key: str, section: str, planned: Stage) -> Changes:
    board = room.boards[key]
    notes = tuple(note.id for note in board.standing(section))
    if not notes:
        return ()
    return (
        BallotOpened(
            room=room.id,
            board=key,
            ballot=f"{section}.1",
            section=section,
            round=1,
            notes=notes,
            dots_each=planned.dots,
            most=planned.most,
        ),
    )


class BallotOpened(Change, kw_only=True):
    """Anew, or again: dots on ideas that are still there are kept, as far as its limits go.

    Whoever had voted has: were those told who lost all of their dots, trainers would see whom an idea that is gone had
    them from.
    """

    room: str
    board: str
    ballot: str
    section: str
    round: int
    notes: tuple[str, ...]
    dots_each: int
    most: int

    def evolve(self, workshop: Workshop) -> Workshop:
        board = workshop.board(self.room, self.board)
        if board is None:
            return workshop
        known = board.ballots.get(self.ballot)
        ballot = Ballot(
            id=self.ballot,
            section=self.section,
            round=self.round,
            notes=self.notes,
            dots_each=self.dots_each,
            most=self.most,
            dots=_kept(known.dots, self) if known else {},
            voted=known.voted if known else {},
            excused=known.excused if known else {},
            entered=known.entered if known else {},
        )
        return workshop.with_part(self.room, self.board, "ballots", ballot.id, ballot)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_curtain(after, self.room, self)


def _kept(dots: dict[str, dict[str, int]], opened: BallotOpened) -> dict[str, dict[str, int]]:
    """Of each person, the dots they placed first; the programme may give fewer than before."""
    kept: dict[str, dict[str, int]] = {}
    for person, placed in dots.items():
        mine, left = dict[str, int](), opened.dots_each
        for note, number in placed.items():
            if note in opened.notes and (still := min(number, opened.most, left)):
                mine[note], left = still, left - still
        if mine:
            kept[person] = mine
    return kept


class BallotClosing(Change):
    room: str
    board: str
    ballot: str
    closes: int

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_changed(self.room, self.board, "ballots", self.ballot, state="closing", closes=self.closes)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room(self.room, self)


class BallotClosed(Change):
    room: str
    board: str
    ballot: str
    result: tuple[Tally, ...]

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_changed(
            self.room, self.board, "ballots", self.ballot, state="closed", closes=0, result=self.result
        )

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_curtain(after, self.room, self)


class BallotSuspended(Change):
    """Going back: a first round keeps its dots and waits; a run-off is gone."""

    room: str
    board: str
    ballot: str

    def evolve(self, workshop: Workshop) -> Workshop:
        board = workshop.board(self.room, self.board)
        ballot = board.ballots.get(self.ballot) if board else None
        if ballot and ballot.round > 1:
            return workshop.without_part(self.room, self.board, "ballots", self.ballot)
        return workshop.with_changed(
            self.room, self.board, "ballots", self.ballot, state="waiting", closes=0, result=()
        )

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room(self.room, self)
