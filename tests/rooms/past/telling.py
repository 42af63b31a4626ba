"""What looking back tells of a world: all of its replay, and how it was at its snapshots."""

import msgspec

from moot.rooms.asking import Change
from moot.rooms.entry import Entry, deed_of
from moot.rooms.past.past import Past, first_seen, heard_since
from moot.rooms.shape import changed
from moot.rooms.view import view, who_sees_all
from tests.rooms.world import World


def entries_of(changes: list[Change]) -> list[Entry]:
    return [Entry(at, (deed_of((change,)),)) for at, change in enumerate(changes, 1)]


def read(changes: list[Change]) -> Past:
    past = Past()
    for entry in entries_of(changes):
        past.read(entry)
    return past


def told(world: World) -> bytes:
    """All that looking back tells: the reel, all parts, and the views at all snapshots."""
    past, entries = read(world.changes), entries_of(world.changes)
    parts = [(first_seen(begins), [*heard_since(begins, entries[begins.position :])]) for begins in past.beginnings]
    # when something was heard would differ by the entries that only one of the worlds has
    heard = [(seen, [changed(one, at=0) for one in some]) for seen, some in parts]
    snapshots = {id: view(then, who_sees_all(then)) for id, then in past.at_snapshots.items()}
    return msgspec.json.encode((len(past.beginnings), heard, snapshots))
