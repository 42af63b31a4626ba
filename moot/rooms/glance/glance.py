"""What is told of a room at a glance, and of those who are in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from moot.rooms.boards.sketch import Sketch
from moot.rooms.shape import Value

Need = Literal["hand", "over", "empty", "finished", "unsent", "away", "behind", "nothing"]
"""Most urgent first: somebody asks for help, the time is over, nobody is here, all who are here are finished, something
has not been sent for a while, somebody is away, the room is far behind the others, nothing."""

URGENCY: Mapping[Need, int] = {need: rank for rank, need in enumerate(get_args(Need))}


class Stay(Value, kw_only=True):
    """What is known of somebody who is here, for as long as they are."""

    typing: str = ""
    """At which place."""
    phone: bool = False
    unsent: int = 0
    """Requests that wait in their browser, and have for a while."""


class RoomPresence(Value):
    """Who is in a room, and who of them types where."""

    room: str
    here: tuple[str, ...]
    typing: dict[str, str] = {}
    """Place by person. Empty while authors are kept secret."""


class BallotGlance(Value):
    """Turnout, never a choice."""

    ballot: str
    section: str
    state: str
    voted: int


class CanvasGlance(Value, kw_only=True):
    """How far a canvas has come: counts, never what it says."""

    canvas: str
    filled: int
    cells: int
    """Of the activity under way, those that its owners write."""
    feedback: int = 0
    """What others gave to it."""
    givers: int = 0
    """Who was asked to give feedback on it, and how many of them have in the stage under way; never which of them."""
    gave: int = 0


class RoomGlance(Value, kw_only=True):
    room: str
    need: Need = "nothing"
    rank: int = URGENCY["nothing"]
    """How urgent that is: 0 is most."""
    since: int = 0
    """When it began to need that, in milliseconds since 1970, where it is known."""
    seated: int = 0
    """Who sits here and has come in at least once; of them some are here now, and the others away."""
    here: int = 0
    away: int = 0
    phones: int = 0
    """Of those who are here."""
    unsent: dict[str, int] = {}
    """By person: what waits in their browser."""
    finished: int = 0
    typing: int = 0
    done: int = 0
    """How much of what the stage is for: ideas, cells or answers."""
    sketch: Sketch = Sketch()
    """Of the board under way."""
    ballots: tuple[BallotGlance, ...] = ()
    voted: int = 0
    """Who is here, and has placed a dot in every ballot that is open, or said that they are finished."""
    missing: tuple[str, ...] = ()
    """Who else is here, once they are few."""
    excused: int = 0
    """Of those who are here, from every ballot that is open: the turnout is without them."""
    canvases: tuple[CanvasGlance, ...] = ()
    """Of the activity under way, in the order of their owners' names."""
    answered: int = 0
    """Who has answered the form under way, at least in part."""


Overview = tuple[RoomGlance, ...]
