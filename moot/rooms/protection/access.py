"""Who looked at, or took away, what is about people: written down for trainers, and for whom it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import Change, Changes, Moment, Request, Role, Seen
from moot.rooms.canvases.canvas import first_plan, owned
from moot.rooms.limits import ACCESSES
from moot.rooms.shape import Value, changed

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

What = Literal["plan", "plans", "history", "personal-link", "results", "snapshot", "replay", "consents", "held", "read"]
"""`plan`: somebody's canvas was opened. `plans`: those of all. `history`: what a cell said before. `personal-link`: one
was shown. `results`: a report or an export was made. `snapshot`, `replay`: of what was before. `consents`: who agreed
to what, and who looked. `held`: all that is kept of oneself. `read`: by a program, with the name
of what it asked for."""
LOOKERS: frozenset[Role] = frozenset(("trainer", "observer", "participant"))
AGAIN_MS = 3_600_000
"""Within an hour the same is written down once."""


class Access(Value, kw_only=True):
    by: str
    """Empty: the operator."""
    what: What
    about: str = ""
    """A person, a canvas, or in which form it was taken."""
    at: int


def plans_among(workshop: Workshop, keys: Iterable[str]) -> list[str]:
    """The canvases among what somebody opens that are of one person."""
    found = []
    for key in keys:
        activity, owner = owned(key)
        plan = first_plan(workshop, activity)
        if plan and plan.scope == "person" and owner in workshop.people:
            found.append(key)
    return found


class LookAt(Request):
    """Somebody looked. Asked by the server, beside what they get, which does not wait for it."""

    by = LOOKERS
    recorded = False
    what: What
    about: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.what == "plan" and not plans_among(workshop, (self.about,)):
            return ()
        for known in reversed(workshop.accesses):
            if when.at - known.at >= AGAIN_MS:
                break
            if (known.by, known.what, known.about) == (who, self.what, self.about):
                return ()
        return (Accessed(access=Access(by=who, what=self.what, about=self.about, at=when.at)),)


class Accessed(Change):
    """In nobody's view: it is looked up."""

    access: Access

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, accesses=(*workshop.accesses, self.access)[-ACCESSES:])

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


def accesses_about(workshop: Workshop, person: str) -> tuple[Access, ...]:
    """What others looked at that is about one person: them alone, or all."""
    return tuple(one for one in workshop.accesses if one.by != person and _is_about(one, person))


def _is_about(access: Access, person: str) -> bool:
    """Whether it is about all of them, or this one. What others held of themselves is theirs."""
    if access.what in ("plans", "results", "consents", "snapshot", "replay", "read"):
        return True
    if access.what == "personal-link" and not access.about:
        return True
    return person in (access.about, owned(access.about).owner)
