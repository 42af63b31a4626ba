"""A board in small, as trainers see it at a glance: counts and colours, never a word."""

from __future__ import annotations

from collections import defaultdict

from moot.rooms.boards.board import Board
from moot.rooms.limits import MARKS
from moot.rooms.shape import Value


class Sketch(Value, kw_only=True):
    """By section, in no order."""

    notes: dict[str, int] = {}
    """Ideas, private ones too."""
    private: dict[str, int] = {}
    """How many of them are; none: not here."""
    marks: dict[str, str] = {}
    """The others in the order of the board, each the digit of its colour; those of a cluster in brackets: `01(22)4`."""


def sketch_of(board: Board) -> Sketch:
    notes, private = dict.fromkeys(board.sections, 0), dict[str, int]()
    alone: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    inside: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for note in board.notes.values():
        if note.deleted_by or note.into:
            continue
        notes[note.section] = notes.get(note.section, 0) + 1
        if note.private:
            private[note.section] = private.get(note.section, 0) + 1
        else:
            where = inside[note.cluster] if note.cluster in board.clusters else alone[note.section]
            where.append((note.order, note.id, str(note.colour)))
    for cluster in board.clusters.values():
        if marks := _in_order(inside.get(cluster.id, [])):
            alone[cluster.section].append((cluster.order, cluster.id, f"({marks})"))
    return Sketch(notes=notes, private=private, marks={s: _bounded(_in_order(all)) for s, all in alone.items()})


class Sketches:
    """Remembers what it drew, and of which board: one that has not changed is not drawn again."""

    def __init__(self) -> None:
        self._drawn: dict[str, tuple[Board, Sketch]] = {}

    def of(self, room: str, board: Board) -> Sketch:
        known = self._drawn.get(room)
        if known is None or known[0] is not board:
            known = self._drawn[room] = board, sketch_of(board)
        return known[1]


def _in_order(marked: list[tuple[str, str, str]]) -> str:
    return "".join(mark for _, _, mark in sorted(marked))


def _bounded(marks: str) -> str:
    """As many as a miniature has place for; what was cut is closed."""
    cut = marks[:MARKS]
    return cut + ")" * (cut.count("(") - cut.count(")"))
