"""A person's name where others wrote it: found in whatever case and Unicode form it stands, as whole words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

LETTERS = 5
"""A name of one word, or of fewer letters, may be anything else: it is not replaced in what others wrote."""
FULL_WIDTH = 0xFEE0


def is_unmistakable(name: str) -> bool:
    return len(name.split()) > 1 and len(name) >= LETTERS


def pattern_of(name: str) -> str:
    """Of a regular expression that finds the name, and not a longer one that it is part of; also in JSON."""
    words = unicodedata.normalize("NFC", name).split()
    return r"(?<!\w)(?<!\w-)" + r"(?:\s|\\[nrt])+".join(map(_word, words)) + r"(?![\w\u0300-\u036f]|-\w)"


def _word(word: str) -> str:
    return "".join(map(_letter, word))


def _letter(letter: str) -> str:
    """In every case, composed or not, and as wide as Asian keyboards write it."""
    forms = {letter, letter.lower(), letter.upper(), letter.casefold()}
    if "σ" in forms:
        forms.add("ς")
    forms |= {chr(ord(form) + FULL_WIDTH) for form in forms if len(form) == 1 and "!" <= form <= "~"}
    forms |= {unicodedata.normalize("NFD", form) for form in forms}
    return "(?:" + "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))) + ")"


class Mentions:
    """Of several people, each by what they are called from now on. Longer names come first: one may be in another."""

    def __init__(self, called: Mapping[str, str]) -> None:
        self._called = [called[name] for name in sorted(called, key=len, reverse=True)]
        patterns = [f"({pattern_of(name)})" for name in sorted(called, key=len, reverse=True)]
        self._any = re.compile("|".join(patterns)) if patterns else None

    def __bool__(self) -> bool:
        return self._any is not None

    def are_in(self, text: str) -> bool:
        return self._any is not None and self._any.search(text) is not None

    def replaced(self, text: str) -> str:
        return self._any.sub(self._instead, text) if self._any else text

    def found(self, text: str) -> Iterable[tuple[int, int, str]]:
        """From where to where, and what takes their place."""
        return ((*match.span(), self._instead(match)) for match in self._any.finditer(text)) if self._any else ()

    def _instead(self, match: re.Match[str]) -> str:
        return self._called[(match.lastindex or 1) - 1]
