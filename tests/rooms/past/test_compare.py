"""Two pictures of a workshop beside each other: what was added, removed, changed and moved on the way."""

import random

import pytest

from moot.rooms.ballots.decision import ChooseWinner
from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.cluster import ClusterNotes, NameCluster
from moot.rooms.boards.merge import MergeNotes, UnmergeNote
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, MoveNote
from moot.rooms.boards.section import AddSection
from moot.rooms.canvases.feedback import EditFeedback, GiveFeedback, JudgeFeedback
from moot.rooms.canvases.row import AddRow, MoveRow, RemoveRow
from moot.rooms.past.compare import (
    ById,
    Counts,
    Told,
    changed_boards,
    changed_canvases,
    compare_boards,
    compare_canvases,
    out_of_line,
)
from moot.rooms.past.pieces import Piece, pieces
from moot.rooms.stages.stage import EndStage, NextStage, PassTime, StartStage
from moot.rooms.view import view, who_sees_all
from moot.rooms.workshop import Workshop
from tests.rooms.canvases.writing import VALUE, write
from tests.rooms.test_laws import Histories, goes_on
from tests.rooms.world import Unheld, World

TOPIC, OTHER = "topic001", "topic002"
LETTERS = "aąb 🎉e\u0301\n,.żółć"


def seen(world: World) -> Workshop:
    return view(world.workshop, who_sees_all(world.workshop))


def written(text: str, kind: str) -> str:
    """What stands in one of two texts."""
    return "".join(piece.text for piece in pieces(*text.split("→")) if piece.kind in ("same", kind))


def marks(differences: ById) -> dict[str, tuple[str, ...]]:
    return {id: difference.marks for id, difference in differences.items()}


@pytest.fixture
def world() -> World:
    """Five ideas under one of two challenges."""
    world = World(2)
    for topic in (TOPIC, OTHER):
        world.do(AddSection(room="g1", board="solve", id=topic, challenge="Members come once"), "t")
    for number in range(5):
        world.do(AddNote(room="g1", section=TOPIC, id=f"idea000{number}", text=f"Idea {number}"), "t")
    return world


def test_notes_that_came_went_changed_and_moved_are_told(world: World) -> None:
    """L4."""
    before = seen(world)
    world.do(EditNote(room="g1", note="idea0000", text="Idea nought"), "t")
    world.do(MoveNote(room="g1", note="idea0001", section=OTHER), "t")
    world.do(DeleteNote("g1", "idea0002"), "t")
    world.do(MoveNote(room="g1", note="idea0004", section=TOPIC, after=""), "t")
    world.do(AddNote(room="g1", section=OTHER, id="idea0005", text="One more"), "t")
    compared = compare_boards(before.rooms["g1"].boards["solve"], seen(world).rooms["g1"].boards["solve"])
    assert marks(compared.notes) == {
        "idea0000": ("changed",),
        "idea0001": ("moved",),
        "idea0002": ("removed",),
        "idea0004": ("moved",),
        "idea0005": ("added",),
    }
    assert compared.notes["idea0000"].words == (Piece("Idea "), Piece("0", "gone"), Piece("nought", "new"))
    assert changed_boards(before, seen(world)) == {"g1": {"solve": Counts(added=1, removed=1, changed=1, moved=2)}}


def test_clusters_merging_challenges_and_their_texts_are_told(world: World) -> None:
    """L4. Back again, what was added is removed, and what was merged is taken out."""
    before = seen(world).rooms["g1"].boards["solve"]
    world.do(StartStage("solve", "select"), "t")
    world.do(ClusterNotes(room="g1", section=TOPIC, id="cluster1", notes=("idea0000", "idea0001")), "t")
    world.do(MergeNotes("g1", "idea0003", ("idea0004",)), "t")
    world.do(AddSection(room="g1", board="solve", id="topic003", challenge="New"), "t")
    after = seen(world).rooms["g1"].boards["solve"]
    forth, back = compare_boards(before, after), compare_boards(after, before)
    assert marks(forth.notes) == {"idea0000": ("moved",), "idea0001": ("moved",), "idea0004": ("merged",)}
    assert marks(back.notes)["idea0004"] == ("taken-out",)
    assert [marks(one.clusters) for one in (forth, back)] == [{"cluster1": ("added",)}, {"cluster1": ("removed",)}]
    assert [marks(one.sections) for one in (forth, back)] == [{"topic003": ("added",)}, {"topic003": ("removed",)}]
    world.do(NameCluster("g1", "cluster1", "Days"), "t")
    world.do(UnmergeNote("g1", "idea0004"), "t")
    named = compare_boards(after, seen(world).rooms["g1"].boards["solve"])
    assert named.clusters == {"cluster1": Told(("changed",), (Piece("Days", "new"),))}


