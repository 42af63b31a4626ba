"""Join by code or QR with a name; come back by a personal link; come in as a trainer by a role's link."""

import secrets
from hmac import compare_digest

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from moot.rooms.people import Join, Person
from moot.rooms.refusals import Refused
from moot.rooms.words import same_name
from moot.server.badges import SEATS, badge, cookie_name, holder, link_key, personal_key
from moot.server.guessing import Guesses
from moot.server.live_workshop import LiveWorkshop
from moot.server.pages.template import PERSON_COOKIE, language_of, page, same_origin

guesses = Guesses()
HOMES = {"participant": "", "trainer": "/console", "observer": "/console", "projector": "/projector"}


async def ask_for_code(request: Request) -> Response:
    code = request.path_params.get("code", request.query_params.get("code", ""))
    live = await request.app.state.workshops.find(tidy_code(code))
    if live and (known := here_already(request, live, "participant")):
        return known
    return join_page(request, live, code)


async def join(request: Request) -> Response:
    form = await request.form()
    given = {key: str(form.get(key, "")) for key in ("code", "name", "organisation", "country", "claim")}
    code, person = tidy_code(given["code"]), request.cookies.get(PERSON_COOKIE, "")
    if not same_origin(request):
        return page(request, "message", 403, text="other-origin")
    if wait := guesses.must_wait(f"person:{person}" if person else f"code:{code}"):
        return join_page(request, None, given["code"], "slow", 429, given, wait)
    live = await request.app.state.workshops.find(code)
    if live is None:
        guesses.wrong(f"person:{person}" if person else f"code:{code}")
        return join_page(request, None, given["code"], "no-such-code", 404, given)
    claim = given["claim"] or (unclaimed(live, given["name"]) if "claim" not in form else "")
    if claim and not given["claim"]:
        return join_page(request, live, code, "", 200, given, listed=live.workshop.people[claim])
    try:
        person_id = claim or new_id()
        await live.ask(
            Join(
                id=person_id,
                name=given["name"],
                claim=claim,
                organisation=given["organisation"],
                country=given["country"],
            )
        )
    except Refused as refused:
        return join_page(request, live, code, refused.reason.value, 400, given)
    return seated(request, live, live.workshop.people[person_id])


async def role_link(request: Request) -> Response:
    """The link of a trainer, co-trainer, observer or projector."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    link = request.path_params["link"]
    if live is None or link not in SEATS or link == "participant":
        return page(request, "message", 404, text="no-such-workshop")
    key = link_key(request.app.state.settings.secret, live.workshop, link)
    if not compare_digest(request.query_params.get("key", ""), key):
        return page(request, "message", 403, text="bad-link")
    if known := here_already(request, live, SEATS[link]):
        return known
    if request.method == "GET" and link != "projector":
        return page(request, "role", link=link, problem="")
    form = await request.form()
    person_id = new_id()
    try:
        await live.ask(Join(id=person_id, name=str(form.get("name", "")) or link, role=SEATS[link]))  # type: ignore[arg-type]
    except Refused as refused:
        return page(request, "role", 400, link=link, problem=refused.reason.value)
    return seated(request, live, live.workshop.people[person_id], link)


async def come_back(request: Request) -> Response:
    """The personal link: the same person on another device."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    key = request.query_params.get("key", "")
    person = live.workshop.people.get(key.partition(".")[0]) if live else None
    if live is None or person is None or person.removed:
        return page(request, "message", 403, text="bad-link")
    if not compare_digest(key, personal_key(request.app.state.settings.secret, live.workshop, person)):
        return page(request, "message", 403, text="bad-link")
    return seated(request, live, person)


def here_already(request: Request, live: LiveWorkshop, seat: str) -> Response | None:
    cookie = request.cookies.get(cookie_name(live.id, seat))
    known = holder(request.app.state.settings.secret, live.workshop, cookie, seat)
    return RedirectResponse(f"/w/{live.id}{HOMES[seat]}", 303) if known else None


def seated(request: Request, live: LiveWorkshop, person: Person, link: str = "") -> Response:
    settings = request.app.state.settings
    response = RedirectResponse(f"/w/{live.id}{HOMES[person.role]}", 303)
    response.set_cookie(
        cookie_name(live.id, person.role),
        badge(settings.secret, live.workshop, person, link),
        max_age=settings.badge_days * 24 * 3600,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


def join_page(
    request: Request,
    live: LiveWorkshop | None,
    code: str,
    problem: str = "",
    status: int = 200,
    given: dict[str, str] | None = None,
    wait: float = 0.0,
    listed: Person | None = None,
) -> Response:
    programme = live.workshop.programme if live else None
    consent = programme.consent.get(language_of(request), "") if programme else ""
    asks = programme.asks if programme else ()
    values = {"name": "", "organisation": "", "country": ""} | (given or {})
    return page(
        request, "join", status, code=shown_code(code), problem=problem, given=values, asks=asks, consent=consent,
        wait=int(wait) + 1, listed=listed,
    )  # fmt: skip


def unclaimed(live: LiveWorkshop, name: str) -> str:
    """Somebody on the list of that name whom nobody has claimed."""
    same = same_name(name)
    listed = (p for p in live.workshop.people.values() if not p.here_before and not p.removed)
    return next((p.id for p in listed if same_name(p.name) == same), "")


def tidy_code(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())


def shown_code(code: str) -> str:
    tidy = tidy_code(code).upper()
    return f"{tidy[:3]}-{tidy[3:]}" if len(tidy) == 6 else code


def new_id() -> str:
    return secrets.token_hex(6)


routes = [
    Route("/", ask_for_code),
    Route("/j/{code}", ask_for_code),
    Route("/join", join, methods=["POST"]),
    Route("/w/{id}/as/{link}", role_link, methods=["GET", "POST"]),
    Route("/w/{id}/back", come_back),
]
