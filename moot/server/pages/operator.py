"""Making workshops: who may, from which programme."""

import asyncio
from collections.abc import Sequence

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from moot.rooms.programmes.file import MOST_BYTES, Mistake, ProgrammeMistakes, read
from moot.rooms.programmes.programme import Programme
from moot.server.badges import link_key, same_key
from moot.server.origin import same_origin
from moot.server.pages.template import give_cookie, language_of, page
from moot.server.programmes import builtin, decoded

COOKIE = "moot_operator"
LONGEST = 2 * MOST_BYTES  # of a form: browsers write line ends as two letters


async def operator(request: Request) -> Response:
    """The operator's link, as the server printed it."""
    if not same_key(request.query_params.get("key", ""), request.app.state.operator_key):
        return page(request, "message", 403, text="bad-link")
    return _let_in(request)


async def workshops(request: Request) -> Response:
    if not allowed(request):
        if request.app.state.settings.operators == "password":
            return page(request, "password", problem="", wait=0)
        return page(request, "message", 403, text="need-operator-link")
    return form_page(request)


async def password(request: Request) -> Response:
    form = await request.form()
    settings, guesses = request.app.state.settings, request.app.state.guesses
    if settings.operators != "password" or not same_origin(request):
        return page(request, "message", 403, text="other-origin")
    if wait := guesses.must_wait("password"):  # whoever was wrong: there is but one password
        return page(request, "password", 429, problem="slow", wait=int(wait) + 1)
    if not same_key(str(form.get("password", "")), settings.password):
        guesses.wrong("password")
        return page(request, "password", 403, problem="wrong", wait=0)
    return _let_in(request)


async def make(request: Request) -> Response:
    if not allowed(request) or not same_origin(request):
        return page(request, "message", 403, text="need-operator-link")
    async with request.form(max_part_size=LONGEST) as form:
        name, source, mistakes = await chosen(form)
    try:
        if mistakes:
            raise ProgrammeMistakes(mistakes)
        programme = await asyncio.to_thread(read, source, name)
    except ProgrammeMistakes as wrong:
        return form_page(request, wrong.mistakes, name, source)
    live = await request.app.state.workshops.make(programme)
    key = link_key(request.app.state.settings.secret, live.workshop, "trainer")
    return RedirectResponse(f"/w/{live.id}/as/trainer?key={key}", 303)


async def chosen(form: FormData) -> tuple[str, str, list[Mistake]]:
    """The name and text of a programme: from a file, from what was mended on the page, or a built-in one."""
    file, name, text = form.get("file"), str(form.get("builtin", "")), str(form.get("text", ""))
    if isinstance(file, UploadFile) and file.filename:
        name = printable(file.filename)
        return name, *decoded(await file.read(MOST_BYTES + 1), name)
    if text.strip():
        return str(form.get("name", ""))[:80], text.replace("\r\n", "\n"), []
    return f"{name}.toml", builtin().get(name, ""), []


def printable(name: str) -> str:
    """The name of a file, as it can be shown."""
    return "".join(letter for letter in name if letter.isprintable())[:80]


def allowed(request: Request) -> bool:
    if request.app.state.settings.operators == "open":
        return True
    return same_key(request.cookies.get(COOKIE, ""), request.app.state.operator_key)


def form_page(request: Request, mistakes: Sequence[Mistake] = (), name: str = "", source: str = "") -> Response:
    """The form, and after mistakes the text that has them, to be mended in place."""
    language, status = language_of(request), 400 if mistakes else 200
    choices = [(key, title(read(text, f"{key}.toml"), language)) for key, text in builtin().items()]
    return page(request, "workshops", status, choices=choices, mistakes=mistakes, file=name, source=source,
        listed=request.app.state.settings.operators != "open",
    )  # fmt: skip


def title(programme: Programme, language: str) -> str:
    return programme.title.get(language) or next(iter(programme.title.values()))


def _let_in(request: Request) -> Response:
    response = RedirectResponse("/workshops", 303)
    give_cookie(request, response, COOKIE, request.app.state.operator_key)
    return response


routes = [
    Route("/operator", operator),
    Route("/workshops", workshops),
    Route("/workshops", make, methods=["POST"]),
    Route("/password", password, methods=["POST"]),
]
