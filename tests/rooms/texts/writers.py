"""People who write one text at once, as their browsers do it, and what they type. Chance comes in as an argument."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Literal

from moot.rooms.texts.text import Edit, Text, carry, edited, mapped

NAMES = """Agnieszka Wiśniewska, Paweł Żółtowski, Søren Ågård, Ελένη Παπαδοπούλου, Γιώργος Νικολάου, Катерина Димитрова
Стоян Петров, Noémie D'Arcy-Œuvrard, Tadeáš Černý, Žofie Říhová, Ștefan Ionescu, Łukasz Brzęczyszczykiewicz
Eszter Kőműves, Jānis Bērziņš, Tõnu Õunapuu, Björk Guðmundsdóttir, Niamh Ó Súilleabháin, Sinan Öztürk"""
WORDS = [
    *NAMES.split(),
    "a",
    "aa",
    "e\u0301",
    "\u0301",
    "😀",
    "👩‍👩‍👧",
    "🇵🇱",
    "𝒳𝒴",
    "\n",
    "\n\n",
    "\t",
    "→ 1.",
    "naïve ",
    "ﬁ",
]
LONG = 100_000


class Table:
    """The server's part: edits come one after the other, and take effect as they are carried over those before."""

    def __init__(self, value: str) -> None:
        self.text = Text(value)
        self.journal: list[tuple[Writer, Edit]] = []

    def takes(self, who: Writer, revision: int, edit: Edit) -> None:
        took_effect = carry(self.text, revision, edit, LONG)
        self.text = edited(self.text, took_effect)
        self.journal.append((who, took_effect))


class Writer:
    """One browser's part: one edit under way, and one that waits. (Browsers compose; this one does not type on.)"""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.confirmed = table.text
        self.under_way: Edit | None = None
        self.waiting: Edit | None = None

    @property
    def value(self) -> str:
        text = self.confirmed
        for edit in (self.under_way, self.waiting):
            text = edited(text, edit) if edit is not None else text
        return text.value

    def types(self, edit: Edit) -> None:
        self.waiting = edit

    def sends(self) -> tuple[int, Edit] | None:
        if self.under_way is not None or self.waiting is None:
            return None
        self.under_way, self.waiting = self.waiting, None
        self.table.takes(self, self.confirmed.revision, self.under_way)
        return self.confirmed.revision, self.under_way

    def hears(self) -> Literal["one's own", "another's"] | None:
        """The next edit that took effect, if there is one."""
        if self.confirmed.revision == self.table.text.revision:
            return None
        who, edit = self.table.journal[self.confirmed.revision]
        if who is not self:
            self._carries_on(edit)
        else:
            assert edit == self.under_way
            self.under_way = None
        self.confirmed = edited(self.confirmed, edit)
        return "one's own" if who is self else "another's"

    def _carries_on(self, theirs: Edit) -> None:
        if self.under_way is not None:
            self.under_way, theirs = mapped(self.under_way, theirs), mapped(theirs, self.under_way, before=True)
        if self.waiting is not None:
            waiting = mapped(self.waiting, theirs)
            self.waiting = None if all(isinstance(part, int) for part in waiting) else waiting


def a_text(chance: Random, words: int = 8) -> str:
    return "".join(chance.choice(WORDS) for _ in range(chance.randint(0, words)))


def a_change(chance: Random, value: str) -> str:
    """Something typed, deleted or replaced in one place."""
    start = chance.randint(0, len(value))
    end = chance.choice((start, chance.randint(start, len(value))))
    return value[:start] + a_text(chance, 2) + value[end:]


def an_edit(chance: Random, value: str, word: Callable[[], str] | None = None) -> Edit:
    """Changes in several places, of whole letters; `word` makes what is inserted."""
    word = word or (lambda: chance.choice(WORDS))
    parts: list[tuple[str, str | None]] = []
    at = 0
    while at < len(value):
        end = chance.randint(at + 1, len(value))
        match chance.choice(("keep", "keep", "delete", "insert", "replace")):
            case "keep":
                parts.append((value[at:end], None))
            case "delete":
                parts.append((value[at:end], ""))
            case "replace":
                parts.append((value[at:end], word()))
            case "insert":
                parts += [("", word()), (value[at:end], None)]
        at = end
    if not value or chance.random() < 0.3:
        parts.append(("", word()))
    return _as_edit(parts)


def _as_edit(parts: list[tuple[str, str | None]]) -> Edit:
    """Joined as CodeMirror joins: what stays with what stays, what goes with what goes, what comes with what comes."""
    joined: list[tuple[str, str | None]] = []
    for gone, inserted in parts:
        last = joined[-1] if joined else None
        if last and inserted is None and last[1] is None:
            joined[-1] = (last[0] + gone, None)
        elif last and inserted == "" and last[1] == "":
            joined[-1] = (last[0] + gone, "")
        elif last and not gone and inserted and not last[0] and last[1]:
            joined[-1] = ("", last[1] + inserted)
        else:
            joined.append((gone, inserted))
    return [_part(len(gone.encode("utf-16-le")) // 2, inserted) for gone, inserted in joined]


def _part(length: int, inserted: str | None) -> int | list[int | str]:
    if inserted is None:
        return length
    return [length, *inserted.split("\n")] if inserted else [length]
