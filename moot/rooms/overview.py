"""All rooms at a glance, for trainers; and who is here. Counts only: nothing secret, nothing kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from moot.rooms.board import Board
from moot.rooms.canvas import key_of, root_of
from moot.rooms.canvas_progress import Progress
from moot.rooms.limits import MISSING_NAMED
from moot.rooms.need import URGENCY, Need, need_of, usual_in
from moot.rooms.people import Person
from moot.rooms.programme import Does
from moot.rooms.review import reviewers_done
from moot.rooms.room import Room
from moot.rooms.shape import Value, changed
from moot.rooms.sketch import Sketch, Sketches
from moot.rooms.workshop import Workshop

NOTED: frozenset[Does] = frozenset(("collect", "ideate"))
FILLED: frozenset[Does] = frozenset(("fill", "compose"))


class Stay(Value, kw_only=True):
    """What is known of somebody who is here, for as long as they are."""

    typing: str = ""
    """At which place."""
    phone: bool = False
    unsent: int = 0
    """Requests that wait in their browser, and have for a while."""


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
    need: Need = "nothing"
    rank: int = URGENCY["nothing"]
    """How urgent that is: 0 is most."""
    since: int = 0
    """When it began to need that, in milliseconds since 1970, where it is known."""
    seated: int = 0
    """Who sits here and has come in at least once; of them some are here now, and the others away."""
    here: int = 0
    away: int = 0
    phones: int = 0
    """Of those who are here."""
    unsent: dict[str, int] = {}
    """By person: what waits in their browser."""
    finished: int = 0
    typing: int = 0
    done: int = 0
    """How much of what the stage is for: ideas, cells or answers."""
    sketch: Sketch = Sketch()
    """Of the board under way."""
    ballots: tuple[BallotGlance, ...] = ()
    voted: int = 0
    """Who is here, and has placed a dot in every ballot that is open, or said that they are finished."""
    missing: tuple[str, ...] = ()
    """Who else is here, once they are few."""
    excused: int = 0
    """Of those who are here, from every ballot that is open: the turnout is without them."""
    canvases: tuple[CanvasGlance, ...] = ()
    """Of the activity under way, in the order of their owners' names."""
    answered: int = 0
    """Who has answered the form under way, at least in part."""


Overview = tuple[RoomGlance, ...]


class Known:
    """What was counted and drawn already: for the next look, a moment later."""

    def __init__(self) -> None:
        self.progress, self.sketches = Progress(), Sketches()


def overview(
    workshop: Workshop,
    presence: Mapping[str, RoomPresence],
    known: Known | None = None,
    stays: Mapping[str, Stay] | None = None,
    now: int = 0,
) -> Overview:
    """The glance at each room at a time, given who is present in it, how they are, and what is known from before."""
    nobody, known, stays = RoomPresence("", ()), known or Known(), stays or {}
    sitting: dict[str, list[Person]] = {room: [] for room in workshop.rooms}
    for person in workshop.people.values():
        if person.room in sitting and _sits(person):
            sitting[person.room].append(person)
    glances = [
        _glance(workshop, room, presence.get(room.id, nobody), sitting[room.id], known, stays)
        for room in workshop.rooms.values()
    ]
    usual = usual_in(workshop, glances)

    def with_need(glance: RoomGlance) -> RoomGlance:
        room = workshop.rooms[glance.room]
        need, since = need_of(room, glance, usual.get(room.run.name, 0) if room.run else 0, now)
        return changed(glance, need=need, rank=URGENCY[need], since=since)

    return tuple(with_need(glance) for glance in glances)


def next_look(workshop: Workshop, now: int) -> int | None:
    """When the overview changes though nothing happens: as a clock comes to its end."""
    ends = (room.run.ends for room in workshop.rooms.values() if room.run and room.run.state == "running")
    return min((end for end in ends if end > now), default=None)


