"""Consent: what a participant agreed to when they joined, and when. It is kept, and looked up when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Change, Changes, Moment, Seen
from moot.rooms.programmes.programme import Programme
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed, put

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class Consent(Value):
    text: str
    """As it was read, since a programme may change."""
    at: int
    """Milliseconds since 1970."""


def text_of_consent(programme: Programme, language: str) -> str:
    """What is to be agreed to by who reads that language, or else the first; empty: nothing."""
    return programme.consent.get(language) or next(iter(programme.consent.values()), "")


def agreeing(workshop: Workshop, person: str, agreed: str | None, when: Moment) -> Changes:
    """Of who comes in by the door. `agreed` is what they ticked; None: somebody else put them in, who asked them."""
    texts = workshop.programme.consent.values()
    if agreed is None or not texts:
        return ()
    if agreed not in texts:
        raise Refused(Reason.CONSENT_NEEDED)
    return (ConsentGiven(person=person, consent=Consent(agreed, when.at)),)


class ConsentGiven(Change):
    person: str
    consent: Consent

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, consents=put(workshop.consents, self.person, self.consent))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()
