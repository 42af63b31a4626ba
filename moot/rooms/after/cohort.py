"""How the plans of all go: the steps of everybody with their days and indicators, and what was reported since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.after.check_in import CheckIn, State, check_in_dates, plan_key, step_column
from moot.rooms.canvases.canvas import Canvas, Indicators, Period
from moot.rooms.refusals import Refused
from moot.rooms.shape import Value
from moot.rooms.texts.text import Text

if TYPE_CHECKING:
    from moot.rooms.people.people import Person
    from moot.rooms.workshop import Workshop


class Tracked(Value, kw_only=True):
    """An indicator, and what it stood at: by days after the training."""

    name: str
    target: str = ""
    readings: dict[int, str] = {}


class Step(Value, kw_only=True):
    row: str
    text: str = ""
    start: str = ""
    """As `YYYY-MM-DD`; it may still be open, as `due` may."""
    due: str = ""
    states: dict[int, State] = {}
    """By days after the training."""
    indicators: tuple[Tracked, ...] = ()


class Plan(Value, kw_only=True):
    person: str
    steps: tuple[Step, ...] = ()
    """Those that say something."""
    notes: dict[int, str] = {}
    """By days after the training."""
    reported: tuple[int, ...] = ()


class Cohort(Value, kw_only=True):
    rounds: dict[int, str] = {}
    """The check-ins: by days after the training, their day; empty where the programme has no dates."""
    plans: tuple[Plan, ...] = ()
    """Of all participants who came and were not removed, by name."""


def plans_of_all(workshop: Workshop) -> Cohort:
    people = (p for p in workshop.people.values() if p.role == "participant" and p.here_before and not p.removed)
    plans = (_plan(workshop, person) for person in sorted(people, key=lambda person: person.name.casefold()))
    return Cohort(rounds=check_in_dates(workshop.programme), plans=tuple(plans))


def _plan(workshop: Workshop, person: Person) -> Plan:
    reports = workshop.check_ins.get(person.id, {})
    try:
        canvas = workshop.canvas(plan_key(workshop, person.id))
    except Refused:  # there are no plans in this programme
        return Plan(person=person.id)
    column = step_column(workshop)
    steps = (_step(canvas, row.id, column, reports) for row in canvas.standing())
    return Plan(
        person=person.id,
        steps=tuple(step for step in steps if step.text or step.start or step.due or step.indicators),
        notes={days: report.note for days, report in reports.items() if report.note},
        reported=tuple(sorted(reports)),
    )


def _step(canvas: Canvas, row: str, column: str, reports: dict[int, CheckIn]) -> Step:
    cells = [value for place, value in canvas.values.items() if place.startswith(f"{row}/")]
    period = next((cell for cell in cells if isinstance(cell, Period)), Period())
    return Step(
        row=row,
        text=canvas.texts.get(f"{row}/{column}", Text()).value.strip(),
        start=period.start,
        due=period.due,
        states={days: report.states[row] for days, report in reports.items() if row in report.states},
        indicators=tuple(
            Tracked(
                name=indicator.name,
                target=indicator.target,
                readings={
                    d: report.values[indicator.id] for d, report in reports.items() if indicator.id in report.values
                },
            )
            for cell in cells
            if isinstance(cell, Indicators)
            for indicator in cell.indicators
        ),
    )