def shown_presence(workshop: Workshop, presence: RoomPresence) -> RoomPresence:
    """Presence as people may see it: who types where would name anonymous authors and hint at what is private."""
    room = workshop.rooms[presence.room]
    if room.run is None:
        return presence
    activity = workshop.activities[room.run.activity]
    alone = activity.canvas is not None and activity.canvas.scope == "person"
    secret = activity.anonymous or alone or (workshop.plan(room.run).private and not room.run.revealed)
    return RoomPresence(presence.room, presence.here) if secret else presence


def _glance(
    workshop: Workshop,
    room: Room,
    presence: RoomPresence,
    sitting: Sequence[Person],
    known: Known,
    stays: Mapping[str, Stay],
) -> RoomGlance:
    board = room.boards.get(room.run.activity, Board()) if room.run else Board()
    here = {person: stays.get(person, Stay()) for person in presence.here}
    open_ballots = [ballot for ballot in board.ballots.values() if ballot.state == "open"]
    missing = tuple(
        p for p in here if p not in room.finished and not all(p in b.voted or p in b.excused for b in open_ballots)
    )
    excused = sum(all(p in b.excused and p not in b.voted for b in open_ballots) for p in here if open_ballots)
    sketch = known.sketches.of(room.id, board)
    canvases, answered = _canvases(workshop, room, sitting, known.progress), _answered(workshop, room, sitting)
    return RoomGlance(
        room=room.id,
        seated=len(sitting),
        here=len(here),
        away=sum(person.id not in here for person in sitting),
        phones=sum(stay.phone for stay in here.values()),
        unsent={person: stay.unsent for person, stay in here.items() if stay.unsent},
        finished=sum(person in room.finished for person in here),
        typing=len(presence.typing),
        done=_done(workshop, room, sketch, canvases, answered),
        sketch=sketch,
        ballots=tuple(
            BallotGlance(ballot.id, ballot.section, ballot.state, len(ballot.voted))
            for ballot in board.ballots.values()
            if ballot.state != "waiting"
        ),
        voted=(len(here) - len(missing) - excused) if open_ballots else 0,
        excused=excused,
        missing=missing if open_ballots and len(missing) <= MISSING_NAMED else (),
        canvases=canvases,
        answered=answered,
    )


def _done(workshop: Workshop, room: Room, sketch: Sketch, canvases: Sequence[CanvasGlance], answered: int) -> int:
    does = workshop.plan(room.run).does if room.run else None
    if does in NOTED:
        return sum(sketch.notes.values())
    if does in FILLED:
        return sum(canvas.filled for canvas in canvases)
    return answered if does == "answer" else 0


def _canvases(
    workshop: Workshop, room: Room, sitting: Sequence[Person], progress: Progress
) -> tuple[CanvasGlance, ...]:
    """A canvas of each who sits in the room, or the one that they share."""
    activity = workshop.activities[room.run.activity] if room.run else None
    if activity is None or activity.canvas is None or room.run is None:
        return ()
    stage = room.run.name
    root, plan = root_of(workshop.activities, activity.key), activity.canvas
    by_name = sorted(sitting, key=lambda person: person.name)
    owners = {"person": [person.id for person in by_name], "group": [room.id], "all": [""]}[plan.scope]
    asked = Counter(owner for by in workshop.reviews.get(root, {}).values() for owner in by)

    def glance(owner: str) -> CanvasGlance:
        key = key_of(root, owner)
        filled, cells = progress.of(workshop, key, plan)
        gave = reviewers_done(workshop, root, owner, stage) if asked[owner] else 0
        feedback = len(workshop.canvases[key].feedback) if key in workshop.canvases else 0
        return CanvasGlance(canvas=key, filled=filled, cells=cells, feedback=feedback, givers=asked[owner], gave=gave)

    return tuple(glance(owner) for owner in owners)


def _answered(workshop: Workshop, room: Room, sitting: Sequence[Person]) -> int:
    form = workshop.forms.get(room.run.activity) if room.run else None
    return sum(person.id in form.answers for person in sitting) if form else 0


def _sits(person: Person) -> bool:
    return person.role == "participant" and person.here_before and not person.removed
