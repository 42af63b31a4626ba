"""An entry of the journal: what one group commit did, by whom, in which request. Replayed, they give the workshop."""

from __future__ import annotations

from typing import cast

import msgspec

from moot.rooms.asking import Changes
from moot.rooms.limits import PROGRAM_KEYS, STREAMS_EACH, WINDOW
from moot.rooms.protocol import JOURNALLED
from moot.rooms.shape import Value, changed, put
from moot.rooms.workshop import Workshop


class Deed(Value, kw_only=True):
    """What one request did."""

    by: str = ""
    stream: str = ""
    ask: int = 0
    did: tuple[JOURNALLED, ...]


def deed_of(changes: Changes, by: str = "", stream: str = "", ask: int = 0) -> Deed:
    """Of what `decide` answered: all that it answers with is journalled."""
    return Deed(by=by, stream=stream, ask=ask, did=cast("tuple[JOURNALLED, ...]", changes))


class Entry(Value):
    at: int
    """Milliseconds since 1970, by the server that decided it."""
    deeds: tuple[Deed, ...]


class Asked(Value):
    """Which requests of a stream were done: the last number, and a bit for each of the 64 up to it."""

    last: int = 0
    done: int = 0

    def knows(self, ask: int) -> bool:
        return ask <= self.last and self.last - ask < WINDOW and bool(self.done >> (self.last - ask) & 1)

    def too_old(self, ask: int) -> bool:
        return self.last - ask >= WINDOW

    def with_done(self, ask: int) -> Asked:
        if ask <= self.last:
            return changed(self, done=self.done | 1 << (self.last - ask))
        by = ask - self.last
        return Asked(ask, 1 if by >= WINDOW else (self.done << by | 1) & ((1 << WINDOW) - 1))


class Ledger(Value):
    """A workshop at a position, and which requests were done: a repeated one is answered again, not done again."""

    workshop: Workshop
    position: int = 0
    at: int = 0
    """When the last entry was decided: a journal that went back and went on has another one at its position."""
    asked: dict[str, dict[str, Asked]] = {}
    """By person, then stream."""

    def has_done(self, person: str, stream: str, ask: int) -> bool:
        return self._asked(person, stream).knows(ask)

    def is_too_old(self, person: str, stream: str, ask: int) -> bool:
        return self._asked(person, stream).too_old(ask)

    def _asked(self, person: str, stream: str) -> Asked:
        return self.asked.get(person, {}).get(stream, Asked())

    def noted(self, deed: Deed, workshop: Workshop) -> Ledger:
        """Within an entry: the deed has made `workshop` of this one's; the position stays."""
        if not deed.ask:
            return changed(self, workshop=workshop)
        streams = dict(self.asked.get(deed.by, {}))
        asked = streams.pop(deed.stream, Asked()).with_done(deed.ask)
        streams[deed.stream] = asked  # the last used is last, so the longest unused is dropped
        while len(streams) > (PROGRAM_KEYS if deed.by in workshop.programs else STREAMS_EACH):
            streams.pop(next(iter(streams)))
        return changed(self, workshop=workshop, asked=put(self.asked, deed.by, streams))

    def ended(self, at: int) -> Ledger:
        """After the last deed of an entry."""
        return changed(self, position=self.position + 1, at=at)

    def after(self, entry: Entry) -> Ledger:
        ledger = self
        for deed in entry.deeds:
            ledger = ledger.noted(deed, ledger.workshop.after(deed.did))
        return ledger.ended(entry.at)


encode = msgspec.json.Encoder().encode
decode_entry = msgspec.json.Decoder(Entry).decode
decode_ledger = msgspec.json.Decoder(Ledger).decode
"""Of a checkpoint."""
