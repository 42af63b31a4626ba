"""After the training: how the plan goes, reported by its owner after 30, 60 and 90 days, say."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import PARTICIPANTS, TRAINERS_ALL, Change, Changes, Moment, Request, Seen, person_audience
from moot.rooms.canvases.canvas import Canvas, Indicators, canvas_of, key_of
from moot.rooms.canvases.plan import CanvasPlan
from moot.rooms.limits import ANSWER_LETTERS, CHECK_IN_LETTERS
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed, put, without
from moot.rooms.words import tidy

if TYPE_CHECKING:
    from moot.rooms.programmes.programme import Programme
    from moot.rooms.workshop import Workshop

State = Literal["", "not-begun", "under-way", "done", "dropped"]
DAY_MS = 86_400_000
EARLY_DAYS = 7
"""So much before its day a check-in may be made."""


class CheckIn(Value, kw_only=True):
    values: dict[str, str] = {}
    """By indicator: a number as it is typed, or words."""
    states: dict[str, State] = {}
    """By step."""
    note: str = ""
    at: int = 0
    """When it was last changed, in milliseconds since 1970."""


class ReportValue(Request, kw_only=True):
    """What an indicator stands at; empty: it is not known."""

    by = PARTICIPANTS
    days: int
    indicator: str
    reading: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        known, key = _own(workshop, who, self.days, when)
        canvas = canvas_of(workshop, key)
        gone = {row.id for row in canvas.rows.values() if row.removed_by}
        if self.indicator not in _indicators(canvas, gone):
            raise Refused(Reason.NO_SUCH_INDICATOR)
        value = tidy(self.reading, ANSWER_LETTERS, empty=True)
        # a removed row comes back with its indicators; what was taken out of a cell leaves no reading behind
        there = _indicators(canvas)
        kept = {id: reading for id, reading in known.values.items() if id in there}
        values = put(kept, self.indicator, value) if value else without(kept, self.indicator)
        return _put(who, self.days, changed(known, values=values, at=when.at))


def _indicators(canvas: Canvas, gone: Collection[str] = ()) -> set[str]:
    """The ids of those in all rows but these."""
    cells = (cell for place, cell in canvas.values.items() if place.partition("/")[0] not in gone)
    return {indicator.id for cell in cells if isinstance(cell, Indicators) for indicator in cell.indicators}


class ReportStep(Request, kw_only=True):
    """How far a step is."""

    by = PARTICIPANTS
    days: int
    row: str
    state: State

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        known, key = _own(workshop, who, self.days, when)
        canvas_of(workshop, key).row(self.row)
        states = put(known.states, self.row, self.state) if self.state else without(known.states, self.row)
        return _put(who, self.days, changed(known, states=states, at=when.at))


class ReportNote(Request):
    by = PARTICIPANTS
    days: int
    text: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        known, _ = _own(workshop, who, self.days, when)
        note = tidy(self.text, CHECK_IN_LETTERS, lines=True, empty=True)
        return _put(who, self.days, changed(known, note=note, at=when.at))


def check_in_dates(programme: Programme) -> dict[int, str]:
    """By days after the training, the day as `YYYY-MM-DD`; empty where the programme has no dates."""
    last = max((day.date for day in programme.days), default="")
    if not last:
        return dict.fromkeys(programme.check_ins, "")
    end = datetime.date.fromisoformat(last)
    return {days: (end + datetime.timedelta(days)).isoformat() for days in programme.check_ins}


def plan_key(workshop: Workshop, person: str) -> str:
    """The canvas whose steps and indicators are checked. Raises NO_SUCH_CANVAS."""
    activity, plan = _checked_plan(workshop)
    return key_of(plan.goes_on_from or activity, person)


def checked_activity(workshop: Workshop) -> str:
    """The activity that the checked canvases began with; empty where there is none."""
    try:
        activity, plan = _checked_plan(workshop)
    except Refused:
        return ""
    return plan.goes_on_from or activity


def step_column(workshop: Workshop) -> str:
    """The key of the column that tells a step: the first with a text of its own in each row. Raises NO_SUCH_CANVAS."""
    columns = _checked_plan(workshop)[1].columns
    return next((c.key for c in columns if c.type == "text" and not c.spans and c.written_by == "owner"), "")


def _checked_plan(workshop: Workshop) -> tuple[str, CanvasPlan]:
    """The last of a person that has indicators, and the activity that has it."""
    for activity in reversed(workshop.activities.values()):
        if activity.canvas and can_be_checked(activity.canvas):
            return activity.key, activity.canvas
    raise Refused(Reason.NO_SUCH_CANVAS)


def can_be_checked(plan: CanvasPlan) -> bool:
    """Each has their own, with what shows whether it works."""
    return plan.scope == "person" and any(column.type == "indicators" for column in plan.columns)


def _own(workshop: Workshop, who: str, days: int, when: Moment) -> tuple[CheckIn, str]:
    dates = check_in_dates(workshop.programme)
    if days not in dates:
        raise Refused(Reason.NO_SUCH_CHECK_IN)
    if dates[days]:
        begins = datetime.datetime.fromisoformat(dates[days]).replace(tzinfo=datetime.UTC).timestamp() * 1000
        if when.at < begins - EARLY_DAYS * DAY_MS:
            raise Refused(Reason.NOT_YET)
    return workshop.check_ins.get(who, {}).get(days, CheckIn()), plan_key(workshop, who)


def _put(who: str, days: int, check_in: CheckIn) -> Changes:
    return (CheckInPut(person=who, days=days, check_in=check_in),)


class CheckInPut(Change):
    """As it is now."""

    person: str
    days: int
    check_in: CheckIn

    def evolve(self, workshop: Workshop) -> Workshop:
        mine = put(workshop.check_ins.get(self.person, {}), self.days, self.check_in)
        return changed(workshop, check_ins=put(workshop.check_ins, self.person, mine))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((person_audience(self.person), self), (TRAINERS_ALL, self))
