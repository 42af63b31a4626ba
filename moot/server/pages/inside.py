"""The pages inside a workshop, and what trainers get from it: links, QR codes, lists of people."""

import secrets

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from moot.rooms.people import ListPeople, Person
from moot.rooms.people_list import BadList, read_people
from moot.rooms.refusals import Refused
from moot.server.badges import cookie_name, holder, link_key, personal_key
from moot.server.live_workshop import LiveWorkshop
from moot.server.pages.join import shown_code
from moot.server.pages.template import page, same_origin

LINKS = ("trainer", "co-trainer", "observer", "projector")
LONGEST_LIST = 256 << 10


async def room(request: Request) -> Response:
    return await shell(request, "room", "participant")


async def console(request: Request) -> Response:
    return await shell(request, "console", "trainer", "observer")


async def projector(request: Request) -> Response:
    return await shell(request, "projector", "projector", "trainer")


async def shell(request: Request, entry: str, *seats: str) -> Response:
    """A page that a script fills in, for whoever holds a badge for one of the seats."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    if live is None:
        return page(request, "message", 404, text="no-such-workshop")
    for seat in seats:
        if person := person_of(request, live, seat):
            return page(request, "inside", entry=entry, seat=person.role, workshop=live.id)
    if seats == ("participant",):
        return RedirectResponse(f"/j/{live.id}", 303)
    return page(request, "message", 403, text="need-link")


async def links(request: Request) -> Response:
    live = await request.app.state.workshops.find(request.path_params["id"])
    if live is None or person_of(request, live, "trainer") is None:
        return JSONResponse({"why": "not-allowed"}, 403)
    return JSONResponse(links_of(request, live))


async def people(request: Request) -> Response:
    """A list of people as a CSV file, from a trainer."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    trainer = person_of(request, live, "trainer") if live else None
    if live is None or trainer is None or not same_origin(request):
        return JSONResponse({"why": "not-allowed"}, 403)
    form = await request.form(max_part_size=LONGEST_LIST)
    file = form.get("file")
    raw = await file.read() if file is not None and not isinstance(file, str) else str(file or "").encode()
    try:
        listed = read_people(raw.decode())
        await live.ask(ListPeople(ids=tuple(secrets.token_hex(6) for _ in listed), people=listed), trainer.id)
    except UnicodeDecodeError as error:
        return JSONResponse({"why": "bad-list", "what": f"not UTF-8 at byte {error.start}"}, 400)
    except BadList as error:
        return JSONResponse({"why": "bad-list", "what": str(error)}, 400)
    except Refused as refused:
        return JSONResponse({"why": refused.reason.value}, 400)
    return JSONResponse({"people": len(listed)})


async def personal(request: Request) -> Response:
    """The personal link of somebody: for trainers, and for that person."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    if live is None:
        return JSONResponse({"why": "no-such-workshop"}, 404)
    person = live.workshop.people.get(request.path_params["person"])
    trainer, self_ = person_of(request, live, "trainer"), person_of(request, live, "participant")
    if person is None or not (trainer or (self_ and self_.id == person.id)):
        return JSONResponse({"why": "not-allowed"}, 403)
    key = personal_key(request.app.state.settings.secret, live.workshop, person)
    return JSONResponse({"url": f"{base_url(request)}/w/{live.id}/back?key={key}"})


async def qr(request: Request) -> Response:
    """The QR code of the join link, for anybody: it says no more than the code."""
    code = segno.make(f"{base_url(request)}/j/{request.path_params['id']}", error="m")
    return Response(code.svg_inline(scale=8, border=2), media_type="image/svg+xml")


def links_of(request: Request, live: LiveWorkshop) -> dict[str, object]:
    base, secret = base_url(request), request.app.state.settings.secret
    roles = {link: f"{base}/w/{live.id}/as/{link}?key={link_key(secret, live.workshop, link)}" for link in LINKS}
    join_url = f"{base}/j/{live.id}"
    svg = segno.make(join_url, error="m").svg_inline(scale=8, border=2)
    return {"code": shown_code(live.id), "join_url": join_url, "qr_svg": svg, "links": roles}


def base_url(request: Request) -> str:
    return request.app.state.settings.url.rstrip("/") or f"{request.url.scheme}://{request.url.netloc}"


def person_of(request: Request, live: LiveWorkshop, seat: str) -> Person | None:
    cookie = request.cookies.get(cookie_name(live.id, seat))
    return holder(request.app.state.settings.secret, live.workshop, cookie, seat)


routes = [
    Route("/w/{id}", room),
    Route("/w/{id}/console", console),
    Route("/w/{id}/projector", projector),
    Route("/w/{id}/links", links),
    Route("/w/{id}/people", people, methods=["POST"]),
    Route("/w/{id}/personal/{person}", personal),
    Route("/w/{id}/qr.svg", qr),
]
