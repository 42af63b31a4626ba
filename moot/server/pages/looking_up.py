"""What people look up about their work: where something came from, what a cell said before, how all plans go."""

import asyncio
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from moot.rooms.after.cohort import plans_of_all
from moot.rooms.boards.lineage import Lineage, lineage_of_note, lineage_of_row, lineage_of_section
from moot.rooms.canvases.history import may_look_back, versions_of
from moot.rooms.canvases.readers import canvases_seen
from moot.rooms.people.people import Person
from moot.rooms.view import view, viewer_of
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops
from moot.server.pages.inside import person_of

SEATS = ("participant", "trainer", "observer")
NOT_ALLOWED = {"why": "not-allowed"}


async def lineage(request: Request) -> Response:
    """Of a row (`canvas`, `row`), a challenge (`room`, `board`, `section`), or a note (`room`, `board`, `note`)."""
    live, person = await asker(request)
    if live is None or person is None:
        return JSONResponse(NOT_ALLOWED, 403)
    asked, workshop = request.query_params, live.workshop
    # who trains may open everything
    looks = () if person.role == "participant" else (*workshop.rooms, *workshop.canvases)
    seen = view(workshop, viewer_of(workshop, person.id, looks))
    if canvas := asked.get("canvas"):
        known = canvas in canvases_seen(workshop, person.id, looks)
        return json(lineage_of_row(seen, canvas, asked.get("row", "")) if known else Lineage())
    room, board = asked.get("room", ""), asked.get("board", "")
    if note := asked.get("note"):
        return json(lineage_of_note(seen, room, board, note))
    return json(lineage_of_section(seen, room, board, asked.get("section", "")))


async def history(request: Request) -> Response:
    """Of a cell (`canvas`, `row`, `column`)."""
    live, person = await asker(request)
    canvas = request.query_params.get("canvas", "")
    if live is None or person is None or not may_look_back(live.workshop, canvas, person.id):
        return JSONResponse(NOT_ALLOWED, 403)
    place = f"{request.query_params.get('row', '')}/{request.query_params.get('column', '')}"
    workshops: Workshops = request.app.state.workshops
    if person.role != "participant":
        live.looked(person.id, "history", canvas)
    async with workshops.looks_back(live.id, person.id):
        entries = await workshops.entries(live.id, *map(msgspec.json.encode, (canvas, place)))
        return json(await asyncio.to_thread(versions_of, entries, canvas, place))


async def plans(request: Request) -> Response:
    """Of all participants, for who trains."""
    live, person = await asker(request, "trainer", "observer")
    if live is None or person is None:
        return JSONResponse(NOT_ALLOWED, 403)
    live.looked(person.id, "plans")
    return json(plans_of_all(live.workshop))


async def asker(request: Request, *seats: str) -> tuple[LiveWorkshop | None, Person | None]:
    """Who asks; the seat they hold comes with the badge."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    if live is None:
        return None, None
    # a trainer who tries the participants' page in the same browser holds both badges, and asks as what they see
    seat = request.query_params.get("seat", "")
    tried = [one for one in seats or SEATS if not seat or one == seat]
    return live, next((found for one in tried if (found := person_of(request, live, one))), None)


def json(told: Any) -> Response:
    return Response(msgspec.json.encode(told), media_type="application/json")


routes = [
    Route("/w/{id}/lineage", lineage),
    Route("/w/{id}/history", history),
    Route("/w/{id}/plans", plans),
]
