"""Typesetting by typst, from our templates alone: no file, font or package of the machine has a part in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
import typst

TEMPLATES = Path(__file__).parent / "typst_files"
LONGEST_WORD = 30
"""Letters; a longer one may be broken anywhere behind so many."""
BREAK = "\u200b"


def typeset(
    template: str, name: str, data: Any, at: int, format: Literal["pdf", "svg", "png"], standard: str = ""
) -> bytes:
    """`data` is what the template reads as `name`; `at`: when it is made, in milliseconds since 1970."""
    options: dict[str, Any] = {"pdf_standards": [standard]} if standard else {}
    made: Any = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(TEMPLATES / "fonts")],
        ignore_system_fonts=True,
        format=format,
        sys_inputs={name: msgspec.json.encode(breakable(data)).decode()},
        timestamp=datetime.fromtimestamp(at // 1000, UTC),
        **options,
    )
    return bytes(made)


def breakable(data: Any) -> Any:
    """The same, in which no word is longer than a column."""
    if isinstance(data, str):
        return " ".join(map(_word, data.split(" "))) if len(data) > LONGEST_WORD else data
    if isinstance(data, dict):
        return {key: breakable(value) for key, value in data.items()}
    return [breakable(value) for value in data] if isinstance(data, list | tuple) else data


def _word(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return BREAK.join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
