"""The HTTP API for programs, under `/api/v1`: one table of operations, from which all else is made."""

from functools import cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from moot.server.api import asking, changes, looking, looking_back, operating, taking_home
from moot.server.api.changes import Listeners
from moot.server.api.description import SAYS, written
from moot.server.api.operation import BASE, Operation
from moot.server.api.pace import Pace
from moot.server.api.problem import http_problem
from moot.server.pages.template import page

__all__ = ["OPERATIONS", "Listeners", "Pace", "http_problem", "routes"]

OPERATIONS: tuple[Operation, ...] = (
    *operating.OPERATIONS,
    *looking.OPERATIONS,
    *looking_back.OPERATIONS,
    *changes.OPERATIONS,
    *taking_home.OPERATIONS,
    *asking.OPERATIONS,
)


@cache
def description() -> bytes:
    return written(OPERATIONS)


async def openapi(request: Request) -> Response:
    return Response(description(), media_type="application/json")


async def docs(request: Request) -> Response:
    return page(request, "api", operations=OPERATIONS, base=BASE, says=SAYS.split("\n\n"))


async def nothing(request: Request) -> Response:
    raise HTTPException(404, "there is no such address; see /api/v1/docs")


routes = [
    *(operation.route() for operation in OPERATIONS),
    Route(f"{BASE}/openapi.json", openapi),
    Route(f"{BASE}/docs", docs),
    Route("/api/{rest:path}", nothing),
]
