"""Two pictures of a workshop held against each other: what was added, changed, moved and taken away on the way.

Both are views, so nothing is told of what who looks may not see.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from moot.rooms.ballots.ballot import Tally
from moot.rooms.ballots.decision import last_round
from moot.rooms.boards.board import Board
from moot.rooms.canvases.canvas import Canvas, Feedback, first_plan, fresh, owned
from moot.rooms.canvases.plan import EVERY_ROW
from moot.rooms.past.pieces import Piece, pieces
from moot.rooms.shape import Value
from moot.rooms.texts.text import Text

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

Mark = Literal["added", "removed", "changed", "moved", "merged", "taken-out"]


class Told(Value):
    marks: tuple[Mark, ...]
    words: tuple[Piece, ...] = ()
    """Of a text that changed."""


ById = dict[str, Told]


class BoardCompared(Value, kw_only=True):
    """Only what differs, by its id; texts by their place, results and decisions by their section."""

    sections: ById = {}
    texts: ById = {}
    clusters: ById = {}
    notes: ById = {}
    results: ById = {}
    """Of ballots that were counted."""
    decisions: ById = {}

    def parts(self) -> Iterable[ById]:
        return (self.sections, self.texts, self.clusters, self.notes, self.results, self.decisions)


class CanvasCompared(Value, kw_only=True):
    """Only what differs: rows and feedback by their id, cells by their place in rows that are in both."""

    rows: ById = {}
    cells: ById = {}
    feedback: ById = {}

    def parts(self) -> Iterable[ById]:
        return (self.rows, self.cells, self.feedback)


class Counts(Value, kw_only=True):
    added: int = 0
    removed: int = 0
    changed: int = 0
    """Merged and taken out too."""
    moved: int = 0


def counts(compared: BoardCompared | CanvasCompared) -> Counts:
    """Each thing once, by what happened to it most."""
    marks = [one.marks[0] for part in compared.parts() for one in part.values()]
    others = sum(marks.count(mark) for mark in ("changed", "merged", "taken-out"))
    return Counts(
        added=marks.count("added"), removed=marks.count("removed"), changed=others, moved=marks.count("moved")
    )


Tells = Callable[[str, str], tuple[Piece, ...]]
"""How a text that changed is told."""


def compare_boards(was: Board, now: Board, tells: Tells = pieces) -> BoardCompared:
    return BoardCompared(
        sections=_coming_and_going(was.sections, now.sections),
        texts=_texts(was.texts, now.texts, was.sections.keys() & now.sections.keys(), tells),
        clusters=_clusters(was, now, tells),
        notes=_notes(was, now, tells),
        results=_parts(_results(was), _results(now)),
        decisions=_parts(was.decisions, now.decisions),
    )


def compare_canvases(was: Canvas, now: Canvas, tells: Tells = pieces) -> CanvasCompared:
    before, after = ([row.id for row in canvas.standing()] for canvas in (was, now))
    moved = out_of_line(before, after)
    rows: ById = {row: Told(("moved",)) for row in moved}
    rows |= _coming_and_going(dict.fromkeys(before), dict.fromkeys(after))
    in_both = {EVERY_ROW, *before} & {EVERY_ROW, *after}
    values = _parts(_of_rows(was.values, in_both), _of_rows(now.values, in_both))
    cells = values | _texts(was.texts, now.texts, in_both, tells)
    return CanvasCompared(rows=rows, cells=cells, feedback=_feedback(was.feedback, now.feedback, tells))


def _feedback(was: Mapping[str, Feedback], now: Mapping[str, Feedback], tells: Tells) -> ById:
    """What was given, taken back, edited, shown to its owner, judged."""
    found = _coming_and_going(was, now)
    for id in was.keys() & now.keys():
        one, other = was[id], now[id]
        if (one.text, one.verdict, one.released) != (other.text, other.verdict, other.released):
            found[id] = Told(("changed",), tells(one.text, other.text) if one.text != other.text else ())
    return found


def changed_boards(was: Workshop, now: Workshop) -> dict[str, dict[str, Counts]]:
    """By room and board, those that differ. A room that was not there yet had nothing on its boards."""
    found: dict[str, dict[str, Counts]] = {}
    for room in now.rooms.values():
        for key, board in room.boards.items():
            before = was.board(room.id, key) or Board()
            if before != board and (told := counts(compare_boards(before, board, _nothing))) != Counts():
                found.setdefault(room.id, {})[key] = told
    return found


def changed_canvases(was: Workshop, now: Workshop) -> dict[str, Counts]:
    """By key, those that differ."""
    keys = dict.fromkeys((*was.canvases, *now.canvases))
    both = ((key, *both_canvases(was, now, key)) for key in keys)
    told = {key: counts(compare_canvases(one, other, _nothing)) for key, one, other in both if one != other}
    return {key: one for key, one in told.items() if one != Counts()}


def both_canvases(was: Workshop, now: Workshop, key: str) -> tuple[Canvas, Canvas]:
    """As its plan begins it, where nobody had written in it yet, or there was nobody yet to write in it."""
    plan = first_plan(now, owned(key).activity)
    begun = fresh(plan) if plan else Canvas()
    return was.canvases.get(key, begun), now.canvases.get(key, begun)


def _nothing(was: str, now: str) -> tuple[Piece, ...]:
    """Where only what changed is counted: telling how takes longest."""
    return ()


def out_of_line(was: Sequence[str], now: Sequence[str]) -> set[str]:
    """The fewest that were moved, so that the others still stand in the order in which they stood."""
    places = {one: at for at, one in enumerate(was)}
    common = [one for one in now if one in places]
    ends, chains = list[int](), list[list[str]]()
    for one in common:
        at = bisect_left(ends, places[one])
        chain = [*(chains[at - 1] if at else ()), one]
        ends[at : at + 1], chains[at : at + 1] = [places[one]], [chain]
    return set(common) - set(chains[-1] if chains else ())


def _notes(was: Board, now: Board, tells: Tells) -> ById:
    found: ById = {}
    turned = _turned(was, now)
    for id in dict.fromkeys((*was.notes, *now.notes)):
        one, other = was.notes.get(id), now.notes.get(id)
        if one is None or other is None:
            found[id] = Told(("removed",) if one else ("added",))
            continue
        if one == other and id not in turned:
            continue
        marks: list[Mark] = []
        if (one.text, one.colour) != (other.text, other.colour):
            marks.append("changed")
        if one.into != other.into:
            marks.append("merged" if other.into else "taken-out")
        if (one.section, one.cluster) != (other.section, other.cluster) or id in turned:
            marks.append("moved")
        if marks:
            found[id] = Told(tuple(marks), tells(one.text, other.text) if one.text != other.text else ())
    return found


def _turned(was: Board, now: Board) -> set[str]:
    """What stands in another order than before in the same place."""
    before, after = _lists(was), _lists(now)
    return {id for place, ids in after.items() for id in out_of_line(before.get(place, ()), ids)}


def _lists(board: Board) -> dict[tuple[str, str], list[str]]:
    """Notes and clusters as they stand, by section and cluster."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for note in board.notes.values():
        if not note.into:
            found.setdefault((note.section, note.cluster), []).append((note.order, note.id))
    for cluster in board.clusters.values():
        found.setdefault((cluster.section, ""), []).append((cluster.order, cluster.id))
    return {place: [id for _, id in sorted(ids)] for place, ids in found.items()}


