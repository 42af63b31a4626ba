"""What a program is told when something is not done: problem details, as RFC 9457 has them."""

from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from moot.rooms.refusals import Reason

PREFIX = "/api/"


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    title: str
    status: int
    detail: str = ""
    why: Reason | None = None
    """Of a request that the rules refuse."""
    where: str = ""
    """The place in what was sent, as `$.people[3].name`."""
    type: str = "about:blank"


class NotDone(Exception):
    """A call ends with a problem."""

    def __init__(
        self, status: int, detail: str, *, why: Reason | None = None, where: str = "", retry: float = 0.0
    ) -> None:
        super().__init__(detail)
        self.problem = Problem(
            title=HTTPStatus(status).phrase, status=status, detail=detail, why=why, where=where, type="about:blank"
        )
        self.headers: dict[str, str] = {}
        if retry:
            self.headers["Retry-After"] = str(max(1, round(retry)))
        if status == HTTPStatus.UNAUTHORIZED:
            self.headers["WWW-Authenticate"] = 'Bearer realm="moot"'


def told(not_done: NotDone) -> Response:
    body = {"type": not_done.problem.type, **msgspec.to_builtins(not_done.problem)}
    return Response(
        msgspec.json.encode(body), not_done.problem.status, not_done.headers, media_type="application/problem+json"
    )


def is_for_programs(request: Request) -> bool:
    return request.url.path.startswith(PREFIX)


async def http_problem(request: Request, error: Exception) -> Response:
    """No such address, method, or too long a body: as a problem to programs, in a word to browsers."""
    assert isinstance(error, HTTPException)
    if is_for_programs(request):
        answer = told(NotDone(error.status_code, error.detail))
        answer.headers.update(error.headers or {})
        return answer
    if error.status_code in (204, 304):
        return Response(status_code=error.status_code, headers=error.headers)
    return PlainTextResponse(error.detail, status_code=error.status_code, headers=error.headers)
