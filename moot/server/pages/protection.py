"""Data protection for trainers: how long people are kept, who agreed, who looked; and a person who is erased."""

import asyncio
from typing import get_args

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from moot.rooms.people.people import Person
from moot.rooms.protection.erase import Erase, Extent
from moot.rooms.protection.loss import loss_of
from moot.rooms.protection.protection import protection_of
from moot.rooms.refusals import Refused
from moot.rooms.view import view, viewer_of
from moot.server.catalogue import nameless
from moot.server.live.workshop import LiveWorkshop
from moot.server.origin import same_origin
from moot.server.pages.inside import person_of

EXTENTS: dict[str, Extent] = {extent: extent for extent in get_args(Extent)}
NOT_ALLOWED = {"why": "not-allowed"}


async def protection(request: Request) -> Response:
    live, trainer = await _trainer(request)
    if live is None or trainer is None:
        return JSONResponse(NOT_ALLOWED, 403)
    known = protection_of(live.workshop)
    live.looked(trainer.id, "consents")
    return Response(msgspec.json.encode(known), media_type="application/json")


async def loss(request: Request) -> Response:
    """What would go with a person."""
    live, trainer = await _trainer(request)
    person = request.path_params["person"]
    if live is None or trainer is None or person not in live.workshop.people:
        return JSONResponse(NOT_ALLOWED, 403)
    workshop = live.workshop
    looks = (*workshop.rooms, *workshop.canvases)
    known = await asyncio.to_thread(lambda: loss_of(view(workshop, viewer_of(workshop, trainer.id, looks)), person))
    return Response(msgspec.json.encode(known), media_type="application/json")


async def erase(request: Request) -> Response:
    """A person, for good, by a trainer; the answer is the receipt."""
    live, trainer = await _trainer(request)
    if live is None or trainer is None or not same_origin(request):
        return JSONResponse(NOT_ALLOWED, 403)
    form = await request.form()
    extent = EXTENTS.get(str(form.get("extent", "own")))
    if extent is None:
        return JSONResponse({"why": "bad-value"}, 400)
    called = nameless(live.workshop.programme.languages[0])
    mentions = form.get("mentions") == "yes"
    try:
        asked = Erase(people=(request.path_params["person"],), called=called, extent=extent, mentions=mentions)
        await live.ask(asked, trainer.id)
    except Refused as refused:
        return JSONResponse({"why": refused.reason.value}, 400)
    return Response(msgspec.json.encode(live.receipt), media_type="application/json")


async def _trainer(request: Request) -> tuple[LiveWorkshop | None, Person | None]:
    live = await request.app.state.workshops.find(request.path_params["id"])
    return live, person_of(request, live, "trainer") if live else None


routes = [
    Route("/w/{id}/protection", protection),
    Route("/w/{id}/people/{person}/loss", loss),
    Route("/w/{id}/people/{person}/erase", erase, methods=["POST"]),
]
