"""Notes: written, edited, moved, deleted and restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Change, Changes, Moment, Request, Seen, own, to_room
from moot.rooms.boards.board import COLOURS, Board, Note, as_deleted, public
from moot.rooms.boards.desk import desk, not_the_winner, still, writes_privately, yours
from moot.rooms.boards.spotlight import dimmed
from moot.rooms.limits import NOTE_LETTERS, NOTES_EACH
from moot.rooms.refusals import Reason, Refused
from moot.rooms.stages.lock import unlocked
from moot.rooms.words import check_id, tidy

if TYPE_CHECKING:
    from moot.rooms.room import Room
    from moot.rooms.workshop import Workshop


class AddNote(Request, kw_only=True):
    """A new note, with an id that the writer's browser made. `after`: see `Board.key_after`."""

    recorded = False
    room: str
    section: str
    id: str
    text: str
    cluster: str = ""
    after: str | None = None
    colour: int = 0

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        return self.decide_for(workshop, who, who, when)

    def decide_for(self, workshop: Workshop, who: str, writer: str, when: Moment) -> Changes:
        """The note is `who`'s, and `writer` writes it."""
        room, key, board = desk(workshop, self.room, self.section, writer, when)
        check_id(self.id)
        if room.has(self.id):
            raise Refused(Reason.ID_TAKEN)
        if not 0 <= self.colour < COLOURS:
            raise Refused(Reason.BAD_ID)
        _room_for_more(board, who)
        if self.cluster and board.cluster(self.cluster).section != self.section:
            raise Refused(Reason.NO_SUCH_CLUSTER)
        still(board, self.section)
        private = writes_privately(workshop, room, key)
        note = Note(
            id=self.id,
            section=self.section,
            text=tidy(self.text, NOTE_LETTERS, lines=True),
            order=board.key_after(self.section, self.cluster, self.after, who, private=private),
            by=who,
            cluster=self.cluster,
            colour=self.colour,
            private=private,
        )
        return (NoteAdded(room=room.id, board=key, note=note),)


def _room_for_more(board: Board, who: str) -> None:
    """Raises `Refused` where a person has as many notes as they may."""
    if sum(note.by == who and not note.deleted_by for note in board.notes.values()) >= NOTES_EACH:
        raise Refused(Reason.TOO_MANY_NOTES)


class EditNote(Request, kw_only=True):
    room: str
    note: str
    text: str
    colour: int | None = None

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, note = yours(workshop, self.room, self.note, who, when)
        text = tidy(self.text, NOTE_LETTERS, lines=True)
        colour = note.colour if self.colour is None else self.colour
        if not 0 <= colour < COLOURS:
            raise Refused(Reason.BAD_ID)
        return (NoteEdited(room=room.id, board=key, note=note.id, text=text, colour=colour),)


class MoveNote(Request, kw_only=True):
    """Anyone in the group may put a note elsewhere: to another section, into or out of a cluster, up or down."""

    room: str
    note: str
    section: str
    cluster: str = ""
    after: str | None = None

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, board = desk(workshop, self.room, self.section, who, when)
        note = board.note(self.note, who)
        if self.cluster and board.cluster(self.cluster).section != self.section:
            raise Refused(Reason.NO_SUCH_CLUSTER)
        unlocked(workshop, room, who, note.section)
        still(board, note.section, self.section)
        if self.section != note.section:
            not_the_winner(board, note)
        order = board.key_after(self.section, self.cluster, self.after, who, private=note.private)
        place = NoteMoved(
            room=room.id, board=key, note=note.id, section=self.section, cluster=self.cluster, order=order
        )
        return (place,)


class DeleteNote(Request):
    """One's own; a trainer any. Who deleted it can restore it. What was merged into it is on its own again."""

    room: str
    note: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, note = yours(workshop, self.room, self.note, who, when)
        not_the_winner(room.boards[key], note)
        still(room.boards[key], *sections_under(room.boards[key], note))
        apart = merged_again(room, key, note, "")
        dim = dimmed(workshop, room.id, {note.id})
        return (*dim, *apart, NoteDeleted(room=room.id, board=key, note=note.id, by=who))


