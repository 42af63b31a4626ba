"""A simulated person: hears, folds what it hears over its view, asks, and knows which stage is on."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import msgspec

from moot.rooms.ballots.ballot import BallotClosed, BallotOpened
from moot.rooms.boards.field import EditText, TextEdited
from moot.rooms.boards.note import AddNote, DeleteNote, NoteAdded
from moot.rooms.canvases.cell import CellEdited, EditCell
from moot.rooms.programmes.programme import Stage
from moot.rooms.protocol import DOWN, FROM_PEOPLE, HEARD, Ask, Clock, Did, Done, Hello, Look, No, Signal, Time, Welcome
from moot.rooms.room import Room
from moot.rooms.stages.run import Run, plan_of
from moot.rooms.stages.stage import StageEnded, StagePaused, StageResumed, StageStarted
from moot.rooms.workshop import Workshop
from moot.server.rehearsal.connection import Connection, Gone, connect
from moot.server.rehearsal.door import Door
from moot.server.rehearsal.figures import Figures

ANSWERED_WITHIN = 30.0
AT_ONCE, PER_SECOND = 80, 30.0
"""Requests, a little below what a server takes of one person (`moot/server/live/visit.py`)."""
NEWS = (StageStarted, StagePaused, StageResumed, StageEnded, BallotOpened, BallotClosed)
encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(DOWN).decode
decode_once = lru_cache(maxsize=256)(decode)
"""Everybody in a room gets the same bytes; in a browser each would decode them for itself."""
WHOLE = 16_384
"""Bytes; what is longer is a whole view, and each has their own."""


class OnNow(NamedTuple):
    """The stage under way in a room, as far as it matters to what one does."""

    room: str
    activity: str
    stage: str
    started: int
    state: str
    revealed: bool


class Person:
    def __init__(self, door: Door, workshop: str, seat: str, figures: Figures) -> None:
        self.door, self.workshop, self.seat, self.figures = door, workshop, seat, figures
        self.you, self.looks = "", tuple[str, ...]()
        self.done: list[FROM_PEOPLE] = []
        """What was acknowledged, in this order."""
        self._asked, self._next = 0, 0.0
        self._waiting: dict[int, tuple[float, FROM_PEOPLE, asyncio.Future[bool]]] = {}
        self._view: Workshop | None = None
        self._unfolded: list[HEARD] = []
        self._news = asyncio.Event()
        self._times: asyncio.Queue[float] = asyncio.Queue()

    # In and out

    async def enter(self) -> None:
        """`Gone` if the server will not have it."""
        self._connection = await self._connect(self._hear_bytes)
        self._connection.ended.add_done_callback(lambda _: self._end())
        self._say_hello(self._connection, self.looks)
        while self._view is None:
            await self.news()

    async def leave(self) -> None:
        await self._connection.close()

    def drop(self) -> None:
        """As when a phone loses its network."""
        self._connection.abort()

    async def fresh(self, url: str = "", looks: tuple[str, ...] | None = None) -> Workshop:
        """The view as somebody gets it who opens the page now, on another server maybe, and looks at the same, or at
        something else; `Gone` if it will not."""
        welcome: asyncio.Future[Welcome] = asyncio.get_running_loop().create_future()

        def hear(text: bytes) -> None:
            if not welcome.done() and isinstance(heard := decode(text), Welcome):
                welcome.set_result(heard)

        def end(ended: asyncio.Future[str]) -> None:
            if not welcome.done():
                welcome.set_exception(Gone(ended.result()))

        connection = await self._connect(hear, url)
        connection.ended.add_done_callback(end)
        self._say_hello(connection, self.looks if looks is None else looks)
        async with asyncio.timeout(ANSWERED_WITHIN):
            heard = await welcome
        await connection.close()
        return heard.common.after(heard.own)

    @property
    def is_gone(self) -> bool:
        return self._connection.ended.done()

    # What it does

    async def ask(self, request: FROM_PEOPLE) -> bool:
        """Whether it was done; `Gone` when there is nobody to ask."""
        await self._no_faster_than_a_server_takes()
        self._check_here()
        self._asked += 1
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting[self._asked] = (time.perf_counter(), request, answer)
        if isinstance(request, DeleteNote):
            self.figures.forget(request.note)
        elif mark := _mark_of(request):
            self.figures.asked(mark, self.you)
        self._connection.say(encode(Ask(ask=self._asked, do=request)))
        async with asyncio.timeout(ANSWERED_WITHIN):  # unlike wait_for, it never takes a cancellation for itself
            return await answer

    def types_at(self, place: str) -> None:
        """Others see that it writes there; empty: no more."""
        self._connection.say(encode(Signal(place)))

    def look(self, rooms: tuple[str, ...]) -> None:
        """A trainer opens these rooms, and canvases by their keys."""
        if rooms != self.looks:
            self.looks = rooms
            self._connection.say(encode(Look(rooms)))

    async def has_heard_all(self) -> None:
        """Waits until all that was told before now has arrived."""
        self._connection.say(encode(Clock(0)))
        async with asyncio.timeout(ANSWERED_WITHIN):
            await self._times.get()

    # What it sees

    @property
    def view(self) -> Workshop:
        assert self._view is not None
        if self._unfolded:
            heard, self._unfolded = self._unfolded, []
            self._view = self._view.after(heard)
        return self._view

    @property
    def room(self) -> Room:
        """Where a participant sits."""
        return next(iter(self.view.rooms.values()))

    def on_now(self, room: str = "") -> OnNow | None:
        """The stage in a room (none named: in one's own)."""
        seen = self.view.rooms.get(room) if room else self.room
        run: Run | None = seen.run if seen else None
        return OnNow(seen.id, run.activity, run.stage, run.started, run.state, run.revealed) if seen and run else None

    def planned(self, on: OnNow) -> Stage:
        activity, at = plan_of(self.view, on.activity, on.stage)
        return activity.stages[at]

    async def news(self) -> None:
        """Waits for the next stage, ballot or view; `Gone` at the end."""
        await self._news.wait()
        self._check_here()

    async def _no_faster_than_a_server_takes(self) -> None:
        """At a hundred times the speed of people, some ask a hundred times as often."""
        now = time.monotonic()
        self._next = max(self._next, now - AT_ONCE / PER_SECOND) + 1 / PER_SECOND
        await asyncio.sleep(max(0.0, self._next - now))

    # The line

    def _check_here(self) -> None:
        if self.is_gone:
            raise Gone(self._connection.ended.result())

    async def _connect(self, hear: Callable[[bytes], None], url: str = "") -> Connection:
        path = f"/w/{self.workshop}/socket/{self.seat}"
        return await connect(url or self.door.url, path, self.door.cookie, hear)

    def _say_hello(self, connection: Connection, looks: tuple[str, ...]) -> None:
        connection.say(encode(Hello(stream=secrets.token_hex(6), looks=looks)))

    def _hear_bytes(self, text: bytes) -> None:
        self.figures.bytes += len(text)
        match decode(text) if len(text) > WHOLE else decode_once(text):
            case Did(did=changes):
                self.figures.deliveries_of[self.door.url] += len(changes)
                self._unfolded.extend(changes)
                self._note(changes)
            case Done(done=number):
                began, request, answer = self._waiting.pop(number)
                self.figures.own.append((time.perf_counter() - began) * 1000)
                self.figures.acknowledged += 1
                self.done.append(request)
                if not answer.done():
                    answer.set_result(True)
            case No(no=number, why=why):
                _, _, answer = self._waiting.pop(number)
                self.figures.refusals[why.value] += 1
                if not answer.done():
                    answer.set_result(False)
            case Welcome(you=you, common=common, own=own):
                self.you, self._view, self._unfolded = you, common, list(own)
                self._tell()
            case Time(sent=sent):
                self._times.put_nowait(sent)
            case _:
                pass

    def _note(self, changes: tuple[HEARD, ...]) -> None:
        for change in changes:
            if isinstance(change, NoteAdded):
                self.figures.heard(change.note.id, self.you)
            elif isinstance(change, TextEdited | CellEdited):
                self.figures.heard(change.mark, self.you)
            elif isinstance(change, NEWS):
                self._tell()

    def _tell(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    def _end(self) -> None:
        for _, _, answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(Gone(self._connection.ended.result()))
        self._news.set()


def _mark_of(request: FROM_PEOPLE) -> str:
    """By what others know a request again when they hear of it."""
    match request:
        case AddNote(id=id):
            return id
        case EditText(mark=mark) | EditCell(mark=mark):
            return mark
        case _:
            return ""
