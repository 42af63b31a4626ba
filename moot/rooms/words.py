"""Texts as people type them: tidied, measured in letters, refused when they hold what no text holds."""

import unicodedata

from moot.rooms.limits import ID_LETTERS
from moot.rooms.refusals import Reason, Refused

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def tidy(text: str, most: int, *, lines: bool = False, empty: bool = False) -> str:
    """`text` in NFC without space around it, at most `most` letters (code points).

    Refused: `TOO_LONG`, `EMPTY` unless `empty`, and `BAD_LETTERS`: control characters (line ends too, unless `lines`),
    lone surrogates, direction overrides.
    """
    if len(text) > 4 * most:
        raise Refused(Reason.TOO_LONG)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = text.strip()
    if not text and not empty:
        raise Refused(Reason.EMPTY)
    if len(text) > most:
        raise Refused(Reason.TOO_LONG)
    if not (text.isprintable() if text.isascii() else _clean(text)) and not (lines and _clean(text.replace("\n", ""))):
        raise Refused(Reason.BAD_LETTERS)
    return text


def _clean(text: str) -> bool:
    return not any(unicodedata.category(letter) in ("Cc", "Cs") or letter in _OVERRIDES for letter in text)


def check_id(proposed: str) -> None:
    """Ids that browsers make are 8–16 small letters and digits: unguessable, so that taking one tells nothing."""
    least, most = ID_LETTERS
    if not least <= len(proposed) <= most or not _ID.issuperset(proposed):
        raise Refused(Reason.BAD_ID)


def same_name(name: str) -> str:
    """What two names have in common when people would call them the same: case and width aside."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
