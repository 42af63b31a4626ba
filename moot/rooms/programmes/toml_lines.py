"""On which line of a TOML text each key and element stands, because `tomllib` gives values without their places."""

import re
import tomllib
from bisect import bisect_right

Path = tuple[str | int, ...]
"""The way to a value: `("day", 3, "title")`. Elements count from 0."""

DEEPEST = 32
"""Of a longer dotted key only so many names are followed, as the work grows with the square of their number."""

_BASIC = r'"(?:[^"\\\n]|\\.)*"'
_LITERAL = r"'[^'\n]*'"
_LONG_BASIC = r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
_LONG_LITERAL = r"'''.*?'''(?:'{0,2})"
_STRING = re.compile(f"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}", re.DOTALL)
_NAME = re.compile(rf"[A-Za-z0-9_-]+|{_BASIC}|{_LITERAL}")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_BLANK = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\n,]|#[^\n]*)*")
"""Whatever may stand between two statements, or between two elements."""


def lines_of(source: str) -> dict[Path, int]:
    """The line, from 1, of every key, table and element of a text that `tomllib` has read without complaint."""
    walk = _Walk(source.replace("\r\n", "\n"))
    walk.document()
    return walk.lines


class _Walk:
    """One pass over a text that is known to be valid, so that it need not look for mistakes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._newlines = [match.start() for match in re.finditer("\n", source)]
        self._latest: dict[Path, int] = {}
        """Of each array of tables, the element that is being written."""

    def document(self) -> None:
        table: Path = ()
        self._skip(_GAP)
        while self.at < len(self.source):
            if self.source[self.at] == "[":
                table = self._header()
            else:
                self._assignment(table)
            self._skip(_GAP)

    def _header(self) -> Path:
        is_element = self.source.startswith("[[", self.at)
        self.at += 2 if is_element else 1
        line = self._line()
        names = self._names()
        self.at += 2 if is_element else 1
        path: Path = ()
        for name in names[:-1]:
            path = self._within((*path, name), line)
        path = (*path, names[-1])
        if is_element:
            self._latest[path] = self._latest.get(path, -1) + 1
        return self._within(path, line)

    def _within(self, path: Path, line: int) -> Path:
        """The table at `path`, or where an array of tables is there, its latest."""
        self.lines.setdefault(path, line)
        if path in self._latest:
            path = (*path, self._latest[path])
            self.lines.setdefault(path, line)
        return path

    def _assignment(self, table: Path) -> None:
        line = self._line()
        path = table
        for name in self._names():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self._skip(_BLANK)
        self._value(path)

    def _value(self, path: Path) -> None:
        match self.source[self.at]:
            case '"' | "'":
                self._skip(_STRING)
            case "[":
                self._array(path)
            case "{":
                self._inline_table(path)
            case _:
                self._skip(_SCALAR)

    def _array(self, path: Path) -> None:
        self.at += 1
        self._skip(_GAP)
        index = 0
        while self.source[self.at] != "]":
            self.lines[*path, index] = self._line()
            self._value((*path, index))
            self._skip(_GAP)
            index += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        self._skip(_GAP)
        while self.source[self.at] != "}":
            self._assignment(path)
            self._skip(_GAP)
        self.at += 1

    def _names(self) -> list[str]:
        """A key and what is dotted to it; afterwards we stand on the `=` or `]` that follows."""
        names: list[str] = []
        while True:
            self._skip(_BLANK)
            names.append(_unquoted(self._skip(_NAME)))
            self._skip(_BLANK)
            if self.source[self.at] != ".":
                return names[:DEEPEST]
            self.at += 1

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        if match is None:
            raise ValueError(f"not TOML at line {self._line()}")
        self.at = match.end()
        return match.group()

    def _line(self) -> int:
        return bisect_right(self._newlines, self.at - 1) + 1


def _unquoted(name: str) -> str:
    return name if name[0] not in "\"'" else next(iter(tomllib.loads(f"{name}=0")))
