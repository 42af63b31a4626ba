"""What is different between two texts, in pieces that one can read: whole words, and letters within a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from moot.rooms.shape import Value
from moot.rooms.words import letters_of

WORD = re.compile(r"\w+|\s+|[^\w\s]")
MOST = 250_000
"""Pairs of words that are held against each other at most, a few hundredths of a second: else all is told as one."""
ALIKE = 0.6
"""From here on two words are one word with other letters."""


class Piece(Value):
    text: str
    kind: Literal["same", "gone", "new"] = "same"


def pieces(was: str, now: str) -> tuple[Piece, ...]:
    """Without the new ones they are the one text, without the gone ones the other."""
    made = list[Piece]()
    for gone, new in _runs(WORD.findall(was), WORD.findall(now)):
        if gone == new:
            _put(made, "same", gone)
        elif gone and new and len(gone) * len(new) <= MOST and _ratio(gone, new) >= ALIKE:
            for lost, won in _runs(letters_of(gone), letters_of(new)):
                _put(made, "same", lost) if lost == won else _replace(made, lost, won)
        else:
            _replace(made, gone, new)
    return tuple(made)


def _runs(was: Sequence[str], now: Sequence[str]) -> list[tuple[str, str]]:
    """What stands in both, or in place of each other, in order."""
    if len(was) * len(now) > MOST:
        return [("".join(was), "".join(now))]
    codes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return [("".join(was[a:b]), "".join(now[c:d])) for _, a, b, c, d in codes]


def _ratio(was: str, now: str) -> float:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0


def _replace(made: list[Piece], gone: str, new: str) -> None:
    _put(made, "gone", gone)
    _put(made, "new", new)


def _put(made: list[Piece], kind: Literal["same", "gone", "new"], text: str) -> None:
    if made and made[-1].kind == kind:
        made[-1] = Piece(made[-1].text + text, kind)
    elif text:
        made.append(Piece(text, kind))
