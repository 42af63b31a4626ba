"""The statement of a row: composed from its cells by the programme's pattern, then free to edit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from moot.rooms.asking import Change, Changes, Moment, Request, Seen
from moot.rooms.boards.field import taken
from moot.rooms.canvases.canvas import Canvas, plans_of
from moot.rooms.canvases.cell import CellWritten
from moot.rooms.canvases.desk import cell_desk
from moot.rooms.canvases.plan import EVERY_ROW, STATEMENT, CanvasPlan
from moot.rooms.canvases.readers import to_readers
from moot.rooms.limits import CELL_LETTERS
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import put
from moot.rooms.texts.text import Text, replacing

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

GAP = "…"
"""Stands where a cell is empty."""
SLOT = re.compile(r"\{([a-z0-9_-]+)\}")


class ComposeStatement(Request):
    """The row's statement is made from its cells, in place of what stands there."""

    canvas: str
    row: str
    language: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        canvas, _ = cell_desk(workshop, self.canvas, self.row, STATEMENT, who, when)
        plan = plan_with_statement(workshop, self.canvas, who)
        pattern = plan.statement.get(self.language) or next(iter(plan.statement.values()))
        composed, sources = compose(plan, pattern, canvas, self.row)
        if not any(canvas.texts.get(place, Text()).value.strip() for place in sources):
            raise Refused(Reason.EMPTY)
        place = f"{self.row}/{STATEMENT}"
        there = canvas.texts.get(place, Text())
        made = StatementComposed(canvas=self.canvas, row=self.row, sources=sources)
        if composed == there.value:
            return (made,)
        edit = taken(there, there.revision, replacing(there.value, composed), CELL_LETTERS)
        return (CellWritten(canvas=self.canvas, place=place, edit=edit), made)


def plan_with_statement(workshop: Workshop, key: str, who: str) -> CanvasPlan:
    """Of the activity under way where they sit, if it has one; else the first that has."""
    room = workshop.rooms.get(workshop.people[who].room)
    now = workshop.activities[room.run.activity].canvas if room and room.run else None
    plans = [plan for plan in plans_of(workshop, key) if plan.statement]
    return now if now in plans and now is not None else plans[0]


def columns_in(pattern: str) -> list[str]:
    return SLOT.findall(pattern)


def compose(plan: CanvasPlan, pattern: str, canvas: Canvas, row: str) -> tuple[str, dict[str, int]]:
    """The sentence, and the places that it is made of with their revisions."""
    sources: dict[str, int] = {}

    def filled(slot: re.Match[str]) -> str:
        column = plan.column(slot[1])
        place = f"{EVERY_ROW if column and column.spans else row}/{slot[1]}"
        text = canvas.texts.get(place, Text())
        sources[place] = text.revision
        return _in_a_sentence(text.value) or GAP

    composed = SLOT.sub(filled, pattern)
    return _shortened(composed, CELL_LETTERS), sources


def _in_a_sentence(cell: str) -> str:
    """Lines become a list with commas; a full stop at the end would end the sentence."""
    lines = [line.strip().strip("-•*").strip().rstrip(".;,").strip() for line in cell.splitlines()]
    return ", ".join(line for line in lines if line)


def _shortened(text: str, most: int) -> str:
    """At most so many UTF-16 units; a letter of two is not cut in half."""
    whole = text.encode("utf-16-le")
    if len(whole) <= 2 * most:
        return text
    return whole[: 2 * (most - 1)].decode("utf-16-le", errors="ignore").rstrip() + GAP


class StatementComposed(Change):
    """From which cells, as they were; so that it can be said when one has changed since."""

    canvas: str
    row: str
    sources: dict[str, int]

    def evolve(self, workshop: Workshop) -> Workshop:
        sources = workshop.canvas(self.canvas).sources
        return workshop.with_canvas(self.canvas, sources=put(sources, self.row, self.sources))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_readers(self.canvas, self)