def _clusters(was: Board, now: Board, tells: Tells) -> ById:
    found = _coming_and_going(was.clusters, now.clusters)
    turned = _turned(was, now)
    for id in was.clusters.keys() & now.clusters.keys():
        one, other = was.clusters[id].title, now.clusters[id].title
        if one != other:
            found[id] = Told(("changed", "moved") if id in turned else ("changed",), tells(one, other))
        elif id in turned:
            found[id] = Told(("moved",))
    return found


def _results(board: Board) -> dict[str, tuple[Tally, ...]]:
    """Of the last ballot of each section, where it was counted."""
    last = {section: last_round(board, section) for section in board.sections}
    return {section: ballot.result for section, ballot in last.items() if ballot and ballot.state == "closed"}


def _texts(was: Mapping[str, Text], now: Mapping[str, Text], in_both: Iterable[str], tells: Tells) -> ById:
    """Of sections or rows that are in both: of others all is new, or gone."""
    before, after = ({place: text.value for place, text in _of_rows(of, in_both).items()} for of in (was, now))
    places = [place for place in dict.fromkeys((*before, *after)) if before.get(place, "") != after.get(place, "")]
    return {place: _of_text(before.get(place, ""), after.get(place, ""), tells) for place in places}


def _of_text(was: str, now: str, tells: Tells) -> Told:
    return Told(("changed" if was and now else "added" if now else "removed",), tells(was, now))


def _of_rows(cells: Mapping[str, Any], rows: Iterable[str]) -> dict[str, Any]:
    known = set(rows)
    return {place: cell for place, cell in cells.items() if place.partition("/")[0] in known}


def _coming_and_going(was: Mapping[str, Any], now: Mapping[str, Any]) -> ById:
    found: ById = {id: Told(("removed",)) for id in was if id not in now}
    return found | {id: Told(("added",)) for id in now if id not in was}


def _parts(was: Mapping[str, Any], now: Mapping[str, Any]) -> ById:
    """What came, went, or is another value now."""
    changed = {id: Told(("changed",)) for id in now if id in was and was[id] != now[id]}
    return _coming_and_going(was, now) | changed
