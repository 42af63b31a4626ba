"""Making workshops: who may, from which programme."""

import asyncio
from hmac import compare_digest

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from moot.rooms.programme import Programme
from moot.rooms.programme_file import ProgrammeMistakes, read
from moot.server.badges import link_key
from moot.server.pages.template import language_of, page, same_origin
from moot.server.programmes import builtin

COOKIE = "moot_operator"
LONGEST = 256 << 10


async def operator(request: Request) -> Response:
    """The operator's link, as the server printed it."""
    if not compare_digest(request.query_params.get("key", ""), request.app.state.operator_key):
        return page(request, "message", 403, text="bad-link")
    return _let_in(request)


async def workshops(request: Request) -> Response:
    if not allowed(request):
        if request.app.state.settings.operators == "password":
            return page(request, "password", problem=False)
        return page(request, "message", 403, text="need-operator-link")
    return form_page(request)


async def password(request: Request) -> Response:
    form = await request.form()
    settings = request.app.state.settings
    right = settings.operators == "password" and same_origin(request)
    if not right or not compare_digest(str(form.get("password", "")).encode(), settings.password.encode()):
        return page(request, "password", 403, problem=True)
    return _let_in(request)


async def make(request: Request) -> Response:
    if not allowed(request) or not same_origin(request):
        return page(request, "message", 403, text="need-operator-link")
    form = await request.form(max_part_size=LONGEST)
    file, name = form.get("file"), str(form.get("builtin", ""))
    if file is not None and not isinstance(file, str) and file.filename:
        raw, name = await file.read(), "".join(c for c in file.filename if c.isprintable())[:80]
    else:
        raw, name = builtin().get(name, "").encode(), f"{name}.toml"
    try:
        programme = await asyncio.to_thread(read, raw.decode(), name)
    except UnicodeDecodeError as error:
        return form_page(request, [f"{name}: UTF-8? ({error.start})"], 400)
    except ProgrammeMistakes as error:
        return form_page(request, [str(mistake) for mistake in error.mistakes], 400)
    live = await request.app.state.workshops.make(programme)
    key = link_key(request.app.state.settings.secret, live.workshop, "trainer")
    return RedirectResponse(f"/w/{live.id}/as/trainer?key={key}", 303)


def allowed(request: Request) -> bool:
    if request.app.state.settings.operators == "open":
        return True
    return compare_digest(request.cookies.get(COOKIE, ""), request.app.state.operator_key)


def form_page(request: Request, mistakes: list[str] | None = None, status: int = 200) -> Response:
    language = language_of(request)
    choices = [(name, title(read(text, f"{name}.toml"), language)) for name, text in builtin().items()]
    return page(request, "workshops", status, choices=choices, mistakes=mistakes or [])


def title(programme: Programme, language: str) -> str:
    return programme.title.get(language) or next(iter(programme.title.values()))


def _let_in(request: Request) -> Response:
    response = RedirectResponse("/workshops", 303)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, request.app.state.operator_key, httponly=True, samesite="lax", secure=secure)
    return response


routes = [
    Route("/operator", operator),
    Route("/workshops", workshops),
    Route("/workshops", make, methods=["POST"]),
    Route("/password", password, methods=["POST"]),
]
