"""The programme editor: its page, before a workshop is made and while one runs; drafts that are checked, kept as files,
and taken on."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from moot.rooms.asking import Moment
from moot.rooms.people.people import Person
from moot.rooms.programmes.change import ChangeProgramme
from moot.rooms.programmes.draft import Draft, draft_in, programme_now, told_in, told_of
from moot.rooms.programmes.file import MOST_BYTES, Document, ProgrammeMistakes, read_document, text_of
from moot.rooms.refusals import Refused
from moot.server.live.workshop import LiveWorkshop
from moot.server.origin import same_origin
from moot.server.pages.inside import person_of, shell
from moot.server.pages.operator import allowed, printable
from moot.server.pages.template import page
from moot.server.programmes import builtin, decoded

NOT_ALLOWED = {"why": "not-allowed"}


class Sent(msgspec.Struct, kw_only=True):
    """A draft, and the revision of the programme that it was made from."""

    document: Document
    name: str = "programme"
    of: str = ""


class Editing(msgspec.Struct):
    """Who edits: an operator, or a trainer of a workshop."""

    live: LiveWorkshop | None = None
    trainer: Person | None = None


Answering = Callable[[Request, Editing], Awaitable[Response]]


def for_editors(answer: Answering) -> Callable[[Request], Awaitable[Response]]:
    """Operators outside a workshop, trainers inside theirs; forms and drafts from our own pages only."""

    async def route(request: Request) -> Response:
        editing = Editing()
        if id := request.path_params.get("id"):
            editing.live = await request.app.state.workshops.find(id)
            editing.trainer = person_of(request, editing.live, "trainer") if editing.live else None
        may = editing.trainer is not None if id else allowed(request)
        if not may or (request.method == "POST" and not same_origin(request)):
            return JSONResponse(NOT_ALLOWED, 403)
        try:
            return await answer(request, editing)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            return JSONResponse({"why": "no-draft", "what": str(error)}, 400)

    return route


async def editor(request: Request) -> Response:
    if not allowed(request):
        return page(request, "message", 403, text="need-operator-link")
    return page(request, "inside", entry="editor", seat="operator", workshop="", eyes=None, shared=False)


async def editor_inside(request: Request) -> Response:
    return await shell(request, "editor", "trainer")


async def begin(request: Request, editing: Editing) -> Response:
    """The draft to begin with: one that comes with moot, or the programme of the workshop."""
    if editing.live:
        return _told(programme_now(editing.live.workshop))
    name = request.path_params["name"]
    if name not in builtin():
        return JSONResponse({"why": "no-such-programme"}, 404)
    return _told(draft_in(builtin()[name], f"{name}.toml"))


async def open_file(request: Request, editing: Editing) -> Response:
    """What an uploaded file says, right or wrong."""
    async with request.form(max_part_size=MOST_BYTES) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            return JSONResponse({"why": "no-draft"}, 400)
        name, raw = printable(file.filename or ""), await file.read(MOST_BYTES + 1)
    source, mistakes = decoded(raw, name)
    try:
        if mistakes:
            raise ProgrammeMistakes(mistakes)
        return _told(await asyncio.to_thread(draft_in, source, name))
    except ProgrammeMistakes as wrong:
        return _told(Draft(mistakes=tuple(wrong.mistakes)), 400)


async def check(request: Request, editing: Editing) -> Response:
    sent = await _sent(request)
    if editing.live and editing.trainer:
        when = Moment(time.time_ns() // 1_000_000)
        workshop, trainer = editing.live.workshop, editing.trainer.id
        return _told(await asyncio.to_thread(told_in, workshop, sent.document, sent.of, trainer, when))
    return _told(await asyncio.to_thread(told_of, sent.document, sent.name))


async def keep(request: Request, editing: Editing) -> Response:
    """The draft as a file, also while it has mistakes."""
    text = text_of((await _sent(request)).document)
    return Response(text, media_type="application/toml")


async def change(request: Request, editing: Editing) -> Response:
    """The draft is the programme of the workshop from now on; or what is in the way, with the programme as it is."""
    sent = await _sent(request)
    assert editing.live
    assert editing.trainer
    live, who = editing.live, editing.trainer.id
    try:
        programme = await asyncio.to_thread(read_document, sent.document, live.workshop.programme.key)
        await live.ask(ChangeProgramme(programme, sent.of), who)
    except ProgrammeMistakes as wrong:
        return _told(Draft(mistakes=tuple(wrong.mistakes)), 400)
    except Refused:
        told = told_in(live.workshop, sent.document, sent.of, who, Moment(time.time_ns() // 1_000_000))
        return _told(msgspec.structs.replace(told, document=programme_now(live.workshop).document), 409)
    return _told(programme_now(live.workshop))


async def _sent(request: Request) -> Sent:
    return msgspec.json.decode(await request.body(), type=Sent)


def _told(told: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(told), status, media_type="application/json")


routes = [
    Route("/programmes/edit", editor),
    Route("/programmes/begin/{name}", for_editors(begin)),
    Route("/w/{id}/programme", editor_inside),
    Route("/w/{id}/programme/begin", for_editors(begin)),
    Route("/w/{id}/programme/change", for_editors(change), methods=["POST"]),
    *(
        Route(f"{place}/{name}", for_editors(answer), methods=["POST"])
        for place in ("/programmes", "/w/{id}/programme")
        for name, answer in (("open", open_file), ("check", check), ("keep", keep))
    ),
]
