"""What everyone gets of the results, besides their own and their group's: a trainer's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import EVERYONE, TRAINERS, Change, Changes, Moment, Request, Seen
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import changed

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

Part = Literal["boards", "statements", "forms", "people"]
"""`boards`: those of all groups, with who wrote what. `statements`: everybody's. `forms`: what all answered. `people`:
who took part, by name."""
PARTS: tuple[Part, ...] = ("boards", "statements", "forms", "people")


class ShareResults(Request):
    """These parts, and no others. A report that somebody has taken already stays as it is."""

    by = TRAINERS
    parts: tuple[Part, ...]

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        parts = tuple(part for part in PARTS if part in self.parts)
        if parts == workshop.shared:
            raise Refused(Reason.ALREADY)
        return (ResultsShared(parts=parts),)


class ResultsShared(Change):
    parts: tuple[Part, ...]

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, shared=self.parts)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        """All know what they get; the results themselves are asked for."""
        return ((EVERYONE, self),)
