"""The sections that a programme gives a board, when the programme changes while the board has work on it already."""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

from moot.rooms.boards.board import Board, Section
from moot.rooms.order import between
from moot.rooms.shape import Words, changed


class Kept(NamedTuple):
    sections: dict[str, Section]
    lost: tuple[Section, ...]
    """Those that have work in them and would have no place any more."""


def kept_sections(key: str, known: Board, was: Board, fresh: Board) -> Kept:
    """The sections of `known`, the board of the activity `key`, as `fresh` has them; it began as `was`.

    One of the same title stays what it is, the others get the new titles in order, those with work in them first; what
    is left over goes away, what is new comes last. What a trainer took away does not come back.
    """
    fixed = sorted((s for s in known.sections.values() if s.fixed), key=lambda s: (s.order, s.id))
    wanted = [s.fixed for s in sorted(fresh.sections.values(), key=lambda s: (s.order, s.id))]
    named: dict[str, Section] = {}
    for title in list(wanted):
        if same := next((s for s in fixed if s.fixed == title and s.id not in named), None):
            named[same.id] = same
            wanted.remove(title)
    before = [s.fixed for s in was.sections.values()]
    wanted = [title for title in wanted if title not in before or before.count(title) < _count(fresh, title)]
    left = [s for s in fixed if s.id not in named]
    busy = [s for s in left if has_work(known, s.id)]
    chosen = [s for s in left if s in [*busy, *(s for s in left if s not in busy)][: len(wanted)]]
    for section, title in zip(chosen, wanted, strict=False):
        named[section.id] = changed(section, fixed=title)
    gone = {s.id for s in left} - named.keys()
    sections = {id: named.get(id, s) for id, s in known.sections.items() if id not in gone}
    for title in wanted[len(chosen) :]:
        new = next(id for at in count() if (id := f"{key}-{at}") not in sections)
        last = max((s.order for s in sections.values()), default="")
        sections[new] = Section(id=new, order=between(last, ""), fixed=title)
    return Kept(sections, tuple(s for s in busy if s.id in gone))


def _count(board: Board, title: Words) -> int:
    return sum(section.fixed == title for section in board.sections.values())


def has_work(board: Board, section: str) -> bool:
    """Something stands in it; what was deleted does not, as when a trainer takes a section away (C3)."""
    return (
        any(note.section == section and not note.deleted_by for note in board.notes.values())
        or any(cluster.section == section for cluster in board.clusters.values())
        or any(place.startswith(f"{section}/") for place in board.texts)
        or section in board.decisions
    )
