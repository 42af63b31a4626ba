"""A cell's value that two changed at once: what each of them changed is in it, as with texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from moot.rooms.canvases.canvas import CellValue, Indicator, Indicators, Names, Period
from moot.rooms.shape import changed

V = TypeVar("V")


def merged(was: CellValue | None, mine: CellValue, theirs: CellValue | None) -> CellValue:
    """`mine` was made of `was`, while another made `theirs` of it. What both changed is as in mine."""
    match was, mine, theirs:
        case Period(), Period(), Period():
            return Period(start=_last(was.start, mine.start, theirs.start), due=_last(was.due, mine.due, theirs.due))
        case Names(), Names(), Names():
            return Names(
                _gathered(was.people, mine.people, theirs.people), _gathered(was.others, mine.others, theirs.others)
            )
        case Indicators(), Indicators(), Indicators():
            return _indicators(was, mine, theirs)
        case _:
            return mine


def _indicators(was: Indicators, mine: Indicators, theirs: Indicators) -> Indicators:
    known = {one.id: one for one in was.indicators}
    own = {one.id: one for one in mine.indicators}
    others = {one.id: one for one in theirs.indicators}
    ids = _gathered(known, own, others)
    return Indicators(tuple(_indicator(known.get(id), own.get(id), others.get(id)) for id in ids))


def _indicator(was: Indicator | None, mine: Indicator | None, theirs: Indicator | None) -> Indicator:
    if mine is None or theirs is None or was is None:
        one = mine or theirs
        assert one
        return one
    questions = {**was.smart, **mine.smart, **theirs.smart}
    smart = {q: _last(was.smart.get(q, ""), mine.smart.get(q, ""), theirs.smart.get(q, "")) for q in questions}
    return changed(
        mine,
        name=_last(was.name, mine.name, theirs.name),
        group=_last(was.group, mine.group, theirs.group),
        kind=_last(was.kind, mine.kind, theirs.kind),
        target=_last(was.target, mine.target, theirs.target),
        smart={question: answer for question, answer in smart.items() if answer},
    )


def _last(was: V, mine: V, theirs: V) -> V:
    return theirs if mine == was else mine


def _gathered(was: Iterable[str], mine: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Theirs without what I took away, and behind it what I added."""
    before, own = set(was), list(mine)
    kept = [one for one in theirs if one in own or one not in before]
    return (*kept, *(one for one in own if one not in before and one not in kept))
