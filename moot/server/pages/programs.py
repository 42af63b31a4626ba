"""What trainers get of programs: a list of those that are let in and told, a token or a secret that is shown once."""

from __future__ import annotations

import time

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from moot.rooms.outside.let_in import let_in
from moot.rooms.outside.program import Scope
from moot.rooms.outside.webhook import Kind, SetWebhook
from moot.rooms.people.people import Person
from moot.rooms.refusals import Reason, Refused
from moot.server.api.operating import let_in as let_program_in
from moot.server.live.workshop import LiveWorkshop
from moot.server.origin import same_origin
from moot.server.pages.inside import person_of
from moot.server.pages.join import new_id
from moot.server.webhooks.telling import secret_of

NOT_ALLOWED = {"why": "not-allowed"}


class NewProgram(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    scopes: tuple[Scope, ...]
    days: int


class NewWebhook(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    kinds: tuple[Kind, ...]


async def programs(request: Request) -> Response:
    """Those that are let in, and those that are told."""
    live, trainer = await _trainer(request)
    if live is None or trainer is None:
        return JSONResponse(NOT_ALLOWED, 403)
    told = let_in(live.workshop, time.time_ns() // 1_000_000)
    return Response(msgspec.json.encode(told), media_type="application/json")


async def make_program(request: Request) -> Response:
    live, trainer = await _trainer(request)
    if live is None or trainer is None or not same_origin(request):
        return JSONResponse(NOT_ALLOWED, 403)
    try:
        new = msgspec.json.decode(await request.body(), type=NewProgram)
        return JSONResponse({"token": await let_program_in(live, new.name, new.scopes, new.days, trainer.id)})
    except msgspec.MsgspecError as error:
        return JSONResponse({"why": "bad-value", "what": str(error)}, 400)
    except Refused as refused:
        return JSONResponse({"why": refused.reason.value}, 400)


async def make_webhook(request: Request) -> Response:
    live, trainer = await _trainer(request)
    if live is None or trainer is None or not same_origin(request):
        return JSONResponse(NOT_ALLOWED, 403)
    settings = request.app.state.settings
    if settings.webhooks == "off":
        return JSONResponse({"why": "off"}, 400)
    try:
        new, id = msgspec.json.decode(await request.body(), type=NewWebhook), new_id()
        if settings.webhooks == "public" and not new.url.strip().startswith("https://"):
            raise Refused(Reason.BAD_LINK)
        await live.ask(SetWebhook(id=id, url=new.url, kinds=new.kinds), trainer.id)
    except msgspec.MsgspecError as error:
        return JSONResponse({"why": "bad-value", "what": str(error)}, 400)
    except Refused as refused:
        return JSONResponse({"why": refused.reason.value}, 400)
    return JSONResponse({"secret": secret_of(settings.secret, live.id, id)})


async def _trainer(request: Request) -> tuple[LiveWorkshop | None, Person | None]:
    live = await request.app.state.workshops.find(request.path_params["id"])
    return live, person_of(request, live, "trainer") if live else None


routes = [
    Route("/w/{id}/programs", programs),
    Route("/w/{id}/programs", make_program, methods=["POST"]),
    Route("/w/{id}/webhooks", make_webhook, methods=["POST"]),
]
