"""Plans in a report: everybody's steps with their days and indicators, and how they go since the training."""

from __future__ import annotations

from collections.abc import Iterator

from moot.rooms.after.check_in import CheckIn, plan_key, step_column
from moot.rooms.after.dates import step_id
from moot.rooms.canvases.canvas import Canvas, Indicators, Period, Row, owned
from moot.rooms.canvases.canvas import Names as Responsible
from moot.rooms.refusals import Refused
from moot.rooms.results.naming import Names
from moot.rooms.results.report import Plan, Step, Tracked
from moot.rooms.results.sight import Sight
from moot.rooms.texts.text import Text


def plans_of(sight: Sight, names: Names) -> Iterator[Plan]:
    try:
        activity, column = owned(plan_key(sight.seen, "")).activity, step_column(sight.seen)
    except Refused:  # there are no plans in this programme
        return
    keys = [key for key in sight.canvases if owned(key).activity == activity]
    for key in sorted(keys, key=lambda key: (names.person(owned(key).owner).casefold(), key)):
        canvas, owner = sight.seen.canvases[key], owned(key).owner
        reports = sight.seen.check_ins.get(owner, {})
        steps = (_step(sight, owner, canvas, row, column, reports, names) for row in canvas.standing())
        said = tuple(step for step in steps if step != Step())
        notes = {days: report.note for days, report in sorted(reports.items()) if report.note}
        if said or notes:
            yield Plan(owner=names.person(owner), steps=said, notes=notes)


def _step(
    sight: Sight, owner: str, canvas: Canvas, row: Row, column: str, reports: dict[int, CheckIn], names: Names
) -> Step:
    of_row = {place: value for place, value in canvas.values.items() if place.startswith(f"{row.id}/")}
    cells = of_row.values()
    periods = ((place, cell) for place, cell in of_row.items() if isinstance(cell, Period) and (cell.start or cell.due))
    place, period = next(periods, ("", Period()))
    responsible = next((cell for cell in cells if isinstance(cell, Responsible)), Responsible())
    challenge, winner = _origin(sight, row)
    return Step(
        text=canvas.texts.get(f"{row.id}/{column}", Text()).value.strip(),
        responsible=tuple(name for name in (*map(names.person, responsible.people), *responsible.others) if name),
        start=period.start,
        due=period.due,
        event=step_id(sight.seen, owner, place) if place else "",
        challenge=challenge,
        winner=winner,
        indicators=tuple(
            Tracked(
                name=one.name,
                target=one.target,
                readings={d: report.values[one.id] for d, report in sorted(reports.items()) if one.id in report.values},
            )
            for cell in cells
            if isinstance(cell, Indicators)
            for one in cell.indicators
        ),
        states={days: report.states[row.id] for days, report in sorted(reports.items()) if row.id in report.states},
    )


def _origin(sight: Sight, row: Row) -> tuple[str, str]:
    """The challenge that a step answers and what won it: they were gathered for all."""
    gathered = sight.seen.gathered.get(row.origin.board, ()) if row.origin else ()
    found = next((one for one in gathered if one.winner == row.origin), None)
    return (found.challenge, found.text) if found else ("", "")
