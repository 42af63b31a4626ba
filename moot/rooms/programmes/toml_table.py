"""A table of a TOML file, read key by key. Whatever is wrong is noted with its line, and reading goes on."""

import difflib
import json
import re
from datetime import date
from typing import TypeVar

from moot.rooms.programmes.toml_lines import Path
from moot.rooms.shape import Value
from moot.rooms.words import is_allowed

Choice = TypeVar("Choice", bound=str)

MOST_MISTAKES = 200
"""More than anyone reads at a time; it bounds what a file of nothing but mistakes costs."""

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LENGTH = re.compile(r"(?:([0-9]{1,2}) ?h)? ?(?:([0-9]{1,4}) ?min)? ?(?:([0-9]{1,5}) ?s)?")


class Mistake(Value, frozen=True):
    """One thing in a file that is not as it has to be."""

    file: str
    line: int
    key: str
    """Where in the file, elements counted from 1: `day[4].session[3].title`. Empty when the text is not TOML at all."""
    found: str
    """The value as it stands there, shortened; empty when there is none."""
    expected: str
    path: Path = ()
    """The way to it, elements counted from 0."""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        if not self.key:
            return f"{where}{self.expected}"
        if not self.found:
            return f"{where}{self.key}: missing, expected {self.expected}"
        return f"{where}{self.key}: {self.found} is not {self.expected}"


class Findings:
    """The mistakes found in one file so far."""

    def __init__(self, file: str, lines: dict[Path, int]) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        self._lines = lines

    def note(self, path: Path, found: object, expected: str) -> None:
        if not self.full:
            self.mistakes.append(Mistake(self.file, self.line(path), key_text(path), found_text(found), expected, path))

    @property
    def full(self) -> bool:
        return len(self.mistakes) >= MOST_MISTAKES

    def place(self, path: Path) -> str:
        """Where something is, in words: its line; in a document, which has no lines, its key."""
        return f"line {self.line(path)}" if self._lines else key_text(path)

    def line(self, path: Path) -> int:
        """The line of what is at `path`; of the nearest thing around it when that is not in the file."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


class Table:
    """One table. Each method takes a key out of it; `close` then complains of the keys that nobody asked for."""

    def __init__(self, values: dict[str, object], path: Path, findings: Findings) -> None:
        self.values = values
        self.path = path
        self.findings = findings
        self.wrong: set[str] = set()
        """Keys whose values cannot be relied on, so that one mistake is not reported a second time as another."""
        self._known: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def complain(self, key: str, expected: str, found: object = None) -> None:
        """Notes that the value of `key` (or `found` instead of it) is not what was expected."""
        self.wrong.add(key)
        self.findings.note((*self.path, key), self.values.get(key) if found is None else found, expected)

    def take(self, key: str) -> object:
        """The bare value, or None; from now on `key` is one of the keys that may stand here."""
        self._known.append(key)
        return self.values.get(key)

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.complain(key, "true or false")
        return default

    def number(self, key: str, low: int, high: int, default: int) -> int:
        value = self.take(key)
        if value is None:
            return default
        if type(value) is int and low <= value <= high:
            return value
        self.complain(key, f"a number from {low} to {high}")
        return default

    def seconds(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A length such as `"5 min"`, in seconds."""
        value = self.take(key)
        if value is None and default is not None:
            return default
        found = seconds_in(value) if isinstance(value, str) else None
        if found is not None and low <= found <= high:
            return found
        self.complain(key, f'a length from "{length_text(low)}" to "{length_text(high)}", such as "5 min" or "90 s"')
        return low

    def choice(self, key: str, options: tuple[Choice, ...], default: Choice | None = None) -> Choice:
        value = self.take(key)
        if value is None and default is not None:
            return default
        for option in options:
            if value == option:
                return option
        self.complain(key, f"one of {', '.join(option or 'an empty text' for option in options)}")
        return options[0]

    def matching(self, key: str, pattern: re.Pattern[str], expected: str, default: str) -> str:
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        self.complain(key, expected)
        return default

    def day(self, key: str) -> str:
        """A date, written as TOML's own or as a text; empty when there is none."""
        value = self.take(key)
        if value is None:
            return ""
        text = value.isoformat() if type(value) is date else value
        if isinstance(text, str) and is_date(text):
            return text
        self.complain(key, "a date such as 2025-03-03")
        return ""

    def items(self, key: str, most: int) -> list[object]:
        """The elements of a list, at most so many."""
        value = self.take(key)
        if value is None:
            return []
        if isinstance(value, list) and len(value) <= most:
            return value
        found = f"a list of {len(value)}" if isinstance(value, list) else None
        self.complain(key, f"a list of at most {most}", found and Bare(found))
        return []

    def keys(self, key: str, most: int, pattern: re.Pattern[str], expected: str) -> tuple[str, ...]:
        """A list of keys."""
        found = []
        for index, item in enumerate(self.items(key, most)):
            if isinstance(item, str) and pattern.fullmatch(item):
                found.append(item)
            else:
                self.wrong.add(key)
                self.findings.note((*self.path, key, index), item, expected)
        return tuple(found)

    def tables(self, key: str, most: int) -> list["Table"]:
        """The tables `[[key]]`, or the one table `[key]`."""
        if isinstance(value := self.values.get(key), dict):
            self.take(key)
            return [Table(value, (*self.path, key), self.findings)]
        tables = []
        for index, item in enumerate(self.items(key, most)):
            path = (*self.path, key, index)
            if isinstance(item, dict):
                tables.append(Table(item, path, self.findings))
            else:
                self.wrong.add(key)
                self.findings.note(path, item, f"a table: write [[{key}]]")
        return tables

    def close(self) -> None:
        """Notes every key that is not known here, with the nearest one that is."""
        for key in self.values:
            if key not in self._known and not self.findings.full:
                near = difflib.get_close_matches(key, self._known, 1)
                hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(self._known)}"
                self.findings.note((*self.path, key), key, f"a key that is known here; {hint}")


