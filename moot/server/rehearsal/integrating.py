"""What simulated people make of the feedback they got: they judge it, and change what it is about."""

from __future__ import annotations

import random

from moot.rooms.canvases.canvas import Feedback
from moot.rooms.canvases.feedback import JudgeFeedback, Verdict
from moot.server.rehearsal import texts
from moot.server.rehearsal.finishing import finish
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.pen import Cell, mend
from moot.server.rehearsal.person import OnNow, Person
from moot.server.rehearsal.sheet import Sheet, sheet_of, written_cells

USED, CHANGES = 0.7, 3
"""Of a stage; how many cells of a canvas one person changes at most."""
VERDICTS: dict[Verdict, int] = {"taken": 5, "adapted": 3, "not-taken": 2}


async def integrate(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """Every word of feedback; of those to a canvas that several have, a share."""
    sheet = sheet_of(person, on)
    given = [one for one in sheet.canvas(person.view).feedback.values() if one.released]
    mine, changes = [one for one in given[sheet.rank :: sheet.of] if not one.verdict], 0
    for feedback in mine:
        await pace.think(SECONDS["integrate"] * USED / len(mine), chance)
        verdict: Verdict = chance.choices([*VERDICTS], [*VERDICTS.values()])[0]
        await person.ask(JudgeFeedback(canvas=sheet.key, feedback=feedback.id, verdict=verdict))
        if verdict != "not-taken" and changes < CHANGES:
            changes += await _change(person, sheet, feedback, chance)
    await finish(person)


async def _change(person: Person, sheet: Sheet, feedback: Feedback, chance: random.Random) -> bool:
    """The cell that it is about; any, where it is about the whole."""
    written = written_cells(sheet.canvas(person.view), sheet.columns)
    if not written:
        return False
    row, column = next(((r, c) for r, c in written if f"{r}/{c.key}" == feedback.place), chance.choice(written))
    change = texts.change(feedback.text)

    def changed(cell: str) -> str | None:
        return None if change in cell else f"{cell.rstrip()} {change}"

    return await mend(person, Cell(sheet.key, row, column.key), changed, chance)
