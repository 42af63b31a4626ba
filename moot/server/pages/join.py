"""Join by code or QR with a name; come back by a personal link; come in as a trainer by a role's link."""

import secrets
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from moot.rooms.people.consent import text_of_consent
from moot.rooms.people.joining import Join
from moot.rooms.people.people import Person
from moot.rooms.protection.retention import kept_until
from moot.rooms.refusals import Refused
from moot.rooms.words import same_name
from moot.server.badges import DAY, SEATS, badge, cookie_name, holder, link_key, personal_key, same_key
from moot.server.guessing import Guesses
from moot.server.live.workshop import LiveWorkshop
from moot.server.origin import same_origin
from moot.server.pages.template import PERSON_COOKIE, give_cookie, language_of, page

WRONG = {"no-code": "code", "no-such-code": "code", "slow": "code", "consent-needed": "agree"} | dict.fromkeys(
    ("empty", "too-long", "bad-letters", "name-taken"), "name"
)
"""Which field a problem is about."""
HOMES = {"participant": "", "trainer": "/console", "observer": "/console", "projector": "/projector"}


async def ask_for_code(request: Request) -> Response:
    code = request.path_params.get("code", request.query_params.get("code", ""))
    live = await request.app.state.workshops.find(tidy_code(code))
    if live and (known := here_already(request, live, "participant")):
        return known
    return (wrong_guess(request, live, code, {}) if code else None) or join_page(request, live, code)


async def join(request: Request) -> Response:
    form = await request.form()
    given = {key: str(form.get(key, "")) for key in ("code", "name", "organisation", "country", "claim", "agree")}
    code = tidy_code(given["code"])
    if not same_origin(request):
        return page(request, "message", 403, text="other-origin")
    if not code:
        return join_page(request, None, "", "no-code", 400, given)
    live = await request.app.state.workshops.find(code)
    wrong = wrong_guess(request, live, given["code"], given)
    if live is None or wrong:
        return wrong or page(request, "message", 404, text="no-such-workshop")
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
                agreed=text_of_consent(live.workshop.programme, given["agree"]) if given["agree"] else "",
            )
        )
    except Refused as refused:
        listed = live.workshop.people.get(claim)  # who said who they are is not asked again
        return join_page(request, live, code, refused.reason.value, 400, given, listed=listed)
    return seated(request, live, live.workshop.people[person_id])


async def role_link(request: Request) -> Response:
    """The link of a trainer, co-trainer, observer or projector."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    link = request.path_params["link"]
    if live is None or link not in SEATS or link == "participant":
        return page(request, "message", 403, text="bad-link")
    key = link_key(request.app.state.settings.secret, live.workshop, link)
    if not same_key(request.query_params.get("key", ""), key):
        return page(request, "message", 403, text="bad-link")
    if known := here_already(request, live, SEATS[link]):
        return known
    if request.method == "GET" and link != "projector":
        return page(request, "role", link=link, problem="")
    form = await request.form()
    person_id, name = new_id(), link if link == "projector" else str(form.get("name", ""))
    try:
        await live.ask(Join(id=person_id, name=name, role=SEATS[link]))
    except Refused as refused:
        return page(request, "role", 400, link=link, problem=refused.reason.value)
    return seated(request, live, live.workshop.people[person_id], link)


async def come_back(request: Request) -> Response:
    """The personal link: the same person on another device."""
    live = await request.app.state.workshops.find(request.path_params["id"])
    key = request.query_params.get("key", "")
    person = live.workshop.people.get(key.partition(".")[0]) if live else None
    if live is None or person is None or person.removed or person.program:
        return page(request, "message", 403, text="bad-link")
    if not same_key(key, personal_key(request.app.state.settings.secret, live.workshop, person)):
        return page(request, "message", 403, text="bad-link")
    if not person.here_before:  # a name on the list, found by the link that a trainer sent
        if text_of_consent(live.workshop.programme, ""):
            return join_page(request, live, live.id, given={"name": person.name}, listed=person)
        with suppress(Refused):  # in another tab, at the same time
            await live.ask(Join(id=person.id, name=person.name, claim=person.id))
    return seated(request, live, live.workshop.people[person.id])


def here_already(request: Request, live: LiveWorkshop, seat: str) -> Response | None:
    cookie = request.cookies.get(cookie_name(live.id, seat))
    known = holder(request.app.state.settings, live.workshop, cookie, seat)
    return RedirectResponse(f"/w/{live.id}{HOMES[seat]}", 303) if known else None


def seated(request: Request, live: LiveWorkshop, person: Person, link: str = "") -> Response:
    response = RedirectResponse(f"/w/{live.id}{HOMES[person.role]}", 303)
    give_badge(request, response, live, person, link)
    return response


def give_badge(
    request: Request, response: Response, live: LiveWorkshop, person: Person, link: str, device: str = ""
) -> None:
    settings = request.app.state.settings
    proof = badge(settings.secret, live.workshop, person, link, device)
    give_cookie(request, response, cookie_name(live.id, person.role), proof, settings.badge_days * DAY)


def wrong_guess(request: Request, live: LiveWorkshop | None, code: str, given: dict[str, str]) -> Response | None:
    """What whoever has to wait gets, even with a right code, or else whoever gave a wrong one, which is counted."""
    guesses: Guesses = request.app.state.guesses
    person = request.cookies.get(PERSON_COOKIE, "")
    keys = [f"code:{tidy_code(code)[:20]}", *([f"person:{person[:40]}"] if person else [])]
    if wait := guesses.must_wait(*keys):
        return join_page(request, None, code, "slow", 429, given, wait)
    if live:
        return None
    guesses.wrong(*keys)
    return join_page(request, None, code, "no-such-code", 404, given)


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
    consent = text_of_consent(programme, language_of(request)) if programme else ""
    asks = programme.asks if programme else ()
    values = {"name": "", "organisation": "", "country": "", "agree": ""} | (given or {})
    return page(
        request, "join", status, code=shown_code(code), problem=problem, given=values, asks=asks, consent=consent,
        wrong=WRONG.get(problem, ""), wait=int(wait) + 1, listed=listed,
        until=kept_until(live.workshop) if live else "",
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
