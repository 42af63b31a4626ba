"""For operators: all workshops, until when people are kept; whether a name is gone; and a workshop that is erased."""

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from moot.rooms.limits import NAME_LETTERS
from moot.server.live.retention import Retention
from moot.server.origin import same_origin
from moot.server.pages.join import tidy_code
from moot.server.pages.operator import allowed
from moot.server.pages.template import page
from moot.server.proof import Proof, files_of, proof


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


async def prove(request: Request) -> Response:
    """That a name stands nowhere in a workshop any more, or where it does; as `moot erase --check` has it."""
    if not _may(request) or not same_origin(request):
        return page(request, "message", 403, text="need-operator-link")
    state, id, form = request.app.state, request.path_params["id"], await request.form()
    name = " ".join(str(form.get("name", "")).split())[:NAME_LETTERS]
    if not name:
        return await _list(request, status=400)
    async with state.proving:  # it reads all there is
        found = await proof(state.journal, id, [name], files_of(state.settings))
    return await _list(request, proved=Proved(id, name, found))


class Proved(NamedTuple):
    id: str
    name: str
    proof: Proof


def _may(request: Request) -> bool:
    return request.app.state.settings.operators != "open" and allowed(request)


async def _list(request: Request, problem: str = "", status: int = 200, proved: Proved | None = None) -> Response:
    retention: Retention = request.app.state.retention
    standings = sorted(await retention.standings(), key=lambda one: (one.due is None, one.due or 0, one.id))
    return page(request, "keeping", status, standings=standings, problem=problem, proved=proved)


routes = [
    Route("/workshops/kept", workshops_kept),
    Route("/workshops/{id}/forget", forget, methods=["POST"]),
    Route("/workshops/{id}/proof", prove, methods=["POST"]),
]
