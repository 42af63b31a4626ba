"""Markdown (CommonMark with tables): people's texts are text there, whatever they look like."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from moot.rooms.results.report import Report
from moot.server.catalogue import translate
from moot.server.results.labels import Labels
from moot.server.results.layout import laid_out
from moot.server.results.parts import (
    AnyPart,
    Bars,
    Card,
    Cards,
    Facts,
    Framed,
    Heading,
    Items,
    Path,
    Table,
    Words,
)

SPECIAL = re.compile(r"([\\`*_\[\]<>#!|~$&@])|(?<=:)(?=//)|(?<=\bwww)(?=\.)")
"""Wherever it stands; an address would be made a link, so it is broken before `//` and behind `www`."""
AT_START = re.compile(r"^(\d*)([+\-=.:)])")
"""What begins a list or underlines a heading, at the start of a line."""
BAR = "█"
BAR_LETTERS = 20


def write(report: Report) -> bytes:
    document = laid_out(report, Labels(translate(report.language)))
    lines = [f"# {escaped(document.title)}", f"**{escaped(document.subtitle)}**", *map(escaped, document.lines)]
    lines += [line for part in document.parts for line in _part(part)]
    return ("\n\n".join(lines) + "\n").encode()


def escaped(text: str) -> str:
    """With a backslash before all that Markdown could take for its own; line ends stay, as line breaks."""
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    lines = (AT_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", line)) for line in lines)
    return "\\\n".join(line for line in lines if line)


def _cell(text: str) -> str:
    return escaped(text).replace("\\\n", "<br>")


def _part(part: AnyPart) -> Iterator[str]:
    match part:
        case Heading():
            yield f"{'#' * (part.level + 1)} {_line(part.text)}"
        case Words():
            yield _quoted(part.text) if part.style == "quote" else escaped(part.text)
        case Items():
            yield "\n".join(f"- {_cell(text)}" for text in part.items)
        case Facts():
            yield "\n".join(f"- **{_line(name)}**: {_cell(text)}" for name, text in part.items)
        case Table():
            yield _table(part.head, part.rows)
        case Bars():
            yield f"**{_line(part.title)}**"
            yield _table(("", "", ""), [_bar(part, at) for at in range(len(part.items))])
        case Cards():
            if part.title:
                yield f"**{_line(part.title)}**"
            yield "\n".join(
                f"- {_cell(one.text)}" + (f" — *{_line(one.foot)}*" if one.foot else "") for one in part.cards
            )
        case Framed():
            foot = f"\n>\n> *{_line(part.foot)}*" if part.foot else ""
            yield f"> **{_line(part.title)}**\n>\n{_quoted(part.text)}{foot}"
        case Path():
            yield "\n".join(f"{at}. **{_line(name)}**: {_cell(text)}" for at, (name, text) in enumerate(part.steps, 1))
        case _:
            assert_never(part)


def _card(card: Card) -> str:
    return f"- {_cell(card.text)}" + (f" — *{_line(card.foot)}*" if card.foot else "")


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in escaped(text).split("\n"))


def _bar(bars: Bars, at: int) -> tuple[str, str, str]:
    text, number, said = bars.items[at]
    most = max((one[1] for one in bars.items), default=0)
    length = round(BAR_LETTERS * number / most) if most else 0
    return text + (" ✓" if at == bars.marked else ""), said, BAR * length


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(map(_cell, head))} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    return "\n".join(lines)
