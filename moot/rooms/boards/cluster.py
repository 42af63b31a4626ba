"""Clusters: notes that say the same, put together and named by the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moot.rooms.asking import Change, Changes, Moment, Request, Seen, to_room
from moot.rooms.boards.board import Cluster, Note
from moot.rooms.boards.desk import desk, still, writes_privately
from moot.rooms.boards.note import NoteMoved
from moot.rooms.limits import CLUSTER_LETTERS, CLUSTERS
from moot.rooms.order import between
from moot.rooms.refusals import Reason, Refused
from moot.rooms.room import Room
from moot.rooms.words import check_id, tidy

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop


class ClusterNotes(Request, kw_only=True):
    """Puts notes of a section into a new cluster, which stands where the first of them stood."""

    room: str
    section: str
    id: str
    notes: tuple[str, ...]
    title: str = ""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, board = desk(workshop, self.room, self.section, who, when)
        if writes_privately(workshop, room, key):
            raise Refused(Reason.NOT_NOW)  # a cluster would tell of the private notes in it
        check_id(self.id)
        if room.has(self.id):
            raise Refused(Reason.ID_TAKEN)
        if len(board.clusters) >= CLUSTERS:
            raise Refused(Reason.TOO_MANY_CLUSTERS)
        notes = [board.note(note, who) for note in dict.fromkeys(self.notes)]
        if not notes or any(note.section != self.section for note in notes):
            raise Refused(Reason.NO_SUCH_NOTE)
        still(board, self.section)
        first = notes[0]
        place = board.clusters[first.cluster].order if first.cluster else first.order
        title = tidy(self.title, CLUSTER_LETTERS, empty=True)
        cluster = Cluster(id=self.id, section=self.section, order=place, title=title)
        changes: list[Change] = [ClusterMade(room=room.id, board=key, cluster=cluster)]
        order = ""
        for note in notes:
            order = between(order, "")
            changes.append(
                NoteMoved(room=room.id, board=key, note=note.id, section=self.section, cluster=self.id, order=order)
            )
        return tuple(changes)


class NameCluster(Request):
    room: str
    cluster: str
    title: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, cluster = _found(workshop, self.room, self.cluster, who, when)
        title = tidy(self.title, CLUSTER_LETTERS, empty=True)
        return (ClusterNamed(room=room.id, board=key, cluster=cluster.id, title=title),)


class MoveCluster(Request, kw_only=True):
    """Within its section, behind `after` (see `Board.key_after`)."""

    room: str
    cluster: str
    after: str | None = None

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, cluster = _found(workshop, self.room, self.cluster, who, when)
        order = room.boards[key].key_after(cluster.section, "", self.after, who)
        return (ClusterMoved(room=room.id, board=key, cluster=cluster.id, order=order),)


class DissolveCluster(Request):
    """The notes stand alone again, where the cluster stood."""

    room: str
    cluster: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        room, key, cluster = _found(workshop, self.room, self.cluster, who, when)
        board = room.boards[key]
        inside = sorted((n for n in board.notes.values() if n.cluster == cluster.id), key=_shown_first)
        others = [c.order for c in board.clusters.values() if c.section == cluster.section]
        others += [
            n.order for n in board.notes.values() if n.section == cluster.section and not n.cluster and not _whose(n)
        ]
        above = min((order for order in others if order > cluster.order), default="")
        changes: list[Change] = []
        orders = {"": cluster.order}
        for note in inside:
            order = orders.setdefault(_whose(note), orders[""])
            changes.append(
                NoteMoved(room=room.id, board=key, note=note.id, section=note.section, cluster="", order=order)
            )
            orders[_whose(note)] = between(order, above)
        return (*changes, ClusterDissolved(room=room.id, board=key, cluster=cluster.id))


def _found(workshop: Workshop, room: str, cluster: str, who: str, when: Moment) -> tuple[Room, str, Cluster]:
    place = workshop.own_room(room, who)
    for key, board in place.boards.items():
        if cluster in board.clusters:
            found = board.clusters[cluster]
            desk(workshop, room, found.section, who, when)
            still(board, found.section)
            return place, key, found
    raise Refused(Reason.NO_SUCH_CLUSTER)


def _shown_first(note: Note) -> tuple[bool, str, str]:
    """What one person alone sees comes last, so that the places of the others tell nothing of it."""
    return _whose(note) != "", note.order, note.id


def _whose(note: Note) -> str:
    """Who alone sees a note; empty: all."""
    return note.deleted_by or (note.by if note.private else "")


class ClusterMade(Change):
    room: str
    board: str
    cluster: Cluster

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_part(self.room, self.board, "clusters", self.cluster.id, self.cluster)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room(self.room, self)


class ClusterNamed(Change):
    room: str
    board: str
    cluster: str
    title: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_changed(self.room, self.board, "clusters", self.cluster, title=self.title)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room(self.room, self)


class ClusterMoved(Change):
    room: str
    board: str
    cluster: str
    order: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.with_changed(self.room, self.board, "clusters", self.cluster, order=self.order)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room(self.room, self)


class ClusterDissolved(Change):
    room: str
    board: str
    cluster: str

    def evolve(self, workshop: Workshop) -> Workshop:
        return workshop.without_part(self.room, self.board, "clusters", self.cluster)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return to_room(self.room, self)
