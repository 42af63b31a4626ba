"""Texts as people type them: tidied, measured in letters, refused when they hold what no text holds."""

import unicodedata

from moot.rooms.limits import ID_LETTERS
from moot.rooms.refusals import Reason, Refused

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BLANK = frozenset("\n\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10))))
_JOINERS = "\u200c\u200d"
_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def tidy(text: str, most: int, *, lines: bool = False, empty: bool = False) -> str:
    """`text` in NFC without space around it, at most `most` letters (code points).

    One of which nothing would be seen is empty. Refused: `TOO_LONG`, `EMPTY` unless `empty`, and `BAD_LETTERS`:
    control characters (line ends too, unless `lines`), lone surrogates, direction overrides.
    """
    if len(text) > 4 * most:
        raise Refused(Reason.TOO_LONG)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = text.strip()
    if not text.isascii() and all(map(_unseen, text)):
        text = ""
    if not text and not empty:
        raise Refused(Reason.EMPTY)
    if len(text) > most:
        raise Refused(Reason.TOO_LONG)
    if not (text.isprintable() if text.isascii() else _clean(text)) and not (lines and _clean(text.replace("\n", ""))):
        raise Refused(Reason.BAD_LETTERS)
    return text


def _clean(text: str) -> bool:
    return all(map(is_allowed, text))


def _unseen(letter: str) -> bool:
    """What takes place in a text and shows nothing: joiners, fillers, space. (An override is not allowed at all.)"""
    return (letter in _BLANK or unicodedata.category(letter) in ("Cf", "Zs", "Zl", "Zp")) and letter not in _OVERRIDES


def is_allowed(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs") and letter not in _OVERRIDES


def letters_of(text: str) -> list[str]:
    """As people see them: marks, joiners and what is joined belong to the letter before."""
    letters = list[str]()
    for letter in text:
        joins = unicodedata.category(letter) in ("Mn", "Mc", "Me", "Sk") or letter in _JOINERS
        if letters and (joins or letters[-1][-1] in _JOINERS):
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def check_id(proposed: str) -> None:
    """Ids that browsers make are 8–16 small letters and digits: unguessable, so that taking one tells nothing."""
    least, most = ID_LETTERS
    if not least <= len(proposed) <= most or not _ID.issuperset(proposed):
        raise Refused(Reason.BAD_ID)


def same_name(name: str) -> str:
    """What two names have in common when people would call them the same: case and width aside."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
