"""A programme as a file that a trainer writes. `programmes/README.md` describes the format."""

import re
import tomllib

from moot.rooms.limits import PROGRAMME_BYTES
from moot.rooms.programmes.programme import Programme
from moot.rooms.programmes.reader import Reader
from moot.rooms.programmes.text import Document, as_document, dump, text_of
from moot.rooms.programmes.toml_lines import lines_of
from moot.rooms.programmes.toml_table import Findings, Mistake, Table

__all__ = ["Document", "Mistake", "ProgrammeMistakes", "check", "draft_of", "dump", "read", "read_document", "text_of"]

MOST_BYTES = PROGRAMME_BYTES
MOST_LETTERS_A_LINE = 4_000
"""No text needs as many."""
MOST_DOTS_A_LINE = 200
"""More than there are sentences in a line. `tomllib` takes time with the square of the names in a dotted key."""
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


class ProgrammeMistakes(ValueError):
    """A programme file cannot be used. Tells all that is wrong with it, in the order of the file."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def check(source: str, name: str) -> list[Mistake]:
    """Everything that is wrong with the file called `name`; nothing when it can be used."""
    try:
        read(source, name)
    except ProgrammeMistakes as wrong:
        return wrong.mistakes
    return []


def read(source: str, name: str) -> Programme:
    """The programme in the text of the file called `name`. Raises `ProgrammeMistakes`."""
    source = source.removeprefix("\ufeff")  # some editors put this mark before every text
    if unreadable := _unreadable(source, name):
        raise ProgrammeMistakes([unreadable])
    try:
        values = tomllib.loads(source)
        findings = Findings(name, lines_of(source))
    except (ValueError, RecursionError) as error:
        raise ProgrammeMistakes([_not_toml(source, name, error)]) from None
    return _read(values, name, findings)


def draft_of(source: str, name: str) -> Document:
    """What the text of the file called `name` says, right or wrong. Raises `ProgrammeMistakes` if it is not TOML."""
    source = source.removeprefix("\ufeff")
    if unreadable := _unreadable(source, name):
        raise ProgrammeMistakes([unreadable])
    try:
        return as_document(tomllib.loads(source))
    except (ValueError, RecursionError) as error:
        raise ProgrammeMistakes([_not_toml(source, name, error)]) from None


def read_document(document: Document, name: str) -> Programme:
    """The programme that a document is. Raises `ProgrammeMistakes`, as for its file."""
    if unreadable := _unreadable(text_of(document), name):
        raise ProgrammeMistakes([unreadable])
    return _read(document, name, Findings(name, {}))


def _read(values: dict[str, object], name: str, findings: Findings) -> Programme:
    programme = Reader(Table(values, (), findings)).programme(name)
    if findings.mistakes:
        raise ProgrammeMistakes(sorted(findings.mistakes, key=lambda mistake: mistake.line))
    return programme


def _unreadable(source: str, name: str) -> Mistake | None:
    size = len(source.encode(errors="replace"))
    if size > MOST_BYTES:
        return Mistake(name, 1, "", "", f"the file has {size} bytes, more than {MOST_BYTES}")
    for number, line in enumerate(source.split("\n"), 1):
        if len(line) > MOST_LETTERS_A_LINE:
            return Mistake(name, number, "", "", f"the line has {len(line)} letters, more than {MOST_LETTERS_A_LINE}")
        if len(re.findall(r"\.+", line)) > MOST_DOTS_A_LINE:
            return Mistake(name, number, "", "", f"the line has more than {MOST_DOTS_A_LINE} dots")
        if _HALF_A_PAIR.search(line):
            return Mistake(name, number, "", "", "the line is not valid Unicode")
    return None


def _not_toml(source: str, name: str, error: Exception) -> Mistake:
    """`tomllib` tells the line at the end of its message, or that the text ended too early."""
    if isinstance(error, RecursionError):
        return Mistake(name, 1, "", "", "lists or tables are nested too deep")
    place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
    line = int(place[1]) if place else source.rstrip().count("\n") + 1
    column = f", at column {place[2]}" if place else ""
    said = re.sub(r" \(at [^()]*\)$", "", str(error))
    return Mistake(name, line, "", "", f"not TOML{column}: {said}")
