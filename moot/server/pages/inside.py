"""The pages inside a workshop, and what trainers get from it: links, QR codes, lists of people."""

import io
from urllib.parse import quote

import msgspec
import segno
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from moot.rooms.glance.eyes import Eyes
from moot.rooms.people.joining import ListPeople
from moot.rooms.people.people import Person
from moot.rooms.refusals import Refused
from moot.rooms.stages.message import RenewLink, Shown
from moot.server.badges import cookie_name, holder, link_key, personal_key, proof_in
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import CODE
from moot.server.origin import base_url, same_origin
from moot.server.pages.headers import IN_OUR_FRAME, WITH_OUR_FRAMES
from moot.server.pages.join import give_badge, new_id, shown_code
from moot.server.pages.template import page
from moot.server.people_file import BadList, read_people

LINKS = ("trainer", "co-trainer", "observer", "projector")
LONGEST_LIST = 256 << 10


async def room(request: Request) -> Response:
    return await shell(request, "room", "participant")


async def console(request: Request) -> Response:
    response = await shell(request, "console", "trainer", "observer")
    response.headers["Content-Security-Policy"] = WITH_OUR_FRAMES
    return response


async def projector(request: Request) -> Response:
    return await shell(request, "projector", "projector", "trainer", eyes=Eyes())


async def eyes(request: Request) -> Response:
    """The page of a room as all in it see it, for who trains or looks on."""
    return await shell(request, "room", "trainer", "observer", eyes=Eyes(request.path_params["room"]))


async def preview(request: Request) -> Response:
    """What the projector shows, or with a query what it would show: a small picture of it in the console."""
    try:
        asked = dict(request.query_params)
        shown = msgspec.convert(asked, Shown, strict=False) if asked else None
    except msgspec.ValidationError:
        return page(request, "message", 404, text="no-such-page")
    response = await shell(request, "projector", "trainer", eyes=Eyes(shown=shown))
    response.headers["Content-Security-Policy"] = IN_OUR_FRAME
    return response


async def shell(request: Request, entry: str, *seats: str, eyes: Eyes | None = None) -> Response:
    """A page that a script fills in, for whoever holds a badge for one of the seats.

    Others do not learn here whether there is such a workshop: guesses are counted where one joins.
    """
    id = request.path_params["id"]
    live = await request.app.state.workshops.find(id)
    for seat in seats:
        if live and (person := person_of(request, live, seat)):
            looks = msgspec.to_builtins(eyes) if eyes and seat in ("trainer", "observer") else None
            shared = seat == "participant" and device_of(request, live) != ""
            return page(request, "inside", entry=entry, seat=person.role, workshop=live.id, eyes=looks, shared=shared)
        if not live and proof_in(request.app.state.settings, id, request.cookies.get(cookie_name(id, seat))):
            return page(request, "message", 404, text="no-such-workshop")
    if seats == ("participant",):
        if live and request.cookies.get(cookie_name(id, "device")):
            return RedirectResponse(f"/w/{live.id}/turn", 303)
        return RedirectResponse(f"/j/{quote(id, safe='')}", 303)
    return page(request, "message", 403, text="need-link")


async def links(request: Request) -> Response:
    live = await request.app.state.workshops.find(request.path_params["id"])
    if live is None or person_of(request, live, "trainer") is None:
        return JSONResponse({"why": "not-allowed"}, 403)
    return JSONResponse(links_of(request, live))


