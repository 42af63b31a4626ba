"""What the API answers with, where it is not a part of a workshop itself: the server writes it, the client reads it."""

from typing import Literal

from moot.rooms.outside.program import Scope
from moot.rooms.people.people import Person
from moot.rooms.protocol import HEARD
from moot.rooms.shape import Value, Words
from moot.rooms.stages.run import Run
from moot.rooms.workshop import Workshop


class RoomSummary(Value, kw_only=True, omit_defaults=False):
    id: str
    number: int
    people: int
    run: Run | None
    """The stage under way."""


class Summary(Value, kw_only=True, omit_defaults=False):
    """A workshop in short."""

    id: str
    title: Words
    created: int
    """Milliseconds since 1970, as all times here."""
    mark: str
    """The place in its journal: `changes` goes on from here."""
    people: int
    rooms: tuple[RoomSummary, ...]
    scopes: tuple[Scope, ...]
    """Of the token that asks."""


class View(Value, kw_only=True, omit_defaults=False):
    """The whole workshop, as a trainer sees it who has opened everything."""

    at: str
    """The mark: `changes` goes on from here."""
    now: int
    you: str
    """The person that the program is."""
    workshop: Workshop


class Then(Value, kw_only=True, omit_defaults=False):
    """The whole workshop as a trainer could see it at a moment."""

    at: int
    workshop: Workshop


class Done(Value, kw_only=True, omit_defaults=False):
    done: Literal[True] = True
    at: str
    """The mark of what is durable now."""


class PeopleListed(Value, kw_only=True, omit_defaults=False):
    people: int
    """So many were in the list."""
    added: tuple[Person, ...]
    """Those whose names were not there before."""


class PersonalLink(Value, kw_only=True, omit_defaults=False):
    person: str
    name: str
    url: str
    """By it a person comes in on any device. It is secret."""


class Changes(Value, kw_only=True, omit_defaults=False):
    """What was heard since a mark."""

    at: str
    """The mark to ask from next."""
    renew: bool
    """Too much changed at once, or the mark is too old: read the view anew, instead."""
    did: tuple[HEARD, ...]


class WorkshopLine(Value, kw_only=True, omit_defaults=False):
    id: str
    title: Words
    created: int


class NewProgram(Value, kw_only=True):
    """A program that gets a token together with the workshop."""

    name: str
    scopes: tuple[Scope, ...]
    days: int = 90


class NewWorkshop(Value, kw_only=True):
    """From a programme: one that comes with moot by its name, or the text of a file. One of the two."""

    builtin: str = ""
    toml: str = ""
    program: NewProgram | None = None


class MadeWorkshop(Value, kw_only=True, omit_defaults=False):
    id: str
    join_url: str
    trainer_url: str
    """The trainers' link. It is secret."""
    token: str
    """Of the program, if one was asked for; it is not shown again."""
