"""A person's days as a calendar file: taken into whatever calendar they use, which reminds them."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from moot.rooms.after.dates import dates_of
from moot.server.pages.inside import person_of, personal_link
from moot.server.pages.template import language_of


async def calendar(request: Request) -> Response:
    """Of the participant who asks."""
    from moot.server.pages.appointments import personal_calendar  # its library would take a fifth of a server's start

    live = await request.app.state.workshops.find(request.path_params["id"])
    person = person_of(request, live, "participant") if live else None
    if live is None or person is None:
        return JSONResponse({"why": "not-allowed"}, 403)
    language, title = language_of(request), live.workshop.programme.title
    named = title.get(language) or next(iter(title.values()))
    days = dates_of(live.workshop, person.id)
    file = personal_calendar(named, days, personal_link(request, live, person), language)
    headers = {"Content-Disposition": f'attachment; filename="{live.id}.ics"'}
    return Response(file, media_type="text/calendar", headers=headers)


routes = [Route("/w/{id}/calendar.ics", calendar)]
