"""What an operator's program does: makes workshops, and lists those there are."""

from __future__ import annotations

import asyncio
import secrets
import time
from typing import Annotated

import msgspec

from moot.client.shapes import MadeWorkshop, NewWorkshop, WorkshopLine
from moot.rooms.asking import SERVER, Moment
from moot.rooms.outside.program import MakeProgram, Scope
from moot.rooms.programmes.file import MOST_BYTES, ProgrammeMistakes, read
from moot.rooms.workshop import NOTHING
from moot.server.api.operation import Call, Operation, digest_of
from moot.server.api.problem import NotDone
from moot.server.badges import link_key
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops
from moot.server.origin import base_url
from moot.server.pages.join import new_id
from moot.server.programmes import builtin

MOST_LISTED = 500


class Page(msgspec.Struct):
    after: str = ""
    """The last id of the page before."""
    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST_LISTED)] = MOST_LISTED


async def workshops(call: Call) -> tuple[WorkshopLine, ...]:
    found: Workshops = call.request.app.state.workshops
    made = [made async for made in found.made(call.query.after, call.query.limit)]
    return tuple(WorkshopLine(id=one.id, title=one.programme.title, created=one.created) for one in made)


async def make(call: Call) -> MadeWorkshop:
    asked: NewWorkshop = call.body
    if bool(asked.builtin) == bool(asked.toml):
        raise NotDone(422, "one of builtin and toml is needed", where="$")
    if asked.builtin and asked.builtin not in builtin():
        raise NotDone(422, f"there are {', '.join(builtin())}", where="$.builtin")
    try:
        programme = await asyncio.to_thread(
            read, asked.toml or builtin()[asked.builtin], f"{asked.builtin or 'the'}.toml"
        )
    except ProgrammeMistakes as wrong:
        raise NotDone(422, "; ".join(map(str, wrong.mistakes)), where="$.toml") from None
    program = asked.program
    if program:  # refused before there is a workshop
        now = Moment(time.time_ns() // 1_000_000)
        MakeProgram(new_id(), program.name, program.scopes, digest_of(""), program.days).decide(NOTHING, SERVER, now)
    live = await call.request.app.state.workshops.make(programme)
    token = await let_in(live, program.name, program.scopes, program.days) if program else ""
    base, key = base_url(call.request), link_key(call.request.app.state.settings.secret, live.workshop, "trainer")
    return MadeWorkshop(
        id=live.id, join_url=f"{base}/j/{live.id}", trainer_url=f"{base}/w/{live.id}/as/trainer?key={key}", token=token
    )


async def let_in(live: LiveWorkshop, name: str, scopes: tuple[Scope, ...], days: int, by: str = "") -> str:
    """A program gets a token, which nobody can look up afterwards. Raises `Refused`, JournalUnavailable."""
    token = f"moot_{live.id}_{secrets.token_urlsafe(32)}"
    await live.ask(MakeProgram(program=new_id(), name=name, scopes=scopes, digest=digest_of(token), days=days), by)
    return token


OPERATIONS = (
    Operation("GET", "/workshops", "workshops", "All workshops of this server, or of those that share its journal",
              "operator", workshops, tuple[WorkshopLine, ...], query=Page),
    Operation("POST", "/workshops", "make-workshop", "Makes a workshop; with a program in it, if one is named",
              "operator", make, MadeWorkshop, status=201, body=NewWorkshop, problems=(409, 422),
              longest=2 * MOST_BYTES),
)  # fmt: skip
