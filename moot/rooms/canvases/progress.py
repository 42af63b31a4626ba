"""How far canvases have come: counted once, then cell by cell, as trainers see all of them several times a second."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from moot.rooms.asking import Change
from moot.rooms.canvases.canvas import Canvas
from moot.rooms.canvases.cell import CellSet, CellWritten
from moot.rooms.canvases.plan import EVERY_ROW, CanvasPlan

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class Counted(NamedTuple):
    canvas: Canvas | None
    """None: nobody wrote in it yet."""
    plan: CanvasPlan
    places: frozenset[str]
    filled: int


class Progress:
    """Remembers what it counted, and of which canvas: one that changed otherwise than in its cells is counted anew."""

    def __init__(self) -> None:
        self._counted: dict[str, Counted] = {}

    def of(self, workshop: Workshop, key: str, plan: CanvasPlan) -> tuple[int, int]:
        """Of the cells of a plan that their owners write: how many say something, and how many there are."""
        known = self._counted.get(key)
        if known is None or known.plan is not plan or known.canvas is not workshop.canvases.get(key):
            canvas = workshop.canvas(key)
            places = _places(canvas, plan)
            filled = sum(canvas.says(place) for place in places)
            known = self._counted[key] = Counted(workshop.canvases.get(key), plan, places, filled)
        return known.filled, len(known.places)

    def follow(self, before: Workshop, change: Change, after: Workshop) -> None:
        """Goes on from what was counted before."""
        if not isinstance(change, CellWritten | CellSet):
            return
        known = self._counted.get(change.canvas)
        if known is None or known.canvas is None or known.canvas is not before.canvases.get(change.canvas):
            return
        canvas = after.canvases[change.canvas]
        more = (canvas.says(change.place) - known.canvas.says(change.place)) * (change.place in known.places)
        self._counted[change.canvas] = known._replace(canvas=canvas, filled=known.filled + more)


def _places(canvas: Canvas, plan: CanvasPlan) -> frozenset[str]:
    rows = [row.id for row in canvas.rows.values() if not row.removed_by]
    own = [column for column in plan.columns if column.written_by == "owner"]
    return frozenset(f"{row}/{column.key}" for column in own for row in ([EVERY_ROW] if column.spans else rows))
