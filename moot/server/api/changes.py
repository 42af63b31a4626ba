"""What happens, as a trainer hears of it who has opened everything: asked for now and then, or told as it comes.

Told as Server-Sent Events, whose id is the mark: who comes back with the last one misses nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

import msgspec
from starlette.responses import Response, StreamingResponse

from moot.client.shapes import Changes
from moot.rooms.outside.program import is_let_in
from moot.rooms.protocol import Did
from moot.rooms.view import audiences, whole_viewer
from moot.rooms.workshop import Workshop
from moot.server.api.looking import AT
from moot.server.api.operation import Call, Operation
from moot.server.api.problem import NotDone
from moot.server.lines.frame import payload
from moot.server.lines.line import LIMIT, RESTART, OnText
from moot.server.live.visit import Visit

STREAMS = 4  # of one program in one workshop
HEARTBEAT = 15.0  # seconds: proxies commonly drop a line that is silent for a minute

EVENTS = "text/event-stream"
RENEW = b'{"type":"renew"'

decode_did = msgspec.json.Decoder(Did).decode


class Since(msgspec.Struct):
    since: str = ""
    """A mark, as `at` or `mark` of an answer; empty: now."""


class Ear:
    """A line that keeps what is written to it until it is taken. What is not kept in the journal passes by."""

    def __init__(self) -> None:
        self._heard: deque[bytes] = deque()
        self.owed = 0
        self.ended = False
        self._news = asyncio.Event()

    def write(self, frame: bytes, ephemeral: bool = False) -> bool:
        if ephemeral or self.ended:
            return False
        self.say(payload(frame))
        return True

    def say(self, message: bytes) -> None:
        self._heard.append(message)
        self.owed += len(message)
        if self.owed > LIMIT:
            return self.abort()
        self._news.set()

    @property
    def slow(self) -> bool:
        return False

    def close(self, code: int, reason: str = "") -> None:
        """What was said is still taken."""
        self.ended = True
        self._news.set()

    def abort(self) -> None:
        self._heard.clear()
        self.close(0)

    def listen(self, on_text: OnText) -> None:
        """A stream goes one way."""

    async def closed(self) -> int:
        await self._news.wait()
        return 0

    def taken(self) -> list[bytes]:
        heard, self.owed = list(self._heard), 0
        self._heard.clear()
        self._news.clear()
        return heard

    async def news_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._news.wait()
        except TimeoutError:
            return False


class Listening(Visit):
    """A program that hears all a trainer can. Nobody sees it among those who are here."""

    is_here = False
    opens_all = True
    line: Ear

    def look_at(self, workshop: Workshop) -> None:
        self.viewer = whole_viewer(workshop, self.person)
        self.audiences = audiences(workshop, self.viewer)

    def welcome(self, workshop: Workshop, mark: str, views: dict[Any, bytes]) -> None:
        """Programs read a new view when they want one."""
        self.line.say(RENEW + b',"at":"%s"}' % mark.encode())


class Listeners:
    """The streams that this server has open, by workshop and program."""

    def __init__(self) -> None:
        self._ears: dict[tuple[str, str], list[Ear]] = {}

    def add(self, key: tuple[str, str], ear: Ear) -> None:
        self._ears.setdefault(key, []).append(ear)

    def remove(self, key: tuple[str, str], ear: Ear) -> None:
        self._ears[key].remove(ear)
        if not self._ears[key]:
            del self._ears[key]

    def count(self, key: tuple[str, str]) -> int:
        return len(self._ears.get(key, ()))

    def close(self) -> None:
        """The server ends: whoever listens comes back by themselves, and misses nothing."""
        for ears in self._ears.values():
            for ear in ears:
                ear.close(RESTART)


def listening(call: Call) -> Listening:
    program = call.program
    return Listening(call.live, program, Ear(), lambda workshop: is_let_in(workshop, program, _now()))


async def changes(call: Call) -> Any:
    if EVENTS in call.request.headers.get("accept", ""):
        return streamed(call)
    visit, mark = listening(call), call.live.mark
    if call.query.since:
        call.live.visits.tell_missed(visit, call.query.since)
    heard = visit.line.taken()
    renew = any(message.startswith(RENEW) for message in heard)
    did = [change for message in heard if not renew for change in decode_did(message).did]
    return Changes(at=mark, renew=renew, did=tuple(did))


def streamed(call: Call) -> Response:
    listeners: Listeners = call.request.app.state.listeners
    if listeners.count((call.live.id, call.program)) >= STREAMS:
        raise NotDone(429, f"this token listens {STREAMS} times already", retry=HEARTBEAT)
    since = call.request.headers.get("last-event-id") or call.query.since
    headers = {"X-Accel-Buffering": "no"}  # else nginx keeps what is said until it is much
    return StreamingResponse(_said(call, listeners, since), headers=headers, media_type=EVENTS)


async def _said(call: Call, listeners: Listeners, since: str) -> AsyncIterator[bytes]:
    live, visit, key = call.live, listening(call), (call.live.id, call.program)
    listeners.add(key, visit.line)
    try:
        yield _event(b"")
        if not since:
            yield _event(b'{"type":"here","at":"%s"}' % live.mark.encode())
        live.enter(visit, since or live.mark)
        while True:
            for message in visit.line.taken():
                yield _event(message)
            if visit.line.ended or not visit.valid(live.workshop):
                return
            if not await visit.line.news_within(HEARTBEAT):
                yield _event(b"")
    finally:
        live.leave(visit)
        listeners.remove(key, visit.line)


def _event(message: bytes) -> bytes:
    """Empty: a comment, so that the line is not silent."""
    if not message:
        return b": still here\n\n"
    told: dict[str, Any] = msgspec.json.decode(message)
    return b"id: %s\nevent: %s\ndata: %s\n\n" % (told["at"].encode(), told["type"].encode(), message)


def _now() -> int:
    return time.time_ns() // 1_000_000


OPERATIONS = (
    Operation("GET", f"{AT}/changes", "changes", "What happened since a mark; or, with “Accept: text/event-stream”, "
              "what happens from it on", "read", changes, Changes, query=Since,
              media={EVENTS: "Events “did” with changes, and “renew” when the view has to be read anew; each has a "
                     "mark as its id"}, headers={"Last-Event-ID": "The mark of the last event that was heard"},
              looks="read"),
)  # fmt: skip
