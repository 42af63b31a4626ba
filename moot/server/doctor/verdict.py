"""What a check found: right, to mind, or wrong; and then what to change, as the command or setting itself."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Judgement = Literal["ok", "mind", "wrong"]


class Verdict(NamedTuple):
    check: str
    verdict: Judgement
    found: str
    change: str = ""


class Part(NamedTuple):
    """The verdicts about one thing: this machine, a folder, one server."""

    about: str
    verdicts: list[Verdict]


def ok(check: str, found: str) -> Verdict:
    return Verdict(check, "ok", found)


def mind(check: str, found: str, change: str) -> Verdict:
    return Verdict(check, "mind", found, change)


def wrong(check: str, found: str, change: str) -> Verdict:
    return Verdict(check, "wrong", found, change)


def count(parts: Iterable[Part], judgement: Judgement) -> int:
    return sum(verdict.verdict == judgement for part in parts for verdict in part.verdicts)
