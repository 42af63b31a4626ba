"""Badges: the signed proof of who one is in a workshop. They expire, and can be withdrawn."""

import hmac
import time
from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec
from itsdangerous import BadData, URLSafeTimedSerializer

from moot.rooms.asking import Role
from moot.rooms.people.device import writers
from moot.rooms.people.people import Person
from moot.rooms.workshop import Workshop
from moot.server.settings import Settings

DAY = 24 * 3600
SEATS: Mapping[str, Role] = {
    "participant": "participant",
    "trainer": "trainer",
    "co-trainer": "trainer",
    "observer": "observer",
    "projector": "projector",
}
"""The role that each link gives."""


class Proof(msgspec.Struct, frozen=True, array_like=True):
    """What a badge says."""

    person: str
    generation: int
    """`Person.badge` when it was made: withdrawing badges makes this too small."""
    link: str = ""
    """The role link that gave it; renewing that link voids it too. Empty: by any link of the role."""
    renewed: int = 0
    device: str = ""
    """The shared device that it was given on: it is good as long as the person may write there."""


def badge(secret: str, workshop: Workshop, person: Person, link: str = "", device: str = "") -> str:
    proof = Proof(person.id, person.badge, link, _renewals(workshop, person, link), device)
    return _signer(secret, workshop.id).dumps(msgspec.to_builtins(proof))


def holder(settings: Settings, workshop: Workshop, cookie: str | None, seat: str) -> Person | None:
    """Who holds the badge, if it is good for that seat now."""
    proof = proof_in(settings, workshop.id, cookie)
    return _person_of(workshop, proof, seat) if proof else None


def stays_good(settings: Settings, workshop: str, cookie: str, seat: str) -> Callable[[Workshop], bool]:
    """Of a badge that is: whether it is good still, asked again and again. Its signature is looked at this once, which
    takes ten times as long as all else, and hundreds are asked at a time."""
    proof, signed = _proof_and_time(settings, workshop, cookie)
    expires = signed.timestamp() + settings.badge_days * DAY
    return lambda now: time.time() < expires and _person_of(now, proof, seat) is not None


def proof_in(settings: Settings, workshop: str, cookie: str | None) -> Proof | None:
    """What a badge of this server says that has not expired, whether or not it is good still."""
    if not cookie:
        return None
    try:
        return _proof_and_time(settings, workshop, cookie)[0]
    except (BadData, msgspec.ValidationError):
        return None


def link_key(secret: str, workshop: Workshop, link: str) -> str:
    """The secret part of a role's link; renewing the link changes it."""
    return _digest(secret, "link", workshop.id, link, str(workshop.links.get(link, 0)))


def personal_key(secret: str, workshop: Workshop, person: Person) -> str:
    """The secret part of the link by which a person comes back on another device."""
    voided = f"{person.badge}.{_renewals(workshop, person, '')}"
    return f"{person.id}.{_digest(secret, 'person', workshop.id, person.id, voided)}"


def device_key(secret: str, workshop: Workshop, device: str) -> str:
    """The secret part of the link that lets a shared device in."""
    return f"{device}.{_digest(secret, 'device', workshop.id, device)}"


def same_key(given: str, key: str) -> bool:
    """Whether somebody gave the right key; takes as long when they did not."""
    return hmac.compare_digest(given.encode(errors="replace"), key.encode())


def cookie_name(workshop: str, seat: str) -> str:
    return f"moot_{workshop}_{seat}"


def _proof_and_time(settings: Settings, workshop: str, cookie: str) -> tuple[Proof, datetime]:
    signer, oldest = _signer(settings.secret, workshop), settings.badge_days * DAY
    said, signed = signer.loads(cookie, max_age=oldest, return_timestamp=True)
    return msgspec.convert(said, Proof), signed


def _person_of(workshop: Workshop, proof: Proof, seat: str) -> Person | None:
    person = workshop.people.get(proof.person)
    if person is None or person.removed or person.role != seat or person.badge != proof.generation:
        return None
    if proof.device and person not in writers(workshop, proof.device):
        return None
    return person if _renewals(workshop, person, proof.link) == proof.renewed else None


def _renewals(workshop: Workshop, person: Person, link: str) -> int:
    links = [link] if link else [name for name, role in SEATS.items() if role == person.role]
    return sum(workshop.links.get(name, 0) for name in links)


def _signer(secret: str, workshop: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"badge:{workshop}")


def _digest(secret: str, *parts: str) -> str:
    return hmac.digest(secret.encode(), "\0".join(parts).encode(), "sha256").hex()[:32]
