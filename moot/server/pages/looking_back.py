"""Looking back, for who trains: a snapshot as it was, two of them beside each other, the replay; and bringing back."""

import time
from collections.abc import Awaitable, Callable

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from moot.rooms import asking, brought
from moot.rooms.access import What
from moot.rooms.asking import Moment
from moot.rooms.board import Board
from moot.rooms.compare import (
    BoardCompared,
    CanvasCompared,
    Counts,
    both_canvases,
    changed_boards,
    changed_canvases,
    compare_boards,
    compare_canvases,
)
from moot.rooms.effect import Effect, effect_of
from moot.rooms.refusals import Refused
from moot.rooms.shape import Value
from moot.rooms.snapshot import Snapshot
from moot.rooms.view import NOBODY, Viewer, view, who_sees_all
from moot.rooms.workshop import Workshop
from moot.server.live.workshop import LiveWorkshop
from moot.server.origin import same_origin
from moot.server.pages.inside import shell
from moot.server.pages.looking_up import NOT_ALLOWED, asker, json

TRAINS = ("trainer", "observer")
NO_SUCH_SNAPSHOT = {"why": "no-such-snapshot"}
LONGEST = 4 << 10  # bytes of what is asked to be brought back


class SnapshotSeen(Value):
    """What who trains could see then."""

    snapshot: Snapshot
    view: Workshop


class Comparison(Value, kw_only=True):
    was: Snapshot
    now: Snapshot | None = None
    """Nothing: how it is now."""
    snapshots: dict[str, Snapshot]
    """All that there are now, to choose others."""
    boards: dict[str, dict[str, Counts]]
    """By room and board, those that differ."""
    canvases: dict[str, Counts]
    before: Workshop
    """What could be seen, of the room and the canvas that were asked for."""
    after: Workshop
    board: BoardCompared | None = None
    canvas: CanvasCompared | None = None


class BringBack(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A note of a room; a canvas, a row of it, or a cell. `foresee`: what would it do?"""

    snapshot: str
    room: str = ""
    note: str = ""
    canvas: str = ""
    row: str = ""
    column: str = ""
    foresee: bool = False


async def snapshot_page(request: Request) -> Response:
    return await shell(request, "snapshot", *TRAINS)


async def comparison_page(request: Request) -> Response:
    return await shell(request, "comparison", *TRAINS)


async def replay_page(request: Request) -> Response:
    return await shell(request, "replay", *TRAINS)


Looks = Callable[[Request, LiveWorkshop], Awaitable[Response]]


def for_who_trains(what: What, look: Looks) -> Callable[[Request], Awaitable[Response]]:
    async def asked(request: Request) -> Response:
        live, person = await asker(request, *TRAINS)
        if live is None or person is None:
            return JSONResponse(NOT_ALLOWED, 403)
        live.looked(person.id, what)
        return await look(request, live)

    return asked


async def snapshot_seen(request: Request, live: LiveWorkshop) -> Response:
    found = await _found(live, request.path_params["snapshot"])
    if found is None:
        return JSONResponse(NO_SUCH_SNAPSHOT, 404)
    snapshot, workshop = found
    return json(SnapshotSeen(snapshot, view(workshop, who_sees_all(workshop))))


async def compared(request: Request, live: LiveWorkshop) -> Response:
    """`of` a snapshot, `with` another or with now; in full of a `board` in a `room`, or of a `canvas`."""
    asked = request.query_params
    one = await _found(live, asked.get("of", ""))
    other = await _found(live, asked["with"]) if asked.get("with") else (None, live.workshop)
    if one is None or other is None:
        return JSONResponse(NO_SUCH_SNAPSHOT, 404)
    which = (asked.get(of, "") for of in ("room", "board", "canvas"))
    return json(comparison(live.workshop.snapshots, one, other, *which))


def comparison(
    snapshots: dict[str, Snapshot],
    one: tuple[Snapshot, Workshop],
    other: tuple[Snapshot | None, Workshop],
    room: str,
    board: str,
    canvas: str,
) -> Comparison:
    was, now = (view(workshop, who_sees_all(workshop)) for _, workshop in (one, other))
    before, after = (_of_one(workshop, room, canvas) for _, workshop in (one, other))
    on_board = now.board(room, board)
    return Comparison(
        was=one[0],
        now=other[0],
        snapshots=snapshots,
        boards=changed_boards(was, now),
        canvases=changed_canvases(was, now),
        before=before,
        after=after,
        board=compare_boards(was.board(room, board) or Board(), on_board) if on_board else None,
        canvas=compare_canvases(*both_canvases(was, now, canvas)) if canvas else None,
    )


def _of_one(workshop: Workshop, room: str, canvas: str) -> Workshop:
    """What can be seen of one room and one canvas."""
    rooms = (room,) if room in workshop.rooms else ()
    canvases = (canvas,) if canvas in workshop.canvases else ()
    return view(workshop, Viewer(NOBODY, "trainer", rooms, canvases))


async def reel(request: Request, live: LiveWorkshop) -> Response:
    return json(await live.reel())


async def part(request: Request, live: LiveWorkshop) -> Response:
    found = await live.part(request.path_params["number"])
    return json(found) if found else JSONResponse({"why": "no-such-part"}, 404)


async def bring_back(request: Request) -> Response:
    """By a trainer, of what they could see in a snapshot."""
    live, trainer = await asker(request, "trainer")
    if live is None or trainer is None or not same_origin(request):
        return JSONResponse(NOT_ALLOWED, 403)
    try:
        asked = msgspec.json.decode((await request.body())[:LONGEST], type=BringBack)
    except msgspec.MsgspecError as error:
        return JSONResponse({"why": "bad-message", "what": str(error)}, 400)
    found = await _found(live, asked.snapshot)
    if found is None:
        return JSONResponse(NO_SUCH_SNAPSHOT, 404)
    then = view(found[1], who_sees_all(found[1]))
    try:
        if asked.note:
            brings: asking.Request = brought.note_of(then, asked.room, asked.note)
        else:
            brings = brought.cells_of(then, live.workshop, asked.canvas, asked.row, asked.column)
        if asked.foresee:
            return json(effect_of(live.workshop, brings, trainer.id, Moment(time.time_ns() // 1_000_000)))
        await live.ask(brings, trainer.id)
    except Refused as refused:
        return json(Effect(why=refused.reason))
    return json(Effect())


async def _found(live: LiveWorkshop, snapshot: str) -> tuple[Snapshot, Workshop] | None:
    """One that is listed, and how it was then. Raises JournalUnavailable."""
    known = live.workshop.snapshots.get(snapshot)
    workshop = await live.at_snapshot(snapshot) if known else None
    return (known, workshop) if known and workshop else None


routes = [
    Route("/w/{id}/snapshots/{snapshot}", snapshot_page),
    Route("/w/{id}/snapshots/{snapshot}/view", for_who_trains("snapshot", snapshot_seen)),
    Route("/w/{id}/comparison", comparison_page),
    Route("/w/{id}/compared", for_who_trains("snapshot", compared)),
    Route("/w/{id}/bring-back", bring_back, methods=["POST"]),
    Route("/w/{id}/replay", replay_page),
    Route("/w/{id}/replay/reel", for_who_trains("replay", reel)),
    Route("/w/{id}/replay/parts/{number:int}", for_who_trains("replay", part)),
]
