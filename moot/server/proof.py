"""Proof that words are gone: looked for in a workshop's entries and state, and in the bytes of the journal's files."""

import asyncio
import codecs
import json
import re
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from moot.rooms.protection.mention import pattern_of
from moot.server.journal import Journal
from moot.server.settings import Settings

STEP = 1_000  # entries that are held in memory at once
PIECE = 64 << 10  # bytes of a file that are searched at once: some milliseconds
FORMS = 4  # times as many letters, as a form of Unicode or of JSON may have
SHORTEST = 12  # letters of a text by which one knows it again
MOST = 200  # texts that are looked for, the longest of them


class Trace(NamedTuple):
    kind: Literal["entry", "state", "file"]
    which: str
    """The position of an entry, or of the state; the name of a file, in which it stands outside of what is kept."""
    times: int


class Proof(NamedTuple):
    """What was found, and how much was looked through."""

    found: tuple[Trace, ...]
    entries: int


async def proof(journal: Journal, workshop: str, words: Sequence[str], files: Iterable[Path]) -> Proof:
    """Where the words stand, in any case and Unicode form; nowhere: they are gone. Raises JournalUnavailable.

    What other workshops have of them is theirs, and is told apart by counting. Who else is served here goes on.
    """
    looked = _pattern(words)
    found, kept, entries = list[Trace](), 0, 0
    for id in dict.fromkeys((workshop, *await journal.workshops())):
        async for some in _kept(journal, id):
            traces = await asyncio.to_thread(_traces, looked, some)
            kept += sum(trace.times for trace in traces)
            if id == workshop:
                found += traces
                entries += sum(kind == "entry" for kind, *_ in some)
    for file in files:
        raw = await asyncio.to_thread(_times_in, file, looked, max(map(len, words))) if file.exists() else 0
        if beside := max(0, raw - kept):
            found.append(Trace("file", file.name, beside))
    return Proof(tuple(found), entries)


def files_of(settings: Settings) -> list[Path]:
    """All in which SQLite keeps anything of a journal; none, where it is elsewhere."""
    if settings.redis:
        return []
    journal = Path(settings.data) / "journal.sqlite"
    return [journal, *(journal.with_name(journal.name + end) for end in ("-wal", "-journal"))]


def gone_texts(before: Iterable[bytes], after: Iterable[bytes]) -> list[str]:
    """What stood in a journal and does not any more, as far as one would know it again."""
    left = "\n".join(text for entry in after for text in _texts(msgspec.json.decode(entry)))
    gone = {text for entry in before for text in _texts(msgspec.json.decode(entry)) if text not in left}
    return sorted((text for text in gone if len(text) >= SHORTEST), key=lambda text: (-len(text), text))[:MOST]


Kept = tuple[Literal["entry", "state"], str, bytes]


async def _kept(journal: Journal, id: str) -> AsyncIterator[list[Kept]]:
    """The entries and the state of a workshop, some at a time."""
    position = 0
    while entries := await journal.read(id, position, STEP):
        position = entries[-1][0]
        yield [("entry", str(at), entry) for at, entry in entries]
    if checkpoint := await journal.checkpoint(id):
        yield [("state", str(checkpoint[0]), checkpoint[1])]


def _traces(pattern: re.Pattern[str], kept: Iterable[Kept]) -> list[Trace]:
    counted = (Trace(kind, which, _count(pattern, raw)) for kind, which, raw in kept)
    return [trace for trace in counted if trace.times]


def _times_in(file: Path, pattern: re.Pattern[str], letters: int) -> int:
    """Read piece by piece: a search lets nobody else go on before its end. `letters`: of the longest that is sought."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    text, begin, times, reach = "", 0, 0, letters * FORMS
    with file.open("rb") as pieces:
        while piece := pieces.read(PIECE):
            text += decoder.decode(piece)
            last = len(piece) < PIECE
            for match in pattern.finditer(text, begin):
                if not last and match.start() >= len(text) - reach:
                    break
                times, begin = times + 1, match.end()
            begin = max(begin, len(text) - reach)
            before = max(0, begin - 1)  # a letter that may be of the same word
            text, begin = text[before:], begin - before
    return times


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
