"""Calls of one server with one token: what comes back, what went wrong, and when to try again."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec

from moot import __version__
from moot.rooms.refusals import Reason

T = TypeVar("T")
TRIES = 4
AGAIN = (429, 502, 503, 504)
"""The server, or what stands before it, says: later."""
LOST = (http.client.HTTPException, ConnectionError, TimeoutError)


class NotDone(Exception):
    """What the server says of a call that it did not do; `status` 0: it was not reached."""

    def __init__(
        self, status: int, detail: str, why: Reason | None = None, where: str = "", retry: float = 0.0
    ) -> None:
        super().__init__(f"{status}: {detail}" + (f" ({where})" if where else ""))
        self.status, self.detail, self.why, self.where, self.retry = status, detail, why, where, retry


class _Problem(msgspec.Struct):
    detail: str = ""
    why: Reason | None = None
    where: str = ""


class Calls:
    """Of one server, with one token. Those that may be repeated are: when the line breaks, or it asks to wait."""

    def __init__(self, url: str, token: str, timeout: float, pause: float) -> None:
        self._base = f"{url.rstrip('/')}/api/v1"
        self._token, self._timeout, self._pause = token, timeout, pause

    def get(self, path: str, type: type[T], **query: str) -> T:
        return _decoded(self.fetch(path, **query), type)

    def fetch(self, path: str, **query: str) -> bytes:
        """The bytes of an answer."""
        asked = urlencode({name: value for name, value in query.items() if value})
        return self._repeated("GET", f"{path}?{asked}" if asked else path, None, {})

    def post(self, path: str, body: Any, type: type[T], key: str = "") -> T:
        """Repeated where there is a key, under which it is done once."""
        raw = msgspec.json.encode(body)
        headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
        answer = self._repeated("POST", path, raw, headers, TRIES if key else 1)
        return _decoded(answer, type)

    def open(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Any:
        """The open answer. Raises NotDone, and whatever says that the line was lost."""
        headers = {"Authorization": f"Bearer {self._token}", **headers}
        request = urllib.request.Request(self._base + path, body, headers, method=method)
        try:
            return urllib.request.urlopen(request, timeout=self._timeout)
        except urllib.error.HTTPError as error:
            with error:
                raise _not_done(error) from None
        except urllib.error.URLError as error:
            raise ConnectionError(str(error.reason)) from None

    def wait(self, tries: int, error: Exception) -> None:
        """Before the next try."""
        named = error.retry if isinstance(error, NotDone) else 0.0
        time.sleep(named or self._pause * 2**tries)

    def _repeated(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str], tries: int = TRIES
    ) -> bytes:
        for tried in range(tries):
            try:
                with self.open(method, path, body, headers) as answer:
                    read: bytes = answer.read()
                    return read
            except NotDone as error:
                if error.status not in AGAIN or tried + 1 == tries:
                    raise
                self.wait(tried, error)
            except LOST as error:
                if tried + 1 == tries:
                    raise NotDone(0, f"the server was not reached: {error}") from error
                self.wait(tried, error)
        raise AssertionError("at least one try")


def _decoded(answer: bytes, type: type[T]) -> T:
    try:
        return msgspec.json.decode(answer, type=type)
    except msgspec.MsgspecError as error:
        raise NotDone(0, f"what came back is not as moot {__version__} answers: {error}") from None


def _not_done(error: urllib.error.HTTPError) -> NotDone:
    try:
        told = msgspec.json.decode(error.read(), type=_Problem)
    except (msgspec.MsgspecError, *LOST):  # of something that stands before the server
        told = _Problem(detail=error.reason)
    after = error.headers.get("Retry-After", "")
    return NotDone(error.code, told.detail, told.why, told.where, float(after) if after.isdigit() else 0.0)
