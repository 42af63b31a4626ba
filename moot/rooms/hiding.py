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
from moot.rooms.board import Aside, Board, Note
from moot.rooms.desk import board_of, not_the_winner, still
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed
from moot.rooms.spotlight import dimmed

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class HideNote(Request):
    """From all but those who lead, its author too; with what was merged into it."""

    by = TRAINERS
    room: str
    note: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, board = board_of(workshop, self.room, self.note, who)
        note = board.note(self.note, who)
        if note.private or note.into:
            raise Refused(Reason.NOT_NOW)
        still(board, note.section)
        not_the_winner(board, note)
        notes = (note.id, *(other.id for other in board.notes.values() if other.into == note.id))
        hidden = Hidden(room=room.id, board=key, notes=notes)
        return (*dimmed(workshop, room.id, set(notes)), hidden)


class HideSection(Request):
    """A challenge with all that stands under it. Not while some of it is private, voted on, or decided."""

    by = TRAINERS
    room: str
    section: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        for key, board in workshop.room(self.room).boards.items():
            if self.section in board.sections:
                _may_be_hidden(board, self.section)
                notes = tuple(note.id for note in board.notes.values() if note.section == self.section)
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
                notes = tuple(note.id for note in aside.notes.values() if note.section == self.section)
                return (PutBack(room=self.room, board=key, notes=notes, section=self.section),)
            note = aside.notes.get(self.note)
            if note and note.section in aside.sections:
                raise Refused(Reason.NO_SUCH_SECTION)  # first its challenge
            if note:
                board.section(note.section)
                still(board, note.section)
                notes = (note.id, *(other.id for other in aside.notes.values() if other.into == note.id))
                return (PutBack(room=self.room, board=key, notes=notes),)
        raise Refused(Reason.NO_SUCH_NOTE)


def _may_be_hidden(board: Board, section: str) -> None:
    still(board, section)
    if section in board.decisions:
        raise Refused(Reason.DECIDED)
    inside = [note for note in board.notes.values() if note.section == section and not note.deleted_by]
    elsewhere = {note.id for note in board.notes.values() if note.section != section}
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
        return workshop.with_board(self.room, self.board, changed(left, aside=_joined(board.aside, taken)))

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
        return workshop.with_board(self.room, self.board, changed(back, notes=notes, aside=left))

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
