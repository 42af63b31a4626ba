"""What trainers look up to protect people's data: how long they are kept, who agreed to what, and who looked."""

from __future__ import annotations

from moot.rooms.people.consent import Consent
from moot.rooms.protection.access import Access
from moot.rooms.protection.retention import days_kept, kept_until, shortest
from moot.rooms.shape import Value
from moot.rooms.workshop import Workshop

SHOWN = 200
"""Of the last looks."""


class Protection(Value, kw_only=True):
    days: int
    """After the last one, for which people are kept; 0: until somebody erases them."""
    shortest: int
    until: str
    """The last day, `YYYY-MM-DD`; empty: there is none."""
    consents: dict[str, Consent] = {}
    accesses: tuple[Access, ...] = ()
    """The newest first."""


def protection_of(workshop: Workshop) -> Protection:
    return Protection(
        days=days_kept(workshop),
        shortest=shortest(workshop.programme),
        until=kept_until(workshop),
        consents=workshop.consents,
        accesses=workshop.accesses[: -SHOWN - 1 : -1],
    )
