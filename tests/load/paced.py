"""People who ask at a pace of their own, whatever the answers do, and note how long each change takes to everybody.

They look at what they hear no more than they have to, so that one process can be all of them and still measure servers.
The same people speak with moot and with socket.io.
"""

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple, Protocol

from moot.rooms.boards.note import EditNote
from moot.rooms.protocol import Ask, Hello
from moot.server.rehearsal.connection import Connection, connect
from moot.server.rehearsal.door import Door
from moot.server.rehearsal.person import encode

STAMPED = re.compile(rb"~(\d{16})~(\d{4})~")
"""When it was asked, in nanoseconds, and by whom."""
PATIENCE = 30.0
TEXT = "Less meetings, less travelling, less paper, more time"


class Language(Protocol):
    """How one person speaks with a kind of server."""

    url: str
    path: str
    cookie: str

    def hello(self) -> bytes: ...

    def greeted(self, text: bytes) -> bool:
        """Whether it is what everybody hears once they are in."""
        ...

    def ask(self, number: int, stamp: str) -> bytes: ...

    def answered(self, text: bytes) -> int:
        """The number of the request; 0: it is no answer."""
        ...

    def reply(self, text: bytes) -> bytes:
        """What the server expects to hear back; empty: nothing."""
        ...


class Moot:
    """Edits the one note that this person has in their room."""

    DONE = re.compile(rb'^\{"type":"done","done":(\d+)')

    def __init__(self, door: Door, url: str, workshop: str, room: str, note: str) -> None:
        self.url, self.cookie, self.path = url, door.cookie, f"/w/{workshop}/socket/participant"
        self.workshop, self.room, self.note = workshop, room, note

    def hello(self) -> bytes:
        return encode(Hello(stream="paced"))

    def greeted(self, text: bytes) -> bool:
        return text.startswith(b'{"type":"welcome"')

    def ask(self, number: int, stamp: str) -> bytes:
        return encode(Ask(ask=number, do=EditNote(room=self.room, note=self.note, text=f"{TEXT} {stamp}")))

    def answered(self, text: bytes) -> int:
        found = self.DONE.match(text)
        return int(found[1]) if found else 0

    def reply(self, text: bytes) -> bytes:
        if text.startswith(b'{"type":"no"'):
            raise RuntimeError(text.decode())
        return b""


class SocketIo:
    """Says a text of so many letters more than the stamp, and waits to hear that it was taken."""

    ANSWER = re.compile(rb"^43(\d+)\[")
    path, cookie = "/socket.io/?EIO=4&transport=websocket", ""

    def __init__(self, url: str, letters: int) -> None:
        self.url, self.filling = url, "x" * letters

    def hello(self) -> bytes:
        return b"40"

    def greeted(self, text: bytes) -> bool:
        return text.startswith(b"40")

    def ask(self, number: int, stamp: str) -> bytes:
        return f'42{number}["change","{self.filling}{stamp}"]'.encode()

    def answered(self, text: bytes) -> int:
        found = self.ANSWER.match(text)
        return int(found[1]) if found else 0

    def reply(self, text: bytes) -> bytes:
        return b"3" if text == b"2" else b""


class Waits:
    """Milliseconds: from a request to its answer, and until each of the others has heard of it."""

    def __init__(self) -> None:
        self.own: list[float] = []
        self.others: list[float] = []
        self.deliveries = self.bytes = 0


class Paced:
    def __init__(self, number: int, speaks: Language, waits: Waits) -> None:
        self.number, self.speaks, self.waits = number, speaks, waits
        self.asked = 0
        self._unanswered: dict[int, int] = {}
        self._here: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def enter(self) -> None:
        says = self.speaks
        self.connection: Connection = await connect(says.url, says.path, says.cookie, self._hear)
        self.connection.say(says.hello())
        async with asyncio.timeout(PATIENCE):
            await self._here

    def ask(self) -> None:
        self.asked += 1
        now = self._unanswered[self.asked] = time.perf_counter_ns()
        self.connection.say(self.speaks.ask(self.asked, f"~{now:016}~{self.number:04}~"))

    @property
    def waiting(self) -> bool:
        return bool(self._unanswered)

    def _hear(self, text: bytes) -> None:
        now = time.perf_counter_ns()
        if number := self.speaks.answered(text):
            self.waits.own.append((now - self._unanswered.pop(number)) / 1e6)
            return
        for stamp, author in STAMPED.findall(text) if self._here.done() else ():
            self.waits.deliveries += 1
            if int(author) != self.number:
                self.waits.others.append((now - int(stamp)) / 1e6)
        self.waits.bytes += len(text)
        if reply := self.speaks.reply(text):
            self.connection.say(reply)
        if not self._here.done() and self.speaks.greeted(text):
            self._here.set_result(None)


async def all_in(seats: Sequence[Language], waits: Waits) -> list[Paced]:
    people = [Paced(number, seat, waits) for number, seat in enumerate(seats)]
    await asyncio.gather(*(person.enter() for person in people))
    return people


class Pace(NamedTuple):
    """Together they ask so often a second, for so long, as chance has it; `before` that, so that all is warm."""

    a_second: float
    seconds: float
    before: float = 2.0


async def at_pace(people: Sequence[Paced], pace: Pace, waits: Waits, begin: Callable[[], Awaitable[None]]) -> float:
    """Until all is answered, and everybody has heard of it; the seconds. `begin` is called when it is warm."""
    chance = random.Random(1)
    await _ask(people, pace.a_second, pace.before, chance)
    await _quiet(people, waits)
    waits.own.clear()
    waits.others.clear()
    waits.deliveries = waits.bytes = 0
    await begin()
    began = time.perf_counter()
    await _ask(people, pace.a_second, pace.seconds, chance)
    await _quiet(people, waits)
    return time.perf_counter() - began


async def _ask(people: Sequence[Paced], a_second: float, seconds: float, chance: random.Random) -> None:
    began, due = time.perf_counter(), 0.0
    while due < seconds:
        due += chance.expovariate(a_second)
        await asyncio.sleep(max(0.0, began + due - time.perf_counter()))
        chance.choice(people).ask()


async def _quiet(people: Sequence[Paced], waits: Waits) -> None:
    """Until nobody waits for an answer, and nobody has heard anything for a moment."""
    async with asyncio.timeout(PATIENCE):
        heard = -1
        while heard != waits.deliveries or any(person.waiting for person in people):
            heard = waits.deliveries
            await asyncio.sleep(0.1)
