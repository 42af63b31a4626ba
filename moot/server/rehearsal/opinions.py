"""What simulated people say of the canvases of others: in answer to what is asked, or beside a cell."""

from __future__ import annotations

import random

from moot.rooms.canvases.canvas import Feedback
from moot.rooms.canvases.feedback import EditFeedback, GiveFeedback
from moot.server.rehearsal import texts
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.person import OnNow, Person
from moot.server.rehearsal.sheet import plan_of_canvas, written_cells

UNNAMED, MORE = 0.3, 0.15
"""How often somebody stays unnamed; says half at first, and then more."""


def questions_on(person: Person, on: OnNow) -> list[str]:
    """What the stage asks of a canvas, by place."""
    return [f"?{number}" for number in range(len(person.planned(on).questions))]


def cells_to_judge(person: Person, on: OnNow, key: str) -> list[str]:
    """In the columns that others write, beside rows that say something, if any does; any text, without such columns."""
    canvas, columns = person.view.canvas(key), plan_of_canvas(person.view, on.activity).columns
    own = tuple(column for column in columns if column.written_by == "owner")
    theirs = [c.key for c in columns if c.written_by == "others" and not c.spans]
    filled = {place.partition("/")[0] for place in (*canvas.texts, *canvas.values) if canvas.says(place)}
    rows = [row.id for row in canvas.standing()]
    rows = [row for row in rows if row in filled] or rows
    beside = [f"{row}/{column}" for row in rows for column in theirs]
    return beside or [f"{row}/{column.key}" for row, column in written_cells(canvas, own)]


def said_by(person: Person, on: OnNow, key: str) -> list[Feedback]:
    """What somebody has said of a canvas in this stage."""
    stage = f"{on.activity}.{on.stage}"
    return [one for one in person.view.canvas(key).feedback.values() if one.by == person.you and one.stage == stage]


async def say(person: Person, on: OnNow, key: str, place: str, pace: Pace, chance: random.Random) -> None:
    """One thing, at one place, unless it is said."""
    if any(one.place == place for one in said_by(person, on, key)):
        return
    text, id = texts.opinion(f"{person.you}/{key}/{on.stage}/{place}"), texts.new_id(chance)
    half, unfinished = text[: len(text) // 2].rstrip() + " …", chance.random() < MORE
    given = GiveFeedback(
        canvas=key, id=id, place=place, text=half if unfinished else text, anonymous=chance.random() < UNNAMED
    )
    if await person.ask(given) and unfinished:
        await pace.think(0.5, chance)
        await person.ask(EditFeedback(canvas=key, feedback=id, text=text))
