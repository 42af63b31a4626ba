"""Where remote people meet: a link for the plenary, and one for each room."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from moot.rooms.asking import EVERYONE, HALL, TRAINERS, Change, Changes, Moment, Request, Seen, members
from moot.rooms.limits import LINK_LETTERS
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed, put, without

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

LINK = re.compile(rf"(?=.{{1,{LINK_LETTERS}}}$)https?://[^\s<>\"]+")
A_LINK = f'a link such as "https://meet.example.org/room", at most {LINK_LETTERS} letters'
PLENARY = ""
"""In place of a room's id."""


class SetMeeting(Request):
    """Of a room, or of the plenary; an empty link takes it away, and leaves the plenary that of the programme."""

    by = TRAINERS
    room: str
    url: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.room != PLENARY:
            workshop.room(self.room)
        url = self.url.strip()
        if url and not LINK.fullmatch(url):
            raise Refused(Reason.BAD_LINK)
        if workshop.meetings.get(self.room, "") == url:
            raise Refused(Reason.ALREADY)
        return (MeetingSet(room=self.room, url=url),)


def meetings_seen(workshop: Workshop, rooms: tuple[str, ...]) -> dict[str, str]:
    """By who sits in one of these rooms."""
    return {room: url for room, url in workshop.meetings.items() if room in (PLENARY, *rooms)}


class MeetingSet(Change):
    room: str
    url: str

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.meetings
        return changed(workshop, meetings=put(known, self.room, self.url) if self.url else without(known, self.room))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        if self.room == PLENARY:
            return ((EVERYONE, self),)
        return ((members(self.room), self), (HALL, self))
