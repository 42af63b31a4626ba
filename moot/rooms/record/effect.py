"""What a request would do, before it is asked: so that a trainer's screen can say to how many people it does it."""

from __future__ import annotations

from moot.rooms.asking import Change, Changes, Moment, Request
from moot.rooms.ballots.ballot import BallotClosing, BallotOpened, takes_dots
from moot.rooms.ballots.decision import DecisionWithdrawn
from moot.rooms.ballots.excuse import VoterExcused
from moot.rooms.boards.board import Board
from moot.rooms.boards.note import NoteEdited
from moot.rooms.boards.reveal import NotesRevealed
from moot.rooms.boards.spotlight import SpotlightSet, SpotlightShown
from moot.rooms.canvases.cell import CellWritten
from moot.rooms.canvases.feedback import FeedbackGiven
from moot.rooms.canvases.review import ReviewsAssigned
from moot.rooms.people.people import PersonRemoved
from moot.rooms.programmes.change import ProgrammeChanged
from moot.rooms.record.taking_back import CommandTakenBack, TakeBack, in_the_way
from moot.rooms.refusals import Reason, Refused
from moot.rooms.room import Room
from moot.rooms.shape import Value
from moot.rooms.stages.call import CallChanged
from moot.rooms.stages.stage import StageStarted
from moot.rooms.stages.timetable import LengthSet, SessionsTimed
from moot.rooms.texts.text import Text
from moot.rooms.workshop import Workshop, decide

WORDS = 3
REACH_ALL = (ProgrammeChanged, SessionsTimed, LengthSet, CallChanged, SpotlightSet, SpotlightShown)


class Effect(Value, kw_only=True):
    """Counts over all rooms that it touches."""

    why: Reason | None = None
    """It would be refused."""
    behind: tuple[int, ...] = ()
    """The commands that stand in the way of taking one back, the newest first."""
    rooms: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    """The stages that would start or go on, as `activity/stage`; of several rooms by their order."""
    reveals: int = 0
    """Private notes that all would see."""
    hides: int = 0
    """Notes that only their authors would see again."""
    opens: int = 0
    """Ballots; run-offs too."""
    closes: int = 0
    excuses: int = 0
    """Ballots that would no longer wait for somebody. Nobody in the room notices."""
    withdraws: int = 0
    """Decisions."""
    decides: int = 0
    """Decisions that would stand again."""
    moves: int = 0
    """People who would sit in another room."""
    removes: int = 0
    """People who could come in no longer."""
    assigns: int = 0
    """People who give feedback to others than before."""
    releases: int = 0
    """Feedback that its owner would see."""
    replaces: int = 0
    """Texts that would say something else."""
    words: tuple[str, ...] = ()
    """What the first of these say."""


def effect_of(workshop: Workshop, request: Request, who: str, when: Moment) -> Effect:
    """What `who` would bring about by asking this now; nothing happens."""
    try:
        changes = decide(workshop, request, who, when)
    except Refused as refused:
        behind = in_the_way(workshop, request.command) if isinstance(request, TakeBack) else ()
        return Effect(why=refused.reason, behind=behind)
    if isinstance(request, TakeBack):
        return _of_taking_back(workshop, workshop.after(changes), changes)
    felt = [change for change in changes if not isinstance(change, VoterExcused)]
    rooms = dict.fromkeys(str(room) for change in felt if (room := getattr(change, "room", "")))
    if any(isinstance(change, REACH_ALL) for change in changes):
        rooms = dict.fromkeys(workshop.rooms)
    shown = [workshop.board(change.room, change.board) for change in changes if isinstance(change, NotesRevealed)]
    started = dict.fromkeys(f"{c.run.activity}/{c.run.stage}" for c in changes if isinstance(c, StageStarted))
    replaced = [text for change in changes if (text := _replaced(workshop, change))]
    return Effect(
        rooms=tuple(rooms),
        stages=tuple(started),
        reveals=sum(note.private and not note.deleted_by for board in shown if board for note in board.notes.values()),
        opens=sum(isinstance(change, BallotOpened) for change in changes),
        closes=sum(isinstance(change, BallotClosing) for change in changes),
        excuses=sum(isinstance(change, VoterExcused) and change.excused for change in changes),
        withdraws=sum(isinstance(change, DecisionWithdrawn) for change in changes),
        moves=_moved(workshop, workshop.after(changes)),
        removes=sum(isinstance(change, PersonRemoved) for change in changes),
        assigns=sum(_others(workshop, change) for change in changes if isinstance(change, ReviewsAssigned)),
        replaces=len(replaced),
        words=tuple(replaced[:WORDS]),
        releases=sum(isinstance(change, FeedbackGiven) and _releases(workshop, change) for change in changes),
    )


def _of_taking_back(workshop: Workshop, back: Workshop, changes: Changes) -> Effect:
    command = next(change.command for change in changes if isinstance(change, CommandTakenBack))
    places = [one.path for one in workshop.did.get(command, ())]
    rooms = [room for room in dict.fromkeys(path[1] for path in places if path[0] == "rooms") if room in back.rooms]
    pairs = [(workshop.rooms[room], back.rooms[room]) for room in rooms if room in workshop.rooms]
    boards = [(now.boards.get(key, Board()), then) for now, room in pairs for key, then in room.boards.items()]
    return Effect(
        rooms=tuple(rooms),
        stages=tuple(dict.fromkeys(name for now, then in pairs if (name := _other_stage(now, then)))),
        hides=sum(
            then.private and not now.notes[id].private
            for now, b in boards
            for id, then in b.notes.items()
            if id in now.notes
        ),
        opens=sum(_opened(now, key) for now, b in boards for key, then in b.ballots.items() if then.state == "open"),
        closes=sum(_open(now, key) and not _open(then, key) for now, then in boards for key in now.ballots),
        withdraws=sum(key not in then.decisions for now, then in boards for key in now.decisions),
        decides=sum(key not in now.decisions for now, then in boards for key in then.decisions),
        moves=_moved(workshop, back),
    )


def _other_stage(now: Room, then: Room) -> str:
    is_other = then.run and (now.run is None or (now.run.name, now.run.started) != (then.run.name, then.run.started))
    return f"{then.run.activity}/{then.run.stage}" if then.run and is_other else ""


def _open(board: Board, ballot: str) -> bool:
    return ballot in board.ballots and takes_dots(board.ballots[ballot])


def _opened(now: Board, ballot: str) -> bool:
    return ballot not in now.ballots or now.ballots[ballot].state != "open"


def _moved(before: Workshop, after: Workshop) -> int:
    return sum(before.people[id].room != one.room for id, one in after.people.items() if id in before.people)


def _replaced(workshop: Workshop, change: Change) -> str:
    """What stands now where the change writes."""
    match change:
        case NoteEdited(room=room, board=key, note=note) if board := workshop.board(room, key):
            return board.notes[note].text if note in board.notes and board.notes[note].text != change.text else ""
        case CellWritten(canvas=canvas, place=place):
            return workshop.canvas(canvas).texts.get(place, Text()).value
    return ""


def _others(workshop: Workshop, assigned: ReviewsAssigned) -> int:
    before = workshop.reviews.get(assigned.activity, {})
    return sum(set(owners) != set(before.get(giver, ())) for giver, owners in assigned.reviews.items())


def _releases(workshop: Workshop, given: FeedbackGiven) -> bool:
    known = workshop.canvas(given.canvas).feedback.get(given.feedback.id)
    return given.feedback.released and known is not None and not known.released
