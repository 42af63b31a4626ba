"""Snapshots: places in the journal that are kept by name, to look at, to compare and to bring back from.

All of a workshop stands in its journal, so a snapshot is a change that says "here": how it was is what was before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from moot.rooms.asking import TRAINERS, TRAINERS_ALL, Change, Changes, Moment, Request, Seen
from moot.rooms.limits import SNAPSHOT_LETTERS, SNAPSHOT_NAME_LETTERS, SNAPSHOTS, SNAPSHOTS_BY_ITSELF
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed, put
from moot.rooms.words import check_id, tidy

if TYPE_CHECKING:
    from moot.rooms.stages.run import Run
    from moot.rooms.workshop import Workshop

Why = Literal["by-hand", "stage", "bring-back"]


class Snapshot(Value, kw_only=True):
    """It never changes. One that is kept by itself has no name: why it was kept says what it is."""

    id: str
    at: int
    """Milliseconds since 1970."""
    by: str = ""
    """Who took it, or did what it was taken before; empty: the clock."""
    why: Why = "by-hand"
    """A trainer took it; or it was kept before a stage was left, or before something was brought back."""
    name: str = ""
    note: str = ""
    rooms: tuple[str, ...] = ()
    """Where a stage was left; none named: in all."""
    stages: tuple[str, ...] = ()
    """Those that were left, as `activity.stage`."""
    begins: tuple[str, ...] = ()
    """Those that began then; none where they only ended."""


class TakeSnapshot(Request, kw_only=True):
    """All of it as it is now, under a name."""

    by = TRAINERS
    lasting = True
    id: str
    name: str
    note: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        check_id(self.id)
        if self.id in workshop.snapshots:
            raise Refused(Reason.ID_TAKEN)
        if sum(one.why == "by-hand" for one in workshop.snapshots.values()) >= SNAPSHOTS:
            raise Refused(Reason.TOO_MANY_SNAPSHOTS)
        name = tidy(self.name, SNAPSHOT_NAME_LETTERS)
        note = tidy(self.note, SNAPSHOT_LETTERS, lines=True, empty=True)
        return (SnapshotTaken(snapshot=Snapshot(id=self.id, at=when.at, by=who, name=name, note=note)),)


def before_a_boundary(workshop: Workshop, after: Workshop, who: str, when: Moment) -> tuple[SnapshotTaken, ...]:
    """How it was before a stage was left, or went on after its end: one for all rooms, where that happens in any."""
    left, begins = dict[str, str](), dict[str, None]()
    for room in workshop.rooms.values():
        was, now = room.run, after.rooms[room.id].run if room.id in after.rooms else None
        if was is None or (now and not _is_boundary(was, now)):
            continue
        left[room.id] = was.name
        if now and now.state != "over":
            begins[now.name] = None
    if not left:
        return ()
    rooms = () if len(left) == len(workshop.rooms) else tuple(left)
    stages = tuple(dict.fromkeys(left.values()))
    return (
        kept_by_itself(
            workshop, Snapshot(id="", at=when.at, by=who, why="stage", rooms=rooms, stages=stages, begins=tuple(begins))
        ),
    )


def _is_boundary(was: Run, now: Run) -> bool:
    return was.name != now.name or (was.state == "over") != (now.state == "over")


def kept_by_itself(workshop: Workshop, snapshot: Snapshot) -> SnapshotTaken:
    """Under an id of its moment; to come before what it is kept from."""
    id, again = f"at{snapshot.at}", 1
    while id in workshop.snapshots:
        id, again = f"at{snapshot.at}x{again}", again + 1
    return SnapshotTaken(snapshot=changed(snapshot, id=id))


class SnapshotTaken(Change):
    """Of how it was just before this change."""

    snapshot: Snapshot

    def evolve(self, workshop: Workshop) -> Workshop:
        """Of those that are kept by themselves the oldest is listed no more; the journal has it."""
        snapshots = put(workshop.snapshots, self.snapshot.id, self.snapshot)
        by_itself = [one for one in snapshots.values() if one.why != "by-hand"]
        if len(by_itself) > SNAPSHOTS_BY_ITSELF:
            del snapshots[min(by_itself, key=lambda one: (one.at, one.id)).id]
        return changed(workshop, snapshots=snapshots)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ((TRAINERS_ALL, self),)
