"""One device for several people of a group, in turn: a trainer's link lets it in, and each says who writes now.

The device keeps no badge of its own but who it is; whoever takes a turn gets one that is good while the device is.
"""

import io

import segno
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from moot.rooms.people.consent import text_of_consent
from moot.rooms.people.device import writers
from moot.rooms.people.joining import Join
from moot.rooms.refusals import Refused
from moot.server.badges import DAY, cookie_name, device_key, same_key
from moot.server.live.workshop import LiveWorkshop
from moot.server.origin import base_url, same_origin
from moot.server.pages.inside import person_of
from moot.server.pages.join import give_badge
from moot.server.pages.template import give_cookie, page


async def link(request: Request) -> Response:
    """The link that lets a device in, for trainers."""
    url = await _url(request)
    return JSONResponse({"url": url}) if url else JSONResponse({"why": "not-allowed"}, 403)


async def qr(request: Request) -> Response:
    """The same, to be scanned by the device."""
    url, picture = await _url(request), io.BytesIO()
    if not url:
        return page(request, "message", 403, text="bad-link")
    segno.make(url, error="m").save(picture, kind="svg", scale=6, border=2)
    return Response(picture.getvalue(), media_type="image/svg+xml")


async def _url(request: Request) -> str:
    live = await request.app.state.workshops.find(request.path_params["id"])
    device = request.path_params["device"]
    if live is None or person_of(request, live, "trainer") is None or device not in live.workshop.devices:
        return ""
    key = device_key(request.app.state.settings.secret, live.workshop, device)
    return f"{base_url(request)}/w/{live.id}/device?key={key}"


async def let_in(request: Request) -> Response:
    live = await request.app.state.workshops.find(request.path_params["id"])
    key = request.query_params.get("key", "")
    device, settings = key.partition(".")[0], request.app.state.settings
    if live is None or device not in live.workshop.devices:
        return page(request, "message", 403, text="bad-link")
    if not same_key(key, device_key(settings.secret, live.workshop, device)):
        return page(request, "message", 403, text="bad-link")
    response = RedirectResponse(f"/w/{live.id}/turn", 303)
    signed = _signer(request, live.id).dumps(device)
    give_cookie(request, response, cookie_name(live.id, "device"), signed, settings.badge_days * DAY)
    return response


async def turn(request: Request) -> Response:
    """Who writes now? Whoever wrote before is out here, and nothing of theirs is on the screen."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    device = _device(request, live) if live else ""
    if live is None or device not in live.workshop.devices:
        return page(request, "message", 403, text="bad-link")
    return _choice(request, live, device, "")


async def take_turn(request: Request) -> Response:
    live = await request.app.state.workshops.find(request.path_params["id"])
    device = _device(request, live) if live else ""
    if live is None or device not in live.workshop.devices or not same_origin(request):
        return page(request, "message", 403, text="bad-link")
    chosen = str((await request.form()).get("person", ""))
    person = next((one for one in writers(live.workshop, device) if one.id == chosen), None)
    if person is None:
        return _choice(request, live, device, "elsewhere")
    if not person.here_before:  # a name on the list
        if text_of_consent(live.workshop.programme, ""):
            return _choice(request, live, device, "consent")
        try:
            await live.ask(Join(id=person.id, name=person.name, claim=person.id))
        except Refused:  # in another place, at the same time
            return _choice(request, live, device, "elsewhere")
    response = RedirectResponse(f"/w/{live.id}", 303)
    give_badge(request, response, live, live.workshop.people[person.id], "", device)
    return response


def _choice(request: Request, live: LiveWorkshop, device: str, problem: str) -> Response:
    people = writers(live.workshop, device)
    response = page(request, "turn", 400 if problem else 200, people=people, problem=problem)
    response.delete_cookie(cookie_name(live.id, "participant"))
    return response


def _device(request: Request, live: LiveWorkshop) -> str:
    settings = request.app.state.settings
    signed = request.cookies.get(cookie_name(live.id, "device"), "")
    try:
        return str(_signer(request, live.id).loads(signed, max_age=settings.badge_days * DAY))
    except BadData:
        return ""


def _signer(request: Request, workshop: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(request.app.state.settings.secret, salt=f"device:{workshop}")


routes = [
    Route("/w/{id}/devices/{device}", link),
    Route("/w/{id}/devices/{device}/qr.svg", qr),
    Route("/w/{id}/device", let_in),
    Route("/w/{id}/turn", turn),
    Route("/w/{id}/turn", take_turn, methods=["POST"]),
]
