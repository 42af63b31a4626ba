"""Who sees which canvas, and what of it: one's own, what is presented, what one was assigned, what a trainer opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Audience, Change, Role, Seen
from moot.rooms.canvas import Canvas, Feedback, first_plan, key_of, keys_of_person, owned, root_of
from moot.rooms.shape import changed, put
from moot.rooms.text import shown

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


def canvases_seen(workshop: Workshop, person: str, looks: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The keys of what a person sees. They change only together with a new view."""
    role = workshop.people[person].role
    if role == "participant":
        room = workshop.people[person].room
        reviewed = (
            key_of(activity, owner) for activity, by in workshop.reviews.items() for owner in by.get(person, ())
        )
        seen = (*keys_of_person(workshop, person), *_presented(workshop, "", room), *reviewed)
    elif role == "projector":
        seen = _presented(workshop, "")
    else:
        opened = (key for key in looks if first_plan(workshop, owned(key).activity))
        seen = (*opened, *_presented(workshop, *workshop.presenting))
    return tuple(dict.fromkeys(seen))


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
    heard = [readers(key), _author(key, person)]
    return [*heard, *[_owners(key)] * (person in owners(workshop, key)), *[_trainers(key)] * trains]


def readers(key: str) -> Audience:
    """All who see a canvas now."""
    return f"canvas:{key}"


def _author(key: str, person: str) -> Audience:
    """One person, where they see that canvas."""
    return f"canvas-author:{key}:{person}"


def _owners(key: str) -> Audience:
    return f"canvas-owners:{key}"


def _trainers(key: str) -> Audience:
    """Trainers and observers who see it."""
    return f"canvas-trainers:{key}"


def to_readers(key: str, change: Change) -> Seen:
    return ((readers(key), change),)


def to_watchers_of(key: str, feedback: Feedback, own: Change, public: Change) -> Seen:
    """Its author; trainers; once it is released the owners too. Other readers do not see it."""
    released = ((_owners(key), public),) if feedback.released else ()
    return ((_trainers(key), public), *released, (_author(key, feedback.by), own))  # who trains may be the author


def public_feedback(feedback: Feedback) -> Feedback:
    """As all see it but its author."""
    return changed(feedback, by="") if feedback.anonymous else feedback


def as_seen_by(workshop: Workshop, key: str, person: str, role: Role) -> Canvas:
    """A canvas that the person sees: without the past of its texts, and with the feedback that is for their eyes."""
    canvas = workshop.canvas(key)
    all_of_it, released = role in ("trainer", "observer"), person in owners(workshop, key)
    feedback = {
        given.id: given if given.by == person else public_feedback(given)
        for given in canvas.feedback.values()
        if given.by == person or all_of_it or (released and given.released)
    }
    return changed(canvas, texts={place: shown(text) for place, text in canvas.texts.items()}, feedback=feedback)


class CanvasShown(Change):
    """A canvas as one person sees it, in their view. Never journalled."""

    canvas: str
    state: Canvas

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, canvases=put(workshop.canvases, self.canvas, self.state))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


def _presented(workshop: Workshop, *rooms: str) -> tuple[str, ...]:
    shown = (workshop.presenting[room] for room in rooms if room in workshop.presenting)
    return tuple(key_of(root_of(workshop.activities, one.activity), one.now) for one in shown if one.now)
