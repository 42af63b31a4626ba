"""After the training: simulated people report how their plans go, each time that is open by now."""

from __future__ import annotations

import datetime
import random
import time

from moot.rooms.after.check_in import EARLY_DAYS, ReportNote, ReportStep, ReportValue, State, check_in_dates, plan_key
from moot.rooms.canvases.canvas import Indicator, Indicators, Row, owned
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.refusals import Refused
from moot.rooms.workshop import Workshop
from moot.server.rehearsal import texts
from moot.server.rehearsal.pace import CHECK_IN, Pace
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.sheet import people_in

FURTHER: tuple[State, ...] = ("not-begun", "under-way", "done")
"""How a step goes on from one time to the next; some begin later than others, and some are given up."""


def is_last(view: Workshop, activity: str, stage: str) -> bool:
    """Whether nothing comes after this stage."""
    last = [(key, planned.key) for key, known in view.activities.items() for planned in known.stages][-1:]
    return last == [(activity, stage)]


def rounds_open(view: Workshop) -> list[int]:
    """In days after the training; none, where nobody has a plan to report on."""
    return [days for days, day in check_in_dates(view.programme).items() if _is_open(day)] if has_plans(view) else []


def has_plans(view: Workshop) -> bool:
    try:
        return bool(owned(plan_key(view, "")).activity)
    except Refused:
        return False


async def check_in(person: Person, pace: Pace, chance: random.Random) -> None:
    """Each time, and at each: all steps, all indicators, and a few words."""
    made = person.view.check_ins.get(person.you, {})
    missing = [days for days in rounds_open(person.view) if days not in made or not made[days].note]
    for days in missing:
        report = _report(person, days, chance)
        for request in report:
            await pace.think(CHECK_IN / len(missing) / len(report) * 0.8, chance)
            await person.ask(request)


def all_have_reported(trainer: Person) -> bool:
    """At all times that are open by now."""
    view = trainer.view
    people, rounds = [p for room in view.rooms for p in people_in(view, room)], rounds_open(view)
    made = ((view.check_ins.get(person, {}), days) for person in people for days in rounds)
    return all(days in mine and mine[days].note for mine, days in made)


async def hear_reports(trainer: Person, pace: Pace, patience: float) -> None:
    """Until all have reported, or it takes more than so many seconds, and twice what it should."""
    began, longest = time.monotonic(), max(2 * CHECK_IN / pace.speed, patience)
    while not all_have_reported(trainer) and time.monotonic() - began < longest:
        await pace.pause(0.5)


def _is_open(day: str) -> bool:
    today = datetime.datetime.now(datetime.UTC).date()
    return not day or today >= datetime.date.fromisoformat(day) - datetime.timedelta(EARLY_DAYS)


def _report(person: Person, days: int, chance: random.Random) -> list[FROM_PEOPLE]:
    canvas = person.view.canvas(plan_key(person.view, person.you))
    number = sorted(person.view.programme.check_ins).index(days)
    rows = canvas.standing()
    cells = [cell for cell in canvas.values.values() if isinstance(cell, Indicators)]
    indicators = [indicator for cell in cells for indicator in cell.indicators]
    return [
        *(ReportStep(days=days, row=row.id, state=_state(row, at, number)) for at, row in enumerate(rows)),
        *(ReportValue(days=days, indicator=one.id, reading=_reading(one, number, chance)) for one in indicators),
        ReportNote(days=days, text=chance.choice(texts.remarks("check-in"))),
    ]


def _state(row: Row, at: int, number: int) -> State:
    given_up = random.Random(row.id).random() < 0.1 and number
    return "dropped" if given_up else FURTHER[max(0, min(number + 1 - at // 2, len(FURTHER) - 1))]


def _reading(indicator: Indicator, number: int, chance: random.Random) -> str:
    if indicator.kind == "qualitative":
        return chance.choice(texts.remarks("reading"))
    return str(10 + 15 * number + chance.randrange(10))
