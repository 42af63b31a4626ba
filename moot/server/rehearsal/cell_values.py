"""What simulated people put into cells that hold no text: each value as it is put together, step by step."""

from __future__ import annotations

import datetime
import random
from typing import assert_never

from moot.rooms.canvases.canvas import CellValue, Choice, Indicator, Indicators, Names, Period
from moot.rooms.canvases.plan import Column
from moot.rooms.shape import changed
from moot.rooms.workshop import Workshop
from moot.server.rehearsal import texts
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.sheet import people_in

BEGINS_AFTER, LASTS = 14, 45
"""Days, of a step; the next one begins so much later."""


def drafts_of(person: Person, column: Column, number: int, chance: random.Random) -> list[CellValue]:
    """For the row of this number; the last one is meant to stay."""
    match column.type:
        case "period":
            return _periods(_last_day(person.view), number)
        case "people":
            return _names(person, number, chance)
        case "choice":
            first, last = (chance.randrange(len(column.choices)) for _ in range(2))
            return [Choice(first)] if first == last else [Choice(first), Choice(last)]
        case "indicators":
            return _indicators(number, chance)
        case "text":
            return []
        case _:
            assert_never(column.type)


def _periods(after: datetime.date, number: int) -> list[CellValue]:
    start = after + datetime.timedelta(BEGINS_AFTER * (number + 1))
    due = start + datetime.timedelta(LASTS)
    return [Period(start=start.isoformat()), Period(start=start.isoformat(), due=due.isoformat())]


def _last_day(view: Workshop) -> datetime.date:
    """Of the training; today, where it has no dates."""
    last = max((day.date for day in view.programme.days), default="")
    return datetime.date.fromisoformat(last) if last else datetime.date.today()


def _names(person: Person, number: int, chance: random.Random) -> list[CellValue]:
    """Oneself; then a colleague too, or somebody who is not here."""
    colleagues = [known for known in people_in(person.view, person.room.id) if known != person.you]
    drafts = [Names((person.you,))]
    if number % 2 and colleagues:
        drafts.append(Names((person.you, chance.choice(colleagues))))
    else:
        outside = chance.choice(texts.rows("outside"))
        drafts.append(Names((person.you,), (f"{outside['name']}, {outside['organisation']}",)))
    return [*drafts]


def _indicators(number: int, chance: random.Random) -> list[CellValue]:
    """One, its target, the five answers, one after the other; at times a second one."""
    library = texts.rows("indicators")
    drafts: list[CellValue] = []
    done: tuple[Indicator, ...] = ()
    for row in chance.sample(library, k=1 + number % 2):
        name = Indicator(id=texts.new_id(chance), name=row["name"], group=row["group"], kind=texts.kind(row))
        target = changed(name, target=row["target"])
        answered = changed(target, smart=texts.smart(row))
        drafts += [Indicators((*done, draft)) for draft in (name, target, answered)]
        done = (*done, answered)
    return drafts
