"""The language of the pages: what the browser asks for, until a person chooses another."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from moot.server.badges import DAY
from moot.server.catalogue import languages
from moot.server.pages.template import LANGUAGE_COOKIE, give_cookie, page

KEPT_DAYS = 365


async def choose(request: Request) -> Response:
    """Chooses, and goes back to where one was."""
    language, back = request.path_params["language"], request.query_params.get("back", "/")
    if language not in languages() or not back.startswith("/") or back.startswith(("//", "/\\")):
        return page(request, "message", 404, text="no-such-page")
    response = RedirectResponse(back, 303)
    give_cookie(request, response, LANGUAGE_COOKIE, language, KEPT_DAYS * DAY)
    return response


routes = [Route("/language/{language}", choose)]
