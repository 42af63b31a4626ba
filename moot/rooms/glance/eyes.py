"""What others see now, for who trains: a room's participants, or the projector as it is or as it would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.canvases.canvas import key_of
from moot.rooms.canvases.readers import presented_in
from moot.rooms.shape import Value, changed
from moot.rooms.stages.message import Shown

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class Eyes(Value):
    """Through which one looks: those of the people in `room`, of whom one sees what they all see alike; without a room
    the projector's."""

    room: str = ""
    shown: Shown | None = None
    """What the projector would show; nothing: what it shows."""


def as_shown(workshop: Workshop, eyes: Eyes | None) -> Workshop:
    """The workshop with that on its projector."""
    return changed(workshop, shown=eyes.shown) if eyes and eyes.shown else workshop


def canvases_alike(workshop: Workshop, room: str) -> tuple[str, ...]:
    """The canvases that all in a room see: the group's, everybody's, and what is presented to them."""
    owners = {"group": room, "all": ""}
    plans = ((key, activity.canvas) for key, activity in workshop.activities.items())
    shared = (
        key_of(key, owners[plan.scope])
        for key, plan in plans
        if plan and not plan.goes_on_from and plan.scope in owners
    )
    return tuple(dict.fromkeys((*shared, *presented_in(workshop, "", room))))
