"""Looking back, for who trains: a snapshot as it was, two of them beside each other, the replay; and bringing back."""

import time
from collections.abc import Awaitable, Callable

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from moot.rooms.asking import Moment
from moot.rooms.past.brought import BringBack
from moot.rooms.past.comparison import comparison
from moot.rooms.past.snapshot import Snapshot
from moot.rooms.protection.access import What
from moot.rooms.record.effect import Effect, effect_of
from moot.rooms.refusals import Refused
from moot.rooms.shape import Value
from moot.rooms.view import view, who_sees_all
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


class Asked(BringBack):
    foresee: bool = False
    """Only say what it would do."""


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
    found = await live.snapshot_then(request.path_params["snapshot"])
    if found is None:
        return JSONResponse(NO_SUCH_SNAPSHOT, 404)
    snapshot, workshop = found
    return json(SnapshotSeen(snapshot, view(workshop, who_sees_all(workshop))))


async def compared(request: Request, live: LiveWorkshop) -> Response:
    """`of` a snapshot, `with` another or with now; in full of a `board` in a `room`, or of a `canvas`."""
    asked = request.query_params
    one = await live.snapshot_then(asked.get("of", ""))
    other = await live.snapshot_then(asked["with"]) if asked.get("with") else (None, live.workshop)
    if one is None or other is None:
        return JSONResponse(NO_SUCH_SNAPSHOT, 404)
    which = (asked.get(of, "") for of in ("room", "board", "canvas"))
    return json(comparison(live.workshop.snapshots, one, other, *which))


async def reel(request: Request, live: LiveWorkshop) -> Response:
    return json(await live.past.reel())


async def part(request: Request, live: LiveWorkshop) -> Response:
    found = await live.past.part(request.path_params["number"])
    return json(found) if found else JSONResponse({"why": "no-such-part"}, 404)


async def bring_back(request: Request) -> Response:
    """By a trainer, of what they could see in a snapshot."""
    live, trainer = await asker(request, "trainer")
    if live is None or trainer is None or not same_origin(request):
        return JSONResponse(NOT_ALLOWED, 403)
    try:
        asked = msgspec.json.decode((await request.body())[:LONGEST], type=Asked)
    except msgspec.MsgspecError as error:
        return JSONResponse({"why": "bad-message", "what": str(error)}, 400)
    found = await live.snapshot_then(asked.snapshot)
    if found is None:
        return JSONResponse(NO_SUCH_SNAPSHOT, 404)
    try:
        brings = asked.out_of(view(found[1], who_sees_all(found[1])), live.workshop)
        if asked.foresee:
            return json(effect_of(live.workshop, brings, trainer.id, Moment(time.time_ns() // 1_000_000)))
        await live.ask(brings, trainer.id)
    except Refused as refused:
        return json(Effect(why=refused.reason))
    return json(Effect())


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
