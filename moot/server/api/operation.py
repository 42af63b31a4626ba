"""One operation of the API: where it is found, who may call it, what goes in and comes out.

Routing, checking and the description (`description.py`) are all made from these.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from moot.rooms.boards.board import COLOURS
from moot.rooms.limits import ID_LETTERS
from moot.rooms.outside.program import Scope, bearer, scopes_of
from moot.rooms.protection.access import What
from moot.rooms.refusals import Reason, Refused
from moot.server.api.pace import Pace
from moot.server.api.problem import NotDone, told
from moot.server.badges import same_key
from moot.server.journal import JournalUnavailable
from moot.server.live.workshop import LiveWorkshop

BASE = "/api/v1"
Needs = Scope | Literal["token", "operator", ""]
"""A scope; any token of the workshop; the operator's key; nothing."""
LONGEST = 64 << 10  # bytes of a body, as of a frame on the wire
PATIENCE = 10.0  # seconds until a call is answered that the journal keeps waiting
MEANT = {
    Reason.BAD_ID: "what you make gets an id of {} to {} letters a–z and digits; a colour is 0 to {}".format(
        *ID_LETTERS, COLOURS - 1
    )
}
"""Where the reason alone does not say what to send instead."""


class NoQuery(msgspec.Struct):
    """Nothing is asked for in the query."""


@dataclass
class Call:
    """One call, checked: who calls, about which workshop, and what they sent."""

    request: Request
    query: Any = None
    body: Any = None
    raw: bytes = b""
    program: str = ""
    """The person that the calling program is; empty: the operator, or anybody."""
    _live: LiveWorkshop | None = None

    @property
    def live(self) -> LiveWorkshop:
        assert self._live
        return self._live

    def at(self, name: str) -> str:
        return str(self.request.path_params[name])


@dataclass(frozen=True)
class Operation:
    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    name: str
    says: str
    """One line for the description."""
    needs: Needs
    do: Callable[[Call], Awaitable[Any]]
    answers: Any
    """The type of the answer's JSON; None: another media type, see `media`."""
    status: int = 200
    query: type[msgspec.Struct] = NoQuery
    body: Any = None
    media: Mapping[str, str] = field(default_factory=dict)
    """Other media types that it answers with, and what they are."""
    takes: Mapping[str, str] = field(default_factory=dict)
    """Other media types that it takes."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Those that it listens to, and what for."""
    problems: tuple[int, ...] = ()
    """Beyond those that all have."""
    longest: int = LONGEST
    cost: float = 1.0
    patience: float = PATIENCE
    looks: What | None = None
    """What is written down of who calls it: it answers with what is about people."""
    about: str = ""
    """Of it, with places of the path in braces. Empty: the operation's name, where the program reads."""

    @property
    def notes(self) -> dict[str, str]:
        """Its headers and media types, and what they are for."""
        return {**self.headers, **self.takes, **self.media}

    def route(self) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                async with asyncio.timeout(self.patience):
                    return self._encoded(await self._answer(request))
            except NotDone as not_done:
                return told(not_done)
            except Refused as refused:
                return told(refusal(refused.reason))
            except (JournalUnavailable, TimeoutError):
                detail = "the journal is out of reach; what was asked may be done yet: repeat it under the same key"
                return told(NotDone(503, detail, retry=3))

        return Route(BASE + self.path, endpoint, methods=[self.method], name=self.name)

    async def _answer(self, request: Request) -> Any:
        call = Call(request)
        await self._let_in(call)
        call.query = self._query(request)
        if self.body is not None:
            await self._read(call)
        answer = await self.do(call)
        if self.looks:
            about = self.about.format(**request.path_params) or (self.name if self.looks == "read" else "")
            call.live.looked(call.program, self.looks, about)
        return answer

    async def _let_in(self, call: Call) -> None:
        """Raises 401 for whoever cannot be there, so that nobody learns here which workshops there are."""
        if not self.needs:
            return
        state, token = call.request.app.state, token_of(call.request)
        if self.needs == "operator":
            if not same_key(token, state.operator_key):
                raise NotDone(401, "this needs the operator's key, as “Authorization: Bearer …”")
            who = "operator"
        else:
            call._live = await state.workshops.find(call.at("workshop"))
            now = time.time_ns() // 1_000_000
            workshop = call._live.workshop if call._live else None
            call.program = bearer(workshop, digest_of(token), now) if workshop and token else ""
            if workshop is None or not call.program:
                raise NotDone(401, "no token of this workshop, or one that was withdrawn or has expired")
            if self.needs != "token":
                check_scope(call, self.needs)
            who = f"{workshop.id}/{call.program}"
        pace: Pace = state.pace
        if wait := pace.wait(who, self.cost):
            raise NotDone(429, "too many calls with this token", retry=wait)

    def _query(self, request: Request) -> Any:
        given = dict(request.query_params)
        if unknown := sorted(given.keys() - set(self.query.__struct_fields__)):
            raise NotDone(400, f"there is no parameter {unknown[0]}", where=unknown[0])
        try:
            return msgspec.convert(given, self.query, strict=False)
        except msgspec.ValidationError as error:
            raise _misread(400, error) from None

    async def _read(self, call: Call) -> None:
        try:
            call.raw = await call.request.body()
        except HTTPException:  # as `BoundedBodies` has it
            call.raw = b" " * (self.longest + 1)
        if len(call.raw) > self.longest:
            raise NotDone(413, f"more than {self.longest >> 10} KiB")
        media = call.request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media in self.takes:
            return
        if media != "application/json":
            raise NotDone(415, f"the body has to be {' or '.join(('application/json', *self.takes))}")
        try:
            call.body = msgspec.json.decode(call.raw, type=self.body)
        except msgspec.ValidationError as error:
            raise _misread(422, error) from None
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise NotDone(400, str(error), where="$") from None

    def _encoded(self, answer: Any) -> Response:
        if isinstance(answer, Response):
            return answer
        encoded = answer if isinstance(answer, bytes) else msgspec.json.encode(answer)
        return Response(encoded, self.status, media_type="application/json")


def refusal(why: Reason) -> NotDone:
    """What the rules refuse: 409, as it may be allowed at another moment; 403 what this program may never ask."""
    status = 403 if why in (Reason.NOT_ALLOWED, Reason.OUT_OF_SCOPE) else 409
    said = f" ({MEANT[why]})" if why in MEANT else ""
    return NotDone(status, f"refused: {why}{said}; nothing has changed", why=why)


def check_scope(call: Call, needs: str) -> None:
    """The rules refuse it, too, and do not say which it would take."""
    if needs not in scopes_of(call.live.workshop, call.program):
        raise NotDone(403, f"the token has not the scope {needs}", why=Reason.OUT_OF_SCOPE)


def digest_of(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()


def token_of(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _misread(status: int, error: msgspec.ValidationError) -> NotDone:
    what, _, where = str(error).partition(" - at `")
    return NotDone(status, what, where=where.rstrip("`"))
