"""The spotlight: a note, or the ideas under a challenge, shown to everybody as they are now."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from moot.rooms.asking import EVERYONE, TRAINERS, Change, Changes, Moment, Request, Seen
from moot.rooms.boards.board import Board
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, Words, changed
from moot.rooms.texts.text import Text

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class LitNote(Value, kw_only=True):
    text: str
    colour: int = 0
    name: str = ""
    """Of its author; empty where that is kept secret."""


class LitSection(Value, kw_only=True):
    name: str = ""
    fixed: Words = {}
    """Its name where the programme gave it."""
    notes: tuple[LitNote, ...] = ()


class Spotlight(Value, kw_only=True):
    """What is shown of a room's board: copied, as people of other rooms do not see it."""

    room: str
    board: str
    section: str = ""
    """Empty: all sections."""
    note: str = ""
    at: int
    sections: tuple[LitSection, ...] = ()


class ShowToAll(Request, kw_only=True):
    """A note, a section, or a whole board; what the group itself does not see yet is not in it."""

    by = TRAINERS
    room: str
    board: str
    section: str = ""
    note: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        board = workshop.room(self.room).boards.get(self.board)
        if board is None:
            raise Refused(Reason.NO_SUCH_SECTION)
        if self.note and (self.note not in board.notes or board.notes[self.note].private):
            raise Refused(Reason.NO_SUCH_NOTE)
        section = board.note(self.note, who).section if self.note else self.section
        if section:
            board.section(section)
        lit = SpotlightSet(room=self.room, board=self.board, section=section, note=self.note, at=when.at)
        if not any(section.notes for section in lit_of(workshop, lit)):
            raise Refused(Reason.EMPTY)
        return (lit,)


class EndSpotlight(Request):
    by = TRAINERS

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if workshop.spotlight is None:
            raise Refused(Reason.ALREADY)
        return (SpotlightShown(spotlight=None),)


def lit_of(workshop: Workshop, lit: SpotlightSet) -> tuple[LitSection, ...]:
    board = workshop.rooms[lit.room].boards[lit.board]
    sections = sorted(board.sections.values(), key=lambda section: (section.order, section.id))
    return tuple(_section(workshop, board, s.id, lit.note) for s in sections if lit.section in ("", s.id))


def _section(workshop: Workshop, board: Board, section: str, only: str) -> LitSection:
    notes = board.standing(section)
    lit = (
        LitNote(text=n.text, colour=n.colour, name=_name(workshop, board, n.by)) for n in notes if only in ("", n.id)
    )
    written = board.texts.get(f"{section}/challenge", Text()).value
    return LitSection(name=written, fixed=board.sections[section].fixed, notes=tuple(lit))


def dimmed(workshop: Workshop, room: str, notes: set[str]) -> Changes:
    """What goes off the board goes out of the spotlight."""
    lit = workshop.spotlight
    if lit is None or lit.room != room:
        return ()
    board = workshop.rooms[room].boards[lit.board]
    shown = {lit.note} if lit.note else {n.id for n in board.notes.values() if lit.section in ("", n.section)}
    return (SpotlightShown(spotlight=None),) if shown & notes else ()


def still_lit(before: Workshop, after: Workshop) -> Spotlight | None:
    """When a command is taken back: of what the spotlight shows, what all in its room see still."""
    lit = after.spotlight
    if lit is None or after.board(lit.room, lit.board) is None:
        return None
    if lit is before.spotlight:  # what stood before, and stands no more, may be in it, in other words by now
        gone = _standing(before, lit).keys() - _standing(after, lit).keys()
        is_less = lit.note in gone if lit.note else bool(gone)
    else:
        shown = Counter((note.text, note.name) for section in lit.sections for note in section.notes)
        is_less = not shown <= Counter(_standing(after, lit).values())
    if not is_less:
        return lit
    again = SpotlightSet(room=lit.room, board=lit.board, section=lit.section, note=lit.note, at=lit.at)
    sections = lit_of(after, again)
    return changed(lit, sections=sections) if any(section.notes for section in sections) else None


def _standing(workshop: Workshop, lit: Spotlight) -> dict[str, tuple[str, str]]:
    """What all see on its board: by its id what it says, and by whom."""
    board = workshop.board(lit.room, lit.board) or Board()
    notes = (note for section in board.sections for note in board.standing(section))
    return {note.id: (note.text, _name(workshop, board, note.by)) for note in notes}


def _name(workshop: Workshop, board: Board, by: str) -> str:
    """Of an author; empty where it is kept secret."""
    return workshop.people[by].called if by in workshop.people and not board.anonymous else ""


class SpotlightSet(Change):
    room: str
    board: str
    section: str
    note: str
    at: int

    def evolve(self, workshop: Workshop) -> Workshop:
        spotlight = Spotlight(
            room=self.room,
            board=self.board,
            section=self.section,
            note=self.note,
            at=self.at,
            sections=lit_of(workshop, self),
        )
        return changed(workshop, spotlight=spotlight)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, SpotlightShown(spotlight=after.spotlight)),)


class SpotlightShown(Change):
    """With what is in it, as people hear it. Journalled only where it goes out."""

    spotlight: Spotlight | None

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, spotlight=self.spotlight)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, self),)
