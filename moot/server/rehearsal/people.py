"""A simulated person: hears, folds what it hears over its view, and asks."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter

import msgspec
from websockets.asyncio.client import ClientConnection, connect

from moot.rooms.dot import PlaceDot
from moot.rooms.note import AddNote, NoteAdded
from moot.rooms.protocol import DOWN, FROM_PEOPLE, Ask, Did, Done, Hello, No, Welcome
from moot.rooms.workshop import Workshop
from moot.server.rehearsal.door import Door

decode = msgspec.json.Decoder(DOWN).decode
encode = msgspec.json.Encoder().encode


class Figures:
    """What all people together have measured."""

    def __init__(self) -> None:
        self.own: list[float] = []
        self.others: list[float] = []
        self.sent: dict[str, tuple[float, str]] = {}
        self.refusals: Counter[str] = Counter()
        self.acknowledged = self.deliveries = self.bytes = 0


class Simulated:
    def __init__(self, door: Door, workshop: str, seat: str, figures: Figures) -> None:
        self.door, self.workshop, self.seat, self.figures = door, workshop, seat, figures
        self.you, self.asks = "", 0
        self.waiting: dict[int, tuple[float, FROM_PEOPLE, asyncio.Future[bool]]] = {}
        self.done: list[FROM_PEOPLE] = []
        self.broken: BaseException | None = None

    async def enter(self, looks: tuple[str, ...] = ()) -> None:
        self.socket, self.view = await self._greet(looks)
        self.reading = asyncio.create_task(self._read())

    async def fresh(self, looks: tuple[str, ...] = ()) -> Workshop:
        """The view as somebody gets it who opens the page now."""
        socket, view = await self._greet(looks)
        await socket.close()
        return view

    async def ask(self, request: FROM_PEOPLE) -> bool:
        self.asks += 1
        answer = asyncio.get_running_loop().create_future()
        now = time.perf_counter()
        self.waiting[self.asks] = (now, request, answer)
        if isinstance(request, AddNote):
            self.figures.sent[request.id] = (now, self.you)
        await self.socket.send(encode(Ask(ask=self.asks, do=request)).decode())
        return await asyncio.wait_for(answer, 30)

    def lost(self, fresh: Workshop) -> int:
        """How many acknowledged notes and dots are not there."""
        boards = [board for room in fresh.rooms.values() for board in room.boards.values()]
        notes = {note for board in boards for note in board.notes}
        dots = {
            (key, note)
            for board in boards
            for key, ballot in board.ballots.items()
            for note in ballot.dots.get(self.you, {})
        }
        return sum(
            request.id not in notes if isinstance(request, AddNote) else (request.ballot, request.note) not in dots
            for request in self.done
            if isinstance(request, AddNote | PlaceDot)
        )

    async def _greet(self, looks: tuple[str, ...]) -> tuple[ClientConnection, Workshop]:
        address = "ws" + self.door.url.removeprefix("http") + f"/w/{self.workshop}/socket/{self.seat}"
        socket = await connect(
            address,
            additional_headers={"Cookie": self.door.cookie, "Origin": self.door.url},
            compression=None,
            max_size=None,
            open_timeout=60,
        )
        await socket.send(encode(Hello(stream=secrets.token_hex(6), looks=looks)).decode())
        while True:
            heard = decode(await socket.recv())
            if isinstance(heard, Welcome):
                self.you = heard.you
                return socket, heard.common.after(heard.own)

    async def _read(self) -> None:
        try:
            async for text in self.socket:
                self.figures.bytes += len(text)
                self._hear(decode(text))
        except Exception as error:
            self.broken = error
        for _, _, answer in self.waiting.values():
            answer.cancel()

    def _hear(self, heard: object) -> None:
        match heard:
            case Did():
                self.figures.deliveries += 1
                self.view = self.view.after(heard.did)
                for change in heard.did:
                    if isinstance(change, NoteAdded):
                        self._time(change.note.id)
            case Done():
                began, request, answer = self.waiting.pop(heard.done)
                self.figures.own.append((time.perf_counter() - began) * 1000)
                self.figures.acknowledged += 1
                self.done.append(request)
                if not answer.done():
                    answer.set_result(True)
            case No():
                _, _, answer = self.waiting.pop(heard.no)
                self.figures.refusals[heard.why.value] += 1
                if not answer.done():
                    answer.set_result(False)
            case Welcome():
                self.view = heard.common.after(heard.own)

    def _time(self, note: str) -> None:
        began, by = self.figures.sent.get(note, (0.0, self.you))
        if by != self.you:
            self.figures.others.append((time.perf_counter() - began) * 1000)
