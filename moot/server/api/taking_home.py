"""The results, in each format that people take home, for a program that files or sends them."""

from __future__ import annotations

import time
from typing import Annotated, Literal

import msgspec
from starlette.responses import Response

from moot.rooms.results.report import Wanted
from moot.rooms.results.sight import sight_of
from moot.server.api.looking import AT
from moot.server.api.operation import Call, Operation
from moot.server.api.problem import NotDone
from moot.server.results import FORMATS
from moot.server.results.order import NotMade, Order

COST = 20.0  # calls: a file takes a second of a core, where a call takes milliseconds


class Which(msgspec.Struct):
    scope: Literal["training", "day", "room", "person"] = "training"
    which: str = ""
    """The number of the day, or the id of the room or person."""
    reader: Literal["trainers", "everyone"] = "trainers"
    """For whose eyes: nobody reads as another person."""
    language: Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}$")] = "en"


async def results(call: Call) -> Response:
    format, asked = call.at("format"), call.query
    if format not in FORMATS:
        raise NotDone(404, f"there are {', '.join(FORMATS)}")
    wanted = Wanted(scope=asked.scope, which=asked.which, reader=asked.reader, language=asked.language)
    sight_of(call.live.workshop, wanted)  # what is not there is refused before anything is made
    order = Order(workshop=call.live.workshop, wanted=wanted, format=format, at=time.time_ns() // 1_000_000)
    made = await call.request.app.state.workbench.file(order)
    if isinstance(made, NotMade):
        raise NotDone(503, f"it was not made: {made.why}")
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.content, headers=headers, media_type=made.media_type)


OPERATIONS = (
    Operation("GET", f"{AT}/results/{{format}}", "results", "The results as a file: of the training, a day, a room or "
              "a person", "results", results, None, query=Which, cost=COST, patience=60.0, problems=(404, 409),
              media={f.media_type: f.ending for f in FORMATS.values()}, looks="results", about="{format}"),
)  # fmt: skip
