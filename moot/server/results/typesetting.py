"""Typesetting by typst, from our templates alone, in its fonts, ours, and those of a folder that the operator names: no
other file, font or package of the machine has a part in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
import typst

from moot.rooms.words import letters_of

TEMPLATES = Path(__file__).parent / "typst_files"
OURS = TEMPLATES / "fonts"
FIRST, LAST = "Libertinus Serif", ("Noto Emoji", "DejaVu Sans Mono")
"""What a letter is looked for in; between them in the operator's fonts, by their names."""
LONGEST_WORD = 30
"""Letters; a longer one may be broken anywhere behind so many."""
BREAK = "\u200b"
BOX = "□"
"""Stands for a letter that no font has. Typst would draw one too, but refuses to where a PDF is to be read aloud."""
NO_FONT_HAS = re.compile(r'the text `"(?P<letter>.+?)"` could not be displayed')


class Press:
    def __init__(self, folder: str = "") -> None:
        """`folder`: of more fonts."""
        added = [folder] if folder else []
        theirs = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=added)
        self._families = (FIRST, *theirs.families(), *LAST)
        self._fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(OURS), *added])
        self.lacking: tuple[str, ...] = ()
        """The letters that no font has, of what was looked through."""

    def printable(self, data: Any) -> Any:
        """The same, with a box for each letter that no font has; for a capital the small one, if there is that."""
        letters = {letter for text in _texts(data) if not text.isascii() for letter in letters_of(text)}
        no_font_has = self._no_font_has(letters | {letter.lower() for letter in letters})
        small = {letter: letter.lower() for letter in no_font_has if letter.lower() not in no_font_has}
        self.lacking = tuple(sorted(letters & no_font_has - small.keys()))
        if not no_font_has:
            return data
        found = re.compile("|".join(map(re.escape, sorted(no_font_has, key=len, reverse=True))))
        return _each_text(data, lambda text: found.sub(lambda letter: small.get(letter[0], BOX), text))

    def _no_font_has(self, letters: set[str]) -> set[str]:
        """Asked of typst itself, which tells all that it cannot set."""
        shown = sorted(letter for letter in letters if not letter.isascii() and not letter.isspace())
        try:
            _ = shown and self.typeset("letters.typ", "letters", shown, 0, "pdf", "ua-1")
        except typst.TypstError as error:
            said = {_unescaped(found["letter"]) for found in NO_FONT_HAS.finditer(error.diagnostic)}
            lacking = {letter for letter in shown if any(part in letter for part in said)}
            if not lacking:
                raise
            return lacking
        return set()

    def typeset(
        self, template: str, name: str, data: Any, at: int, format: Literal["pdf", "svg", "png"], standard: str = ""
    ) -> bytes:
        """`data` is what the template reads as `name`; `at`: when it is made, in milliseconds since 1970."""
        options: dict[str, Any] = {"pdf_standards": [standard]} if standard else {}
        inputs = {name: _each_text(data, breakable), "fonts": self._families}
        made: Any = typst.compile(
            str(TEMPLATES / template),
            root=str(TEMPLATES),
            font_paths=self._fonts,
            format=format,
            sys_inputs={key: msgspec.json.encode(value).decode() for key, value in inputs.items()},
            timestamp=datetime.fromtimestamp(at // 1000, UTC),
            **options,
        )
        return bytes(made)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


def _each_text(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: _each_text(value, change) for key, value in data.items()}
    return [_each_text(value, change) for value in data] if isinstance(data, list | tuple) else data


def _unescaped(said: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), said)


def breakable(text: str) -> str:
    """The same, in which no word is longer than a column."""
    return " ".join(map(_word, text.split(" "))) if len(text) > LONGEST_WORD else text


def _word(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return BREAK.join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
