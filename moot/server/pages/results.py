"""Results to take home: a file in the format that one wants, and for trainers what was left out of it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from moot.rooms.people.people import Person
from moot.rooms.refusals import Refused
from moot.rooms.results.left_out import left_out
from moot.rooms.results.report import LeftOut, Wanted
from moot.rooms.results.sight import sight_of
from moot.server.catalogue import translate
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops
from moot.server.pages.looking_up import NOT_ALLOWED, asker
from moot.server.pages.template import language_of
from moot.server.results import FORMATS, File
from moot.server.results.json_file import schema
from moot.server.results.labels import Labels
from moot.server.results.order import NotMade, Order, encode
from moot.server.results.page import policy

AS_IT_COMES = "application/x-moot-file"
"""Lines of JSON that say how far it is, and after the last of them the file."""
SCOPES = ("training", "day", "room", "person")
STATUS = {"too-long": 503, "failed": 500}


async def file(request: Request) -> Response:
    """`format`; `scope` and `which`; `for` trainers or everyone (participants: their own); `progress`: as it comes."""
    live, person = await asker(request)
    format = request.query_params.get("format", "")
    if live is None or person is None or format not in FORMATS:
        return JSONResponse(NOT_ALLOWED, 403)
    wanted = _wanted(request, person)
    try:
        sight_of(live.workshop, wanted)
    except Refused as refused:
        return JSONResponse({"why": refused.reason.value}, 403)
    if person.role != "participant":
        live.looked(person.id, "results", wanted.which if wanted.scope == "person" else format)
    order = Order(workshop=live.workshop, wanted=wanted, format=format, at=_now())
    if request.query_params.get("progress"):
        headers = {"Content-Encoding": "identity"}  # what is gathered to be compressed comes late
        return StreamingResponse(_as_it_comes(request, live, person, order), media_type=AS_IT_COMES, headers=headers)
    async with _one_at_a_time(request, live, person):
        made = await request.app.state.workbench.file(order)
    if isinstance(made, NotMade):
        return JSONResponse({"why": made.why}, STATUS.get(made.why, 403))
    return _answer(made, opened=format == "html" and bool(request.query_params.get("open")))


async def _as_it_comes(request: Request, live: LiveWorkshop, person: Person, order: Order) -> AsyncIterator[bytes]:
    alone = _one_at_a_time(request, live, person)
    async with alone, aclosing(request.app.state.workbench.make(order)) as making:
        async for said in making:
            yield said if isinstance(said, bytes) else encode(said) + b"\n"


def _one_at_a_time(request: Request, live: LiveWorkshop, person: Person) -> asyncio.Lock:
    """Each person's files are made one after the other."""
    workshops: Workshops = request.app.state.workshops
    return workshops.looks_back(live.id, f"results:{person.id}")


def _answer(file: File, *, opened: bool) -> Response:
    """To keep; or `opened`, a page with a style of its own and no script at all."""
    headers = {"Content-Disposition": f'{"inline" if opened else "attachment"}; filename="{file.name}"'}
    if opened:
        headers["Content-Security-Policy"] = f"{policy()}; frame-ancestors 'none'"
    return Response(file.content, media_type=file.media_type, headers=headers)


class LeftOutSaid(LeftOut):
    says: str
    """In words, as in the report itself."""


async def what_is_left_out(request: Request) -> Response:
    live, person = await asker(request, "trainer", "observer")
    if live is None or person is None:
        return JSONResponse(NOT_ALLOWED, 403)
    wanted = _wanted(request, person)
    labels = Labels(translate(wanted.language))
    try:
        return _json(
            [LeftOutSaid(one.what, one.count, labels.left_out(one)) for one in left_out(live.workshop, wanted)]
        )
    except Refused as refused:
        return JSONResponse({"why": refused.reason.value}, 403)


async def json_schema(request: Request) -> Response:
    return Response(schema(), media_type="application/schema+json")


def _wanted(request: Request, person: Person) -> Wanted:
    """Participants are the readers of their own, whatever they ask for."""
    asked, language = request.query_params, language_of(request)
    scope: Any = asked.get("scope", "training")
    scope, which = (scope if scope in SCOPES else "training"), asked.get("which", "")
    if person.role == "participant":
        return Wanted(scope=scope, which=which, reader="person", person=person.id, language=language)
    reader: Literal["trainers", "everyone"] = "everyone" if asked.get("for") == "everyone" else "trainers"
    return Wanted(scope=scope, which=which, reader=reader, language=language)


def _now() -> int:
    return time.time_ns() // 1_000_000


def _json(told: Any) -> Response:
    return Response(msgspec.json.encode(told), media_type="application/json")


routes = [
    Route("/w/{id}/results/file", file),
    Route("/w/{id}/results/left-out", what_is_left_out),
    Route("/results.schema.json", json_schema),
]
