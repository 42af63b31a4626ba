"""Where something came from, and what became of it: challenge → ideas → ballot → winner → detail → step → indicator.

Made from a view, so that nobody follows it to what they may not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from moot.rooms.canvas import Canvas, Indicators, Row, Winner
from moot.rooms.field import DETAIL_FIELDS
from moot.rooms.shape import Value, changed
from moot.rooms.text import Text

if TYPE_CHECKING:
    from moot.rooms.board import Board
    from moot.rooms.workshop import Workshop

Kind = Literal["shared", "challenge", "idea", "winner", "detail", "step", "indicator"]


class Spot(Value):
    """Where to find it: on a board, or in a canvas."""

    room: str = ""
    board: str = ""
    section: str = ""
    note: str = ""
    canvas: str = ""
    row: str = ""


class Link(Value):
    """One thing in the chain. `gone`: it was deleted since, or is not to be seen."""

    kind: Kind
    text: str
    at: Spot
    gone: bool = False


class Lineage(Value):
    """Of one challenge, from its origin on; each part in its order."""

    shared: tuple[Link, ...] = ()
    challenge: Link | None = None
    ideas: tuple[Link, ...] = ()
    winner: Link | None = None
    details: tuple[Link, ...] = ()
    steps: tuple[Link, ...] = ()
    indicators: tuple[Link, ...] = ()


def lineage_of_section(view: Workshop, room: str, board: str, section: str) -> Lineage:
    """Of a challenge that is solved."""
    known, at = view.board(room, board), Spot(room, board, section)
    if known is None or section not in known.sections:
        return _from_gathered(view, at)
    decision = known.decisions.get(section)
    won = decision.note if decision else ""
    notes = sorted((n for n in known.notes.values() if n.section == section), key=lambda n: (n.order, n.id))
    steps = _steps(view, at)
    return Lineage(
        shared=_shared(view, known, section),
        challenge=Link("challenge", _challenge(known, section), at),
        ideas=tuple(_note("idea", known, changed(at, note=n.id)) for n in notes if n.id != won and not n.private),
        winner=_note("winner", known, changed(at, note=won)) if won else None,
        details=_details(known, at),
        steps=steps,
        indicators=tuple(found for step in steps for found in _indicators(view.canvases[step.at.canvas], step.at)),
    )


def lineage_of_note(view: Workshop, room: str, board: str, note: str) -> Lineage:
    """Of an idea: the challenge that it answers. Of what was shared: the first challenge that was made of it."""
    known = view.board(room, board)
    found = known.notes.get(note) if known else None
    if known is None or found is None:
        return Lineage()
    if view.activities[board].kind == "solve":
        return lineage_of_section(view, room, board, found.section)
    made = next(_made_of(view, room, board, note), None)
    if made:
        return lineage_of_section(view, made.room, made.board, made.section)
    return Lineage(shared=(_note("shared", known, Spot(room, board, note=note)),))


def _made_of(view: Workshop, room: str, board: str, note: str) -> Iterator[Spot]:
    """The challenges that a shared note is part of, on all boards that one sees."""
    for there in view.rooms.values():
        for key, known in there.boards.items():
            for section in known.sections.values():
                origin = section.origin
                if origin and (origin.room, origin.board) == (room, board) and note in origin.notes:
                    yield Spot(there.id, key, section.id)


def lineage_of_row(view: Workshop, canvas: str, row: str) -> Lineage:
    """Of a step of a plan: its challenge and winner, if it carries one out, and its own indicators."""
    known, at = view.canvases.get(canvas), Spot(canvas=canvas, row=row)
    found = known.rows.get(row) if known else None
    if known is None or found is None:
        return Lineage()
    whole = Lineage()
    if found.origin:
        whole = lineage_of_section(view, found.origin.room, found.origin.board, found.origin.section)
        whole = changed(whole, winner=_as_linked(view, found.origin, whole.winner))
    return changed(whole, steps=(_step(known, at, found),), indicators=_indicators(known, at))


def _as_linked(view: Workshop, origin: Winner, winner: Link | None) -> Link:
    """What the step was linked to, though another may have won since."""
    if winner and winner.at.note == origin.note:
        return winner
    board = view.board(origin.room, origin.board)
    return _note("winner", board, Spot(origin.room, origin.board, origin.section, origin.note))


def _from_gathered(view: Workshop, at: Spot) -> Lineage:
    """Of a challenge in a room that one does not see: what was gathered of it."""
    for gathered in view.gathered.get(at.board, ()):
        if (gathered.winner.room, gathered.winner.section) == (at.room, at.section):
            return Lineage(
                challenge=Link("challenge", gathered.challenge, at),
                winner=Link("winner", gathered.text, changed(at, note=gathered.winner.note)),
                details=tuple(Link("detail", text, at) for text in gathered.details.values()),
                steps=_steps(view, at),
            )
    return Lineage(challenge=Link("challenge", "", at, gone=True))


def _shared(view: Workshop, board: Board, section: str) -> tuple[Link, ...]:
    origin = board.sections[section].origin
    if origin is None:
        return ()
    source = view.board(origin.room, origin.board)
    return tuple(_note("shared", source, Spot(origin.room, origin.board, note=note)) for note in origin.notes)


def _challenge(board: Board, section: str) -> str:
    fixed = board.sections[section].fixed
    return board.texts.get(f"{section}/challenge", Text()).value or next(iter(fixed.values()), "")


def _note(kind: Kind, board: Board | None, at: Spot) -> Link:
    note = board.notes.get(at.note) if board else None
    if note is None:
        return Link(kind, "", at, gone=True)
    return Link(kind, note.text, changed(at, section=note.section), gone=bool(note.deleted_by))


def _details(board: Board, at: Spot) -> tuple[Link, ...]:
    texts = (board.texts.get(f"{at.section}/{field}", Text()).value for field in DETAIL_FIELDS)
    return tuple(Link("detail", text, at) for text in texts if text)


def _steps(view: Workshop, at: Spot) -> tuple[Link, ...]:
    """In all canvases that one sees."""
    return tuple(
        _step(canvas, Spot(canvas=key, row=row.id), row)
        for key, canvas in view.canvases.items()
        for row in canvas.standing()
        if row.origin and (row.origin.room, row.origin.board, row.origin.section) == (at.room, at.board, at.section)
    )


def _step(canvas: Canvas, at: Spot, row: Row) -> Link:
    """A row is told by the first of its cells that says something."""
    texts = (text.value for place, text in canvas.texts.items() if place.startswith(f"{row.id}/") and text.value)
    return Link("step", next(texts, ""), at, gone=bool(row.removed_by))


def _indicators(canvas: Canvas, at: Spot) -> tuple[Link, ...]:
    cells = (cell for place, cell in canvas.values.items() if place.startswith(f"{at.row}/"))
    found = (indicator for cell in cells if isinstance(cell, Indicators) for indicator in cell.indicators)
    return tuple(Link("indicator", indicator.name, at) for indicator in found)
