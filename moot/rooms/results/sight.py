"""What the reader of a report may see, and what of it belongs in this one. Secrecy is decided here, by `view`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.canvases.canvas import Canvas, keys_of_person, owned
from moot.rooms.canvases.plan import STATEMENT
from moot.rooms.canvases.readers import as_seen_by, owners, without_removed
from moot.rooms.forms.form import forms_seen
from moot.rooms.refusals import Reason, Refused
from moot.rooms.results.report import Wanted
from moot.rooms.shape import Value, changed
from moot.rooms.view import common_view, view, viewer_of
from moot.rooms.workshop import Workshop

if TYPE_CHECKING:
    from moot.rooms.people.people import Person


class Sight(Value, kw_only=True):
    wanted: Wanted
    seen: Workshop
    """The reader's view, without what is not final: feedback before its release, questions that were hidden."""
    rooms: tuple[str, ...]
    """Whose boards are in the report."""
    canvases: tuple[str, ...]
    """Which canvases are, whole."""
    stated: dict[str, Canvas] = {}
    """Canvases of which statements alone are shown."""
    days: tuple[int, ...]
    whole: bool
    """Whether it is about more than a room or person: forms, questions of all, who took part."""


def sight_of(workshop: Workshop, wanted: Wanted) -> Sight:
    """Raises Refused: for what is not there, and for what is not the reader's."""
    rooms, canvases = _asked_for(workshop, wanted)
    seen, stated = _SEES[wanted.reader](workshop, wanted)
    return Sight(
        wanted=wanted,
        seen=_final(seen),
        rooms=tuple(room for room in rooms if room in seen.rooms),
        canvases=tuple(key for key in canvases if key in seen.canvases),
        stated={key: canvas for key, canvas in stated.items() if key in canvases and key not in seen.canvases},
        days=_days(workshop, wanted),
        whole=wanted.scope in ("training", "day"),
    )


def _asked_for(workshop: Workshop, wanted: Wanted) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rooms and canvases that the scope names."""
    if wanted.reader == "person" and wanted.scope == "person" and wanted.which != wanted.person:
        raise Refused(Reason.NOT_ALLOWED)
    if wanted.reader == "everyone" and wanted.scope == "person":
        raise Refused(Reason.NOT_ALLOWED)
    if wanted.scope == "room":
        room = workshop.room(wanted.which)
        return (room.id,), tuple(key for key in workshop.canvases if _is_of_room(workshop, key, room.id))
    if wanted.scope == "person":
        person = participant(workshop, wanted.which)
        return ((person.room,) if person.room in workshop.rooms else ()), keys_of_person(workshop, person.id)
    return tuple(workshop.rooms), tuple(workshop.canvases)


def participant(workshop: Workshop, who: str) -> Person:
    person = workshop.person(who)
    if person.role != "participant":
        raise Refused(Reason.NO_SUCH_PERSON)
    return person


def _is_of_room(workshop: Workshop, key: str, room: str) -> bool:
    owner = owned(key).owner
    return owner == room or (owner in workshop.people and workshop.people[owner].room == room)


def _days(workshop: Workshop, wanted: Wanted) -> tuple[int, ...]:
    days = tuple(day.number for day in workshop.programme.days)
    if wanted.scope != "day":
        return days
    if wanted.which not in map(str, days):
        raise Refused(Reason.NO_SUCH_STAGE)
    return (int(wanted.which),)


def _trainers(workshop: Workshop, wanted: Wanted) -> tuple[Workshop, dict[str, Canvas]]:
    seen = common_view(workshop, "trainer", tuple(workshop.rooms))
    return changed(seen, canvases={key: as_seen_by(workshop, key, "", "trainer") for key in workshop.canvases}), {}


def _everyone(workshop: Workshop, wanted: Wanted) -> tuple[Workshop, dict[str, Canvas]]:
    """What the trainers chose to give to all, and the questions that all see."""
    shared = workshop.shared
    rooms = tuple(workshop.rooms) if "boards" in shared else ()
    seen = common_view(workshop, "participant", rooms)
    if "people" in shared:
        came = (p for p in workshop.people.values() if p.role == "participant" and p.here_before and not p.removed)
        seen = changed(seen, people={**seen.people, **{p.id: p.public() for p in came}})
    if "forms" in shared:
        seen = changed(seen, forms=forms_seen(workshop, trains=True, projects=False))
    stated = {key: _statements_of(canvas) for key, canvas in workshop.canvases.items() if "statements" in shared}
    named = {owner: workshop.people[owner].public() for key in stated for owner in owners(workshop, key)}
    return changed(seen, people={**named, **seen.people}, check_ins={}, canvases={}), stated


def _person(workshop: Workshop, wanted: Wanted) -> tuple[Workshop, dict[str, Canvas]]:
    """Their view, with what is given to everyone. Canvases that they saw for a while are not theirs to take home."""
    person = participant(workshop, wanted.person)
    if person.removed:
        raise Refused(Reason.NOT_ALLOWED)
    own, (common, stated) = view(workshop, viewer_of(workshop, person.id)), _everyone(workshop, wanted)
    keys = keys_of_person(workshop, person.id)
    merged = changed(
        own,
        people={**common.people, **own.people},
        rooms={id: room for id in workshop.rooms if (room := own.rooms.get(id) or common.rooms.get(id))},
        canvases={key: canvas for key, canvas in own.canvases.items() if key in keys},
        forms=common.forms,
    )
    return merged, stated


_SEES = {"trainers": _trainers, "everyone": _everyone, "person": _person}


def _final(seen: Workshop) -> Workshop:
    """Without what is not released, removed or hidden, which trainers see as well."""
    canvases = {key: without_removed(canvas) for key, canvas in seen.canvases.items()}
    return changed(
        seen,
        canvases={
            key: changed(canvas, feedback={f.id: f for f in canvas.feedback.values() if f.released})
            for key, canvas in canvases.items()
        },
        questions={question.id: question for question in seen.questions.values() if not question.hidden},
    )


def _statements_of(canvas: Canvas) -> Canvas:
    canvas = without_removed(canvas)
    texts = {place: text for place, text in canvas.texts.items() if place.endswith(f"/{STATEMENT}")}
    return Canvas(rows=canvas.rows, texts=texts)
