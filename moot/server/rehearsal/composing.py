"""Statements by simulated people: composed from the cells of a row, then made one's own."""

from __future__ import annotations

import random

from moot.rooms.canvases.plan import EVERY_ROW, STATEMENT, CanvasPlan
from moot.rooms.canvases.statement import ComposeStatement, columns_in
from moot.rooms.workshop import Workshop
from moot.server.rehearsal import texts
from moot.server.rehearsal.finishing import finish
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.pen import Cell, mend
from moot.server.rehearsal.person import OnNow, Person
from moot.server.rehearsal.sheet import sheet_of

USED = 0.7
"""Of a stage."""


async def compose(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """One for each row that says something; of a canvas that several have, for a share of them."""
    sheet = sheet_of(person, on)
    rows = rows_to_compose(person.view, sheet.key, sheet.plan)[sheet.rank :: sheet.of]
    language = person.view.programme.languages[0]
    for row in rows:
        await pace.think(SECONDS["compose"] * USED / len(rows) / 2, chance)
        paper = Cell(sheet.key, row, STATEMENT)
        if not paper.text(person).value:
            await person.ask(ComposeStatement(canvas=sheet.key, row=row, language=language))
        await pace.think(SECONDS["compose"] * USED / len(rows) / 2, chance)
        await mend(person, paper, _in_own_words, chance)
    await finish(person)


def rows_to_compose(view: Workshop, key: str, plan: CanvasPlan) -> list[str]:
    """Rows with a text in any of the columns that the statement is made of."""
    canvas, pattern = view.canvas(key), next(iter(plan.statement.values()), "")
    named = [column for column in plan.columns if column.key in columns_in(pattern)]
    return [
        row.id
        for row in canvas.standing()
        if any(canvas.says(f"{EVERY_ROW if column.spans else row.id}/{column.key}") for column in named)
    ]


def _in_own_words(statement: str) -> str | None:
    endings = texts.remarks("statement")
    if not statement or any(statement.endswith(ending) for ending in endings):
        return None
    return f"{statement.rstrip('.')}, {random.Random(statement).choice(endings)}"
