"""How it was: a snapshot, two beside each other, any moment of the replay; and what is brought back out of one."""

from __future__ import annotations

import asyncio
import sys
from typing import Annotated

import msgspec

from moot.client.shapes import Done, Then
from moot.rooms.past.brought import BringBack
from moot.rooms.past.comparison import Comparison, comparison
from moot.rooms.past.past import Reel
from moot.rooms.past.snapshot import Snapshot
from moot.rooms.view import view, who_sees_all
from moot.rooms.workshop import Workshop
from moot.server.api.asking import KEY, KEY_SAYS, asked_once
from moot.server.api.looking import AT, seen
from moot.server.api.operation import Call, Operation
from moot.server.api.pace import WHOLE
from moot.server.api.problem import NotDone

encode = msgspec.json.encode


class Which(msgspec.Struct):
    of: str
    """The id of a snapshot."""
    to: str = ""
    """That of another; empty: now."""
    room: str = ""
    """With `board`: of which all that differs is told."""
    board: str = ""
    canvas: str = ""
    """Of which all that differs is told, as “plan:p12”."""


class When(msgspec.Struct):
    at: Annotated[int, msgspec.Meta(ge=0, le=sys.maxsize)]
    """Milliseconds since 1970."""


async def snapshots(call: Call) -> dict[str, Snapshot]:
    return seen(call).snapshots


async def snapshot(call: Call) -> bytes:
    """As far as a trainer could see it."""
    _, then = await _found(call, call.at("snapshot"))
    return await asyncio.to_thread(lambda: encode(view(then, who_sees_all(then))))


async def compared(call: Call) -> bytes:
    asked: Which = call.query
    one = await _found(call, asked.of)
    other = await _found(call, asked.to) if asked.to else (None, call.live.workshop)
    known = call.live.workshop.snapshots
    return await asyncio.to_thread(lambda: encode(comparison(known, one, other, asked.room, asked.board, asked.canvas)))


async def replay(call: Call) -> Reel:
    return await call.live.past.reel()


async def moment(call: Call) -> bytes:
    at = call.query.at
    then = await call.live.past.at_moment(at)
    if then is None:
        raise NotDone(404, "nothing had happened yet", where="at")
    return await asyncio.to_thread(lambda: encode(Then(at=at, workshop=view(then, who_sees_all(then)))))


async def bring_back(call: Call) -> Done:
    asked: BringBack = call.body
    _, then = await _found(call, asked.snapshot)
    return await asked_once(call, asked.out_of(view(then, who_sees_all(then)), call.live.workshop))


async def _found(call: Call, snapshot: str) -> tuple[Snapshot, Workshop]:
    found = await call.live.snapshot_then(snapshot)
    if found is None:
        raise NotDone(404, "there is no such snapshot")
    return found


OPERATIONS = (
    Operation("GET", f"{AT}/snapshots", "snapshots", "What was kept by name, or when a stage was left, by id", "read",
              snapshots, dict[str, Snapshot]),
    Operation("GET", f"{AT}/snapshots/{{snapshot}}", "snapshot", "The workshop as it was then", "read", snapshot,
              Workshop, cost=WHOLE, problems=(404,), looks="snapshot"),
    Operation("GET", f"{AT}/comparison", "comparison", "What differs between two snapshots, or one and now: counted "
              "for all boards and canvases, and in full for the one that is asked for", "read", compared, Comparison,
              query=Which, cost=WHOLE, problems=(404,), looks="snapshot"),
    Operation("GET", f"{AT}/replay", "replay", "When there was something to hear, and when stages began and ended and "
              "snapshots were taken", "read", replay, Reel, cost=WHOLE, looks="replay"),
    Operation("GET", f"{AT}/moment", "moment", "The workshop as a trainer could see it at a moment", "read", moment,
              Then, query=When, cost=WHOLE, problems=(404,), looks="replay"),
    Operation("POST", f"{AT}/bring-back", "bring-back", "Brings a note, a challenge, a cell, a row or a canvas back "
              "out of a snapshot, as trainers do. Needs the scope `lead`", "token", bring_back, Done, body=BringBack,
              headers={KEY: KEY_SAYS}, cost=WHOLE, problems=(404, 409, 422), looks="snapshot"),
)  # fmt: skip
