"""An edit of a text, as JSON: what CodeMirror's `ChangeSet` writes, applied and mapped exactly as CodeMirror does.

`n` keeps n units, `[n]` deletes them, `[n, "line", …]` puts lines in their place. Units are those of UTF-16, as
browsers count. Python and the browser run the same cases: `tests/rooms/texts/text_vectors.json`.
"""

import re

Edit = list[int | list[int | str]]

Section = tuple[int, str | None]
"""How many units stand here, and what takes their place; `None` where they stay."""

_NEVER = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""In a line: control characters but the tab, direction overrides, halves of surrogate pairs."""


class BadEdit(Exception):
    """An edit that no browser of ours makes: it does not fit its text, splits a letter, or brings a forbidden one."""


def mapped(edit: Edit, other: Edit, *, before: bool = False) -> Edit:
    """`edit` as it goes on from `other`, when both were made on the same text: CodeMirror's `edit.map(other, before)`.

    Where both insert at one place, the letters of `other` come first, unless `before`.
    """
    sections, over = read(edit), read(other)
    check_length(sections, length_before(over))
    return written(carried(sections, over, before=before))


def replacing(old: str, new: str) -> Edit:
    """The smallest single replacement that turns `old` into `new` and splits no surrogate pair."""
    before, after = units(old), units(new)
    most = min(len(before), len(after))
    start = end = 0
    while start < most and before[start : start + 2] == after[start : start + 2]:
        start += 2
    if _splits(before, start) or _splits(after, start):
        start -= 2
    while end < most - start and before[-end - 2 : len(before) - end] == after[-end - 2 : len(after) - end]:
        end += 2
    if end and (_splits(before, len(before) - end) or _splits(after, len(after) - end)):
        end -= 2
    sections: list[Section] = []
    _add(sections, start // 2, None)
    _add(sections, (len(before) - start - end) // 2, after[start : len(after) - end].decode("utf-16-le"))
    _add(sections, end // 2, None)
    return written(sections)


def units(letters: str) -> bytes:
    """Two bytes each: what is counted here, and sliced."""
    return letters.encode("utf-16-le")


def read(edit: Edit) -> list[Section]:
    """The sections of an edit; raises `BadEdit` for what no `ChangeSet` writes."""
    return [_section(part) for part in edit]


def _section(part: int | list[int | str]) -> Section:
    if isinstance(part, int):
        if part <= 0:
            raise BadEdit(f"it keeps {part} units")
        return part, None
    if not part or not isinstance(part[0], int) or part[0] < 0:
        raise BadEdit(f"{part!r} does not start with a length")
    inserted = "\n".join([_line(line) for line in part[1:]])
    if not part[0] and not inserted:
        raise BadEdit(f"{part!r} does nothing")
    return part[0], inserted


def _line(line: int | str) -> str:
    if not isinstance(line, str) or _NEVER.search(line):
        raise BadEdit(f"{line!r} is no line of a text")
    return line


def written(sections: list[Section]) -> Edit:
    return [
        length if inserted is None else [length, *inserted.split("\n")] if inserted else [length]
        for length, inserted in sections
    ]


def length_before(sections: list[Section]) -> int:
    return sum([length for length, _ in sections])


def length_after(sections: list[Section]) -> int:
    return sum([length if inserted is None else len(units(inserted)) // 2 for length, inserted in sections])


def check_length(sections: list[Section], length: int) -> None:
    if (before := length_before(sections)) != length:
        raise BadEdit(f"it is for a text of {before} units, and this one has {length}")


def check_whole_letters(sections: list[Section], value: str) -> None:
    """No section may begin or end between the halves of a surrogate pair."""
    if value.isascii():
        return
    stands, at = units(value), 0
    for length, _ in sections:
        at += 2 * length
        if _splits(stands, at):
            raise BadEdit(f"it splits the letter at {at // 2 - 1}")


def _splits(stands: bytes, at: int) -> bool:
    """Whether the second half of a surrogate pair stands at byte `at`."""
    return at < len(stands) and stands[at + 1] & 0xFC == 0xDC


def applied(sections: list[Section], value: str) -> str:
    stands, pieces, at = units(value), [], 0
    for length, inserted in sections:
        pieces.append(stands[at : at + 2 * length] if inserted is None else units(inserted))
        at += 2 * length
    return b"".join(pieces).decode("utf-16-le")


class _Cursor:
    """Where one is in an edit; a section may be gone through in pieces."""

    __slots__ = ("_at", "_sections", "done", "inserted", "left", "placed", "whole")

    def __init__(self, sections: list[Section]) -> None:
        self._sections, self._at = sections, 0
        self.next()

    def next(self) -> None:
        """To the next section: `left` units of it to go, none gone yet (`whole`), what it inserts not yet `placed`."""
        self.done = self._at >= len(self._sections)
        self.left, self.inserted = (0, None) if self.done else self._sections[self._at]
        self.whole, self.placed = True, False
        self._at += 1

    @property
    def keeps(self) -> bool:
        return self.inserted is None

    def forward(self, length: int) -> None:
        if length == self.left:
            self.next()
        elif length:
            self.left -= length
            self.whole = False

    def place(self) -> str:
        """What this section inserts: once, whatever pieces it is gone through in."""
        letters = "" if self.placed or self.inserted is None else self.inserted
        self.placed = True
        return letters


def carried(edit: list[Section], other: list[Section], *, before: bool) -> list[Section]:
    """CodeMirror's `mapSet`. Both must be of one length; `mapped` says what comes out."""
    if not other or (len(other) == 1 and other[0][1] is None):
        return edit
    result: list[Section] = []
    a, b = _Cursor(edit), _Cursor(other)
    while not (a.done and b.done):
        if not b.keeps and (a.keeps or a.placed or (a.whole and _comes_first(b, a, before))):
            _pass_change(result, a, b)
        elif a.keeps:
            length = min(a.left, b.left)
            _add(result, length, None)
            a.forward(length)
            b.forward(length)
        else:
            _carry_change(result, a, b)
    return result


def _comes_first(b: _Cursor, a: _Cursor, before: bool) -> bool:
    return b.left < a.left or (b.left == a.left and not before)


def _pass_change(result: list[Section], a: _Cursor, b: _Cursor) -> None:
    """What `b` put there stays; what `a` does in the place of what `b` took away shrinks to its letters."""
    length = b.left
    _add(result, len(units(b.inserted or "")) // 2, None)
    while length:
        piece = min(a.left, length)
        if not a.keeps and a.left <= piece:
            _add(result, 0, a.place())
        a.forward(piece)
        length -= piece
    b.next()


def _carry_change(result: list[Section], a: _Cursor, b: _Cursor) -> None:
    """The change of `a`, up to the next place where `b` inserts; what `b` deleted is not there to delete."""
    length, left = 0, a.left
    while left:
        if b.keeps:
            piece = min(left, b.left)
            length += piece
            left -= piece
            b.forward(piece)
        elif not b.inserted and b.left < left:
            left -= b.left
            b.next()
        else:
            break
    _add(result, length, a.place())
    a.forward(a.left - left)


def _add(sections: list[Section], length: int, inserted: str | None) -> None:
    """CodeMirror's `addSection`: joins what stays, what goes, and what is only inserted to its like before it."""
    if not length and not inserted:
        return
    if sections:
        length_there, inserted_there = sections[-1]
        if not inserted and inserted == inserted_there:
            sections[-1] = (length_there + length, inserted)
            return
        if inserted and inserted_there and not length and not length_there:
            sections[-1] = (0, inserted_there + inserted)
            return
    sections.append((length, inserted))
