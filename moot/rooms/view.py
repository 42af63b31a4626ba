"""What one person may see. Secrecy is decided here and in `seen`, nowhere else.

A view is a workshop with the secrets taken out, so that `evolve` folds what is seen over it. It has two parts: what
is common to all who look at the same (made once for them all), and changes that add what is the person's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from moot.rooms.after.check_in import CheckInPut
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
from moot.rooms.ballots.curtain import behind_curtain, places_seen
from moot.rooms.ballots.dot import DotPlaced
from moot.rooms.boards.board import as_seen, own_notes
from moot.rooms.boards.field import without_details
from moot.rooms.boards.note import NoteAdded
from moot.rooms.canvases.canvas import all_keys, owned
from moot.rooms.canvases.on_screen import screen_of, statements_of
from moot.rooms.canvases.readers import (
    CanvasShown,
    as_owners_see,
    as_seen_by,
    audiences_alike,
    audiences_of,
    canvases_projected,
    canvases_seen,
    readers,
    trainers_of,
)
from moot.rooms.canvases.review import ReviewsAssigned
from moot.rooms.forms.form import forms_seen, own_answers
from moot.rooms.forms.question import own_questions, questions_seen
from moot.rooms.glance.eyes import Eyes, as_shown, canvases_alike
from moot.rooms.people.people import PersonJoined, known_in, named_on_screen
from moot.rooms.room import Room
from moot.rooms.shape import Value, changed
from moot.rooms.stages.meeting import meetings_seen
from moot.rooms.stages.message import ALL_PLACES
from moot.rooms.workshop import Workshop


class Viewer(Value):
    """Who looks, and at which rooms: a participant at their own, trainers and observers at those they open."""

    person: str
    role: Role
    rooms: tuple[str, ...] = ()
    canvases: tuple[str, ...] = ()
    eyes: Eyes | None = None
    """Through which who trains looks: they then see what all others see alike who look so, and nothing of their own."""


def viewer_of(workshop: Workshop, person: str, looks: tuple[str, ...] = (), eyes: Eyes | None = None) -> Viewer:
    """A person as a viewer; `looks` are the rooms and canvases that a trainer or observer has opened."""
    role = workshop.people[person].role
    if eyes and role in ("trainer", "observer"):
        return _through(workshop, person, eyes)
    if role == "participant":
        rooms: tuple[str, ...] = (workshop.people[person].room,)
    elif role == "projector":
        rooms = _on_screen(workshop)
    else:
        rooms = looks
    there = tuple(room for room in dict.fromkeys(rooms) if room in workshop.rooms)
    return Viewer(person, role, there, canvases_seen(workshop, person, looks))


def _through(workshop: Workshop, person: str, eyes: Eyes) -> Viewer:
    if eyes.room:
        rooms = (eyes.room,) if eyes.room in workshop.rooms else ()
        return Viewer(person, "participant", rooms, canvases_alike(workshop, eyes.room), eyes)
    workshop = as_shown(workshop, eyes)
    return Viewer(person, "projector", _on_screen(workshop), canvases_projected(workshop), eyes)


def _on_screen(workshop: Workshop) -> tuple[str, ...]:
    """The rooms whose boards the projector shows."""
    shown = workshop.shown
    rooms = (shown.room,) if shown.room else tuple(workshop.rooms)
    return tuple(room for room in rooms if room in workshop.rooms) if shown.shows_boards() else ()


def whole_viewer(workshop: Workshop, person: str) -> Viewer:
    """One who trains and has opened everything: all rooms, and all canvases that somebody has written in or may."""
    return Viewer(person, workshop.people[person].role, tuple(workshop.rooms), all_keys(workshop))


def audiences(workshop: Workshop, viewer: Viewer) -> frozenset[Audience]:
    """The audiences that a viewer belongs to. They change only together with a new view."""
    if viewer.eyes and viewer.eyes.shown:
        return frozenset()  # it is not on the projector, so nobody is told how it goes on: one looks anew
    mine = [person_audience(viewer.person), *(own(room, viewer.person) for room in viewer.rooms)]
    heard = [EVERYONE, *([] if viewer.eyes else mine)]
    if viewer.role == "participant":
        heard += [members(room) for room in viewer.rooms]
    elif viewer.role == "projector":
        heard += [HALL, PROJECTORS, *(screens(room) for room in viewer.rooms)]
    else:
        heard += [HALL, TRAINERS_ALL, *(watchers(room) for room in viewer.rooms)]
    for key in viewer.canvases:
        if viewer.role == "projector" and workshop.shown.what == "statements":
            heard.append(screen_of(key))
        elif viewer.eyes:
            heard += audiences_alike(key, owns=_owns(viewer, key))
        else:
            heard += audiences_of(workshop, key, viewer.person, viewer.role)
    return frozenset(heard)


def view(workshop: Workshop, viewer: Viewer) -> Workshop:
    """All that the viewer may see now."""
    seen = as_shown(workshop, viewer.eyes)
    return common_view(seen, viewer.role, viewer.rooms).after(own_part(seen, viewer))


def common_view(workshop: Workshop, role: Role, rooms: tuple[str, ...]) -> Workshop:
    """What all viewers of a role who look at the same rooms see alike."""
    trains = role in ("trainer", "observer")
    known = set[str]() if trains else _known(workshop, role, rooms)
    return changed(
        workshop,
        people={
            p.id: p if trains else p.public()
            for p in workshop.people.values()
            if trains or p.role == "trainer" or p.id in known
        },
        rooms={
            room.id: _as_seen(workshop, room, role, opened=room.id in rooms)
            for room in workshop.rooms.values()
            if role != "participant" or room.id in rooms
        },
        shown=workshop.shown if role != "participant" else type(workshop.shown)(),
        canvases={},
        gathered=workshop.gathered if trains or (role == "participant" and rooms) else {},
        questions=questions_seen(workshop, trains=trains),
        forms=forms_seen(workshop, trains=trains, projects=role == "projector"),
        check_ins=workshop.check_ins if trains else {},
        presenting={
            room: shown for room, shown in workshop.presenting.items() if role != "participant" or room in ("", *rooms)
        },
        reviews=workshop.reviews if trains else {},
        meetings=meetings_seen(workshop, rooms) if role == "participant" else workshop.meetings,
        links=workshop.links if trains else {},
        programs={},
        consents={},
        accesses=(),
        devices=workshop.devices if trains else {},
        record=workshop.record if trains else (),
        did={},
        begun=None,
        snapshots=workshop.snapshots if trains else {},
        webhooks={},
        notices={},
    )


def own_part(workshop: Workshop, viewer: Viewer) -> Iterator[Change]:
    """What a viewer sees besides: their private, anonymous and deleted notes, their dots, and canvases."""
    if viewer.role == "projector" and workshop.shown.what == "statements":
        for key in viewer.canvases:
            yield CanvasShown(canvas=key, state=statements_of(workshop.canvas(key)))
        return
    if viewer.eyes:
        for key in viewer.canvases:
            yield CanvasShown(canvas=key, state=as_owners_see(workshop, key, owns=_owns(viewer, key)))
        return
    for room in viewer.rooms:
        for key, board in workshop.rooms[room].boards.items():
            for note in own_notes(board, viewer.person):
                yield NoteAdded(room=room, board=key, note=note)
            for ballot in board.ballots.values():
                for note_id, dots in ballot.dots.get(viewer.person, {}).items():
                    yield DotPlaced(room=room, board=key, ballot=ballot.id, note=note_id, by=viewer.person, dots=dots)
    yield from own_questions(workshop, viewer.person, trains=viewer.role in ("trainer", "observer"))
    yield from own_answers(workshop, viewer.person)
    for canvas in viewer.canvases:
        yield CanvasShown(canvas=canvas, state=as_seen_by(workshop, canvas, viewer.person, viewer.role))
    if viewer.role == "participant":
        for days, check_in in workshop.check_ins.get(viewer.person, {}).items():
            yield CheckInPut(person=viewer.person, days=days, check_in=check_in)
        for activity, by in workshop.reviews.items():
            if viewer.person in by:
                for owner in by[viewer.person]:
                    yield PersonJoined(person=workshop.people[owner].public())
                yield ReviewsAssigned(activity=activity, reviews={viewer.person: by[viewer.person]})


NOBODY = "*"
"""No person's id."""


