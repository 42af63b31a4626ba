"""Proof that words are gone: looked for in a workshop's entries and state, and in the bytes of the journal's files."""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from moot.rooms.mention import pattern_of
from moot.server.journal import Journal

STEP = 1_000  # entries that are held in memory at once
SHORTEST = 12  # letters of a text by which one knows it again
MOST = 200  # texts that are looked for, the longest of them


class Trace(NamedTuple):
    where: str
    times: int


async def traces(journal: Journal, workshop: str, words: Sequence[str], files: Iterable[Path]) -> list[Trace]:
    """Where the words stand, in any case and Unicode form; nowhere: they are gone. Raises JournalUnavailable.

    What other workshops have of them is theirs, and is told apart by counting.
    """
    looked = _pattern(words)
    found, others = list[Trace](), 0
    for id in dict.fromkeys((workshop, *await journal.workshops())):
        times = 0
        async for where, kept in _kept(journal, id):
            if here := _count(looked, kept):
                times += here
                if id == workshop:
                    found.append(Trace(where, here))
        others += times
    for file in files:
        raw = _count(looked, file.read_bytes()) if file.exists() else 0
        if beside := max(0, raw - others):
            found.append(Trace(f"{file.name}, outside of what is kept in it", beside))
    return found


def files_of(journal: Path) -> list[Path]:
    """All in which SQLite keeps anything of a journal."""
    return [journal, *(journal.with_name(journal.name + end) for end in ("-wal", "-journal"))]


def gone_texts(before: Iterable[bytes], after: Iterable[bytes]) -> list[str]:
    """What stood in a journal and does not any more, as far as one would know it again."""
    left = "\n".join(text for entry in after for text in _texts(msgspec.json.decode(entry)))
    gone = {text for entry in before for text in _texts(msgspec.json.decode(entry)) if text not in left}
    return sorted((text for text in gone if len(text) >= SHORTEST), key=lambda text: (-len(text), text))[:MOST]


async def _kept(journal: Journal, id: str) -> Any:
    """Each entry and the state of a workshop, with where it stands."""
    position = 0
    while entries := await journal.read(id, position, STEP):
        for position, entry in entries:
            yield f"entry {position}", entry
    if checkpoint := await journal.checkpoint(id):
        yield f"the state at {checkpoint[0]}", checkpoint[1]


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """As they are, and as JSON writes them."""
    forms = dict.fromkeys(form for word in words for form in (word, json.dumps(word, ensure_ascii=False)[1:-1]))
    return re.compile("|".join(map(pattern_of, forms)))


def _count(pattern: re.Pattern[str], kept: bytes) -> int:
    return sum(1 for _ in pattern.finditer(kept.decode(errors="replace")))


def _texts(value: Any) -> Iterable[str]:
    match value:
        case str():
            yield value.strip()
        case list():
            for one in value:
                yield from _texts(one)
        case dict():
            for one in value.values():
                yield from _texts(one)
