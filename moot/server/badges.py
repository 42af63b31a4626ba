"""Badges: the signed proof of who one is in a workshop. They expire, and can be withdrawn."""

import hmac

import msgspec
from itsdangerous import BadData, URLSafeTimedSerializer

from moot.rooms.people import Person
from moot.rooms.workshop import Workshop

DAY = 24 * 3600
SEATS = {"participant": "participant", "trainer": "trainer", "co-trainer": "trainer"} | {
    seat: seat for seat in ("observer", "projector")
}
"""The role that each link gives."""


class Proof(msgspec.Struct, frozen=True, array_like=True):
    """What a badge says."""

    person: str
    generation: int
    """`Person.badge` when it was made: withdrawing badges makes this too small."""
    link: str = ""
    """The role link that gave it; renewing that link voids it too."""
    renewed: int = 0


def badge(secret: str, workshop: Workshop, person: Person, link: str = "") -> str:
    proof = Proof(person.id, person.badge, link, workshop.links.get(link, 0))
    return _signer(secret, workshop.id).dumps(msgspec.to_builtins(proof))


def holder(secret: str, workshop: Workshop, cookie: str | None, seat: str, days: int = 120) -> Person | None:
    """Who holds the badge, if it is good for that seat now."""
    if not cookie:
        return None
    try:
        proof = msgspec.convert(_signer(secret, workshop.id).loads(cookie, max_age=days * DAY), Proof)
    except (BadData, msgspec.ValidationError):
        return None
    person = workshop.people.get(proof.person)
    if person is None or person.removed or person.role != seat or person.badge != proof.generation:
        return None
    return person if workshop.links.get(proof.link, 0) == proof.renewed else None


def link_key(secret: str, workshop: Workshop, link: str) -> str:
    """The secret part of a role's link; renewing the link changes it."""
    return _digest(secret, "link", workshop.id, link, str(workshop.links.get(link, 0)))


def personal_key(secret: str, workshop: Workshop, person: Person) -> str:
    """The secret part of the link by which a person comes back on another device."""
    return f"{person.id}.{_digest(secret, 'person', workshop.id, person.id, str(person.badge))}"


def cookie_name(workshop: str, seat: str) -> str:
    return f"moot_{workshop}_{seat}"


def _signer(secret: str, workshop: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"badge:{workshop}")


def _digest(secret: str, *parts: str) -> str:
    return hmac.digest(secret.encode(), "\0".join(parts).encode(), "sha256").hex()[:32]
