"""Boards in a report: the wall of each room as an outline, and of each challenge its decision record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from moot.rooms.ballots.ballot import Ballot
from moot.rooms.boards.board import Board, Note, Section
from moot.rooms.boards.field import DETAIL_FIELDS
from moot.rooms.boards.gathered import Gathered
from moot.rooms.canvases.canvas import Indicators
from moot.rooms.programmes.programme import Activity
from moot.rooms.results.naming import Names
from moot.rooms.results.report import (
    AnyBlock,
    Counted,
    DecisionRecord,
    Round,
    Said,
    Wall,
    WallGroup,
    WallNote,
    WallSection,
)
from moot.rooms.results.sight import Sight
from moot.rooms.texts.text import Text
from moot.rooms.workshop import Workshop


def boards_of(sight: Sight, names: Names, activity: Activity) -> Iterator[AnyBlock]:
    carried_out = _carried_out(sight.seen)
    for room in sight.rooms:
        board = sight.seen.rooms[room].boards.get(activity.key)
        if board and (wall := _wall(board, names, sight.seen.rooms[room].number)):
            yield wall
            for section in _in_order(board):
                if record := _record(sight.seen, names, room, activity.key, section, carried_out):
                    yield record
    if sight.whole:
        yield from _elsewhere(sight, names, activity.key)


def challenge_of(board: Board, section: Section, names: Names) -> str:
    return board.texts.get(f"{section.id}/challenge", Text()).value or names.said(section.fixed)


def _in_order(board: Board) -> list[Section]:
    return sorted(board.sections.values(), key=lambda section: (section.order, section.id))


def _wall(board: Board, names: Names, room: int) -> Wall | None:
    merged = _merged(board)
    sections = tuple(_section(board, section, names, merged) for section in _in_order(board))
    said = any(section.groups or section.causes for section in sections)
    added = any(not section.fixed for section in board.sections.values())
    return Wall(room=room, sections=sections, legend=board.legend) if said or added else None


def _section(board: Board, section: Section, names: Names, merged: Merged) -> WallSection:
    def place(note: Note) -> tuple[str, str, str, str]:
        cluster = board.clusters.get(note.cluster)
        return (cluster.order if cluster else note.order, cluster.id if cluster else "", note.order, note.id)

    notes = sorted(board.standing(section.id), key=place)
    runs = groupby(notes, key=lambda note: note.cluster if note.cluster in board.clusters else "")
    groups = (
        WallGroup(
            title=board.clusters[cluster].title if cluster else "",
            notes=tuple(_note(note, names, merged) for note in together),
        )
        for cluster, together in runs
    )
    causes = board.texts.get(f"{section.id}/causes", Text()).value
    return WallSection(title=challenge_of(board, section, names), causes=causes, groups=tuple(groups))


def _note(note: Note, names: Names, merged: Merged) -> WallNote:
    under = tuple(_under(merged, note.id))
    return WallNote(text=note.text, by=names.person(note.by), colour=note.colour, merged=under)


Merged = dict[str, list[Note]]
"""Notes by the one that they were merged into."""


def _merged(board: Board) -> Merged:
    found: Merged = {}
    for note in sorted(board.notes.values(), key=lambda note: (note.order, note.id)):
        if note.into and not note.private and not note.deleted_by:
            found.setdefault(note.into, []).append(note)
    return found


def _under(merged: Merged, note: str) -> Iterator[str]:
    for one in merged.get(note, ()):
        yield one.text
        yield from _under(merged, one.id)


def _record(
    seen: Workshop, names: Names, room: str, key: str, section: Section, carried_out: dict[Place, list[Carried]]
) -> DecisionRecord | None:
    """Once its votes are counted."""
    board = seen.rooms[room].boards[key]
    decision = board.decisions.get(section.id)
    ballots = sorted((b for b in board.ballots.values() if b.section == section.id), key=lambda b: b.round)
    rounds = tuple(_round(board, ballot) for ballot in ballots if ballot.state == "closed")
    if not rounds:
        return None
    winner = board.notes.get(decision.note) if decision else None
    steps = carried_out.get((room, key, section.id), [])
    return DecisionRecord(
        room=seen.rooms[room].number,
        challenge=challenge_of(board, section, names),
        causes=board.texts.get(f"{section.id}/causes", Text()).value,
        shared=tuple(_shared(seen, section)),
        ideas=len(board.standing(section.id)),
        rounds=rounds,
        winner=winner.text if winner else "",
        winner_by=names.person(winner.by) if winner else "",
        rule=decision.rule if decision else "",
        reason=decision.reason if decision else "",
        decided_by=names.person(decision.by) if decision else "",
        decided_at=decision.at if decision else 0,
        details=tuple(
            Said(key=field, text=text.value)
            for field in DETAIL_FIELDS
            if decision and (text := board.texts.get(f"{section.id}/{field}")) and text.value.strip()
        ),
        steps=tuple(step for step, _ in steps if step),
        indicators=tuple(name for _, found in steps for name in found),
    )


def _round(board: Board, ballot: Ballot) -> Round:
    told = ((board.notes.get(tally.note), tally.dots) for tally in ballot.result)
    return Round(
        number=ballot.round,
        people=len(ballot.voted),
        result=tuple(Counted(note.text if note and not note.deleted_by else "", dots) for note, dots in told),
    )


def _shared(seen: Workshop, section: Section) -> Iterator[str]:
    board = seen.board(section.origin.room, section.origin.board) if section.origin else None
    for id in section.origin.notes if section.origin else ():
        note = board.notes.get(id) if board else None
        if note and not note.deleted_by:
            yield note.text


Place = tuple[str, str, str]
"""Room, board, section."""
Carried = tuple[str, tuple[str, ...]]
"""What a step says, and the names of its indicators."""


def _carried_out(seen: Workshop) -> dict[Place, list[Carried]]:
    """The steps that carry out what won, in all canvases that are seen: by their challenge."""
    found: dict[Place, list[Carried]] = {}
    for canvas in seen.canvases.values():
        for row in canvas.standing():
            if row.origin:
                texts = (text.value for place, text in canvas.texts.items() if place.startswith(f"{row.id}/"))
                cells = (cell for place, cell in canvas.values.items() if place.startswith(f"{row.id}/"))
                indicators = tuple(i.name for cell in cells if isinstance(cell, Indicators) for i in cell.indicators)
                step = next((text for text in texts if text.strip()), "")
                at = (row.origin.room, row.origin.board, row.origin.section)
                found.setdefault(at, []).append((step, indicators))
    return found


def _elsewhere(sight: Sight, names: Names, activity: str) -> Iterator[AnyBlock]:
    """What won in rooms whose boards the reader does not see: it was gathered for all."""
    for one in sight.seen.gathered.get(activity, ()):
        if one.winner.room not in sight.rooms and not one.gone:
            yield _gathered(one, names)


def _gathered(one: Gathered, names: Names) -> DecisionRecord:
    return DecisionRecord(
        room=names.room(one.winner.room),
        challenge=one.challenge,
        rounds=(),
        winner=one.text,
        details=tuple(Said(key=field, text=text) for field, text in one.details.items()),
    )
