"""Letters that no file should have: control characters, halves of letters, and what turns the order of letters around.

Nobody can type them in a workshop any more; an old or imported journal might have them.
"""

from typing import Any

import msgspec

from moot.rooms.results.report import Report
from moot.rooms.words import is_allowed

KEPT = "\n"
NO_LETTERS = "\ufffe\uffff"  # which XML refuses


def cleaned(report: Report) -> Report:
    return msgspec.convert(_clean(msgspec.to_builtins(report)), Report, strict=False)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        if value.isprintable():
            return value
        return "".join(letter for letter in value if _stays(letter))
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list | tuple) else value


def _stays(letter: str) -> bool:
    return letter in KEPT or (is_allowed(letter) and letter not in NO_LETTERS)
