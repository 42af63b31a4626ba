"""The cells of a canvas: texts that several write at once, and values of a type."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from moot.rooms.asking import Change, Changes, Moment, Request, Seen
from moot.rooms.boards.field import taken
from moot.rooms.canvases.canvas import Canvas, CellValue, Choice, Indicator, Indicators, Names, Period
from moot.rooms.canvases.desk import cell_desk
from moot.rooms.canvases.merged_value import merged
from moot.rooms.canvases.on_screen import to_screen
from moot.rooms.canvases.plan import STATEMENT, Column
from moot.rooms.canvases.readers import to_readers
from moot.rooms.limits import (
    ANSWER_LETTERS,
    CELL_LETTERS,
    ID_LETTERS,
    INDICATOR_LETTERS,
    INDICATORS,
    NAME_LETTERS,
    NAMES,
    YEARS,
)
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put
from moot.rooms.texts.text import Edit, Text, edited, shown
from moot.rooms.words import check_id, tidy

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class EditCell(Request, kw_only=True):
    """An edit of a cell's text, made on `revision`. `row` is `all` where the column spans all rows."""

    recorded = False
    canvas: str
    row: str
    column: str
    revision: int
    edit: Edit
    mark: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        canvas, column = cell_desk(workshop, self.canvas, self.row, self.column, who, when)
        if column.type != "text" or len(self.mark) > ID_LETTERS[1]:
            raise Refused(Reason.BAD_VALUE)
        place = f"{self.row}/{self.column}"
        edit = taken(canvas.texts.get(place, Text()), self.revision, self.edit, CELL_LETTERS)
        return (CellWritten(canvas=self.canvas, place=place, edit=edit, mark=self.mark),)


class SetCell(Request, kw_only=True):
    """A cell of another type than text is now this; what others changed since it was `was` stays."""

    canvas: str
    row: str
    column: str
    value: CellValue
    was: CellValue | None = None

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        canvas, column = cell_desk(workshop, self.canvas, self.row, self.column, who, when)
        place = f"{self.row}/{self.column}"
        value = _checked(workshop, column, merged(self.was, self.value, canvas.values.get(place)))
        if isinstance(value, Indicators) and _ids(value) & _ids_elsewhere(canvas, place):
            raise Refused(Reason.ID_TAKEN)
        return (CellSet(canvas=self.canvas, place=place, value=value),)


def _ids(value: CellValue) -> set[str]:
    return {one.id for one in value.indicators} if isinstance(value, Indicators) else set()


def _ids_elsewhere(canvas: Canvas, place: str) -> set[str]:
    """By its id an indicator is followed after the training: it is in one cell."""
    return {id for other, value in canvas.values.items() if other != place for id in _ids(value)}


def _checked(workshop: Workshop, column: Column, value: CellValue) -> CellValue:
    match column.type, value:
        case "period", Period():
            return _period(value)
        case "people", Names():
            return _names(workshop, value)
        case "choice", Choice():
            if -1 <= value.choice < len(column.choices):
                return value
        case "indicators", Indicators():
            return _indicators(value)
    raise Refused(Reason.BAD_VALUE)


def _period(period: Period) -> Period:
    for day in (period.start, period.due):
        if day and not _is_day(day):
            raise Refused(Reason.BAD_DAYS)
    if period.start and period.due and period.due < period.start:
        raise Refused(Reason.BAD_DAYS)
    return period


def _is_day(day: str) -> bool:
    """`YYYY-MM-DD`, and no other way to write one."""
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return date.isoformat() == day and YEARS[0] <= date.year <= YEARS[1]


def _names(workshop: Workshop, names: Names) -> Names:
    if len(names.people) + len(names.others) > NAMES:
        raise Refused(Reason.TOO_LONG)
    for person in names.people:
        workshop.person(person)
    others = tuple(dict.fromkeys(tidy(name, NAME_LETTERS) for name in names.others))
    return Names(tuple(dict.fromkeys(names.people)), others)


def _indicators(value: Indicators) -> Indicators:
    if len(value.indicators) > INDICATORS:
        raise Refused(Reason.TOO_LONG)
    if len({indicator.id for indicator in value.indicators}) < len(value.indicators):
        raise Refused(Reason.ID_TAKEN)
    return Indicators(tuple(map(_indicator, value.indicators)))


def _indicator(indicator: Indicator) -> Indicator:
    check_id(indicator.id)
    return changed(
        indicator,
        name=tidy(indicator.name, INDICATOR_LETTERS),
        group=tidy(indicator.group, INDICATOR_LETTERS, empty=True),
        target=tidy(indicator.target, INDICATOR_LETTERS, empty=True),
        smart={
            question: answer
            for question, said in indicator.smart.items()
            if (answer := tidy(said, ANSWER_LETTERS, lines=True, empty=True))
        },
    )


class CellWritten(Change):
    """An edit as it took effect; the journal's form, in which the text keeps what is needed to carry others over."""

    canvas: str
    place: str
    edit: Edit
    mark: str = ""

    def evolve(self, workshop: Workshop) -> Workshop:
        return _with_text(workshop, self, keep=True)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        edited = CellEdited(self.canvas, self.place, self.edit, self.mark)
        row, _, column = self.place.partition("/")
        screens = to_screen(before, after, self.canvas, row, edited) if column == STATEMENT else ()
        return (*to_readers(self.canvas, edited), *screens)


class CellEdited(Change):
    """The same, as people hear it. Never journalled."""

    canvas: str
    place: str
    edit: Edit
    mark: str = ""

    def evolve(self, workshop: Workshop) -> Workshop:
        return _with_text(workshop, self, keep=False)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


class CellSet(Change):
    canvas: str
    place: str
    value: CellValue

    def evolve(self, workshop: Workshop) -> Workshop:
        values = workshop.canvas(self.canvas).values
        return workshop.with_canvas(self.canvas, values=put(values, self.place, self.value))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_readers(self.canvas, self)


def _with_text(workshop: Workshop, change: CellWritten | CellEdited, *, keep: bool) -> Workshop:
    canvas: Canvas = workshop.canvas(change.canvas)
    text = edited(canvas.texts.get(change.place, Text()), change.edit)
    return workshop.with_canvas(change.canvas, texts=put(canvas.texts, change.place, text if keep else shown(text)))
