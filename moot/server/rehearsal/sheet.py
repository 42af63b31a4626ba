"""A canvas as one simulated person works on it: which, in which columns, and how it is shared with others."""

from __future__ import annotations

from typing import NamedTuple

from moot.rooms.canvases.canvas import Canvas, key_of, root_of
from moot.rooms.canvases.plan import EVERY_ROW, CanvasPlan, Column
from moot.rooms.programmes.programme import Stage
from moot.rooms.workshop import Workshop
from moot.server.rehearsal.notes import place_of
from moot.server.rehearsal.person import OnNow, Person


class Sheet(NamedTuple):
    key: str
    plan: CanvasPlan
    columns: tuple[Column, ...]
    """That the stage has its owners write."""
    rank: int
    of: int
    """Which of how many who fill it in: so they share the work without a word."""

    @property
    def alone(self) -> bool:
        return self.plan.scope == "person"

    def canvas(self, view: Workshop) -> Canvas:
        return view.canvas(self.key)


def sheet_of(person: Person, on: OnNow) -> Sheet:
    """Of the activity that is on."""
    plan = plan_of_canvas(person.view, on.activity)
    rank, of = (0, 1) if plan.scope == "person" else place_of(person)
    key = key_on(person.view, on.activity, person.you, on.room)
    return Sheet(key, plan, columns_of(plan, person.planned(on)), rank, of)


def plan_of_canvas(view: Workshop, activity: str) -> CanvasPlan:
    plan = view.activities[activity].canvas
    assert plan
    return plan


def key_on(view: Workshop, activity: str, person: str, room: str) -> str:
    """Of the canvas that a person who sits in a room works on."""
    plan = plan_of_canvas(view, activity)
    owner = {"person": person, "group": room, "all": ""}[plan.scope]
    return key_of(root_of(view.activities, activity), owner)


def columns_of(plan: CanvasPlan, stage: Stage) -> tuple[Column, ...]:
    return tuple(c for c in plan.columns if c.written_by == "owner" and (not stage.columns or c.key in stage.columns))


def cells(canvas: Canvas, columns: tuple[Column, ...]) -> list[tuple[str, Column]]:
    """The row and column of each cell that there is to fill in: what is for all rows first, then row by row."""
    spanning = [(EVERY_ROW, column) for column in columns if column.spans]
    return spanning + [(row.id, column) for row in canvas.standing() for column in columns if not column.spans]


def written_cells(canvas: Canvas, columns: tuple[Column, ...]) -> list[tuple[str, Column]]:
    """Those with a text in them."""
    return [(row, c) for row, c in cells(canvas, columns) if c.type == "text" and canvas.says(f"{row}/{c.key}")]


def owners_in(view: Workshop, activity: str, rooms: list[str]) -> list[str]:
    """Whose canvases are filled in there: people in the order of their names, or groups by their rooms."""
    plan = plan_of_canvas(view, activity)
    if plan.scope == "person":
        return [person for room in rooms for person in people_in(view, room)]
    return rooms if plan.scope == "group" else [""]


def keys_in(view: Workshop, activity: str, rooms: list[str]) -> list[str]:
    """Of the canvases that are filled in there; none, where the activity has none."""
    if not view.activities[activity].canvas:
        return []
    root = root_of(view.activities, activity)
    return [key_of(root, owner) for owner in owners_in(view, activity, rooms)]


def people_in(view: Workshop, room: str) -> list[str]:
    """Participants who sit in a room, and came."""
    here = (p for p in view.people.values() if p.room == room and p.role == "participant")
    return [p.id for p in sorted(here, key=lambda p: p.name) if p.here_before and not p.removed]
