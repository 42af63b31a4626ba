"""On behalf of somebody: a trainer enters a note or a dot for a person who has no device, and that is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, Changes, Moment, Request
from moot.rooms.ballots.dot import DotPlaced, may_place, voting
from moot.rooms.ballots.turnout import counted
from moot.rooms.boards.note import AddNote, NoteAdded
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class AddNoteFor(Request, kw_only=True):
    """The note is theirs: private in a private stage, nameless on an anonymous board; it counts as one of theirs."""

    by = TRAINERS
    room: str
    section: str
    id: str
    text: str
    person: str
    colour: int = 0

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        sits_there(workshop, self.person, self.room)
        added = AddNote(room=self.room, section=self.section, id=self.id, text=self.text, colour=self.colour)
        made = added.decide_for(workshop, self.person, who, when)
        return tuple(
            changed(one, note=changed(one.note, entered_by=who)) if isinstance(one, NoteAdded) else one for one in made
        )


class PlaceDotFor(Request, kw_only=True):
    """A dot of theirs; for somebody who has not voted themselves, as else a refusal would tell what they chose."""

    by = TRAINERS
    room: str
    ballot: str
    note: str
    person: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        sits_there(workshop, self.person, self.room)
        key, ballot = voting(workshop, self.room, self.ballot, self.person, when)
        if self.person in ballot.voted and ballot.entered.get(self.person) != who:
            raise Refused(Reason.VOTED)
        may_place(ballot, self.note, self.person)
        placed = DotPlaced(room=self.room, board=key, ballot=ballot.id, note=self.note, by=self.person)
        return (placed, counted(self.room, key, ballot, self.person, True, who))


def sits_there(workshop: Workshop, person: str, room: str) -> None:
    found = workshop.person(person)
    if found.role != "participant" or found.removed or found.room != room:
        raise Refused(Reason.NO_SUCH_PERSON)
