"""What one person may see. Secrecy is decided here and in `seen`, nowhere else.

A view is a workshop with the secrets taken out, so that `evolve` folds what is seen over it. It has two parts: what
is common to all who look at the same (made once for them all), and changes that add what is the person's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from moot.rooms.asking import (
    EVERYONE,
    HALL,
    PROJECTORS,
    TRAINERS_ALL,
    Audience,
    Change,
    Role,
    members,
    own,
    person_audience,
    screens,
    watchers,
)
from moot.rooms.board import as_seen, own_notes
from moot.rooms.dot import DotPlaced
from moot.rooms.note import NoteAdded
from moot.rooms.people import Person
from moot.rooms.room import Room
from moot.rooms.shape import Value, changed
from moot.rooms.workshop import Workshop


class Viewer(Value):
    """Who looks, and at which rooms: a participant at their own, trainers and observers at those they open."""

    person: str
    role: Role
    rooms: tuple[str, ...] = ()


def viewer_of(workshop: Workshop, person: str, looks: tuple[str, ...] = ()) -> Viewer:
    """A person as a viewer; `looks` are the rooms that a trainer or observer has opened."""
    role = workshop.people[person].role
    if role == "participant":
        rooms: tuple[str, ...] = (workshop.people[person].room,)
    elif role == "projector":
        rooms = (
            (workshop.shown.room,) if workshop.shown.room else tuple(workshop.rooms)
        ) * workshop.shown.shows_boards()
    else:
        rooms = looks
    return Viewer(person, role, tuple(room for room in dict.fromkeys(rooms) if room in workshop.rooms))


def audiences(viewer: Viewer) -> frozenset[Audience]:
    """The audiences that a viewer belongs to. They change only together with a new view."""
    heard = [EVERYONE, person_audience(viewer.person), *(own(room, viewer.person) for room in viewer.rooms)]
    if viewer.role == "participant":
        heard += [members(room) for room in viewer.rooms]
    elif viewer.role == "projector":
        heard += [HALL, PROJECTORS, *(screens(room) for room in viewer.rooms)]
    else:
        heard += [HALL, TRAINERS_ALL, *(watchers(room) for room in viewer.rooms)]
    return frozenset(heard)


def view(workshop: Workshop, viewer: Viewer) -> Workshop:
    """All that the viewer may see now."""
    return common_view(workshop, viewer.role, viewer.rooms).after(own_part(workshop, viewer))


def common_view(workshop: Workshop, role: Role, rooms: tuple[str, ...]) -> Workshop:
    """What all viewers of a role who look at the same rooms see alike."""
    trains = role in ("trainer", "observer")
    return changed(
        workshop,
        people={
            p.id: p if trains else p.public()
            for p in workshop.people.values()
            if trains or _known(workshop, p, role, rooms)
        },
        rooms={
            room.id: _as_seen(room, role, opened=room.id in rooms)
            for room in workshop.rooms.values()
            if role != "participant" or room.id in rooms
        },
        shown=workshop.shown if role != "participant" else type(workshop.shown)(),
        links=workshop.links if trains else {},
    )


def own_part(workshop: Workshop, viewer: Viewer) -> Iterator[Change]:
    """What a viewer sees besides: their private, anonymous and deleted notes, their dots."""
    for room in viewer.rooms:
        for key, board in workshop.rooms[room].boards.items():
            for note in own_notes(board, viewer.person):
                yield NoteAdded(room=room, board=key, note=note)
            for ballot in board.ballots.values():
                for note_id, dots in ballot.dots.get(viewer.person, {}).items():
                    yield DotPlaced(room=room, board=key, ballot=ballot.id, note=note_id, by=viewer.person, dots=dots)


def _known(workshop: Workshop, person: Person, role: Role, rooms: tuple[str, ...]) -> bool:
    """Participants know their trainers, and whoever sat in their room; a projector the trainers."""
    if person.role == "trainer":
        return True
    return role == "participant" and any(person.id in workshop.rooms[room].members for room in rooms)


def _as_seen(room: Room, role: Role, *, opened: bool) -> Room:
    room = changed(room, members={}) if role == "projector" else room
    if not opened:
        return changed(room, boards={})
    turnout = role in ("trainer", "observer")
    return changed(room, boards={key: as_seen(board, turnout=turnout) for key, board in room.boards.items()})
