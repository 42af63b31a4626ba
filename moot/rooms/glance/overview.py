"""All rooms at a glance, for trainers; and who is here. Counts only: nothing secret, nothing kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from moot.rooms.boards.board import Board
from moot.rooms.boards.sketch import Sketch, Sketches
from moot.rooms.canvases.canvas import key_of, root_of
from moot.rooms.canvases.progress import Progress
from moot.rooms.canvases.review import reviewers_done
from moot.rooms.glance.glance import (
    URGENCY,
    BallotGlance,
    CanvasGlance,
    Overview,
    RoomGlance,
    RoomPresence,
    Stay,
)
from moot.rooms.glance.need import need_of, usual_in
from moot.rooms.limits import MISSING_NAMED
from moot.rooms.people.people import Person
from moot.rooms.programmes.programme import Does
from moot.rooms.room import Room
from moot.rooms.shape import changed
from moot.rooms.workshop import Workshop

NOTED: frozenset[Does] = frozenset(("collect", "ideate"))
FILLED: frozenset[Does] = frozenset(("fill", "compose"))


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
