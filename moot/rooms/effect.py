"""What a request would do, before it is asked: so that a trainer's screen can say to how many people it does it."""

from __future__ import annotations

from moot.rooms.asking import Moment, Request
from moot.rooms.ballot import BallotClosing, BallotOpened
from moot.rooms.decision import DecisionWithdrawn
from moot.rooms.feedback import FeedbackGiven
from moot.rooms.refusals import Reason, Refused
from moot.rooms.reveal import NotesRevealed
from moot.rooms.review import ReviewsAssigned
from moot.rooms.shape import Value
from moot.rooms.stage import StageStarted
from moot.rooms.workshop import Workshop, decide


class Effect(Value, kw_only=True):
    """Counts over all rooms that it touches."""

    why: Reason | None = None
    """It would be refused."""
    rooms: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    """The stages that would start, as `activity/stage`; of several rooms by their order."""
    reveals: int = 0
    """Private notes that all would see."""
    opens: int = 0
    """Ballots; run-offs too."""
    closes: int = 0
    withdraws: int = 0
    """Decisions."""
    assigns: int = 0
    """People who give feedback to others than before."""
    releases: int = 0
    """Feedback that its owner would see."""


def effect_of(workshop: Workshop, request: Request, who: str, when: Moment) -> Effect:
    """What `who` would bring about by asking this now; nothing happens."""
    try:
        changes = decide(workshop, request, who, when)
    except Refused as refused:
        return Effect(why=refused.reason)
    rooms = dict.fromkeys(str(room) for change in changes if (room := getattr(change, "room", "")))
    shown = [workshop.board(change.room, change.board) for change in changes if isinstance(change, NotesRevealed)]
    started = dict.fromkeys(f"{c.run.activity}/{c.run.stage}" for c in changes if isinstance(c, StageStarted))
    return Effect(
        rooms=tuple(rooms),
        stages=tuple(started),
        reveals=sum(note.private and not note.deleted_by for board in shown if board for note in board.notes.values()),
        opens=sum(isinstance(change, BallotOpened) for change in changes),
        closes=sum(isinstance(change, BallotClosing) for change in changes),
        withdraws=sum(isinstance(change, DecisionWithdrawn) for change in changes),
        assigns=sum(_others(workshop, change) for change in changes if isinstance(change, ReviewsAssigned)),
        releases=sum(isinstance(change, FeedbackGiven) and _releases(workshop, change) for change in changes),
    )


def _others(workshop: Workshop, assigned: ReviewsAssigned) -> int:
    before = workshop.reviews.get(assigned.activity, {})
    return sum(set(owners) != set(before.get(giver, ())) for giver, owners in assigned.reviews.items())


def _releases(workshop: Workshop, given: FeedbackGiven) -> bool:
    known = workshop.canvas(given.canvas).feedback.get(given.feedback.id)
    return given.feedback.released and known is not None and not known.released
