"""Who is with the other servers of a workshop: whispered over the journal's own lines, never kept."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from moot.rooms.glance.glance import Stay

if TYPE_CHECKING:
    from moot.server.journal import Journal

logger = logging.getLogger("moot.presence")

GATHER_SECONDS = 0.2
REPEAT_SECONDS = 4.0
FORGOTTEN_AFTER = 10.0
"""Seconds without a word after which a server has nobody: it died, or its line did."""


class Whisper(msgspec.Struct, frozen=True):
    """All who are with one server, and how."""

    server: str
    people: dict[str, Stay]


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Whisper).decode


class Elsewhere:
    """`changed` gets the people whose presence at other servers has changed."""

    def __init__(self, workshop: str, journal: Journal, changed: Callable[[set[str]], None]) -> None:
        self._workshop, self._journal, self._changed = workshop, journal, changed
        self._server = secrets.token_hex(6)
        self._mine: dict[str, Stay] = {}
        self._others: dict[str, tuple[float, dict[str, Stay]]] = {}
        self._loop = asyncio.get_running_loop()
        self._deaf = journal.overhear(workshop, self._hear)
        self._gathering: asyncio.TimerHandle | None = None
        self._repeating = self._loop.call_later(REPEAT_SECONDS, self._repeat)

    def people(self) -> dict[str, Stay]:
        return {person: stay for _, people in self._others.values() for person, stay in people.items()}

    def tell(self, people: dict[str, Stay]) -> None:
        """Who is with this server now; said in a moment."""
        self._mine = people
        if self._gathering is None:
            self._gathering = self._loop.call_later(GATHER_SECONDS, self._say)

    def stop(self) -> None:
        self._deaf()
        self._repeating.cancel()
        if self._gathering:
            self._gathering.cancel()
        self._mine = {}
        self._say()

    def _say(self) -> None:
        self._gathering = None
        self._journal.whisper(self._workshop, encode(Whisper(self._server, self._mine)))

    def _repeat(self) -> None:
        """Others may have come later, or have missed it; and whoever is silent is forgotten."""
        self._repeating = self._loop.call_later(REPEAT_SECONDS, self._repeat)
        self._say()
        silent = [s for s, (at, _) in self._others.items() if self._loop.time() - at > FORGOTTEN_AFTER]
        if gone := {person for server in silent for person in self._others.pop(server)[1]}:
            self._changed(gone)

    def _hear(self, said: bytes) -> None:
        try:
            whisper = decode(said)
        except msgspec.MsgspecError as error:
            return logger.warning("a whisper was not understood: %s", error)
        if whisper.server == self._server:
            return
        _, before = self._others.get(whisper.server, (0.0, {}))
        if whisper.people:
            self._others[whisper.server] = (self._loop.time(), whisper.people)
        else:
            self._others.pop(whisper.server, None)
        if differs := {p for p in before.keys() | whisper.people.keys() if before.get(p) != whisper.people.get(p)}:
            self._changed(differs)