def test_only_counted_votes_are_told_and_decisions(world: World) -> None:
    """L4, V3."""
    world.do(StartStage("solve", "vote"), "t")
    open_ = seen(world).rooms["g1"].boards["solve"]
    voter = next(person for person in ("p0", "p1") if world.room(person) == "g1")
    world.do(PlaceDot("g1", f"{TOPIC}.1", "idea0003"), voter)
    assert compare_boards(open_, seen(world).rooms["g1"].boards["solve"]).results == {}
    world.do(EndStage(), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(NextStage(), "t")
    world.do(ChooseWinner("g1", TOPIC, "idea0003"), "t")
    compared = compare_boards(open_, seen(world).rooms["g1"].boards["solve"])
    assert (marks(compared.results), marks(compared.decisions)) == ({TOPIC: ("added",)}, {TOPIC: ("added",)})


def test_rows_and_cells_of_a_canvas_are_told(world: World) -> None:
    """L4."""
    world.do(write("Small firms", "row0/stakeholder"), "t")
    world.do(write("Grow", "row1/stakeholder"), "t")
    before = seen(world)
    world.do(write("!", "row0/stakeholder"), "t")
    world.do(AddRow(canvas=VALUE, id="another1", after=None), "t")
    world.do(MoveRow(canvas=VALUE, row="row2", after=""), "t")
    world.do(RemoveRow(canvas=VALUE, row="row1"), "t")
    compared = compare_canvases(before.canvases[VALUE], seen(world).canvases[VALUE])
    assert marks(compared.rows) == {"another1": ("added",), "row1": ("removed",), "row2": ("moved",)}
    assert compared.cells == {"row0/stakeholder": Told(("changed",), (Piece("Small firms"), Piece("!", "new")))}
    assert changed_canvases(before, seen(world)) == {VALUE: Counts(added=1, removed=1, changed=1, moved=1)}


def test_feedback_that_came_was_edited_or_judged_or_went_is_told(world: World) -> None:
    """L4. What a trainer gives stands on the canvas of a person."""
    canvas = "value:p0"
    for id in ("feedback1", "feedback2", "feedback3"):
        world.do(GiveFeedback(canvas=canvas, id=id, place="row0/gains", text="For whom?"), "t")
    before = seen(world)
    world.do(EditFeedback(canvas, "feedback1", "For whom then?"), "t")
    world.do(JudgeFeedback(canvas, "feedback2", "adapted"), "p0")
    world.do(EditFeedback(canvas, "feedback3", ""), "t")
    world.do(GiveFeedback(canvas=canvas, id="feedback4", place="row1/gains", text="By when?"), "t")
    compared = compare_canvases(before.canvases[canvas], seen(world).canvases[canvas])
    assert marks(compared.feedback) == {
        "feedback1": ("changed",),
        "feedback2": ("changed",),
        "feedback3": ("removed",),
        "feedback4": ("added",),
    }
    assert compared.feedback["feedback1"].words == (Piece("For whom"), Piece(" then", "new"), Piece("?"))
    assert compared.feedback["feedback2"].words == ()
    assert changed_canvases(before, seen(world)) == {canvas: Counts(added=1, removed=1, changed=2)}


@pytest.mark.parametrize("seed", [0, 7, 11])
def test_between_a_picture_and_itself_there_is_nothing_to_tell(seed: int) -> None:
    """L4."""
    history = Histories()
    history.of_world = Unheld
    for _ in goes_on(history, seed):
        pass
    now = seen(history.world)
    assert (changed_boards(now, now), changed_canvases(now, now)) == ({}, {})
    for room in now.rooms.values():
        for board in room.boards.values():
            assert not any(part for part in compare_boards(board, board).parts())


@pytest.mark.parametrize("seed", range(200))
def test_the_pieces_are_both_texts(seed: int) -> None:
    """L4, by any letters."""
    dice = random.Random(seed)
    was = "".join(dice.choices(LETTERS, k=dice.randrange(30)))
    now = "".join(letter for letter in was if dice.random() < 0.8) + "".join(dice.choices(LETTERS, k=dice.randrange(5)))
    told = pieces(was, now)
    assert "".join(piece.text for piece in told if piece.kind != "new") == was
    assert "".join(piece.text for piece in told if piece.kind != "gone") == now
    assert pieces(was, was) == ((Piece(was),) if was else ())


def test_a_word_with_a_slip_is_told_letter_by_letter_and_another_word_whole() -> None:
    """L4. A letter and its accent stay together."""
    assert pieces("the memmbers", "the members") == (Piece("the me"), Piece("m", "gone"), Piece("mbers"))
    assert pieces("two firms", "two hubs") == (Piece("two "), Piece("firms", "gone"), Piece("hubs", "new"))
    assert pieces("cafe\u0301s", "cafes") == (Piece("caf"), Piece("e\u0301", "gone"), Piece("e", "new"), Piece("s"))


def test_two_long_texts_are_told_as_one_replaced_by_the_other() -> None:
    """L4: two pages of single letters would take long to hold against each other."""
    was, now = "a " * 1_000, "b " * 1_000
    assert [piece.kind for piece in pieces(was, now)] == ["gone", "new"]


def test_the_fewest_are_said_to_have_moved() -> None:
    """L4."""
    assert out_of_line("abcde", "eabcd") == {"e"}
    assert out_of_line("abcde", "abxcde") == set()
    assert len(out_of_line("abcd", "dcba")) == 3