class Bare(str):
    """A finding that is told as it is, without quotes."""


def key_text(path: Path) -> str:
    """`("day", 3, "title")` → `day[4].title`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += ("." if text else "") + (part if _PLAIN_NAME.fullmatch(part) else found_text(part))
    return text


def found_text(value: object) -> str:
    """A value as a person wrote it, at most about 60 letters of it."""
    match value:
        case None:
            return ""
        case Bare():
            return str(value)
        case bool():
            return str(value).lower()
        case str():
            return _visible(json.dumps(value if len(value) <= 60 else value[:57] + "…", ensure_ascii=False))
        case list():
            return "a list"
        case dict():
            return "a table"
        case int() if abs(value) >= 10**30:
            return "such a big number"
        case _:
            return str(value)


def seconds_in(length: str) -> int | None:
    """`"1 h 30 min"` → 5400; None when it is not a length."""
    match = _LENGTH.fullmatch(length.strip())
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def length_text(seconds: int) -> str:
    """5400 → `"1 h 30 min"`."""
    hours, rest = divmod(seconds, 3600)
    parts = ((hours, "h"), (rest // 60, "min"), (rest % 60, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"


def odd_letter(text: str, many_lines: bool) -> str | None:
    """The first letter that no text may hold (a control character, half of a pair, a direction override), by name."""
    if text.isprintable():
        return None
    for letter in text:
        if not is_allowed(letter) and not (many_lines and letter == "\n"):
            return f"U+{ord(letter):04X}"
    return None


def _visible(text: str) -> str:
    """`text` without the control characters that JSON leaves in, which a terminal might obey."""
    return re.sub("[\x7f-\x9f]", lambda match: f"\\u{ord(match.group()):04x}", text)


def is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
