"""A trainer looks through the eyes of a room: what all in it see alike, and nothing that is one person's own."""

import pytest

from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.note import AddNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection
from moot.rooms.canvases.cell import EditCell
from moot.rooms.glance.eyes import Eyes
from moot.rooms.people.groups import MakeGroups
from moot.rooms.stages.stage import NextStage, StartStage
from moot.rooms.view import common_view
from tests.rooms.world import World, varied

TOPIC = "topic001"
GROUP_2 = Eyes("g2")


def ideating(*, anonymous: bool = False) -> World:
    world = World(4, varied(anonymous=anonymous))
    world.do(MakeGroups(2), "t")
    for room in ("g1", "g2"):
        world.do(AddSection(room=room, board="solve", id=TOPIC, challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    return world


def one_in(world: World, room: str) -> str:
    return next(p.id for p in world.workshop.people.values() if p.room == room)


@pytest.mark.parametrize("who", ["t", "o"])
def test_who_trains_sees_what_all_in_the_room_see_alike(who: str) -> None:
    """O5."""
    world = ideating()
    ana = one_in(world, "g2")
    world.do(AddNote(room="g2", section=TOPIC, id="private1", text="Nobody else may read this"), ana)
    seen = world.sees(who, GROUP_2)
    assert seen == common_view(world.workshop, "participant", ("g2",))
    assert list(seen.rooms) == ["g2"]
    assert "private1" in world.sees(ana).rooms["g2"].boards["solve"].notes
    assert "private1" not in seen.rooms["g2"].boards["solve"].notes
    assert not seen.people[ana].country, "as people of the group know each other"
    world.do(RevealNotes(), "t")
    assert "private1" in world.sees(who, GROUP_2).rooms["g2"].boards["solve"].notes


def test_dots_and_turnout_are_not_seen_through_their_eyes() -> None:
    """O5, V3."""
    world = ideating()
    ana = one_in(world, "g2")
    world.do(AddNote(room="g2", section=TOPIC, id="anidea01", text="A day for them"), ana)
    world.do(NextStage(), "t")
    world.do(PlaceDot("g2", f"{TOPIC}.1", "anidea01"), ana)
    ballot = world.sees("t", GROUP_2).rooms["g2"].boards["solve"].ballots[f"{TOPIC}.1"]
    assert (ballot.dots, ballot.voted, ballot.result) == ({}, {}, ())


def test_an_anonymous_note_has_no_author_also_where_the_trainer_wrote_it() -> None:
    """O5, V4."""
    world = ideating(anonymous=True)
    world.do(RevealNotes(), "t")
    world.do(AddNote(room="g2", section=TOPIC, id="bytraine", text="From the trainer"), "t")
    world.do(AddNote(room="g2", section=TOPIC, id="byperson", text="From somebody"), one_in(world, "g2"))
    notes = world.sees("t", GROUP_2).rooms["g2"].boards["solve"].notes
    assert {note.id: note.by for note in notes.values()} == {"bytraine": "", "byperson": ""}


def test_a_canvas_of_the_group_is_seen_and_a_persons_own_is_not() -> None:
    """O5, V6."""
    for scope, owner in (("group", "g2"), ("all", ""), ("person", "")):
        world = World(4, varied(scope=scope))  # type: ignore[arg-type]
        world.do(MakeGroups(2), "t")
        world.do(StartStage("value", "stakeholders"), "t")
        ana = one_in(world, "g2")
        key = f"value:{owner if scope != 'person' else ana}"
        world.do(EditCell(canvas=key, row="row0", column="pains", revision=0, edit=[[0, "Time"]]), ana)
        seen = world.sees("t", GROUP_2).canvases
        assert (key in seen) == (scope != "person")
        assert not any(name.startswith("plan:") for name in seen)


def test_a_room_that_is_not_there_has_no_eyes() -> None:
    """O5."""
    assert ideating().sees("t", Eyes("g9")).rooms == {}
