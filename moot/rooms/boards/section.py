"""Sections: the challenges of a board. Clusters of shared challenges become topics; nothing is typed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, Change, Changes, Moment, Request, Seen, to_room
from moot.rooms.boards.board import Board, Origin, Section
from moot.rooms.boards.field import fresh_text
from moot.rooms.limits import FIELD_LETTERS, SECTIONS
from moot.rooms.order import between
from moot.rooms.refusals import Reason, Refused
from moot.rooms.room import Room
from moot.rooms.shape import changed, put, without
from moot.rooms.stages.lock import unlocked
from moot.rooms.stages.run import under_way
from moot.rooms.texts.text import Text
from moot.rooms.words import check_id, tidy

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class AddSection(Request, kw_only=True):
    """A new challenge: by the group while it defines, by a trainer at any time."""

    room: str
    board: str
    id: str
    challenge: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room = workshop.own_room(self.room, who)
        if workshop.person(who).role != "trainer":
            unlocked(workshop, room, who)
            planned = under_way(workshop, room, when, "define")
            if planned.writers == "trainers":
                raise Refused(Reason.NOT_ALLOWED)
            if room.run and room.run.activity != self.board:
                raise Refused(Reason.NOT_NOW)
        check_id(self.id)
        challenge = tidy(self.challenge, FIELD_LETTERS, lines=True)
        return (_added(workshop, room, self.board, self.id, challenge, None),)


class MakeTopic(Request, kw_only=True):
    """A cluster, or a note, of shared challenges becomes a challenge to solve, in `rooms` (none: where it is)."""

    by = TRAINERS
    room: str
    board: str
    """The board it stands on."""
    to: str
    """The activity whose boards get it."""
    id: str
    cluster: str = ""
    note: str = ""
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        check_id(self.id)
        activity = workshop.activities.get(self.to)
        source = workshop.room(self.room).boards.get(self.board)
        if activity is None or source is None or activity.kind != "solve":
            raise Refused(Reason.NO_SUCH_STAGE)
        challenge, notes = _subject(source, self.cluster, self.note, who)
        origin = Origin(room=self.room, board=self.board, notes=notes)
        rooms = [workshop.room(room) for room in dict.fromkeys(self.rooms or (self.room,))]
        return tuple(_added(workshop, room, self.to, self.id, challenge, origin) for room in rooms)


class RemoveSection(Request):
    """A challenge that nobody wrote under goes away."""

    by = TRAINERS
    room: str
    section: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        for key, board in workshop.room(self.room).boards.items():
            if self.section in board.sections:
                there = (*board.notes.values(), *board.aside.notes.values())
                if any(n.section == self.section and not n.deleted_by for n in there):
                    raise Refused(Reason.SECTION_NOT_EMPTY)
                return (SectionRemoved(room=self.room, board=key, section=self.section),)
        raise Refused(Reason.NO_SUCH_SECTION)


def _subject(board: Board, cluster: str, note: str, who: str) -> tuple[str, tuple[str, ...]]:
    """What a topic says, and the notes it comes from."""
    if not cluster:
        found = board.note(note, who)
        return found.text, (found.id,)
    named = board.cluster(cluster)
    inside = [n for n in board.standing(named.section) if n.cluster == cluster]
    if not inside:
        raise Refused(Reason.NO_SUCH_NOTE)
    return named.title or inside[0].text, tuple(n.id for n in inside)


def _added(
    workshop: Workshop, room: Room, key: str, new_id: str, challenge: str, origin: Origin | None
) -> SectionAdded:
    board = room.boards.get(key)
    if board is None:
        raise Refused(Reason.NO_SUCH_STAGE)
    if room.has(new_id):
        raise Refused(Reason.ID_TAKEN)
    if len(board.sections) >= SECTIONS:
        raise Refused(Reason.TOO_MANY_SECTIONS)
    last = max((section.order for section in board.sections.values()), default="")
    section = Section(id=new_id, order=between(last, ""), origin=origin)
    return SectionAdded(room=room.id, board=key, section=section, challenge=challenge)


class SectionAdded(Change):
    room: str
    board: str
    section: Section
    challenge: str

    def evolve(self, workshop: Workshop) -> Workshop:
        board = workshop.board(self.room, self.board)
        if board is None:
            return workshop
        place = f"{self.section.id}/challenge"
        board = changed(
            board,
            sections=put(board.sections, self.section.id, self.section),
            texts=put(board.texts, place, fresh_text(self.challenge)),
        )
        return workshop.with_board(self.room, self.board, board)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room(self.room, self)


class SectionRemoved(Change):
    room: str
    board: str
    section: str

    def evolve(self, workshop: Workshop) -> Workshop:
        board = workshop.board(self.room, self.board)
        if board is None:
            return workshop
        texts: dict[str, Text] = {p: t for p, t in board.texts.items() if not p.startswith(f"{self.section}/")}
        board = changed(board, sections=without(board.sections, self.section), texts=texts)
        return workshop.with_board(self.room, self.board, board)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room(self.room, self)
