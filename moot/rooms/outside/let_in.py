"""Which programs are let in and told, as trainers look it up: without digests, and of a URL only where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from moot.rooms.outside.program import Scope, is_let_in
from moot.rooms.outside.webhook import URL, Delivery, Kind
from moot.rooms.shape import Value

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class ProgramLine(Value, kw_only=True, omit_defaults=False):
    id: str
    name: str
    scopes: tuple[Scope, ...]
    made: int
    expires: int
    by: str
    """The name of the trainer who let it in; empty: the operator."""
    state: Literal["good", "expired", "withdrawn"]


class WebhookLine(Value, kw_only=True, omit_defaults=False):
    id: str
    where: str
    """Without the rest of the URL, as that may be a secret."""
    kinds: tuple[Kind, ...]
    made: int
    by: str
    waiting: int
    """So many notices were not taken yet."""
    missed: int
    """So many it is not told of, as too many waited."""
    missed_at: int
    recent: tuple[Delivery, ...]
    """The last first."""


class LetIn(Value, kw_only=True, omit_defaults=False):
    programs: tuple[ProgramLine, ...]
    """Those that may come in first, then the others; the newest first."""
    webhooks: tuple[WebhookLine, ...]


def let_in(workshop: Workshop, now: int) -> LetIn:
    programs = [_program(workshop, person, now) for person in workshop.programs]
    return LetIn(
        programs=tuple(sorted(programs, key=lambda line: (line.state != "good", -line.made))),
        webhooks=tuple(_webhook(workshop, id) for id in workshop.webhooks),
    )


def _program(workshop: Workshop, person: str, now: int) -> ProgramLine:
    program, known = workshop.programs[person], workshop.people[person]
    good = is_let_in(workshop, person, now)
    return ProgramLine(
        id=person,
        name=known.called,
        scopes=program.scopes,
        made=program.made,
        expires=program.expires,
        by=_name(workshop, program.by),
        state="good" if good else "withdrawn" if known.removed else "expired",
    )


def _webhook(workshop: Workshop, id: str) -> WebhookLine:
    webhook = workshop.webhooks[id]
    url = URL.fullmatch(webhook.url)
    return WebhookLine(
        id=id,
        where=url["where"] if url else "",
        kinds=webhook.kinds,
        made=webhook.made,
        by=_name(workshop, webhook.by),
        waiting=sum(notice.webhook == id for notice in workshop.notices.values()),
        missed=webhook.missed,
        missed_at=webhook.missed_at,
        recent=webhook.recent,
    )


def _name(workshop: Workshop, person: str) -> str:
    return workshop.people[person].called if person in workshop.people else ""
