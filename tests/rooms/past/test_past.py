"""Looking back: each snapshot, and each picture of a replay, is what a trainer saw then; and no more."""

from collections.abc import Iterator

import pytest

from moot.rooms.asking import Change
from moot.rooms.ballots.ballot import CloseBallot
from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection
from moot.rooms.canvases.feedback import GiveFeedback
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.past import past as rooms_past
from moot.rooms.past.past import first_seen, heard_since
from moot.rooms.past.snapshot import SnapshotTaken, TakeSnapshot
from moot.rooms.people.groups import MakeGroups
from moot.rooms.shape import changed
from moot.rooms.stages.stage import NextStage, PassTime, StartStage
from moot.rooms.view import audiences, is_heard_by_who_sees_all, view, who_sees_all
from moot.rooms.workshop import NOTHING, Workshop
from tests.rooms.past.telling import entries_of, read, told
from tests.rooms.test_laws import SEEDS, Histories, goes_on
from tests.rooms.world import Unheld, World, varied

TOPIC, IDEAS = "topic001", ("idea0001", "idea0002")
SHORT = 20
"""Times that something is heard in a part, so that there are many."""


def replayed(changes: list[Change]) -> Iterator[tuple[int, Workshop]]:
    """Each picture of the replay, and when; a part goes on where the one before has ended."""
    past, entries = read(changes), entries_of(changes)
    ends = [*(beginning.position for beginning in past.beginnings[1:]), len(entries)]
    now: Workshop | None = None
    for beginning, end in zip(past.beginnings, ends, strict=True):
        assert now in (None, first_seen(beginning))
        now = first_seen(beginning)
        yield beginning.at, now
        for heard in heard_since(beginning, entries[beginning.position : end]):
            now = changed(now.after(heard.did), **heard.anew)
            yield heard.at, now


@pytest.mark.parametrize("seed", range(0, SEEDS, 4))
def test_each_picture_of_a_replay_is_what_a_trainer_saw_then(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """L3, L7, by a random history: also of those at its snapshots, and the last one is how it is now."""
    monkeypatch.setattr(rooms_past, "PART", SHORT)
    history = Histories()
    history.of_world = Unheld
    for _ in goes_on(history, seed):
        pass
    changes, workshop = history.world.changes, NOTHING
    then = [workshop := change.evolve(workshop) for change in changes]
    at, last = 0, NOTHING
    for at, last in replayed(changes):
        assert last == view(then[at - 1], who_sees_all(then[at - 1]))
    assert last == view(workshop, who_sees_all(workshop))
    assert at <= len(changes)
    snapshots = read(changes).at_snapshots
    for before, change in zip([NOTHING, *then], changes, strict=False):
        if isinstance(change, SnapshotTaken):
            assert snapshots[change.snapshot.id] == before


def test_who_sees_all_hears_what_a_trainer_hears_who_looks_at_everything() -> None:
    """L7."""
    world = World(2)
    world.do(StartStage("plan", "review"), "t")
    every = audiences(world.workshop, who_sees_all(world.workshop))
    assert not [one for one in every if not is_heard_by_who_sees_all(one) and not one.startswith(("person:", "own:"))]
    for who in ("p0", "p1", "screen"):
        heard = audiences(world.workshop, changed(who_sees_all(world.workshop), person=who, role="participant"))
        assert {one for one in heard if is_heard_by_who_sees_all(one)} <= {"everyone"}


def a_breakout(world: World, *, otherwise: bool) -> None:
    """On an anonymous board, with snapshots on the way; `otherwise` in all that is secret, for good or for a while."""
    ana, ben = ("p1", "p0") if otherwise else ("p0", "p1")
    world.do(MakeGroups(count=1), "t")
    world.do(AddSection(room="g1", board="solve", id=TOPIC, challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for idea, author in zip(IDEAS, (ana, ben), strict=True):
        world.do(AddNote(room="g1", section=TOPIC, id=idea, text="A day" if otherwise else "A week"), author)
    if otherwise:
        world.do(AddNote(room="g1", section=TOPIC, id="nobody01", text="Never mind"), "p2")
        world.do(DeleteNote(room="g1", note="nobody01"), "p2")
    world.do(TakeSnapshot(id="private01", name="Before the reveal"), "t")
    for idea, author in zip(IDEAS, (ana, ben), strict=True):
        world.do(EditNote(room="g1", note=idea, text="A year"), author)
    world.do(RevealNotes(), "t")
    world.do(NextStage(), "t")
    for at, voter in enumerate(("p0", "p1")):
        idea = IDEAS[(at + otherwise) % 2]
        world.do(PlaceDot("g1", f"{TOPIC}.1", idea), voter)
        world.do(TakeSnapshot(id=f"voting{voter}0", name="During the vote"), "t")
        world.do(TakeDot("g1", f"{TOPIC}.1", idea), voter)
        world.do(PlaceDot("g1", f"{TOPIC}.1", IDEAS[0]), voter)
    world.do(CloseBallot("g1", f"{TOPIC}.1"), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(StartStage("plan", "review"), "t")
    world.do(AssignReviews(activity="plan", each=2), "t")
    given = GiveFeedback(canvas="plan:p2", id="feedback1", place="row0/peer-feedback", text="Begin", anonymous=True)
    world.do(given, ana)
    world.do(TakeSnapshot(id="review001", name="Of the review"), "t")


def test_looking_back_tells_nothing_that_was_secret_then_or_is_for_good() -> None:
    """L3, V1 to V4, F3: who wrote what before the reveal, and for which idea a dot was, looks the same otherwise."""
    worlds = [World(3, varied(anonymous=True)) for _ in range(2)]
    for world, otherwise in zip(worlds, (False, True), strict=True):
        a_breakout(world, otherwise=otherwise)
    one, other = map(told, worlds)
    assert b"A year" in one
    assert b"A week" not in one
    assert one == other
