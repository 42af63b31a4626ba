"""People who go on asking while things break: whoever loses the line tries the next server, as browsers do."""

import asyncio
import json
import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

from moot.rooms.protocol import Hello
from moot.server.rehearsal.connection import Connection, Gone, connect
from moot.server.rehearsal.person import encode
from tests.load.paced import Moot

BROWSERS = (Path(__file__).parents[2] / "client/src/live/connection.ts").read_text("utf-8")
BACK_AFTER: list[int] = json.loads(re.findall(r"BACK_AFTER = (\[[\d, ]+\]);", BROWSERS)[0])
"""Milliseconds, and half of it at least, until a browser tries again: the first time, the second, …"""
STAY_AWAY: list[int] = json.loads(re.findall(r"STAY_AWAY = new Set\((\[[\d, ]+\])\);", BROWSERS)[0])
"""How lines end to which it does not come back."""
MARK = re.compile(rb'"at":"([^"]+)"')
MOST_WAITING = 32
"""Requests of one person, as many as a browser has under way."""


class Returning:
    """Asks when told to, and remembers how long each request waited, over all lines."""

    def __init__(self, number: int, seat: Moot, urls: Sequence[str], chance: random.Random) -> None:
        self.number, self.seat, self.urls, self.chance = number, seat, urls, chance
        self.at = urls.index(seat.url) - 1
        self.waits: list[tuple[float, float]] = []
        """When it was asked, and how many seconds later it was answered."""
        self._asked = 0
        self._unanswered: dict[int, tuple[float, bytes]] = {}
        self._line: Connection | None = None
        self._mark = ""

    @property
    def url(self) -> str:
        return self.urls[self.at % len(self.urls)]

    def go_home(self) -> None:
        """To the server where they began, if they are at another."""
        if self.url != self.seat.url:
            self.at = self.urls.index(self.seat.url) - 1
            if self._line:
                self._line.abort()

    def ask(self) -> None:
        if len(self._unanswered) >= MOST_WAITING:
            return
        self._asked += 1
        said = self.seat.ask(self._asked, f"{self.number} {self._asked}")
        self._unanswered[self._asked] = (time.perf_counter(), said)
        if self._line:
            self._line.say(said)

    def waits_since(self, before: float) -> bool:
        """Whether something that was asked before then is not answered yet."""
        return any(asked <= before for asked, _ in self._unanswered.values())

    def longest(self, since: float, until: float) -> float:
        """Seconds that a request waited that was asked in between."""
        return max((waited for asked, waited in self.waits if since <= asked <= until), default=0.0)

    async def stay(self) -> None:
        """Until it is cancelled."""
        tries = 0
        try:
            while True:
                self.at += 1
                try:
                    line = await connect(self.url, self.seat.path, self.seat.cookie, self._hear)
                    tries = 0
                    self._opened(line)
                    why = await asyncio.shield(line.ended)
                    if why.startswith(tuple(map(str, STAY_AWAY))):
                        raise RuntimeError(f"{self.url} sent somebody away: {why}")
                except (OSError, Gone):
                    pass
                self._line = None
                back_after = BACK_AFTER[min(tries, len(BACK_AFTER) - 1)] / 1000
                tries += 1
                await asyncio.sleep(back_after * self.chance.uniform(0.5, 1))
        finally:
            if self._line:
                self._line.abort()

    def _opened(self, line: Connection) -> None:
        """Says hello, and again all that was not answered."""
        self._line = line
        line.say(encode(Hello(stream="returning", at=self._mark)))
        for _, said in self._unanswered.values():
            line.say(said)

    def _hear(self, text: bytes) -> None:
        if found := MARK.search(text):
            self._mark = found[1].decode()
        if number := self.seat.answered(text):
            asked, _ = self._unanswered.pop(number)
            self.waits.append((asked, time.perf_counter() - asked))
        else:
            self.seat.reply(text)
