"""What becomes of texts that several write, when some of those people are erased."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from moot.rooms.asking import Change
from moot.rooms.boards.field import TextWritten
from moot.rooms.boards.section import SectionAdded
from moot.rooms.canvases.cell import CellSet, CellWritten
from moot.rooms.entry import Entry
from moot.rooms.people.people import PersonJoined, PersonSeated
from moot.rooms.protection.erase import PersonErased
from moot.rooms.protection.mention import Mentions, is_unmistakable
from moot.rooms.protection.retold import retold, versions_of_text
from moot.rooms.shape import changed
from moot.rooms.texts.edit import Edit
from moot.rooms.words import same_name
from moot.rooms.workshop import Workshop

GONE = "…"
"""Stands where the words went, and the place stays."""
Place = tuple[str, str, str]
"""Of a note: room, board, note."""
Where = tuple[int, int, int]
"""Of a change: the entry, the deed in it, the change in that."""


class _Text:
    """One text from its beginning to its end."""

    def __init__(self, begin: str = "", by: str = "", where: Where | None = None, copied: bool = False) -> None:
        self.begin, self.where, self.copied = begin, where, copied
        self.authors = {by} if begin else set[str]()
        self.edits = list[tuple[Where, Edit]]()


class SharedTexts:
    """A text that only those wrote whose words go, goes whole. In any other their names are replaced."""

    def __init__(
        self,
        entries: Sequence[Entry],
        end: Workshop,
        goes: Mapping[str, PersonErased],
        words: Mapping[Place, Collection[str]],
        is_dropped: Callable[[Change], bool],
    ) -> None:
        self.mentions = _mentions(entries, end, goes)
        self.gone = set[str]()
        """What the texts said that go."""
        self._losers = {person for person, one in goes.items() if one.extent == "words"}
        self._words = words
        self._edits: dict[Where, Edit | None] = {}
        self._begins: dict[Where, str] = {}
        self._set: dict[tuple[str, str], set[str]] = {}
        texts = self._gathered(entries, is_dropped)
        for text in texts:
            self._decide(text)

    def told(self, change: Change, where: Where) -> Change | None:
        match change:
            case TextWritten() | CellWritten() if where in self._edits:
                edit = self._edits[where]
                return None if edit is None else changed(change, edit=edit)
            case SectionAdded() if where in self._begins:
                return changed(change, challenge=self._begins[where])
            case CellSet():
                return None if self._set[change.canvas, change.place] <= self._losers else change
        return change

    def _gathered(self, entries: Sequence[Entry], is_dropped: Callable[[Change], bool]) -> list[_Text]:
        texts, now = list[_Text](), dict[tuple[str, ...], _Text]()
        for number, entry in enumerate(entries):
            for at, deed in enumerate(entry.deeds):
                for place, change in enumerate(deed.did):
                    where = (number, at, place)
                    match change:
                        case SectionAdded():
                            for key in [key for key in now if _is_of(key, change)]:
                                del now[key]
                            text = _Text(change.challenge, deed.by, where, self._is_copied(change))
                            now[change.room, change.board, f"{change.section.id}/challenge"] = text
                            texts.append(text)
                        case TextWritten() | CellWritten() if not is_dropped(change):
                            key = _key(change)
                            if key not in now:
                                texts.append(now.setdefault(key, _Text()))
                            now[key].edits.append((where, change.edit))
                            now[key].authors.add(deed.by)
                        case CellSet():
                            self._set.setdefault((change.canvas, change.place), set()).add(deed.by)
        return texts

    def _decide(self, text: _Text) -> None:
        edits = [edit for _, edit in text.edits]
        versions = versions_of_text(text.begin, edits)
        if text.authors and text.authors <= self._losers:
            self.gone.update(version for version in versions if version)
            self._edits.update({where: None for where, _ in text.edits})
            if text.where:
                self._begins[text.where] = ""
            return
        if text.copied or any(map(self.mentions.are_in, versions)):
            begin, told = retold(text.begin, edits, self.mentions, GONE if text.copied else "")
            self._edits.update({where: edit for (where, _), edit in zip(text.edits, told, strict=True)})
            if text.where:
                self._begins[text.where] = begin

    def _is_copied(self, change: SectionAdded) -> bool:
        """Whether a challenge was made of what one of their notes says."""
        origin = change.section.origin
        return origin is not None and any(
            change.challenge in self._words.get((origin.room, origin.board, note), ()) for note in origin.notes
        )


def _key(change: TextWritten | CellWritten) -> tuple[str, ...]:
    if isinstance(change, CellWritten):
        return (change.canvas, change.place)
    return (change.room, change.board, change.place)


def _is_of(key: tuple[str, ...], added: SectionAdded) -> bool:
    """Of a challenge of that name that was removed before. (One whose removal is taken back goes on.)"""
    return key[:2] == (added.room, added.board) and len(key) > 2 and key[2].startswith(f"{added.section.id}/")


def _mentions(entries: Sequence[Entry], end: Workshop, goes: Mapping[str, PersonErased]) -> Mentions:
    """Of the names that can mean nobody else."""
    stay = {same_name(person.name) for person in end.people.values() if person.id not in goes}
    called = dict[str, str]()
    for entry in entries:
        for deed in entry.deeds:
            for change in deed.did:
                if isinstance(change, PersonJoined | PersonSeated) and (one := goes.get(change.person.id)):
                    name = change.person.name
                    if one.mentions and is_unmistakable(name) and same_name(name) not in stay and name != one.called:
                        called.setdefault(name, one.called)
    return Mentions(called)
