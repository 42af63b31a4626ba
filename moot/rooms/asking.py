"""What a request and a change are, who asks, and who hears: the forms that every concept here fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from moot.rooms.shape import Value, kebab

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

Role = Literal["participant", "trainer", "observer", "projector"]

TRAINERS: frozenset[Role] = frozenset(("trainer",))
WRITERS: frozenset[Role] = frozenset(("participant", "trainer"))
PARTICIPANTS: frozenset[Role] = frozenset(("participant",))
NOBODY: frozenset[Role] = frozenset()

SERVER = ""
"""Who asks when nobody does: the clock ran out, somebody knocks at the door."""


class Moment(Value):
    """When a request is decided, and the chance it may use. Both come from outside."""

    at: int
    """Milliseconds since 1970, by the server's clock."""
    chance: int = 0
    """A seed; the same seed decides the same."""


class Request(Value, tag=kebab, tag_field="type"):
    """What a person asks. `decide` answers with changes or raises `Refused`; it changes nothing itself."""

    by: ClassVar[frozenset[Role]] = WRITERS
    """The roles that may ask it."""
    recorded: ClassVar[bool] = True
    """Whether the record tells of it when a trainer asks it: not of what anybody writes for themselves."""
    lasting: ClassVar[bool] = False
    """Whether it cannot be taken back."""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        raise NotImplementedError


class Change(Value, tag=kebab, tag_field="type"):
    """What happened. `evolve` refuses nothing; `seen` says who hears of it, and in which form."""

    def evolve(self, workshop: Workshop) -> Workshop:
        raise NotImplementedError

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        raise NotImplementedError


class Renewed(Change):
    """To an audience: what you may see has changed as a whole; here is a new view. Never journalled."""

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


Changes = tuple[Change, ...]
Audience = str
Seen = tuple[tuple[Audience, Change], ...]

# The audiences. A person belongs to several; which, changes only together with a new view.
EVERYONE = "everyone"
TRAINERS_ALL = "trainers"
"""Trainers and observers, whatever they look at."""
PROJECTORS = "projectors"
HALL = "hall"
"""Those who follow the clocks of all rooms: trainers, observers and projectors."""


def person_audience(person: str) -> Audience:
    return f"person:{person}"


def members(room: str) -> Audience:
    """The participants in a room."""
    return f"members:{room}"


def watchers(room: str) -> Audience:
    """Trainers and observers who look at a room."""
    return f"watchers:{room}"


def screens(room: str) -> Audience:
    """Projectors that show a room."""
    return f"screens:{room}"


def own(room: str, person: str) -> Audience:
    """One person, where they see that room."""
    return f"own:{room}:{person}"


def to_room(room: str, change: Change) -> Seen:
    """All who see the board of a room."""
    return ((members(room), change), (watchers(room), change), (screens(room), change))


def to_room_and_hall(room: str, change: Change) -> Seen:
    """All who see the clock of a room."""
    return ((members(room), change), (HALL, change))
