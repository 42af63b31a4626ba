"""What a trainer commands from the console: for all rooms or one, and by what people know that it came."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from moot.rooms.ballots.ballot import Ballot, CloseBallot
from moot.rooms.ballots.decision import ChooseWinner, WithdrawDecision
from moot.rooms.ballots.excuse import ExcuseVoter
from moot.rooms.boards.board import Board
from moot.rooms.boards.hiding import HideNote, ShowAgain
from moot.rooms.boards.merge import MergeNotes, UnmergeNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection
from moot.rooms.boards.spotlight import EndSpotlight, ShowToAll
from moot.rooms.past.snapshot import TakeSnapshot
from moot.rooms.people.device import ShareDevice, WithdrawDevice
from moot.rooms.people.groups import MovePerson
from moot.rooms.people.on_behalf import AddNoteFor, PlaceDotFor
from moot.rooms.people.people import RemovePerson, RestorePerson
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.stages.call import CallBack, EndCall
from moot.rooms.stages.lock import Lock
from moot.rooms.stages.meeting import SetMeeting
from moot.rooms.stages.message import SendMessage, Show, Shown
from moot.rooms.stages.sequence import RunByItself
from moot.rooms.stages.stage import ExtendStage, GoBack, NextStage, PauseStage, ResumeStage
from moot.rooms.stages.timetable import SetLength
from moot.rooms.workshop import Workshop
from moot.server.rehearsal.texts import new_id

A_VIEW = "welcome"
"""What people get where so much changes that they see all of it anew."""
WORDS = "Ten minutes more, and please write down who does it."


class Command(NamedTuple):
    name: str
    request: FROM_PEOPLE | None
    """None: the last one is taken back."""
    sees: str = ""
    """The tag of what people hear; empty: trainers alone do, the projector, or the one whom it is about."""
    room: str = ""
    """Whose people see it; empty: those of all rooms."""


def for_all(workshop: Workshop, activity: str, stage: str, chance: random.Random) -> Iterator[Command]:
    """What is given in any stage. Each is undone, so that all can be given again."""
    yield Command("pause, all rooms", PauseStage(), "stage-paused")
    yield Command("resume, all rooms", ResumeStage(), "stage-resumed")
    yield Command("extend, all rooms", ExtendStage(60), "stage-resumed")
    yield Command("message, all rooms", SendMessage(new_id(chance), WORDS), "message-sent")
    yield Command("call everyone back", CallBack(id=new_id(chance), text=WORDS, seconds=60), "call-changed")
    yield Command("end the call", EndCall(), "call-changed")
    yield Command("run by itself", RunByItself(), "sequence-set")
    yield Command("not by itself", RunByItself(on=False), "sequence-set")
    yield Command("lock, all rooms", Lock(), "lock-set")
    yield Command("unlock, all rooms", Lock(locked=False), "lock-set")
    yield Command("length of a stage", SetLength(activity, stage, chance.randrange(600, 1_200)), "length-set")
    yield Command("snapshot", TakeSnapshot(id=new_id(chance), name="As it is now"))
    yield Command("projector", Show(Shown("clock")))
    yield Command("projector", Show(Shown("code")))


def for_one(workshop: Workshop, room: str, other: str, spare: str, chance: random.Random) -> Iterator[Command]:
    """`spare`: somebody who sits in the room, and whom nobody minds."""
    named, device = (room,), new_id(chance)
    yield Command("pause, one room", PauseStage(named), "stage-paused", room)
    yield Command("resume, one room", ResumeStage(named), "stage-resumed", room)
    yield Command("extend, one room", ExtendStage(30, named), "stage-resumed", room)
    yield Command("message, one room", SendMessage(new_id(chance), WORDS, named), "message-sent", room)
    yield Command("lock, one room", Lock(named), "lock-set", room)
    yield Command("take back, one room", None, A_VIEW, room)
    yield Command("meeting link", SetMeeting(room, f"https://meet.example/{device}"), "meeting-set", room)
    yield Command("share a tablet", ShareDevice(id=device, room=room, people=(spare,)))
    yield Command("withdraw a tablet", WithdrawDevice(device))
    yield Command("move a person", MovePerson(spare, other), "person-seated", room)
    yield Command("take back, all rooms", None, A_VIEW)
    yield Command("remove a person", RemovePerson(spare), "person-removed", room)
    yield Command("let a person in again", RestorePerson(spare), "person-restored", room)


def on_a_board(workshop: Workshop, room: str, activity: str, chance: random.Random) -> Iterator[Command]:
    board = workshop.rooms[room].boards[activity]
    notes = [note for note in board.notes.values() if not note.private and not note.into]
    voted = {note for ballot in board.ballots.values() for note in ballot.notes}
    free = [note.id for note in notes if note.id not in voted]
    if notes:
        yield Command("show a note to all", ShowToAll(room=room, board=activity, note=notes[0].id), "spotlight-shown")
        yield Command("end showing it", EndSpotlight(), "spotlight-shown")
    if free:
        note = chance.choice(free)
        yield Command("hide a note", HideNote(room, note), A_VIEW, room)
        yield Command("show it again", ShowAgain(room, note=note), A_VIEW, room)
        same = [one.id for one in notes if one.id in free and one.section == board.notes[note].section]
        if len(same) > 1:
            yield Command("merge two notes", MergeNotes(room, same[0], (same[1],)), "note-merged", room)
            yield Command("take it out again", UnmergeNote(room, same[1]), "note-merged", room)


def in_stage(
    workshop: Workshop, room: str, activity: str, stage: str, spare: str, chance: random.Random
) -> Iterator[Command]:
    """What a stage has of its own."""
    board = workshop.rooms[room].boards[activity]
    match stage:
        case "collect":
            to, id = next(iter(board.sections)), new_id(chance)
            theirs = AddNoteFor(room=room, section=to, id=id, text=WORDS, person=spare)
            yield Command("enter a note for", theirs, "note-added", room)
        case "cluster" | "detail":
            yield Command("one stage back, one room", GoBack((room,)), "stage-started", room)
            yield Command("next stage, one room", NextStage((room,)), "stage-started", room)
        case "define":
            challenge = AddSection(room=room, board=activity, id=new_id(chance), challenge=WORDS)
            yield Command("add a challenge", challenge, "section-added", room)
        case "ideate":
            yield Command("reveal, one room", RevealNotes((room,)), "notes-shown", room)
        case "vote":
            for ballot in _ballots(board, "open"):
                excused = ExcuseVoter(room=room, ballot=ballot.id, person=spare)
                yield Command("excuse from a vote", excused)
                yield Command("excuse no more", ExcuseVoter(room=room, ballot=ballot.id, person=spare, excused=False))
                for_them = PlaceDotFor(room=room, ballot=ballot.id, note=ballot.notes[0], person=spare)
                yield Command("enter a vote for", for_them)
                yield Command("close a vote", CloseBallot(room, ballot.id), "ballot-closing", room)
        case "select":
            for ballot in _ballots(board, "closed"):
                if ballot.section not in board.decisions:
                    chosen = ChooseWinner(room, ballot.section, ballot.notes[-1], "With this one we can begin.")
                    yield Command("choose a winner", chosen, "decision-made", room)
                    yield Command("withdraw it", WithdrawDecision(room, ballot.section), "decision-withdrawn", room)


def _ballots(board: Board, state: str) -> list[Ballot]:
    return [ballot for ballot in board.ballots.values() if ballot.state == state]