async def renew(request: Request) -> Response:
    """A new link for a role, from a trainer, who stays in; whoever came by the old one is out."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    trainer = person_of(request, live, "trainer") if live else None
    if live is None or trainer is None or not same_origin(request):
        return JSONResponse({"why": "not-allowed"}, 403)
    proof = proof_in(request.app.state.settings, live.id, request.cookies.get(cookie_name(live.id, "trainer")))
    try:
        await live.ask(
            msgspec.convert({"type": "renew-link", "link": request.path_params["link"]}, RenewLink), trainer.id
        )
    except (msgspec.ValidationError, Refused):
        return JSONResponse({"why": "not-allowed"}, 403)
    response = JSONResponse(links_of(request, live))
    give_badge(request, response, live, trainer, proof.link if proof else "")
    return response


async def people(request: Request) -> Response:
    """A list of people as a CSV file, from a trainer."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    trainer = person_of(request, live, "trainer") if live else None
    if live is None or trainer is None or not same_origin(request):
        return JSONResponse({"why": "not-allowed"}, 403)
    async with request.form(max_part_size=LONGEST_LIST) as form:
        file = form.get("file")
        raw = await file.read(LONGEST_LIST + 1) if isinstance(file, UploadFile) else str(file or "").encode()
    try:
        listed = read_people(raw[:LONGEST_LIST], whole=len(raw) <= LONGEST_LIST)
        ids = tuple(new_id() for _ in listed)
        await live.ask(ListPeople(ids=ids, people=listed), trainer.id)
    except BadList as error:
        return JSONResponse({"why": "bad-list", "what": str(error)}, 400)
    except Refused as refused:
        return JSONResponse({"why": refused.reason.value}, 400)
    return JSONResponse({"people": len(listed), "added": sum(id in live.workshop.people for id in ids)})


async def personal(request: Request) -> Response:
    """The personal link of somebody: for trainers, and for that person."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    person = live.workshop.people.get(request.path_params["person"]) if live else None
    if live is None or person is None or person.program:  # nobody comes in as a program
        return JSONResponse({"why": "not-allowed"}, 403)
    trainer, self_ = person_of(request, live, "trainer"), person_of(request, live, "participant")
    if not (trainer or (self_ and self_.id == person.id and not device_of(request, live))):
        return JSONResponse({"why": "not-allowed"}, 403)
    if trainer and not (self_ and self_.id == person.id):
        live.looked(trainer.id, "personal-link", person.id)
    return JSONResponse({"url": personal_link(request, live, person)})


def personal_link(request: Request, live: LiveWorkshop, person: Person) -> str:
    """By which a person comes back on another device."""
    key = personal_key(request.app.state.settings.secret, live.workshop, person)
    return f"{base_url(request)}/w/{live.id}/back?key={key}"


async def qr(request: Request) -> Response:
    """The QR code of the join link, for anybody: it says no more than the code."""
    if not CODE.fullmatch(request.path_params["id"]):
        return page(request, "message", 404, text="no-such-workshop")
    code = segno.make(f"{base_url(request)}/j/{request.path_params['id']}", error="m")
    picture = io.BytesIO()
    code.save(picture, kind="svg", scale=8, border=2)
    return Response(picture.getvalue(), media_type="image/svg+xml")


def links_of(request: Request, live: LiveWorkshop) -> dict[str, object]:
    base, secret = base_url(request), request.app.state.settings.secret
    roles = {link: f"{base}/w/{live.id}/as/{link}?key={link_key(secret, live.workshop, link)}" for link in LINKS}
    join_url = f"{base}/j/{live.id}"
    svg = segno.make(join_url, error="m").svg_inline(scale=8, border=2)
    return {"code": shown_code(live.id), "join_url": join_url, "qr_svg": svg, "links": roles}


def device_of(request: Request, live: LiveWorkshop) -> str:
    """The shared device that a participant's badge was given on; empty: it is their own."""
    proof = proof_in(request.app.state.settings, live.id, request.cookies.get(cookie_name(live.id, "participant")))
    return proof.device if proof else ""


def person_of(request: Request, live: LiveWorkshop, seat: str) -> Person | None:
    cookie = request.cookies.get(cookie_name(live.id, seat))
    return holder(request.app.state.settings, live.workshop, cookie, seat)


routes = [
    Route("/w/{id}", room),
    Route("/w/{id}/console", console),
    Route("/w/{id}/projector", projector),
    Route("/w/{id}/preview", preview),
    Route("/w/{id}/eyes/{room}", eyes),
    Route("/w/{id}/links", links),
    Route("/w/{id}/links/{link}", renew, methods=["POST"]),
    Route("/w/{id}/people", people, methods=["POST"]),
    Route("/w/{id}/personal/{person}", personal),
    Route("/w/{id}/qr.svg", qr),
]
