"""The record: what trainers did, to what, when; who took it back; and, for the rules alone, what it changed.

It is written in one place, at the door: a new request of trainers is in it without a word more. `lasting` says of one
that it cannot be taken back, `recorded` that it is nothing but its author's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import SERVER, TRAINERS_ALL, Change, Changes, Moment, Request, Seen
from moot.rooms.boards.note import NoteAdded
from moot.rooms.limits import RECORD, RECORD_LETTERS
from moot.rooms.record.difference import Difference, differences_between
from moot.rooms.shape import Value, changed, put
from moot.rooms.stages.stage import StageEnded, StageStarted

if TYPE_CHECKING:
    from moot.rooms.boards.board import Note
    from moot.rooms.workshop import Workshop

TOLD = (
    "activity", "stage", "person", "section", "board", "seconds", "count", "link", "colour", "canvas", "column",
    "session", "minutes", "program", "locked", "on", "excused",
)  # fmt: skip
"""What the record says of a request, where it has it: never a text, a note, or what a dot is for."""


class Command(Value, kw_only=True):
    """One line of the record."""

    id: int
    """From 1 on, in their order."""
    by: str
    """Empty: the clock did it."""
    at: int
    """Milliseconds since 1970."""
    what: str
    """The tag of the request: `start-stage`."""
    rooms: tuple[str, ...] = ()
    """Those that it named; none: all, or it is about no room."""
    about: dict[str, str] = {}
    lasting: bool = False
    """It cannot be taken back."""
    taken_back_by: str = ""
    taken_back_at: int = 0


def recorded(workshop: Workshop, request: Request, who: str, when: Moment, changes: Changes) -> Changes:
    """What a request did, with its line in the record if that tells of it."""
    if not changes or not _is_told(workshop, request, who, changes):
        return changes
    command = Command(
        id=workshop.record[-1].id + 1 if workshop.record else 1,
        by=who,
        at=when.at,
        what=str(type(request).__struct_config__.tag),
        rooms=tuple(dict.fromkeys((*_named(request), *(_rooms_of(changes) if who == SERVER else ())))),
        about=_about(request, changes),
        lasting=request.lasting,
    )
    return (CommandBegun(), *changes, CommandDone(command=command))


def _about(request: Request, changes: Changes) -> dict[str, str]:
    """Not for whom a note was entered that is private, or has no name."""
    about = {field: str(said) for field in TOLD if (said := getattr(request, field, None))}
    if any(isinstance(change, NoteAdded) for change in changes):
        about.pop("person", None)
    return about


def _is_told(workshop: Workshop, request: Request, who: str, changes: Changes) -> bool:
    if who == SERVER:  # the clock goes on to another stage
        return any(isinstance(change, StageStarted | StageEnded) for change in changes)
    if not request.recorded or workshop.people[who].role != "trainer":
        return False
    return not any(note.private for note in _notes(workshop, request))


def _named(request: Request) -> tuple[str, ...]:
    room: str = getattr(request, "room", "")
    return (room,) if room else getattr(request, "rooms", ())


def _rooms_of(changes: Changes) -> list[str]:
    return [room for change in changes if (room := getattr(change, "room", ""))]


def _notes(workshop: Workshop, request: Request) -> list[Note]:
    """Those that a request names: what a trainer does with private ones of their own is nobody's business."""
    named = (getattr(request, "note", ""), getattr(request, "into", ""), *getattr(request, "notes", ()))
    room = workshop.rooms.get(getattr(request, "room", ""))
    return (
        [board.notes[note] for board in room.boards.values() for note in named if note in board.notes] if room else []
    )


def _at_hand(did: dict[int, tuple[Difference, ...]]) -> dict[int, tuple[Difference, ...]]:
    """The newest of them, as far as there is room: what is older cannot be taken back any more."""
    room, kept = RECORD_LETTERS, dict[int, tuple[Difference, ...]]()
    for command in reversed(did):
        room -= sum(len(one.was) + len(one.now) for one in did[command])
        if room < 0 and kept:
            break
        kept[command] = did[command]
    return {command: did[command] for command in sorted(kept)}


class CommandBegun(Change):
    """From here on it is remembered how the workshop was, until the command is done. Nobody hears of it."""

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, begun=workshop)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


class CommandDone(Change):
    """In a view, where nothing was begun, just the line."""

    command: Command

    def evolve(self, workshop: Workshop) -> Workshop:
        record, did = (*workshop.record, self.command)[-RECORD:], workshop.did
        if workshop.begun and not self.command.lasting:
            did = put(did, self.command.id, differences_between(workshop.begun, workshop))
            did = _at_hand({command: one for command, one in did.items() if command >= record[0].id})
        return changed(workshop, begun=None, record=record, did=did)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((TRAINERS_ALL, self),)
