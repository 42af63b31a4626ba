"""A wall as an outline: sections, in them clusters and notes, each in its order. What is on it, who sees what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.ballots.ballot import Ballot
from moot.rooms.ballots.decision import Decision
from moot.rooms.order import between
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, Words, changed
from moot.rooms.texts.text import Text, shown

if TYPE_CHECKING:
    from collections.abc import Iterable


COLOURS = 6


class Note(Value, kw_only=True):
    """One post-it."""

    id: str
    section: str
    text: str
    order: str
    by: str = ""
    """Who wrote it; empty in the views of others on an anonymous board."""
    entered_by: str = ""
    """The trainer who entered it for them."""
    cluster: str = ""
    colour: int = 0
    private: bool = False
    """Seen by its author only, until revealed."""
    into: str = ""
    """The note it was merged into: it stays under that one, to be found again."""
    deleted_by: str = ""


class Cluster(Value, kw_only=True):
    """Notes that say the same, framed and named."""

    id: str
    section: str
    order: str
    title: str = ""


class Origin(Value):
    """Where a challenge came from."""

    room: str
    board: str
    notes: tuple[str, ...]


class Section(Value, kw_only=True):
    """One challenge's part of a board. Its name: the shared text `challenge`, or else what the programme says."""

    id: str
    order: str
    fixed: Words = {}
    origin: Origin | None = None
    hidden_before: tuple[str, ...] = ()
    """Of one that is hidden: its notes that had been hidden by themselves, and stay so when it is shown again."""


class Aside(Value, kw_only=True):
    """What a trainer took off a board, so that only who leads sees it."""

    sections: dict[str, Section] = {}
    clusters: dict[str, Cluster] = {}
    notes: dict[str, Note] = {}
    texts: dict[str, Text] = {}
    """Shared texts by place: `section/field`."""
    ballots: dict[str, Ballot] = {}


class Board(Aside, kw_only=True):
    anonymous: bool = False
    aside: Aside = Aside()
    decisions: dict[str, Decision] = {}
    """The decision in force, by section."""
    legend: dict[int, str] = {}
    """What a colour means, by its number."""

    def note(self, note: str, who: str) -> Note:
        """A note that `who` can see; one that they cannot see is not there."""
        found = self.notes.get(note)
        if found is None or not sees(found, who):
            raise Refused(Reason.NO_SUCH_NOTE)
        return found

    def section(self, section: str) -> Section:
        found = self.sections.get(section)
        if found is None:
            raise Refused(Reason.NO_SUCH_SECTION)
        return found

    def cluster(self, cluster: str) -> Cluster:
        found = self.clusters.get(cluster)
        if found is None:
            raise Refused(Reason.NO_SUCH_CLUSTER)
        return found

    def revealed(self) -> Board:
        return changed(self, notes={n.id: changed(n, private=False) if n.private else n for n in self.notes.values()})

    def standing(self, section: str) -> list[Note]:
        """The notes of a section that all see and that count: not private, deleted or merged; in order."""
        notes = (n for n in self.notes.values() if n.section == section)
        return sorted((n for n in notes if not (n.private or n.deleted_by or n.into)), key=lambda n: (n.order, n.id))

    def key_after(self, section: str, cluster: str, after: str | None, who: str, *, private: bool = False) -> str:
        """A key that puts something behind `after` among what `who` sees there: "" at the start, None at the end.

        Of something that all see, the key depends only on what all see: it would count private notes.
        """
        keys = self._keys(section, cluster, who)
        if after and after not in keys:
            raise Refused(Reason.NO_SUCH_NOTE)
        place = keys[after] if after else ""
        if not private:
            keys = {one: key for one, key in keys.items() if one not in self.notes or not self.notes[one].private}
        if after is None:
            return between(max(keys.values(), default=""), "")
        if not after:
            return between("", min(keys.values(), default=""))
        lower = max((key for key in keys.values() if key <= place), default="")
        return between(lower, min((key for key in keys.values() if key > place), default=""))

    def _keys(self, section: str, cluster: str, who: str) -> dict[str, str]:
        inside = (n for n in self.notes.values() if n.section == section and n.cluster == cluster)
        keys = {n.id: n.order for n in inside if sees(n, who)}
        if not cluster:
            keys |= {c.id: c.order for c in self.clusters.values() if c.section == section}
        return keys


def with_aside(board: Board) -> Board:
    """All that stands on it, and what was taken off it."""
    parts = Aside.__struct_fields__
    return changed(board, **{part: {**getattr(board, part), **getattr(board.aside, part)} for part in parts})


def sees(note: Note, who: str) -> bool:
    """Whether `who` has the note on their board: private notes are their author's alone, deleted ones nobody's."""
    return not note.deleted_by and (not note.private or note.by == who)


def as_seen(board: Board, *, turnout: bool) -> Board:
    """What all who look at a board see of it; `turnout` for trainers. What one person sees besides: `own_part`."""
    aside = changed(board.aside, **_parts_seen(board.aside, board, turnout)) if turnout else Aside()
    return changed(board, **_parts_seen(board, board, turnout), aside=aside)


def _parts_seen(part: Aside, board: Board, turnout: bool) -> dict[str, dict[str, object]]:
    notes = part.notes.values()
    return {
        "notes": {n.id: public(n, board) for n in notes if not n.private and not n.deleted_by},
        "texts": {place: shown(text) for place, text in part.texts.items()},
        "ballots": {key: ballot.sealed(turnout=turnout) for key, ballot in part.ballots.items()},
    }


def public(note: Note, board: Board) -> Note:
    return changed(note, by="", entered_by="") if board.anonymous else note


def own_notes(board: Board, who: str) -> Iterable[Note]:
    """The notes of which `who` sees more than others do."""
    for note in board.notes.values():
        if note.deleted_by:
            if note.deleted_by == who:
                yield as_deleted(note, board)
        elif note.by == who and (note.private or board.anonymous):
            yield note


def as_deleted(note: Note, board: Board) -> Note:
    """A deleted note as who deleted it keeps seeing it."""
    return note if note.by == note.deleted_by else public(note, board)
