"""Where something came from, and what became of it: challenge → ideas → ballot → winner → detail → step → indicator.

Made from a view, so that nobody follows it to what they may not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from moot.rooms.ballots.decision import Rule
from moot.rooms.boards.field import DETAIL_FIELDS
from moot.rooms.canvases.canvas import Canvas, Indicators, Row, Winner, owned
from moot.rooms.shape import Value, changed
from moot.rooms.texts.text import Text

if TYPE_CHECKING:
    from moot.rooms.boards.board import Board
    from moot.rooms.workshop import Workshop

Kind = Literal["shared", "challenge", "idea", "ballot", "winner", "detail", "step", "indicator"]


class Spot(Value):
    """Where to find it: on a board, or in a canvas."""

    room: str = ""
    board: str = ""
    section: str = ""
    note: str = ""
    canvas: str = ""
    row: str = ""


class Link(Value):
    """One thing in the chain. `gone`: it was deleted or withdrawn since, or is not to be seen."""

    kind: Kind
    text: str
    at: Spot
    gone: bool = False
    into: str = ""
    """What says the idea that it was merged into since."""
    dots: int = 0
    """Of an idea in a ballot."""
    readings: dict[int, str] = {}
    """Of an indicator, what was reported: by days after the training."""


class Round(Value):
    """A ballot that is closed, most dots first. From 2 on it is a run-off."""

    number: int
    result: tuple[Link, ...]


class Lineage(Value):
    """Of one challenge, from its origin on; each part in its order."""

    shared: tuple[Link, ...] = ()
    challenge: Link | None = None
    ideas: tuple[Link, ...] = ()
    rounds: tuple[Round, ...] = ()
    winner: Link | None = None
    rule: Rule | Literal[""] = ""
    """By which the winner was chosen, and why."""
    reason: str = ""
    details: tuple[Link, ...] = ()
    steps: tuple[Link, ...] = ()
    indicators: tuple[Link, ...] = ()


def lineage_of_section(view: Workshop, room: str, board: str, section: str, note: str = "") -> Lineage:
    """Of a challenge that is solved. `note`: where it is not seen, by this idea rather than by another that won."""
    known, at = view.board(room, board), Spot(room, board, section)
    if known is None or section not in known.sections:
        return _from_gathered(view, changed(at, note=note))
    decision = known.decisions.get(section)
    won = decision.note if decision else ""
    notes = sorted((n for n in known.notes.values() if n.section == section), key=lambda n: (n.order, n.id))
    steps = _steps(view, at)
    return Lineage(
        shared=_shared(view, known, section),
        challenge=Link("challenge", challenge_of(known, section), at),
        ideas=tuple(_note("idea", known, changed(at, note=n.id)) for n in notes if n.id != won and not n.private),
        rounds=_rounds(known, at),
        winner=_note("winner", known, changed(at, note=won)) if won else None,
        rule=decision.rule if decision else "",
        reason=decision.reason if decision else "",
        details=_details(known, at),
        steps=steps,
        indicators=tuple(found for step in steps for found in _indicators(view, step.at)),
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
        origin = found.origin
        whole = lineage_of_section(view, origin.room, origin.board, origin.section, origin.note)
        whole = changed(whole, winner=_as_linked(view, origin, whole.winner))
    return changed(whole, steps=(_step(known, at, found),), indicators=_indicators(view, at))


def _as_linked(view: Workshop, origin: Winner, winner: Link | None) -> Link:
    """What the step was linked to, though another may have won since."""
    if winner and winner.at.note == origin.note:
        return winner
    board, at = view.board(origin.room, origin.board), Spot(origin.room, origin.board, origin.section, origin.note)
    if board and origin.note in board.notes:
        return _note("winner", board, at)
    known = next((one for one in view.gathered.get(origin.board, ()) if one.winner == origin), None)
    return Link("winner", known.text if known else "", at, gone=True)


def _from_gathered(view: Workshop, at: Spot) -> Lineage:
    """Of a challenge in a room that one does not see: what was gathered of it."""
    gathered = view.gathered.get(at.board, ())
    known = [one for one in gathered if (one.winner.room, one.winner.section) == (at.room, at.section)]
    known.sort(key=lambda one: (one.winner.note != at.note, one.gone))
    challenge = changed(at, note="")
    if not known:
        return Lineage(challenge=Link("challenge", "", challenge, gone=True))
    won = known[0]
    steps = _steps(view, at)
    return Lineage(
        challenge=Link("challenge", won.challenge, challenge),
        winner=Link("winner", won.text, changed(at, note=won.winner.note), gone=won.gone),
        details=tuple(Link("detail", text, challenge) for text in won.details.values()),
        steps=steps,
        indicators=tuple(found for step in steps for found in _indicators(view, step.at)),
    )


def _rounds(board: Board, at: Spot) -> tuple[Round, ...]:
    """Of a section, those that are counted."""
    closed = [ballot for ballot in board.ballots.values() if ballot.section == at.section and ballot.state == "closed"]
    return tuple(
        Round(
            ballot.round,
            tuple(
                changed(_note("ballot", board, changed(at, note=tally.note)), dots=tally.dots)
                for tally in ballot.result
            ),
        )
        for ballot in sorted(closed, key=lambda ballot: ballot.round)
    )


def _shared(view: Workshop, board: Board, section: str) -> tuple[Link, ...]:
    origin = board.sections[section].origin
    if origin is None:
        return ()
    source = view.board(origin.room, origin.board)
    return tuple(_note("shared", source, Spot(origin.room, origin.board, note=note)) for note in origin.notes)


def challenge_of(board: Board, section: str) -> str:
    """What it says, or what the programme calls it; empty where it is not there."""
    fixed = board.sections[section].fixed if section in board.sections else {}
    return board.texts.get(f"{section}/challenge", Text()).value or next(iter(fixed.values()), "")


def _note(kind: Kind, board: Board | None, at: Spot) -> Link:
    note = board.notes.get(at.note) if board else None
    if note is None:
        return Link(kind, "", at, gone=True)
    into = board.notes.get(note.into) if board and note.into else None
    at = changed(at, section=note.section)
    return Link(kind, note.text, at, gone=bool(note.deleted_by), into=into.text if into else "")


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


def _indicators(view: Workshop, at: Spot) -> tuple[Link, ...]:
    """With what was reported of them, as far as one sees it."""
    cells = (cell for place, cell in view.canvases[at.canvas].values.items() if place.startswith(f"{at.row}/"))
    found = (indicator for cell in cells if isinstance(cell, Indicators) for indicator in cell.indicators)
    reports = view.check_ins.get(owned(at.canvas).owner, {})

    def readings(indicator: str) -> dict[int, str]:
        return {days: report.values[indicator] for days, report in reports.items() if indicator in report.values}

    return tuple(Link("indicator", one.name, at, readings=readings(one.id)) for one in found)
