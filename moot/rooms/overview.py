"""All rooms at a glance, for trainers; and who is here. Counts only: nothing secret, nothing kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from moot.rooms.board import Board
from moot.rooms.canvas import key_of, root_of
from moot.rooms.canvas_progress import Progress
from moot.rooms.people import Person
from moot.rooms.review import reviewers_done
from moot.rooms.room import Room
from moot.rooms.shape import Value
from moot.rooms.workshop import Workshop


class RoomPresence(Value):
    """Who is in a room, and who of them types where."""

    room: str
    here: tuple[str, ...]
    typing: dict[str, str] = {}
    """Place by person. Empty while authors are kept secret."""


class BallotGlance(Value):
    """Turnout, never a choice."""

    ballot: str
    section: str
    state: str
    voted: int
    missing: tuple[str, ...]
    """Who is here, and has neither placed a dot nor said that they are finished."""


class CanvasGlance(Value, kw_only=True):
    """How far a canvas has come: counts, never what it says."""

    canvas: str
    filled: int
    cells: int
    """Of the activity under way, those that its owners write."""
    feedback: int = 0
    """What others gave to it."""
    givers: int = 0
    """Who was asked to give feedback on it, and how many of them have in the stage under way; never which of them."""
    gave: int = 0


class RoomGlance(Value, kw_only=True):
    room: str
    here: int
    finished: int
    typing: int
    notes: dict[str, int]
    """Ideas by section of the board under way, private ones too."""
    ballots: tuple[BallotGlance, ...] = ()
    canvases: tuple[CanvasGlance, ...] = ()
    """Of the activity under way, in the order of their owners' names."""
    answered: int = 0
    """Who has answered the form under way, at least in part."""


Overview = tuple[RoomGlance, ...]


def overview(workshop: Workshop, presence: Mapping[str, RoomPresence], progress: Progress | None = None) -> Overview:
    """The glance at each room, given who is present in it, and what is known of how far canvases have come."""
    nobody, progress = RoomPresence("", ()), progress or Progress()
    return tuple(_glance(workshop, room, presence.get(room.id, nobody), progress) for room in workshop.rooms.values())


def shown_presence(workshop: Workshop, presence: RoomPresence) -> RoomPresence:
    """Presence as people may see it: who types where would name anonymous authors and hint at what is private."""
    room = workshop.rooms[presence.room]
    if room.run is None:
        return presence
    activity = workshop.activities[room.run.activity]
    alone = activity.canvas is not None and activity.canvas.scope == "person"
    secret = activity.anonymous or alone or (workshop.plan(room.run).private and not room.run.revealed)
    return RoomPresence(presence.room, presence.here) if secret else presence


def _glance(workshop: Workshop, room: Room, presence: RoomPresence, progress: Progress) -> RoomGlance:
    board = room.boards.get(room.run.activity, Board()) if room.run else Board()
    notes = dict.fromkeys(board.sections, 0)
    for note in board.notes.values():
        if not note.deleted_by and not note.into:
            notes[note.section] = notes.get(note.section, 0) + 1
    return RoomGlance(
        room=room.id,
        here=len(presence.here),
        finished=sum(person in room.finished for person in presence.here),
        typing=len(presence.typing),
        notes=notes,
        ballots=tuple(
            BallotGlance(
                ballot.id,
                ballot.section,
                ballot.state,
                len(ballot.voted),
                tuple(p for p in presence.here if p not in ballot.voted and p not in room.finished),
            )
            for ballot in board.ballots.values()
            if ballot.state != "waiting"
        ),
        canvases=_canvases(workshop, room, progress),
        answered=_answered(workshop, room),
    )


def _canvases(workshop: Workshop, room: Room, progress: Progress) -> tuple[CanvasGlance, ...]:
    """A canvas of each who sits in the room, or the one that they share."""
    activity = workshop.activities[room.run.activity] if room.run else None
    if activity is None or activity.canvas is None or room.run is None:
        return ()
    stage = room.run.name
    root, plan = root_of(workshop.activities, activity.key), activity.canvas
    sitting = sorted((p for p in workshop.people.values() if _sits(p, room)), key=lambda person: person.name)
    owners = {"person": [person.id for person in sitting], "group": [room.id], "all": [""]}[plan.scope]
    asked = Counter(owner for by in workshop.reviews.get(root, {}).values() for owner in by)

    def glance(owner: str) -> CanvasGlance:
        key = key_of(root, owner)
        filled, cells = progress.of(workshop, key, plan)
        gave = reviewers_done(workshop, root, owner, stage) if asked[owner] else 0
        feedback = len(workshop.canvases[key].feedback) if key in workshop.canvases else 0
        return CanvasGlance(canvas=key, filled=filled, cells=cells, feedback=feedback, givers=asked[owner], gave=gave)

    return tuple(glance(owner) for owner in owners)


def _answered(workshop: Workshop, room: Room) -> int:
    form = workshop.forms.get(room.run.activity) if room.run else None
    return sum(_sits(workshop.people[person], room) for person in form.answers) if form else 0


def _sits(person: Person, room: Room) -> bool:
    return person.role == "participant" and person.room == room.id and person.here_before and not person.removed
