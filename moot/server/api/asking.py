"""What a program asks: any request that a trainer may, as far as its scopes go; lists of people, and their links."""

from __future__ import annotations

import hashlib
from typing import Any, Union, get_args

import msgspec

from moot.client.shapes import Done, PeopleListed, PersonalLink
from moot.rooms.asking import Request
from moot.rooms.outside.program import scope_of
from moot.rooms.people.joining import Listed, ListPeople
from moot.rooms.protocol import FROM_PEOPLE
from moot.server.api.looking import AT, seen
from moot.server.api.operation import Call, Operation, check_scope
from moot.server.api.problem import NotDone
from moot.server.pages.inside import personal_link
from moot.server.pages.join import new_id
from moot.server.people_file import BadList, read_people

LONGEST_LIST = 256 << 10
KEY = "Idempotency-Key"
KEY_LETTERS = 200
KEY_SAYS = (
    "Makes it safe to ask again when no answer came: a request under a key that was done is answered, not done again. "
    f"1 to {KEY_LETTERS} letters; the last 200 keys of a token are remembered."
)
FROM_PROGRAMS: Any = Union[tuple(kind for kind in get_args(FROM_PEOPLE) if scope_of(kind))]  # noqa: UP007
"""What programs may ask, given the scope."""


class People(msgspec.Struct, forbid_unknown_fields=True):
    people: tuple[Listed, ...]


async def ask(call: Call) -> Done:
    return await asked_once(call, call.body)


async def asked_once(call: Call, request: Request) -> Done:
    """Under the key of the call, if it has one."""
    check_scope(call, scope_of(type(request)) or "")
    await call.live.ask(request, call.program, *_number(call))
    return Done(at=call.live.mark)


async def list_people(call: Call) -> PeopleListed:
    listed = call.body.people if call.body else _read_list(call.raw)
    ids = tuple(new_id() for _ in listed)
    await call.live.ask(ListPeople(ids=ids, people=listed), call.program, *_number(call))
    known = seen(call).people
    return PeopleListed(people=len(listed), added=tuple(known[id] for id in ids if id in known))


async def links(call: Call) -> tuple[PersonalLink, ...]:
    people = call.live.workshop.people.values()
    return tuple(
        PersonalLink(person=p.id, name=p.called, url=personal_link(call.request, call.live, p))
        for p in people
        if p.role == "participant" and not p.removed
    )


def _number(call: Call) -> tuple[str, int]:
    """The stream and number under which the ledger remembers a request; none without a key.

    What the key is for is part of the stream, so that another request under it is noticed.
    """
    key = call.request.headers.get(KEY)
    if key is None:
        return "", 0
    if not 0 < len(key) <= KEY_LETTERS:
        raise NotDone(400, f"1 to {KEY_LETTERS} letters are needed", where=KEY)
    named, asked = _short(key.encode()), _short(call.raw)
    before = call.live.ledger.asked.get(call.program, {})
    if any(stream.startswith(f"{named}.") and stream != f"{named}.{asked}" for stream in before):
        raise NotDone(422, "this key was given to another request", where=KEY)
    return f"{named}.{asked}", 1


def _short(raw: bytes) -> str:
    return hashlib.blake2b(raw, digest_size=9).hexdigest()


def _read_list(raw: bytes) -> tuple[Listed, ...]:
    try:
        return read_people(raw)
    except BadList as error:
        raise NotDone(422, str(error), where="the list") from None


OPERATIONS = (
    Operation("POST", f"{AT}/requests", "ask", "Asks what a person asks in the browser; the scope is the request's own",
              "token", ask, Done, body=FROM_PROGRAMS, headers={KEY: KEY_SAYS}, problems=(409, 422)),
    Operation("POST", f"{AT}/people", "list-people", "Puts people on the list of those who will come. Names that are "
              "there stay as they are", "people", list_people, PeopleListed, body=People, takes={"text/csv": "name, "
              "and if known organisation, country, mode: a header line, then a person a line"}, headers={KEY: KEY_SAYS},
              problems=(409, 422), longest=LONGEST_LIST),
    Operation("GET", f"{AT}/links", "links", "The personal links of all participants, to send to each", "people", links,
              tuple[PersonalLink, ...], looks="personal-link"),
)  # fmt: skip
