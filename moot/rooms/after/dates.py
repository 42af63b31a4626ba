"""The days that belong in a person's calendar: the steps of their plan, and the check-ins after the training."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

from moot.rooms.after.check_in import check_in_dates, plan_key, step_column
from moot.rooms.canvases.canvas import Period
from moot.rooms.refusals import Refused
from moot.rooms.shape import Value
from moot.rooms.texts.text import Text

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class Appointment(Value, kw_only=True):
    """Whole days, both included, as `YYYY-MM-DD`."""

    id: str
    """The same for the same thing, in every file and language: a calendar that is given it again moves what it has."""
    kind: Literal["step", "check-in"]
    start: str
    end: str
    text: str = ""
    """What a step says."""
    days: int = 0
    """Of a check-in: after the training."""


def dates_of(workshop: Workshop, person: str) -> tuple[Appointment, ...]:
    """In the order of their days."""
    found = [
        Appointment(id=check_in_id(workshop, person, days), kind="check-in", start=date, end=date, days=days)
        for days, date in check_in_dates(workshop.programme).items()
        if date
    ]
    try:
        canvas, column = workshop.canvas(plan_key(workshop, person)), step_column(workshop)
    except Refused:
        return tuple(found)
    for row in canvas.standing():
        cells = ((place, v) for place, v in canvas.values.items() if place.startswith(f"{row.id}/"))
        for place, value in cells:
            if isinstance(value, Period) and (value.start or value.due):
                start, end = value.start or value.due, value.due or value.start
                text = canvas.texts.get(f"{row.id}/{column}", Text()).value
                id = step_id(workshop, person, place)
                found.append(Appointment(id=id, kind="step", start=start, end=end, text=text))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.id)))


def check_in_id(workshop: Workshop, person: str, days: int) -> str:
    """`person` empty: as a report for all has it."""
    return _id(workshop, person, f"check-in-{days}")


def step_id(workshop: Workshop, person: str, place: str) -> str:
    """`place`: of the cell that has its days."""
    return _id(workshop, person, place)


def _id(workshop: Workshop, *of: str) -> str:
    """In one calendar there may be several workshops, with one programme; it tells nobody which, or whose."""
    return hashlib.sha256("/".join((workshop.id, *of)).encode()).hexdigest()[:24]
