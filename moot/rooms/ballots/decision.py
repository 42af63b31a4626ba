"""Decisions: which idea won a challenge, by which rule, and why. A run-off or a trainer's reason settles ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import TRAINERS, Change, Changes, Moment, Request, Seen, to_room
from moot.rooms.ballots.ballot import Ballot, BallotOpened, BallotSuspended, Tally
from moot.rooms.ballots.curtain import to_room_and_curtain
from moot.rooms.boards.gathered import gathered_anew
from moot.rooms.limits import REASON_LETTERS
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value
from moot.rooms.words import tidy

if TYPE_CHECKING:
    from moot.rooms.boards.board import Board
    from moot.rooms.room import Room
    from moot.rooms.workshop import Workshop

Rule = Literal["most-dots", "run-off", "trainer"]


class Decision(Value, kw_only=True):
    """The decision record of a challenge."""

    section: str
    note: str
    ballot: str
    """The last round; its result is repeated here, as it was."""
    result: tuple[Tally, ...]
    rule: Rule
    reason: str = ""
    by: str
    at: int


class ChooseWinner(Request):
    """A trainer confirms the top idea, or chooses among the tied or another one, with a reason."""

    by = TRAINERS
    room: str
    section: str
    note: str
    reason: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        key, board, ballot = _counted(workshop, self.room, self.section)
        reason = tidy(self.reason, REASON_LETTERS, lines=True, empty=True)
        first = board.ballots[f"{self.section}.1"]
        if self.note not in first.notes:
            raise Refused(Reason.NOT_ON_BALLOT)
        if self.note not in (note.id for note in board.standing(self.section)):
            raise Refused(Reason.NO_SUCH_NOTE)  # deleted, merged or moved since: nothing would hold it there
        clear = ballot.top() == (self.note,)
        if not clear and not reason:
            raise Refused(Reason.REASON_NEEDED)
        rule: Rule = "trainer" if not clear else "most-dots" if ballot.round == 1 else "run-off"
        decision = Decision(
            section=self.section,
            note=self.note,
            ballot=ballot.id,
            result=ballot.result,
            rule=rule,
            reason=reason,
            by=who,
            at=when.at,
        )
        return _with_gathered(workshop, self.room, key, (DecisionMade(room=self.room, board=key, decision=decision),))


class OpenRunOff(Request):
    """One more ballot, among the tied alone: a dot each."""

    by = TRAINERS
    room: str
    section: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        key, board, ballot = _counted(workshop, self.room, self.section)
        tied = [note.id for note in board.standing(self.section)]
        tied = [note for note in ballot.top() if note in tied]
        if len(tied) < 2:
            raise Refused(Reason.NO_TIE)
        if self.section in board.decisions:
            raise Refused(Reason.ALREADY)
        return (
            BallotOpened(
                room=self.room,
                board=key,
                ballot=f"{self.section}.{ballot.round + 1}",
                section=self.section,
                round=ballot.round + 1,
                notes=tuple(tied),
                dots_each=1,
                most=1,
            ),
        )


class WithdrawDecision(Request):
    by = TRAINERS
    room: str
    section: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        for key, board in workshop.room(self.room).boards.items():
            if self.section in board.decisions:
                withdrawn = DecisionWithdrawn(room=self.room, board=key, section=self.section)
                return _with_gathered(workshop, self.room, key, (withdrawn,))
        raise Refused(Reason.NO_DECISION)


def suspending(workshop: Workshop, room: Room, key: str) -> Changes:
    """Going back: run-offs and decisions are withdrawn; first rounds wait, with their dots and without their result."""
    board = room.boards[key]
    changes = (
        *(DecisionWithdrawn(room=room.id, board=key, section=section) for section in board.decisions),
        *(
            BallotSuspended(room=room.id, board=key, ballot=ballot.id)
            for ballot in board.ballots.values()
            if ballot.state != "waiting"
        ),
    )
    return _with_gathered(workshop, room.id, key, changes)


def _with_gathered(workshop: Workshop, room: str, key: str, changes: Changes) -> Changes:
    """And what stands beside a canvas because of it."""
    return (*changes, *gathered_anew(workshop.after(changes), room, key))


def last_round(board: Board, section: str) -> Ballot | None:
    return max((b for b in board.ballots.values() if b.section == section), key=lambda b: b.round, default=None)


def _counted(workshop: Workshop, room: str, section: str) -> tuple[str, Board, Ballot]:
    """The last ballot of a section, once it is closed."""
    for key, board in workshop.room(room).boards.items():
        if section in board.sections:
            ballot = last_round(board, section)
            if ballot is None:
                raise Refused(Reason.NO_SUCH_BALLOT)
            if ballot.state != "closed":
                raise Refused(Reason.BALLOT_OPEN)
            return key, board, ballot
    raise Refused(Reason.NO_SUCH_SECTION)


class DecisionMade(Change):
    room: str
    board: str
    decision: Decision

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_part(self.room, self.board, "decisions", self.decision.section, self.decision)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_curtain(after, self.room, self)


class DecisionWithdrawn(Change):
    room: str
    board: str
    section: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.without_part(self.room, self.board, "decisions", self.section)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room(self.room, self)
