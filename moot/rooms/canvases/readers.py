"""Who sees which canvas, and what of it: one's own, what is presented, what one was assigned, what a trainer opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Audience, Change, Role, Seen
from moot.rooms.canvases.canvas import Canvas, Feedback, first_plan, key_of, keys_of_person, owned, root_of
from moot.rooms.canvases.on_screen import canvases_on_screen
from moot.rooms.limits import LOOKS
from moot.rooms.shape import changed, put
from moot.rooms.stages.run import plan_of_run
from moot.rooms.texts.text import shown

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


def canvases_seen(workshop: Workshop, person: str, looks: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The keys of what a person sees. They change only together with a new view."""
    role = workshop.people[person].role
    if role == "participant":
        room = workshop.people[person].room
        seen = (*keys_of_person(workshop, person), *presented_in(workshop, "", room), *reviewed_by(workshop, person))
    elif role == "projector":
        seen = canvases_projected(workshop)
    else:
        opened = (key for key in looks[:LOOKS] if first_plan(workshop, owned(key).activity))
        seen = (*opened, *presented_in(workshop, *workshop.presenting))
    return tuple(dict.fromkeys(seen))


def canvases_projected(workshop: Workshop) -> tuple[str, ...]:
    """What the projector shows: of who presents to all the whole canvas, of others the statements."""
    return presented_in(workshop, "") if workshop.shown.what == "presenting" else canvases_on_screen(workshop)


def reviewed_by(workshop: Workshop, person: str) -> tuple[str, ...]:
    """The keys of what somebody gives feedback on now: while that is what goes on where they sit."""
    room = workshop.rooms.get(workshop.people[person].room)
    if room is None or room.run is None or plan_of_run(workshop, room.run).does != "review":
        return ()
    root = root_of(workshop.activities, room.run.activity)
    return tuple(key_of(root, owner) for owner in workshop.reviews.get(root, {}).get(person, ()))


def owners(workshop: Workshop, key: str) -> list[str]:
    """Whose canvas it is."""
    activity, owner = owned(key)
    plan = first_plan(workshop, activity)
    if plan is None or plan.scope == "person":
        return [owner]
    people = (p for p in workshop.people.values() if p.role == "participant")
    return [p.id for p in people if plan.scope == "all" or p.room == owner]


def audiences_of(workshop: Workshop, key: str, person: str, role: Role) -> list[Audience]:
    """Those that somebody who sees a canvas belongs to."""
    trains = role in ("trainer", "observer")
    owns = person in owners(workshop, key)
    as_who = [_owners(key)] * owns + [trainers_of(key)] * trains
    return [readers(key), _author(key, person), *(as_who or [_guests(key)])]


def audiences_alike(key: str, *, owns: bool) -> list[Audience]:
    """Those of all its owners, or of all its guests."""
    return [readers(key), _owners(key) if owns else _guests(key)]


def readers(key: str) -> Audience:
    """All who see a canvas now."""
    return f"canvas:{key}"


def _author(key: str, person: str) -> Audience:
    """One person, where they see that canvas."""
    return f"canvas-author:{key}:{person}"


def _owners(key: str) -> Audience:
    return f"canvas-owners:{key}"


def trainers_of(key: str) -> Audience:
    """Trainers and observers who see it."""
    return f"canvas-trainers:{key}"


def _guests(key: str) -> Audience:
    """Those who see it and neither own it nor train: while it is presented to them, or theirs to give feedback on."""
    return f"canvas-guests:{key}"


def to_readers(key: str, change: Change) -> Seen:
    return ((readers(key), change),)


def to_owners_and_guests(key: str, change: Change, for_guests: Change) -> Seen:
    """Who owns it and who trains hear the one, those who only look on the other."""
    return ((_owners(key), change), (trainers_of(key), change), (_guests(key), for_guests))


def to_watchers_of(key: str, feedback: Feedback, own: Change, public: Change) -> Seen:
    """Its author; trainers; once it is released the owners too. Other readers do not see it."""
    released = ((_owners(key), public),) if feedback.released else ()
    return ((trainers_of(key), public), *released, (_author(key, feedback.by), own))  # who trains may be the author


def public_feedback(workshop: Workshop, feedback: Feedback) -> Feedback:
    """As all see it but its author: with a name, as its author may be of another group; or with nothing that tells."""
    if feedback.anonymous:
        return changed(feedback, by="", stage="")
    person = workshop.people.get(feedback.by)
    return changed(feedback, name=person.called) if person else feedback


def as_owners_see(workshop: Workshop, key: str, *, owns: bool) -> Canvas:
    """A canvas as all its owners see it alike; or those who are guests at it."""
    return _as_seen(workshop, key, "", all_of_it=False, released=owns)


def as_seen_by(workshop: Workshop, key: str, person: str, role: Role) -> Canvas:
    """A canvas that the person sees: without the past of its texts, and with the feedback that is for their eyes."""
    all_of_it, owns = role in ("trainer", "observer"), person in owners(workshop, key)
    return _as_seen(workshop, key, person, all_of_it=all_of_it, released=owns)


def _as_seen(workshop: Workshop, key: str, person: str, *, all_of_it: bool, released: bool) -> Canvas:
    canvas = workshop.canvas(key)
    feedback = {
        given.id: given if person and given.by == person else public_feedback(workshop, given)
        for given in canvas.feedback.values()
        if (person and given.by == person) or all_of_it or (released and given.released)
    }
    if not (all_of_it or released):
        canvas = without_removed(canvas)
    return changed(canvas, texts={place: shown(text) for place, text in canvas.texts.items()}, feedback=feedback)


def without_removed(canvas: Canvas) -> Canvas:
    """As guests see it: what was taken away is not there, nor what stood in it."""
    gone = {row.id for row in canvas.rows.values() if row.removed_by}
    if not gone:
        return canvas
    return changed(
        canvas,
        rows={id: row for id, row in canvas.rows.items() if id not in gone},
        texts={place: text for place, text in canvas.texts.items() if place.partition("/")[0] not in gone},
        values={place: value for place, value in canvas.values.items() if place.partition("/")[0] not in gone},
        sources={row: cells for row, cells in canvas.sources.items() if row not in gone},
    )


class CanvasShown(Change):
    """A canvas as one person sees it, in their view. Never journalled."""

    canvas: str
    state: Canvas

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, canvases=put(workshop.canvases, self.canvas, self.state))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


def presented_in(workshop: Workshop, *rooms: str) -> tuple[str, ...]:
    """The keys of what is presented there now; the plenary is the empty room."""
    shown = (workshop.presenting[room] for room in rooms if room in workshop.presenting)
    return tuple(key_of(root_of(workshop.activities, one.activity), one.now) for one in shown if one.now)
