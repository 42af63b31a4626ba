"""Canvases filled in by simulated people: rows put in order, then every cell of the part that is on."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable

from moot.rooms.canvases.canvas import Canvas
from moot.rooms.canvases.cell import SetCell
from moot.rooms.canvases.plan import EVERY_ROW, Column
from moot.rooms.canvases.row import AddRow, LinkRow, MoveRow, RemoveRow, RestoreRow
from moot.server.rehearsal import texts
from moot.server.rehearsal.cell_values import drafts_of
from moot.server.rehearsal.finishing import finish
from moot.server.rehearsal.notes import place_of
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.pen import Cell, Line, type_all
from moot.server.rehearsal.person import OnNow, Person
from moot.server.rehearsal.sheet import Sheet, cells, sheet_of

LEAST_ROWS = 3
"""Where a canvas begins without any."""
USED = 0.8
"""Of a stage, to write."""
HELPS_OUT = 5.0
"""Seconds for a cell that was left over."""
APART = 5
"""Of what there is to say, so far from each other begin those of one room, and next to each other those of one rank in
some rooms, who write in the same cells: did two say the same, the later one would find it said, and write nothing."""
Cells = list[tuple[str, Column]]


async def fill(person: Person, on: OnNow, pace: Pace, chance: random.Random) -> None:
    """One's own canvas; of one that several have, a share."""
    sheet = sheet_of(person, on)
    await pace.think(1, chance)
    is_first = sheet.rank == 0 and (sheet.plan.scope != "all" or person.room.number == 1)
    if is_first and not _is_begun(sheet.canvas(person.view)):
        await _arrange_rows(person, sheet, pace, chance)
    await pace.think(1, chance)
    mine = _share(sheet, sheet.canvas(person.view))
    for row, column in mine:
        await _fill_in(person, sheet, row, column, SECONDS["fill"] * USED / len(mine), pace, chance)
    for _ in cells(sheet.canvas(person.view), sheet.columns):
        if empty := _empty(sheet, sheet.canvas(person.view)):
            await _fill_in(person, sheet, *empty[sheet.rank % len(empty)], HELPS_OUT, pace, chance)
    await finish(person)


def _empty(sheet: Sheet, canvas: Canvas) -> Cells:
    """What is left over when one's share is done: rows that came later, cells of somebody who is away."""
    return [(row, column) for row, column in cells(canvas, sheet.columns) if not canvas.says(f"{row}/{column.key}")]


async def _fill_in(
    person: Person, sheet: Sheet, row: str, column: Column, seconds: float, pace: Pace, chance: random.Random
) -> None:
    if column.type == "text":
        await _write(person, sheet, row, column, seconds, pace, chance)
    else:
        await _set(person, sheet, row, column, seconds, pace, chance)


def _is_begun(canvas: Canvas) -> bool:
    return any(map(canvas.says, (*canvas.texts, *canvas.values)))


def _share(sheet: Sheet, canvas: Canvas) -> Cells:
    """Where several fill it in, each cell of text is for two of them, who write in it at once."""
    there = cells(canvas, sheet.columns)
    again = [] if sheet.alone else [(row, column) for row, column in there if column.type == "text"]
    return (there + again)[sheet.rank :: sheet.of]


def _number(canvas: Canvas, row: str) -> int:
    """Of a row, in the order in which they came: moved or not, it stays the same."""
    return 0 if row == EVERY_ROW else list(canvas.rows).index(row)


async def _write(
    person: Person, sheet: Sheet, row: str, column: Column, seconds: float, pace: Pace, chance: random.Random
) -> None:
    canvas, cell = sheet.canvas(person.view), Cell(sheet.key, row, column.key)
    text = line_in(person, sheet, canvas, row, column)
    is_ours = text.startswith(cell.text(person).value)  # or there is nothing yet
    if is_ours or not sheet.alone:
        await type_all(person, [Line(cell, text, alone=sheet.alone)], seconds, pace, chance)


def line_in(person: Person, sheet: Sheet, canvas: Canvas, row: str, column: Column) -> str:
    """What one writes there: what won a challenge, in a row that carries it out; something of one's own elsewhere."""
    first = next((c for c in sheet.plan.columns if c.type == "text" and not c.spans), None)
    origin = canvas.rows[row].origin if row in canvas.rows else None
    if origin and column == first:
        won = (one for one in person.view.gathered.get(sheet.plan.beside, ()) if one.winner == origin)
        return next((one.text for one in won), texts.cell(column.key, sheet.key, 0))
    number = _number(canvas, row)
    if not sheet.alone:
        number += sheet.rank * APART + person.room.number - 1
    return texts.cell(column.key, sheet.key, number)


async def _set(
    person: Person, sheet: Sheet, row: str, column: Column, seconds: float, pace: Pace, chance: random.Random
) -> None:
    canvas = sheet.canvas(person.view)
    if canvas.says(f"{row}/{column.key}"):
        return
    drafts = drafts_of(person, column, _number(canvas, row), chance)
    for value in drafts:
        await pace.think(seconds / len(drafts), chance)
        await person.ask(SetCell(canvas=sheet.key, row=row, column=column.key, value=value))


async def _arrange_rows(person: Person, sheet: Sheet, pace: Pace, chance: random.Random) -> None:
    """Before anything is written: one more, one elsewhere, one taken out and put back, as somebody likes it."""
    for _ in range(LEAST_ROWS - len(sheet.canvas(person.view).standing())):
        await person.ask(AddRow(canvas=sheet.key, id=texts.new_id(chance)))
    habits: list[Callable[[Person, Sheet, Pace, random.Random], Awaitable[None]]] = [_add, _move, _hesitate, _discard]
    await habits[place_of(person)[0] % len(habits)](person, sheet, pace, chance)
    if place_of(person)[0] % 3 != 2:
        await _link(person, sheet, pace, chance)


async def _add(person: Person, sheet: Sheet, pace: Pace, chance: random.Random) -> None:
    rows = sheet.canvas(person.view).standing()
    await person.ask(AddRow(canvas=sheet.key, id=texts.new_id(chance), after=rows[0].id if rows else None))


async def _move(person: Person, sheet: Sheet, pace: Pace, chance: random.Random) -> None:
    if len(rows := sheet.canvas(person.view).standing()) > 1:
        await person.ask(MoveRow(canvas=sheet.key, row=rows[-1].id, after=""))


async def _hesitate(person: Person, sheet: Sheet, pace: Pace, chance: random.Random) -> None:
    if sheet.alone and (rows := sheet.canvas(person.view).standing()):
        row = chance.choice(rows).id
        if await person.ask(RemoveRow(canvas=sheet.key, row=row)):
            await pace.think(1, chance)
            await person.ask(RestoreRow(canvas=sheet.key, row=row))


async def _discard(person: Person, sheet: Sheet, pace: Pace, chance: random.Random) -> None:
    """A row begun and given up."""
    row = texts.new_id(chance)
    if await person.ask(AddRow(canvas=sheet.key, id=row)):
        await pace.think(1, chance)
        await person.ask(RemoveRow(canvas=sheet.key, row=row))


async def _link(person: Person, sheet: Sheet, pace: Pace, chance: random.Random) -> None:
    """A step carries out what won a challenge, in whichever room."""
    won, rows = person.view.gathered.get(sheet.plan.beside, ()), sheet.canvas(person.view).standing()
    for gathered, row in zip(won[: 1 + place_of(person)[0] % 2], chance.sample(rows, len(rows)), strict=False):
        await pace.think(1, chance)
        await person.ask(LinkRow(canvas=sheet.key, row=row.id, origin=gathered.winner))
