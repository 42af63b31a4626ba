"""What a trainer says to rooms, and puts on the projector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import (
    PROJECTORS,
    TRAINERS,
    TRAINERS_ALL,
    Change,
    Changes,
    Moment,
    Renewed,
    Request,
    Seen,
    to_room_and_hall,
)
from moot.rooms.limits import MESSAGE_LETTERS, MESSAGES_KEPT
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed
from moot.rooms.words import check_id, tidy

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


ALL_PLACES = 3
"""Of a result that is shown place by place: the third, the second, the first and all the rest."""
PAGES = 100
"""More than any board has at ten notes each."""


class Message(Value):
    """A trainer's word to a room."""

    id: str
    text: str
    at: int


class Shown(Value):
    """What the projector shows: the code to join, the clocks, the agenda of the day, the days of the training, a board,
    results, winners, decision records, questions, a form's answers, statements, or who presents to all.

    `room` empty: of all rooms. `board`: the key of the activity; of statements empty: of all.
    """

    what: Literal[
        "code",
        "clock",
        "board",
        "results",
        "winners",
        "questions",
        "form",
        "presenting",
        "agenda",
        "decisions",
        "days",
        "statements",
    ] = "code"
    room: str = ""
    board: str = ""
    step: int = ALL_PLACES
    """Of results: how many places are seen, from the third on; 3: all of them, and what was decided."""
    page: int = 0
    """Of what is longer than the screen; 0: the pages turn by themselves."""
    theme: Literal["dark", "light"] = "dark"

    def shows_boards(self) -> bool:
        return self.what in ("board", "results", "winners", "decisions")

    def shows_form(self, activity: str) -> bool:
        return self.what == "form" and self.board == activity


class SendMessage(Request):
    """To `rooms`; none named: to all."""

    by = TRAINERS
    id: str
    text: str
    rooms: tuple[str, ...] = ()

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        check_id(self.id)
        message = Message(self.id, tidy(self.text, MESSAGE_LETTERS, lines=True), when.at)
        rooms = dict.fromkeys(self.rooms or workshop.rooms)
        return tuple(MessageSent(room=workshop.room(room).id, message=message) for room in rooms)


class Show(Request):
    by = TRAINERS
    shown: Shown

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.shown.room:
            workshop.room(self.shown.room)
        if self.shown.board and self.shown.board not in workshop.activities:
            raise Refused(Reason.NO_SUCH_STAGE)
        if not (0 <= self.shown.step <= ALL_PLACES and 0 <= self.shown.page <= PAGES):
            raise Refused(Reason.BAD_VALUE)
        return (ShownChanged(shown=self.shown),)


class RenewLink(Request):
    """The link of a role is void from now on, and with it the badges that it gave; there is a new one."""

    by = TRAINERS
    lasting = True
    link: Literal["trainer", "co-trainer", "observer", "projector"]

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        return (LinkRenewed(link=self.link),)


class MessageSent(Change):
    room: str
    message: Message

    def evolve(self, workshop: Workshop) -> Workshop:
        room = workshop.rooms.get(self.room)
        if room is None:
            return workshop
        return workshop.with_room(self.room, messages=(*room.messages, self.message)[-MESSAGES_KEPT:])

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room_and_hall(self.room, self)


class ShownChanged(Change):
    shown: Shown

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, shown=self.shown)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((TRAINERS_ALL, self), (PROJECTORS, Renewed()))


class LinkRenewed(Change):
    link: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, links={**workshop.links, self.link: workshop.links.get(self.link, 0) + 1})

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((TRAINERS_ALL, self),)
