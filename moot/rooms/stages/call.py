"""Calling everyone back: on every screen at once, until the trainer ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import EVERYONE, TRAINERS, Change, Changes, Moment, Request, Seen
from moot.rooms.limits import CALL_SECONDS, MESSAGE_LETTERS
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed
from moot.rooms.words import check_id, tidy

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class Call(Value, kw_only=True):
    """What every screen shows."""

    id: str
    text: str = ""
    """Empty: to come back to the plenary."""
    ends: int = 0
    """By when to be there, in milliseconds since 1970; 0: now."""


class CallBack(Request, kw_only=True):
    """To all rooms, with a few words or none, within so many seconds or at once; in place of a call before."""

    by = TRAINERS
    id: str
    text: str = ""
    seconds: int = 0

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        check_id(self.id)
        if not 0 <= self.seconds <= CALL_SECONDS:
            raise Refused(Reason.NO_TIME_LIKE_THAT)
        text = tidy(self.text, MESSAGE_LETTERS, lines=True, empty=True)
        ends = when.at + self.seconds * 1000 if self.seconds else 0
        return (CallChanged(call=Call(id=self.id, text=text, ends=ends)),)


class EndCall(Request):
    by = TRAINERS

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if workshop.call is None:
            raise Refused(Reason.ALREADY)
        return (CallChanged(call=None),)


class CallChanged(Change):
    call: Call | None

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, call=self.call)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((EVERYONE, self),)
