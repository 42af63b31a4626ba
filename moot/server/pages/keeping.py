"""For operators: all workshops, until when their people are kept; and a whole workshop that is erased."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from moot.server.live.retention import Retention
from moot.server.origin import same_origin
from moot.server.pages.join import tidy_code
from moot.server.pages.operator import allowed
from moot.server.pages.template import page


async def workshops_kept(request: Request) -> Response:
    """Their codes let people in, so that nobody sees them where everybody may make workshops."""
    if not _may(request):
        return page(request, "message", 403, text="need-operator-link")
    return await _list(request)


async def forget(request: Request) -> Response:
    """A whole workshop, for good, by who has typed its code."""
    if not _may(request) or not same_origin(request):
        return page(request, "message", 403, text="need-operator-link")
    form = await request.form()
    id = request.path_params["id"]
    if tidy_code(str(form.get("code", ""))) != id:
        return await _list(request, problem=id, status=400)
    await request.app.state.workshops.forget(id)
    return RedirectResponse("/workshops/kept", 303)


def _may(request: Request) -> bool:
    return request.app.state.settings.operators != "open" and allowed(request)


async def _list(request: Request, problem: str = "", status: int = 200) -> Response:
    retention: Retention = request.app.state.retention
    standings = sorted(await retention.standings(), key=lambda one: (one.due is None, one.due or 0, one.id))
    return page(request, "keeping", status, standings=standings, problem=problem)


routes = [
    Route("/workshops/kept", workshops_kept),
    Route("/workshops/{id}/forget", forget, methods=["POST"]),
]
