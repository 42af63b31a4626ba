"""Where something came from and what became of it, as the person who asks may see it."""

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from moot.rooms.canvas_readers import canvases_seen
from moot.rooms.lineage import Lineage, lineage_of_row, lineage_of_section
from moot.rooms.view import view, viewer_of
from moot.server.pages.inside import person_of

SEATS = ("participant", "trainer", "observer")


async def lineage(request: Request) -> Response:
    """Of a row (`canvas`, `row`), or of a challenge (`room`, `board`, `section`)."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    person = next((found for seat in SEATS if live and (found := person_of(request, live, seat))), None)
    if live is None or person is None:
        return JSONResponse({"why": "not-allowed"}, 403)
    asked = request.query_params
    workshop = live.workshop
    if person.role == "participant":
        looks: tuple[str, ...] = ()
    else:  # who trains may open everything
        looks = (*workshop.rooms, *workshop.canvases)
    seen = view(workshop, viewer_of(workshop, person.id, looks))
    if "canvas" in asked:
        known = asked["canvas"] in canvases_seen(workshop, person.id, looks)
        told = lineage_of_row(seen, asked["canvas"], asked.get("row", "")) if known else Lineage()
    else:
        told = lineage_of_section(seen, asked.get("room", ""), asked.get("board", ""), asked.get("section", ""))
    return Response(msgspec.json.encode(told), media_type="application/json")


routes = [Route("/w/{id}/lineage", lineage)]
