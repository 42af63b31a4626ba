"""One device for several people of a group, in turn: each chooses who writes, and acts under their own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import TRAINERS, TRAINERS_ALL, Change, Changes, Moment, Request, Seen
from moot.rooms.limits import DEVICE_PEOPLE, DEVICES
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed, put, without
from moot.rooms.words import check_id

if TYPE_CHECKING:
    from moot.rooms.people.people import Person
    from moot.rooms.workshop import Workshop


class Device(Value, kw_only=True):
    """Which of those who sit in a room may write on it. Whoever moves or is removed writes on it no more."""

    room: str
    people: tuple[str, ...]
    by: str
    """The trainer who allowed it."""


class ShareDevice(Request, kw_only=True):
    """A trainer alone allows it; by its link, which trainers get, a device lets these people in."""

    by = TRAINERS
    id: str
    room: str
    people: tuple[str, ...]

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        check_id(self.id)
        workshop.room(self.room)
        if self.id in workshop.devices:
            raise Refused(Reason.ID_TAKEN)
        if len(workshop.devices) >= DEVICES:
            raise Refused(Reason.TOO_MANY_DEVICES)
        people = tuple(dict.fromkeys(self.people))
        if not 1 <= len(people) <= DEVICE_PEOPLE:
            raise Refused(Reason.TOO_MANY_DEVICES)
        for person in people:
            if not _sits(workshop.person(person), self.room):
                raise Refused(Reason.NO_SUCH_PERSON)
        device = Device(room=self.room, people=people, by=who)
        return (DeviceSet(id=self.id, device=device),)


class WithdrawDevice(Request):
    """Nobody writes on it any more; who did is out at once there."""

    by = TRAINERS
    device: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        if self.device not in workshop.devices:
            raise Refused(Reason.ALREADY)
        return (DeviceSet(id=self.device, device=None),)


def writers(workshop: Workshop, device: str) -> list[Person]:
    """Who may write on a device now; nobody on one that is withdrawn."""
    known = workshop.devices.get(device)
    people = [workshop.people[person] for person in known.people if person in workshop.people] if known else []
    return [person for person in people if known and _sits(person, known.room)]


def _sits(person: Person, room: str) -> bool:
    return person.role == "participant" and person.room == room and not person.removed


class DeviceSet(Change):
    id: str
    device: Device | None
    """None: it is withdrawn."""

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.devices
        return changed(workshop, devices=put(known, self.id, self.device) if self.device else without(known, self.id))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((TRAINERS_ALL, self),)
