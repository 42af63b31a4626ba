"""Hiding: a note or a challenge is taken off the board and laid aside, where only who leads sees it; and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from moot.rooms.asking import (
    TRAINERS,
    Change,
    Changes,
    Moment,
    Renewed,
    Request,
    Seen,
    members,
    screens,
    watchers,
)
from moot.rooms.boards.board import Aside, Board, Note
from moot.rooms.boards.desk import board_of, not_the_winner, still
from moot.rooms.boards.note import sections_under
from moot.rooms.boards.spotlight import dimmed
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class HideNote(Request):
    """From all but those who lead, its author too; with what was merged into it, but not what is deleted."""

    by = TRAINERS
    room: str
    note: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, board = board_of(workshop, self.room, self.note, who)
        note = board.note(self.note, who)
        if note.private or note.into:
            raise Refused(Reason.NOT_NOW)
        still(board, note.section, *sections_under(board, note))
        not_the_winner(board, note)
        under = (one.id for one in board.notes.values() if one.into == note.id and not one.deleted_by)
        notes = (note.id, *under)
        hidden = Hidden(room=room.id, board=key, notes=notes)
        return (*dimmed(workshop, room.id, set(notes)), hidden)


class HideSection(Request):
    """A challenge with all that stands under it. Not while some of it is private, voted on, or decided.

    What was deleted stays with who deleted it: nobody else is told that it was ever there.
    """

    by = TRAINERS
    room: str
    section: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        for key, board in workshop.room(self.room).boards.items():
            if self.section in board.sections:
                _may_be_hidden(board, self.section)
                standing = (n for n in board.notes.values() if n.section == self.section and not n.deleted_by)
                notes = tuple(note.id for note in standing)
                hidden = Hidden(room=self.room, board=key, notes=notes, section=self.section)
                return (*dimmed(workshop, self.room, set(notes)), hidden)
        raise Refused(Reason.NO_SUCH_SECTION)


class ShowAgain(Request):
    """What was hidden, a note or a challenge, is on the board again, where it stood."""

    by = TRAINERS
    room: str
    note: str = ""
    section: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        for key, board in workshop.room(self.room).boards.items():
            aside = board.aside
            if self.section and self.section in aside.sections:
                before = aside.sections[self.section].hidden_before
                of_it = (note for note in aside.notes.values() if note.section == self.section)
                notes = tuple(note.id for note in of_it if note.id not in before)
                return (PutBack(room=self.room, board=key, notes=notes, section=self.section),)
            note = aside.notes.get(self.note)
            if note is None or note.deleted_by:
                continue
            under = [other for other in aside.notes.values() if other.into == note.id]
            for one in (note, *under):
                board.section(one.section)  # first their challenge
            still(board, note.section)
            return (PutBack(room=self.room, board=key, notes=(note.id, *(one.id for one in under))),)
        raise Refused(Reason.NO_SUCH_NOTE)


def _may_be_hidden(board: Board, section: str) -> None:
    still(board, section)
    if section in board.decisions:
        raise Refused(Reason.DECIDED)
    there = [note for note in board.notes.values() if not note.deleted_by]
    inside = [note for note in there if note.section == section]
    elsewhere = {note.id for note in there if note.section != section}
    under_others = any(note.into in elsewhere for note in inside)
    over_others = any(board.notes[id].into in {note.id for note in inside} for id in elsewhere)
    if under_others or over_others or any(note.private for note in inside):
        raise Refused(Reason.NOT_NOW)


class OfHidden(Change):
    room: str
    board: str
    notes: tuple[str, ...]
    section: str = ""
    """With its texts, clusters and ballots."""

    def _seen(self) -> Seen:
        """Boards with less or more on them: to who looks at the room, a new view."""
        return tuple((to(self.room), Renewed()) for to in (members, watchers, screens))


class Hidden(OfHidden):
    def evolve(self, workshop: Workshop) -> Workshop:
        board = workshop.board(self.room, self.board)
        if board is None:
            return workshop
        left, taken = _divided(board, self.notes, self.section)
        before = tuple(note.id for note in board.aside.notes.values() if note.section == self.section)
        sections = {id: changed(one, hidden_before=before) for id, one in taken.sections.items()}
        aside = _joined(board.aside, changed(taken, sections=sections))
        return workshop.with_board(self.room, self.board, changed(left, aside=aside))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return self._seen()


class PutBack(OfHidden):
    def evolve(self, workshop: Workshop) -> Workshop:
        board = workshop.board(self.room, self.board)
        if board is None:
            return workshop
        left, taken = _divided(board.aside, self.notes, self.section)
        back = _joined(board, taken)
        notes = {note.id: _in_place(back, note) if note.id in taken.notes else note for note in back.notes.values()}
        sections = {id: changed(one, hidden_before=()) for id, one in back.sections.items()}
        return workshop.with_board(self.room, self.board, changed(back, notes=notes, sections=sections, aside=left))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return self._seen()


def _in_place(board: Board, note: Note) -> Note:
    """Its cluster may be gone, or what it was merged into."""
    cluster = note.cluster if note.cluster in board.clusters else ""
    return changed(note, cluster=cluster, into=note.into if note.into in board.notes else "")


Of = TypeVar("Of", bound=Aside)
PARTS = ("sections", "clusters", "notes", "texts", "ballots")


def _divided(board: Of, notes: tuple[str, ...], section: str) -> tuple[Of, Aside]:
    """What stays, and what is taken."""

    def is_taken(part: str, key: str, one: object) -> bool:
        if part == "notes":
            return key in notes
        if not section:
            return False
        of = key.partition("/")[0] if part == "texts" else key if part == "sections" else getattr(one, "section", "")
        return of == section

    stays: dict[str, dict[str, object]] = {}
    taken: dict[str, dict[str, object]] = {}
    for part in PARTS:
        known: dict[str, object] = getattr(board, part)
        stays[part] = {key: one for key, one in known.items() if not is_taken(part, key, one)}
        taken[part] = {key: one for key, one in known.items() if is_taken(part, key, one)}
    return changed(board, **stays), Aside(**taken)  # type: ignore[arg-type]


def _joined(board: Of, taken: Aside) -> Of:
    return changed(board, **{part: {**getattr(board, part), **getattr(taken, part)} for part in PARTS})
