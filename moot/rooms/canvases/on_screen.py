"""Statements on the projector: the sentences in their order, and nothing else of the canvases that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import PROJECTORS, Audience, Change, Renewed, Seen
from moot.rooms.canvases.canvas import Canvas, Row, owned, root_of
from moot.rooms.canvases.plan import STATEMENT
from moot.rooms.texts.text import shown

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


def canvases_on_screen(workshop: Workshop) -> tuple[str, ...]:
    """The keys of those that have a statement to show."""
    if workshop.shown.what != "statements":
        return ()
    return tuple(key for key in workshop.canvases if _is_meant(workshop, key) and _stated(workshop.canvases[key]))


def owners_on_screen(workshop: Workshop) -> set[str]:
    """Whose statements are shown: people are named beside theirs."""
    return {owned(key).owner for key in canvases_on_screen(workshop)}


def statements_of(canvas: Canvas) -> Canvas:
    """A canvas as the projector has it."""
    rows = _stated(canvas)
    return Canvas(
        rows={row.id: Row(id=row.id, order=row.order) for row in rows},
        texts={place: shown(canvas.texts[place]) for row in rows if (place := f"{row.id}/{STATEMENT}")},
    )


def screen_of(key: str) -> Audience:
    """Projectors that show the statements of a canvas."""
    return f"canvas-screen:{key}"


def to_screen(before: Workshop, after: Workshop, key: str, row: str, change: Change) -> Seen:
    """A change of a row's statement, where it is shown; where one comes or goes, there is a new view."""
    was, now = (_is_on_screen(workshop, key, row) for workshop in (before, after))
    if was != now:
        return ((PROJECTORS, Renewed()),)
    return ((screen_of(key), change),) if now else ()


def _is_on_screen(workshop: Workshop, key: str, row: str) -> bool:
    meant = workshop.shown.what == "statements" and _is_meant(workshop, key)
    return meant and any(one.id == row for one in _stated(workshop.canvas(key)))


def _is_meant(workshop: Workshop, key: str) -> bool:
    """Of the activity and the group that the trainer chose, or of all."""
    (activity, owner), wanted = owned(key), workshop.shown
    if wanted.board and root_of(workshop.activities, wanted.board) != activity:
        return False
    person = workshop.people.get(owner)
    return not wanted.room or wanted.room == (person.room if person else owner)


def _stated(canvas: Canvas) -> list[Row]:
    return [row for row in canvas.standing() if canvas.says(f"{row.id}/{STATEMENT}")]
