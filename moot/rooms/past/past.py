"""What a journal came to, entry by entry: how it was at each snapshot, and where its replay can begin.

A replay is told in parts. A part begins with all that a trainer who looked at everything saw then, and goes on with
what such a trainer heard, and when. Where parts are cut depends on that alone, so it counts nothing that is secret.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from moot.rooms.asking import Change, Renewed
from moot.rooms.past.snapshot import Snapshot, SnapshotTaken
from moot.rooms.protocol import HEARD
from moot.rooms.shape import Value
from moot.rooms.stages.stage import StageEnded, StageStarted
from moot.rooms.view import is_heard_by_who_sees_all, view, who_sees_all
from moot.rooms.workshop import NOTHING, Workshop

if TYPE_CHECKING:
    from moot.rooms.entry import Entry

PART = 400
"""Times that something is heard in a part: a browser folds them in a few hundredths of a second."""
SILENCE_MS = 60_000
"""So long without a word ends a stretch; a replay goes from one to the next."""


class Beginning(Value):
    """Of a part: the workshop as it is before the entry after `position`."""

    at: int
    position: int
    workshop: Workshop


class Sign(Value, kw_only=True):
    """A mark on the way through a replay."""

    at: int
    what: Literal["began", "ended", "snapshot"]
    stage: str = ""
    """`activity.stage`."""
    rooms: tuple[str, ...] = ()
    snapshot: Snapshot | None = None


class Stretch(Value):
    since: int
    until: int


class Reel(Value, kw_only=True):
    """What there is to replay: parts by when they begin, the stretches in which something was heard, and signs."""

    parts: tuple[int, ...]
    stretches: tuple[Stretch, ...]
    signs: tuple[Sign, ...]


class Heard(Value, omit_defaults=True):
    """What was heard at a time; and what is different otherwise, where there was a new view."""

    at: int
    did: tuple[HEARD, ...] = ()
    anew: dict[str, Any] = {}
    """Fields of the view."""


class Part(Value, kw_only=True):
    at: int
    view: Workshop
    heard: tuple[Heard, ...]


class Past:
    """Grows by the entries of one journal, in their order. What it keeps shares all that did not change in between."""

    def __init__(self) -> None:
        self.position = 0
        self.workshop = NOTHING
        self.beginnings: list[Beginning] = []
        self.stretches: list[Stretch] = []
        self.signs: list[Sign] = []
        self.at_snapshots: dict[str, Workshop] = {}
        self._at = 0
        self._heard = 0

    def read(self, entry: Entry) -> None:
        heard = False
        self._at = max(self._at, entry.at)  # servers' clocks may differ
        for deed in entry.deeds:
            for change in deed.did:
                before, self.workshop = self.workshop, change.evolve(self.workshop)
                if isinstance(change, SnapshotTaken):
                    self.at_snapshots[change.snapshot.id] = before
                heard = heard or any(
                    map(is_heard_by_who_sees_all, (to for to, _ in change.seen(before, self.workshop)))
                )
                self._note(change)
        self.position += 1
        if heard:
            self._was_heard()

    def reel(self) -> Reel:
        parts = tuple(beginning.at for beginning in self.beginnings)
        return Reel(parts=parts, stretches=tuple(self.stretches), signs=tuple(self.signs))

    def beginning_before(self, at: int) -> int | None:
        """The number of the part that a moment is in."""
        return next((n for n in range(len(self.beginnings) - 1, -1, -1) if self.beginnings[n].at <= at), None)

    def _was_heard(self) -> None:
        if not self._heard % PART:
            self.beginnings.append(Beginning(self._at, self.position, self.workshop))
        self._heard += 1
        goes_on = self.stretches and self._at - self.stretches[-1].until < SILENCE_MS
        since = self.stretches.pop().since if goes_on else self._at
        self.stretches.append(Stretch(since, self._at))

    def _note(self, change: Change) -> None:
        match change:
            case SnapshotTaken(snapshot) if snapshot.why == "by-hand":
                self.signs.append(Sign(at=self._at, what="snapshot", snapshot=snapshot))
            case StageStarted(room=room, run=run):
                self._sign("began", run.name, room)
            case StageEnded(room=room):
                ended = self.workshop.rooms[room].run
                self._sign("ended", ended.name if ended else "", room)

    def _sign(self, what: Literal["began", "ended"], stage: str, room: str) -> None:
        """The same in several rooms at once is one sign."""
        rooms: tuple[str, ...] = ()
        if self.signs and (self.signs[-1].at, self.signs[-1].what, self.signs[-1].stage) == (self._at, what, stage):
            rooms = self.signs.pop().rooms
        self.signs.append(Sign(at=self._at, what=what, stage=stage, rooms=(*rooms, room)))


def first_seen(beginning: Beginning) -> Workshop:
    """With what a part begins."""
    return view(beginning.workshop, who_sees_all(beginning.workshop))


def heard_since(beginning: Beginning, entries: Iterable[Entry]) -> Iterator[Heard]:
    """With what it goes on, of the entries that follow."""
    workshop, at = beginning.workshop, beginning.at
    for entry in entries:
        at, start, told = max(at, entry.at), workshop, list[Change]()
        for deed in entry.deeds:
            for change in deed.did:
                before, workshop = workshop, change.evolve(workshop)
                told += [form for to, form in change.seen(before, workshop) if is_heard_by_who_sees_all(to)]
        if any(isinstance(form, Renewed) for form in told):
            yield Heard(at, anew=_anew(start, workshop))
        elif told:
            yield Heard(at, did=tuple(told))  # type: ignore[arg-type]


def _anew(before: Workshop, after: Workshop) -> dict[str, Any]:
    """What is different in the view."""
    was, now = (view(workshop, who_sees_all(workshop)) for workshop in (before, after))
    fields = msgspec.structs.fields(Workshop)
    return {f.name: value for f in fields if (value := getattr(now, f.name)) != getattr(was, f.name)}
