"""A text's history told anew, without some letters: each version as it was but for them, so that edits still follow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from moot.rooms.protection.mention import Mentions
from moot.rooms.texts.edit import Edit, read, replacing
from moot.rooms.texts.text import Text, edited


def versions_of_text(begin: str, edits: Sequence[Edit]) -> list[str]:
    """What it said at first, and after each edit."""
    text, versions = Text(begin), [begin]
    for edit in edits:
        text = edited(text, edit)
        versions.append(text.value)
    return versions


def retold(begin: str, edits: Sequence[Edit], mentions: Mentions, first: str = "") -> tuple[str, list[Edit]]:
    """Without names: nor the letters that became one later, while somebody was typing it. With `first`, if there is
    any, in place of the letters that it began with."""
    history = _Letters(begin, edits)
    instead = dict.fromkeys(range(len(begin)), first) if first else {}
    for version in history.versions:  # what it began with goes before names in it
        for start, end, called in mentions.found(history.text(version)):
            instead = {**dict.fromkeys(version[start:end], called), **instead}
    told = [history.told(version, instead) for version in history.versions]
    return told[0], [replacing(before, after) for before, after in pairwise(told)]


class _Letters:
    """Each letter that was ever typed is one of its own: a version is a list of them."""

    def __init__(self, begin: str, edits: Sequence[Edit]) -> None:
        self._letters = list(begin)
        self.versions = [list(range(len(begin)))]
        for edit in edits:
            self.versions.append(self._after(self.versions[-1], edit))

    def _after(self, version: list[int], edit: Edit) -> list[int]:
        after, at = list[int](), 0
        for length, inserted in read(edit):
            begin = at
            while length > 0:
                length -= 1 + (self._letters[version[at]] > "\uffff")  # counted as browsers do
                at += 1
            if inserted is None:
                after += version[begin:at]
            else:
                after += range(len(self._letters), len(self._letters) + len(inserted))
                self._letters += inserted
        return after

    def text(self, version: list[int]) -> str:
        return "".join(self._letters[one] for one in version)

    def told(self, version: list[int], instead: dict[int, str]) -> str:
        """With something in place of each row of letters that go."""
        pieces, before = list[str](), ""
        for one in version:
            called = instead.get(one, "")
            if not called:
                pieces.append(self._letters[one])
            elif called != before:
                pieces.append(called)
            before = called
        return "".join(pieces)
