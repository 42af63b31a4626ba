"""Who hears what: visits by audience, and each change encoded once for all of an audience."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from moot.rooms.asking import Audience, Change, Renewed
from moot.rooms.workshop import Workshop
from moot.server.lines.frame import frame
from moot.server.lines.line import Tally

if TYPE_CHECKING:
    from moot.server.live.visit import Visit

encode = msgspec.json.Encoder().encode
Happened = tuple[Workshop, Change, Workshop]
"""Before, what, after."""


class Told:
    """What one entry tells, by audience: changes in their order, encoded; and who gets a new view instead."""

    def __init__(self, mark: str, happened: Iterable[Happened]) -> None:
        self.mark = mark
        self.renewed: set[Audience] = set()
        self.touches_people = False
        self.pieces: dict[Audience, list[tuple[int, bytes]]] = defaultdict(list)
        self._frames: dict[tuple[Audience, ...], bytes] = {}
        at = 0
        for before, change, after in happened:
            self.touches_people |= before.people is not after.people or before.links is not after.links
            self.touches_people |= before.devices is not after.devices
            encoded: dict[int, bytes] = {}
            for audience, heard in change.seen(before, after):
                if type(heard) is Renewed:
                    self.renewed.add(audience)
                    continue
                if id(heard) not in encoded:
                    encoded[id(heard)] = encode(heard)
                self.pieces[audience].append((at, encoded[id(heard)]))
                at += 1

    def frame_for(self, hears: tuple[Audience, ...]) -> bytes:
        """One frame with all that these audiences hear; the same bytes for all who belong to the same."""
        made = self._frames.get(hears)
        if made is None:
            pieces = sorted(piece for audience in hears for piece in self.pieces[audience])
            changes = b",".join(piece for _, piece in pieces)
            made = frame(b'{"type":"did","at":"%s","did":[%s]}' % (self.mark.encode(), changes))
            self._frames[hears] = made
        return made

    def forget_frames(self) -> None:
        """Once all are told: whoever comes back later gets theirs made anew."""
        self._frames.clear()

    def heard_by(self, audiences: frozenset[Audience]) -> tuple[Audience, ...]:
        return tuple(audience for audience in self.pieces if audience in audiences)


class Recent:
    """What the last entries told, for those who were away."""

    MOST = 1_000  # entries: minutes of a busy workshop

    def __init__(self) -> None:
        self._told: OrderedDict[str, Told] = OrderedDict()

    def add(self, told: Told) -> None:
        self._told[told.mark] = told
        if len(self._told) > self.MOST:
            self._told.popitem(last=False)

    def since(self, mark: str) -> list[Told] | None:
        """None when that is not at hand any more."""
        if mark not in self._told:
            return None
        marks = list(self._told)
        return [self._told[later] for later in marks[marks.index(mark) + 1 :]]


class Hearers:
    """The visits of a workshop, by the audiences that they belong to."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._by_audience: dict[Audience, dict[Visit, None]] = defaultdict(dict)

    def add(self, visit: Visit) -> None:
        for audience in visit.audiences:
            self._by_audience[audience][visit] = None

    def remove(self, visit: Visit) -> None:
        for audience in visit.audiences:
            hearers = self._by_audience[audience]
            hearers.pop(visit, None)
            if not hearers:
                del self._by_audience[audience]

    def of(self, audience: Audience) -> list[Visit]:
        return list(self._by_audience.get(audience, ()))

    def of_any(self, audiences: Iterable[Audience]) -> dict[Visit, None]:
        return {visit: None for audience in audiences for visit in self._by_audience.get(audience, ())}

    def tell(self, told: Told) -> Iterable[Visit]:
        """Writes to every visit what it hears, once; those that get a new view instead."""
        renewed = self.of_any(told.renewed) if told.renewed else {}
        hears: dict[Visit, list[Audience]] = defaultdict(list)
        for audience in told.pieces:
            for visit in self._by_audience.get(audience, ()):
                hears[visit].append(audience)
        sent = 0
        for visit, audiences in hears.items():
            if visit not in renewed:
                made = told.frame_for(tuple(audiences))
                visit.line.write(made)
                sent += len(made)
        self._tally.bytes += sent
        self._tally.frames += len(hears.keys() - renewed.keys()) if renewed else len(hears)
        told.forget_frames()
        return renewed

    def __contains__(self, visit: Visit) -> bool:
        return any(visit in self._by_audience.get(audience, ()) for audience in visit.audiences)

    def __iter__(self) -> Iterator[Visit]:
        return iter({visit: None for hearers in self._by_audience.values() for visit in hearers})


def mark_of(secret: str, workshop: str, position: int, at: int) -> str:
    """A place in the journal as browsers get it: a number would count what others do in secret."""
    return blake2b(f"{workshop}:{position}:{at}".encode(), key=secret.encode()[:64], digest_size=9).hexdigest()
