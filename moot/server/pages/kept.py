"""What is kept about people, for everybody; and for who has a badge, of the workshop that they are in."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from moot.rooms.people import Person
from moot.server.live.workshop import LiveWorkshop
from moot.server.pages.inside import person_of
from moot.server.pages.template import page

SEATS = ("participant", "trainer", "observer")


async def of_everybody(request: Request) -> Response:
    return page(request, "kept", badge_days=request.app.state.settings.badge_days, workshop=None, person=None)


async def of_one(request: Request) -> Response:
    """In a workshop; who has no badge there gets what everybody gets, which tells of none."""
    live, person = await asker(request)
    if live is None or person is None:
        return await of_everybody(request)
    days = request.app.state.settings.badge_days
    return page(request, "kept", badge_days=days, workshop=live.workshop, person=person)


async def asker(request: Request) -> tuple[LiveWorkshop | None, Person | None]:
    """Who asks about themselves: in the seat that the page named, as one may hold several badges."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    if live is None:
        return None, None
    seat = request.query_params.get("seat", "")
    tried = [one for one in SEATS if not seat or one == seat]
    return live, next((found for one in tried if (found := person_of(request, live, one))), None)


routes = [Route("/kept", of_everybody), Route("/w/{id}/kept", of_one)]
