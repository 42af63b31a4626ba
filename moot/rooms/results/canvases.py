"""Canvases in a report: each as its activity shows it, the statements composed from them, the feedback on them."""

from __future__ import annotations

from collections.abc import Iterator

from moot.rooms.canvases.canvas import Canvas, CellValue, Choice, Feedback, Indicators, Period, owned, plans_of, root_of
from moot.rooms.canvases.canvas import Names as Responsible
from moot.rooms.canvases.plan import EVERY_ROW, STATEMENT, CanvasPlan, Column
from moot.rooms.programmes.programme import Activity
from moot.rooms.results.naming import Names
from moot.rooms.results.report import AnyBlock, FeedbackOn, Remark, Said, Sheet, Statement, Statements
from moot.rooms.results.sight import Sight
from moot.rooms.shape import Words
from moot.rooms.texts.text import Text
from moot.rooms.workshop import Workshop


def canvases_of(sight: Sight, names: Names, activity: Activity) -> Iterator[AnyBlock]:
    plan = activity.canvas
    if plan is None:
        return
    root = root_of(sight.seen.activities, activity.key)
    keys = sorted((key for key in sight.canvases if owned(key).activity == root), key=lambda key: _order(sight, key))
    if plan.statement:
        stated = {key: sight.seen.canvases[key] for key in keys} | {
            key: canvas for key, canvas in sight.stated.items() if owned(key).activity == root
        }
        told = tuple(one for key in sorted(stated, key=lambda key: _order(sight, key))
                     for one in _statements(stated[key], names, *_whose(names, key)))  # fmt: skip
        if told:
            yield Statements(statements=told)
    for key in keys:
        canvas = sight.seen.canvases[key]
        owner, room = _whose(names, key)
        if activity.key in _told_in(sight, key, canvas, names) and (sheet := _sheet(canvas, plan, names, owner, room)):
            yield sheet
        remarks = tuple(_remarks(sight, names, activity, key, canvas))
        if remarks:
            yield FeedbackOn(owner=owner, room=room, remarks=remarks)


def _told_in(sight: Sight, key: str, canvas: Canvas, names: Names) -> list[str]:
    """The activities that show it: of those that go on from each other the last that added to it, which has it all."""
    told = list[tuple[str, dict[str, Column]]]()
    for day in sight.seen.programme.days:
        for one in (a for session in day.sessions for a in session.activities if day.number in sight.days):
            if one.canvas and root_of(sight.seen.activities, one.key) == owned(key).activity:
                columns = {column.key: column for column in one.canvas.columns if column.written_by == "owner"}
                before = told[-1][1] if told else {}
                if told and before.keys() <= columns.keys():
                    added = [column for of, column in columns.items() if of not in before]
                    told = [*told[:-1], (one.key, columns)] if _says(canvas, added, names) else told
                else:
                    told.append((one.key, columns))
    return [activity for activity, _ in told]


def _says(canvas: Canvas, columns: list[Column], names: Names) -> bool:
    rows = [row.id for row in canvas.standing()]
    return any(
        cell_text(canvas, row, column, names) for column in columns for row in ((EVERY_ROW,) if column.spans else rows)
    )


def _order(sight: Sight, key: str) -> tuple[str, str]:
    person = sight.seen.people.get(owned(key).owner)
    return (person.name.casefold() if person else "", key)


def _whose(names: Names, key: str) -> tuple[str, int]:
    owner = owned(key).owner
    return names.person(owner), names.room(owner)


def _sheet(canvas: Canvas, plan: CanvasPlan, names: Names, owner: str, room: int) -> Sheet | None:
    columns = [column for column in plan.columns if column.written_by == "owner" and not column.spans]
    rows = (tuple(cell_text(canvas, row.id, column, names) for column in columns) for row in canvas.standing())
    written = tuple(row for row in rows if any(row))
    spanning = (column for column in plan.columns if column.written_by == "owner" and column.spans)
    all_rows = tuple(
        Said(key=column.key, title=names.said(column.title), text=text)
        for column in spanning
        if (text := cell_text(canvas, EVERY_ROW, column, names))
    )
    if not written and not all_rows:
        return None
    return Sheet(
        owner=owner,
        room=room,
        row_title=names.said(plan.row_title),
        columns=tuple(names.said(column.title) for column in columns),
        rows=written,
        time_frames=tuple(at for at, column in enumerate(columns) if column.type == "period"),
        all_rows=all_rows,
    )


def cell_text(canvas: Canvas, row: str, column: Column, names: Names) -> str:
    place = f"{row}/{column.key}"
    if column.type == "text":
        return canvas.texts.get(place, Text()).value.strip()
    value = canvas.values.get(place)
    return value_text(value, column.choices, names) if value else ""


def value_text(value: CellValue, choices: tuple[Words, ...], names: Names) -> str:
    match value:
        case Period():
            return f"{value.start} – {value.due}".strip(" –") if value.start != value.due else value.start
        case Responsible():
            return ", ".join(name for name in (*map(names.person, value.people), *value.others) if name)
        case Choice():
            return names.said(choices[value.choice]) if 0 <= value.choice < len(choices) else ""
        case Indicators():
            return "\n".join(f"{i.name}: {i.target}" if i.target else i.name for i in value.indicators)


def _statements(canvas: Canvas, names: Names, owner: str, room: int) -> Iterator[Statement]:
    for row in canvas.standing():
        if text := canvas.texts.get(f"{row.id}/{STATEMENT}", Text()).value.strip():
            yield Statement(by=owner, room=room, text=text)


def _remarks(sight: Sight, names: Names, activity: Activity, key: str, canvas: Canvas) -> Iterator[Remark]:
    """Those of this activity; what a trainer gave at another time is with the first one."""
    first = owned(key).activity
    for given in canvas.feedback.values():
        during = given.stage.partition(".")[0]
        of_this_canvas = during in sight.seen.activities and root_of(sight.seen.activities, during) == first
        if (during if of_this_canvas else first) == activity.key:
            about, row = _about(sight, names, key, canvas, given)
            by = "" if given.anonymous else given.name or names.person(given.by)
            yield Remark(about=about, row=row, by=by, text=given.text, verdict=given.verdict)


def _question(seen: Workshop, names: Names, key: str, given: Feedback) -> str:
    """Of what is without a name nobody is told in which stage it was given: those that it may be."""
    number, activity = int(given.place[1:]), owned(key).activity
    asked = (
        names.said(stage.questions[number])
        for one in seen.activities.values()
        if root_of(seen.activities, one.key) == activity
        for stage in one.stages
        if number < len(stage.questions) and given.stage in ("", f"{one.key}.{stage.key}")
    )
    return " / ".join(dict.fromkeys(asked))


def _about(sight: Sight, names: Names, key: str, canvas: Canvas, given: Feedback) -> tuple[str, str]:
    """What it is about: the question, or the title of the column and what stands in the cell."""
    if given.place.startswith("?"):
        return _question(sight.seen, names, key, given), ""
    row, _, key_of_column = given.place.partition("/")
    plans = plans_of(sight.seen, key) if owned(key).owner in (*sight.seen.people, *sight.seen.rooms, "") else []
    column = next((found for plan in plans if (found := plan.column(key_of_column))), None)
    first = next((c for plan in plans for c in plan.columns if c.type == "text" and not c.spans), None)
    text = canvas.texts.get(given.place, Text()).value.strip()
    if not text and first and row != EVERY_ROW:
        text = canvas.texts.get(f"{row}/{first.key}", Text()).value.strip()
    return (names.said(column.title) if column else ""), text
