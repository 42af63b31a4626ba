"""People who ask without rest, under one stream through every outage, and send again what was not answered."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
from websockets import ConnectionClosed, InvalidHandshake, Origin
from websockets.asyncio.client import ClientConnection, connect

from tests.server.browser import Browser

Request = dict[str, Any]
Wants = Callable[[random.Random], Request]
"""The next thing that a person does, given that all before succeeds."""


class Person:
    def __init__(self, browser: Browser, wants: Wants, at_once: int, chance: random.Random) -> None:
        self.browser, self.wants, self.at_once, self.chance = browser, wants, at_once, chance
        self.unanswered: dict[int, Request] = {}
        self.done: list[Request] = []
        self.asked = 0
        self.silence = 25.0
        """Seconds without a word, after which a line is taken for dead, as browsers do."""

    async def stay(self, url: str, most: int, heard: Callable[[], None]) -> None:
        """At one server: asks until it is gone, or `most` was asked and answered."""
        here = self.browser
        address = f"{url.replace('http', 'ws')}/w/{here.workshop}/socket/{here.seat}"
        cookies = {"Cookie": here.cookies}
        try:
            async with connect(
                address, additional_headers=cookies, origin=Origin(url), close_timeout=1, open_timeout=self.silence
            ) as line:
                await line.send('{"type":"hello","stream":"always"}')
                for number in self.unanswered:
                    await self._say(line, number)
                while most > 0 or self.unanswered:
                    while most > 0 and len(self.unanswered) < self.at_once:
                        most, self.asked = most - 1, self.asked + 1
                        self.unanswered[self.asked] = self.wants(self.chance)
                        await self._say(line, self.asked)
                    async with asyncio.timeout(self.silence):
                        said = await line.recv()
                    if self._answered(msgspec.json.decode(said)):
                        heard()
        except (ConnectionClosed, InvalidHandshake, OSError):
            return

    async def _say(self, line: ClientConnection, number: int) -> None:
        ask = {"type": "ask", "ask": number, "do": self.unanswered[number]}
        await line.send(msgspec.json.encode(ask).decode())

    def _answered(self, message: dict[str, Any]) -> bool:
        assert message["type"] != "no", (message, self.unanswered[message["no"]])
        if message["type"] == "done":
            self.done.append(self.unanswered.pop(message["done"]))
        return bool(message["type"] == "done")


class Notes:
    """Writes notes, and deletes the oldest before there are too many."""

    def __init__(self, person: int) -> None:
        self.person, self.written, self.there = person, 0, list[str]()

    def __call__(self, chance: random.Random) -> Request:
        if len(self.there) > 50 or (self.there and chance.random() < 0.2):
            return {"type": "delete-note", "room": "g2", "note": self.there.pop(0)}
        self.written += 1
        self.there.append(f"note{self.person}x{self.written:05}")
        section = f"solve-{chance.randrange(3)}"
        return {"type": "add-note", "room": "g2", "section": section, "id": self.there[-1], "text": "Zażółć"}


class Dots:
    """Places all the dots there are, and takes them back."""

    def __init__(self, notes: list[str]) -> None:
        self.notes, self.there = notes, Counter[str]()

    def __call__(self, chance: random.Random) -> Request:
        where = {"room": "g1", "ballot": "solve-0.1"}
        free = [note for note in self.notes if self.there[note] < 2]
        if self.there.total() < 3 and (not self.there.total() or chance.random() < 0.6):
            note = chance.choice(free)
            self.there[note] += 1
            return {"type": "place-dot", "note": note, **where}
        note = chance.choice(sorted(self.there.elements()))
        self.there[note] -= 1
        return {"type": "take-dot", "note": note, **where}


class Letters:
    """Writes a text letter by letter, each after the one before; begins anew before it is too long."""

    LONGEST = 1000

    def __init__(self) -> None:
        self.text, self.revision = "", 0

    def __call__(self, chance: random.Random) -> Request:
        letter, at = chance.choice("abcż"), len(self.text)
        if at < self.LONGEST:
            edit = [*([at] if at else []), [0, letter]]
            self.text += letter
        else:
            edit, self.text = [[at, letter]], letter
        self.revision += 1
        where = {"room": "g1", "board": "solve", "section": "solve-0", "field": "challenge"}
        return {"type": "edit-text", "revision": self.revision - 1, "edit": edit, **where}
