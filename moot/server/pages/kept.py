"""What is kept about people, for everybody; and for who has a badge: all that is held about them, to take away."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from moot.rooms.people.people import Person
from moot.rooms.protection.erase import AskErasure
from moot.rooms.protection.held import Held, held_about
from moot.rooms.protection.held_in_words import answers_of, cells_of, names_for
from moot.rooms.protection.retention import kept_until
from moot.rooms.refusals import Refused
from moot.server.catalogue import translate
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops
from moot.server.origin import same_origin
from moot.server.pages.inside import person_of
from moot.server.pages.template import language_of, page
from moot.server.results.labels import Labels

SEATS = ("participant", "trainer", "observer")


async def of_everybody(request: Request) -> Response:
    return page(request, "kept", badge_days=request.app.state.settings.badge_days, workshop=None, person=None)


async def of_one(request: Request) -> Response:
    """In a workshop; who has no badge there gets what everybody gets, which tells of none."""
    live, person = await asker(request)
    if live is None or person is None:
        return await of_everybody(request)
    days, until = request.app.state.settings.badge_days, kept_until(live.workshop)
    return page(request, "kept", badge_days=days, workshop=live.workshop, person=person, until=until)


async def ask(request: Request) -> Response:
    """Asks the trainers to be erased, or not any more."""
    live, person = await asker(request)
    if live is None or person is None or not same_origin(request):
        return page(request, "message", 403, text="other-origin")
    form = await request.form()
    with suppress(Refused):  # it is so already
        await live.ask(AskErasure(up=form.get("ask") == "yes"), person.id)
    return RedirectResponse(f"/w/{live.id}/kept?seat={person.role}", 303)


async def held_json(request: Request) -> Response:
    live, held = await _held(request)
    if live is None or held is None:
        return JSONResponse({"why": "not-allowed"}, 403)
    written = msgspec.json.format(msgspec.json.encode(held), indent=1)
    headers = {"Content-Disposition": f'attachment; filename="{live.id}-{held.person.id}.json"'}
    return Response(written, media_type="application/json", headers=headers)


async def held_page(request: Request) -> Response:
    live, held = await _held(request)
    if live is None or held is None:
        return page(request, "message", 403, text="bad-link")
    workshop = live.workshop
    language = language_of(request)
    names = names_for(workshop, held, language)
    values: dict[str, Any] = {
        "title": names.said(held.title),
        "lookers": {one.id: one.called for one in workshop.people.values()},
        "canvases": [*cells_of(workshop, held, names)],
        "answers": [*answers_of(workshop, held, names)],
        "check_ins": [*_check_ins(held, Labels(translate(language)).states)],
    }
    return page(request, "held", workshop=workshop, held=held, until=kept_until(workshop), **values)


def _check_ins(held: Held, states: dict[str, str]) -> Iterator[tuple[int, list[str]]]:
    """What was said after so many days."""
    for days, one in held.check_ins.items():
        said = (*one.values.values(), *(states[state] for state in one.states.values()), one.note)
        yield days, [text for text in said if text]


async def _held(request: Request) -> tuple[LiveWorkshop | None, Held | None]:
    live, person = await asker(request)
    if live is None or person is None:
        return None, None
    workshops: Workshops = request.app.state.workshops
    async with workshops.looks_back(live.id, person.id):
        entries = await workshops.entries(live.id, person.id.encode())
        live.looked(person.id, "held")
        return live, await asyncio.to_thread(held_about, live.workshop, entries, person.id)


async def asker(request: Request) -> tuple[LiveWorkshop | None, Person | None]:
    """Who asks about themselves: in the seat that the page named, as one may hold several badges."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    if live is None:
        return None, None
    seat = request.query_params.get("seat", "")
    tried = [one for one in SEATS if not seat or one == seat]
    return live, next((found for one in tried if (found := person_of(request, live, one))), None)


routes = [
    Route("/kept", of_everybody),
    Route("/w/{id}/kept", of_one),
    Route("/w/{id}/kept", ask, methods=["POST"]),
    Route("/w/{id}/held", held_page),
    Route("/w/{id}/held.json", held_json),
]
