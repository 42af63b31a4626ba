"""Visits to a live workshop without a network: a line that keeps what was written to it."""

import asyncio
from typing import Any

import msgspec

from moot.rooms.asking import Change
from moot.rooms.people.joining import Join
from moot.rooms.programmes.file import read
from moot.rooms.protocol import DOWN, Ask, Did, Done, Hello, No, Welcome
from moot.rooms.workshop import Workshop
from moot.server.journal import Journal
from moot.server.lines.frame import payload
from moot.server.live.visit import Visit
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops
from moot.server.programmes import builtin

decode = msgspec.json.Decoder(DOWN).decode
ACADEMY = read(builtin()["academy"], "academy.toml")


class MemoryLine:
    """A line that somebody reads at once."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.ended: tuple[int, str] | None = None
        self.news = asyncio.Event()

    def write(self, frame: bytes, ephemeral: bool = False) -> bool:
        self.heard.append(decode(payload(frame)))
        self.news.set()
        return True

    @property
    def owed(self) -> int:
        return 0

    @property
    def slow(self) -> bool:
        return False

    def close(self, code: int, reason: str = "") -> None:
        self.ended = (code, reason)

    def abort(self) -> None:
        self.ended = (1006, "")

    def listen(self, on_text: Any) -> None:
        raise NotImplementedError

    async def closed(self) -> int:
        raise NotImplementedError


class Guest:
    """A person with a browser: folds what it hears, and asks."""

    def __init__(self, live: LiveWorkshop, person: str, stream: str = "tab1") -> None:
        self.live, self.person, self.stream = live, person, stream
        self.asked = 0
        self.line = MemoryLine()

    def come(self, at: str = "", looks: tuple[str, ...] = (), **more: Any) -> "Guest":
        self.line = MemoryLine()
        self.visit = Visit(self.live, self.person, self.line, lambda workshop: True)
        self.say(Hello(stream=self.stream, at=at, looks=looks, **more))
        return self

    def leave(self) -> None:
        self.live.leave(self.visit)

    def say(self, message: msgspec.Struct) -> None:
        self.visit.on_text(msgspec.json.encode(message).decode())

    async def ask(self, request: Any, number: int = 0) -> Any:
        """The answer: `Done` or `No`."""
        self.asked = number or self.asked + 1
        known = len(self.line.heard)
        self.say(Ask(ask=self.asked, do=request))
        while True:
            for answer in self.line.heard[known:]:
                if isinstance(answer, Done | No) and getattr(answer, "done", getattr(answer, "no", 0)) == self.asked:
                    return answer
            self.line.news.clear()
            await asyncio.wait_for(self.line.news.wait(), 5)

    @property
    def mark(self) -> str:
        return str([m.at for m in self.line.heard if isinstance(m, Welcome | Did)][-1])

    def changes(self) -> list[Change]:
        return [change for message in self.line.heard if isinstance(message, Did) for change in message.did]

    def view(self, before: Workshop | None = None) -> Workshop:
        """All that was heard, folded."""
        view = before
        for message in self.line.heard:
            if isinstance(message, Welcome):
                view = message.common.after(message.own)
            elif isinstance(message, Did):
                assert view is not None
                view = view.after(message.did)
        assert view is not None
        return view


async def academy(journal: Journal, people: int = 4) -> tuple[Workshops, LiveWorkshop]:
    """The academy with one trainer `t` and participants `p0`, `p1` …"""
    workshops = Workshops(journal, "a secret")
    live = await workshops.make(ACADEMY)
    await live.ask(Join(id="t", name="Žofie Říhová", role="trainer"))
    for number in range(people):
        await live.ask(Join(id=f"p{number}", name=f"Ιωάννης {number}"))
    return workshops, live