class RestoreNote(Request):
    room: str
    note: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room = workshop.own_room(self.room, who)
        for key, board in room.boards.items():
            note = board.notes.get(self.note)
            if note and note.deleted_by == who:
                desk(workshop, self.room, note.section, who, when)
                still(board, note.section)
                if note.by == who:
                    _room_for_more(board, who)
                alone = NoteMerged(room=room.id, board=key, note=note.id, into="")
                over_is_gone = note.into and note.into not in board.notes  # hidden since
                restored = NoteRestored(room=room.id, board=key, note=note.id)
                return (alone, restored) if over_is_gone else (restored,)
        raise Refused(Reason.NO_SUCH_NOTE)


class OfNote(Change):
    """A change of one note that is there."""

    room: str
    board: str
    note: str


class NoteAdded(Change):
    room: str
    board: str
    note: Note

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_part(self.room, self.board, "notes", self.note.id, self.note)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return _shown(after, self.room, self.board, self.note)


class NoteOwned(Change):
    """To its author, on an anonymous board: this one is yours. Never journalled."""

    room: str
    board: str
    note: str
    by: str
    entered_by: str = ""

    def evolve(self, workshop: Workshop) -> Workshop:
        mine = {"by": self.by, "entered_by": self.entered_by}
        return workshop.with_changed(self.room, self.board, "notes", self.note, **mine)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


class NoteGone(Change):
    """A note is no longer on the board of those who hear this. Never journalled."""

    room: str
    board: str
    note: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.without_part(self.room, self.board, "notes", self.note)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


class NoteEdited(OfNote):
    text: str
    colour: int

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_changed(self.room, self.board, "notes", self.note, text=self.text, colour=self.colour)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return heard_of(after, self)


class NoteMoved(OfNote):
    section: str
    cluster: str
    order: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_changed(
            self.room, self.board, "notes", self.note, section=self.section, cluster=self.cluster, order=self.order
        )

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return heard_of(after, self)


class NoteDeleted(Change):
    room: str
    board: str
    note: str
    by: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_changed(self.room, self.board, "notes", self.note, deleted_by=self.by)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        board = after.rooms[self.room].boards[self.board]
        note = board.notes[self.note]
        kept = NoteAdded(room=self.room, board=self.board, note=as_deleted(note, board))
        gone = NoteGone(room=self.room, board=self.board, note=self.note)
        to_others: Seen = ((own(self.room, note.by), gone),) if note.private else to_room(self.room, gone)
        return (*to_others, (own(self.room, self.by), kept))


class NoteRestored(Change):
    room: str
    board: str
    note: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_changed(self.room, self.board, "notes", self.note, deleted_by="")

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return _shown(after, self.room, self.board, after.rooms[self.room].boards[self.board].notes[self.note])


class NoteMerged(OfNote):
    """Under another note from now on; `into` empty: on its own again."""

    into: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_changed(self.room, self.board, "notes", self.note, into=self.into)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return heard_of(after, self)


def sections_under(board: Board, note: Note) -> set[str]:
    """Where that stands which was merged into a note: it may be another challenge."""
    return {other.section for other in board.notes.values() if other.into == note.id}


def merged_again(room: Room, key: str, note: Note, into: str) -> Changes:
    """What was merged into a note is, before that goes away, under another one, or on its own."""
    under = (other for other in room.boards[key].notes.values() if other.into == note.id)
    return tuple(NoteMerged(room=room.id, board=key, note=other.id, into=into) for other in under)


def _shown(after: Workshop, room: str, board: str, note: Note) -> Seen:
    """How a note appears: to its author only while it is private, else to the room, nameless where that is promised."""
    wall = after.rooms[room].boards[board]
    if note.private:
        return ((own(room, note.by), NoteAdded(room=room, board=board, note=note)),)
    to_all = to_room(room, NoteAdded(room=room, board=board, note=public(note, wall)))
    if not wall.anonymous:
        return to_all
    owned = NoteOwned(room=room, board=board, note=note.id, by=note.by, entered_by=note.entered_by)
    return (*to_all, (own(room, note.by), owned))


def heard_of(after: Workshop, change: OfNote) -> Seen:
    """A change of a note, by those who see it: of a deleted one, by who deleted it."""
    note = after.rooms[change.room].boards[change.board].notes[change.note]
    if note.private or note.deleted_by:
        return ((own(change.room, note.deleted_by or note.by), change),)
    return to_room(change.room, change)