def who_sees_all(workshop: Workshop) -> Viewer:
    """Somebody who trains, looks at all rooms and canvases, and has nothing of their own."""
    return Viewer(NOBODY, "trainer", tuple(workshop.rooms), tuple(workshop.canvases))


def is_heard_by_who_sees_all(audience: Audience) -> bool:
    """Also of canvases that nobody has written in yet, and of rooms that are there later."""
    return audience in (EVERYONE, HALL, TRAINERS_ALL) or audience.startswith(
        (watchers(""), readers(""), trainers_of(""))
    )


def _owns(viewer: Viewer, key: str) -> bool:
    """Whether all in the room that one looks into own a canvas."""
    return viewer.role == "participant" and owned(key).owner in ("", *viewer.rooms)


def _known(workshop: Workshop, role: Role, rooms: tuple[str, ...]) -> set[str]:
    """Participants know whoever sat in their room, and who presents; so do projectors, but no rooms."""
    if role == "projector":
        return named_on_screen(workshop)
    return set[str]().union(*(known_in(workshop, room) for room in rooms))


def _as_seen(workshop: Workshop, room: Room, role: Role, *, opened: bool) -> Room:
    room = changed(room, members={}, finished={}) if role == "projector" else room
    if not opened:
        return changed(room, boards={}, finished={})
    turnout = role in ("trainer", "observer")
    boards = {key: as_seen(board, turnout=turnout) for key, board in room.boards.items()}
    if role == "projector" and (seen := places_seen(workshop.shown)) < ALL_PLACES:
        boards = {key: behind_curtain(without_details(board), seen) for key, board in boards.items()}
    return changed(room, boards=boards)
