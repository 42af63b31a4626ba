"""What is brought back from a snapshot is as it was there, and nothing else is lost."""

import pytest

from moot.rooms.asking import Moment
from moot.rooms.ballots.decision import ChooseWinner
from moot.rooms.boards.cluster import ClusterNotes, DissolveCluster
from moot.rooms.boards.field import EditText
from moot.rooms.boards.merge import MergeNotes, UnmergeNote
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, MoveNote
from moot.rooms.boards.section import AddSection, RemoveSection
from moot.rooms.canvases.canvas import Names, Period
from moot.rooms.canvases.cell import SetCell
from moot.rooms.canvases.row import AddRow, MoveRow, RemoveRow
from moot.rooms.past.bring_back import BringBackNote
from moot.rooms.past.brought import cells_of, note_of, section_of
from moot.rooms.past.compare import changed_boards, changed_canvases, compare_canvases
from moot.rooms.record.effect import effect_of
from moot.rooms.refusals import Reason, Refused
from moot.rooms.stages.stage import EndStage, NextStage, PassTime, StartStage
from moot.rooms.texts.text import replacing
from moot.rooms.workshop import Workshop
from tests.rooms.canvases.writing import PLAN, VALUE, write
from tests.rooms.past.test_compare import OTHER, TOPIC, seen
from tests.rooms.world import World


@pytest.fixture
def world() -> World:
    """Ideas of everybody in a group, two of them in a cluster."""
    world = World(2)
    for topic in (TOPIC, OTHER):
        world.do(AddSection(room="g1", board="solve", id=topic, challenge="Members come once"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for number in range(4):
        world.do(AddNote(room="g1", section=TOPIC, id=f"idea000{number}", text=f"Idea {number}"), author(world))
    world.do(NextStage(), "t")
    world.do(StartStage("solve", "select"), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(ClusterNotes(room="g1", section=TOPIC, id="cluster1", notes=("idea0001", "idea0002")), "t")
    return world


def author(world: World) -> str:
    return next(person for person in ("p0", "p1") if world.room(person) == "g1")


def bring_back(world: World, then: Workshop, note: str) -> None:
    world.do(note_of(then, "g1", note), "t")


def test_a_deleted_note_stands_again_where_it_stood_by_who_wrote_it(world: World) -> None:
    """L5. How it was before is kept too."""
    then = seen(world)
    for note in ("idea0002", "idea0003"):
        world.do(DeleteNote("g1", note), "t")
        bring_back(world, then, note)
    assert changed_boards(then, seen(world)) == {}
    assert world.workshop.rooms["g1"].boards["solve"].notes["idea0003"].by == author(world)
    assert [one.why for one in world.workshop.snapshots.values()][-2:] == ["bring-back", "bring-back"]


def test_a_note_that_was_changed_moved_and_merged_is_as_it_was(world: World) -> None:
    """L5."""
    then = seen(world)
    world.do(EditNote(room="g1", note="idea0001", text="Something else", colour=3), "t")
    world.do(MoveNote(room="g1", note="idea0001", section=OTHER), "t")
    world.do(MoveNote(room="g1", note="idea0003", section=TOPIC, after=""), "t")
    world.do(MergeNotes("g1", "idea0003", ("idea0000",)), "t")
    for note in ("idea0000", "idea0001", "idea0003"):
        bring_back(world, then, note)
    assert changed_boards(then, seen(world)) == {}
    with pytest.raises(Refused, match=Reason.ALREADY):
        bring_back(world, then, "idea0001")


def test_a_note_that_stood_under_another_is_under_it_again_if_that_still_stands(world: World) -> None:
    """L5."""
    world.do(MergeNotes("g1", "idea0000", ("idea0001", "idea0003")), "t")
    then = seen(world)
    for note in ("idea0001", "idea0003"):
        world.do(UnmergeNote("g1", note), "t")
    world.do(MoveNote(room="g1", note="idea0003", section=OTHER), "t")
    world.do(MergeNotes("g1", "idea0001", ("idea0002",)), "t")
    for note in ("idea0001", "idea0003"):
        bring_back(world, then, note)
    board = world.workshop.rooms["g1"].boards["solve"]
    into = {note.id: note.into for note in board.notes.values()}
    assert into == {"idea0000": "", "idea0001": "idea0000", "idea0002": "idea0000", "idea0003": "idea0000"}
    assert board.notes["idea0003"].section == TOPIC
    with pytest.raises(Refused, match=Reason.ALREADY):
        bring_back(world, then, "idea0001")
    world.do(UnmergeNote("g1", "idea0001"), "t")
    world.do(MergeNotes("g1", "idea0001", ("idea0000",)), "t")
    bring_back(world, then, "idea0003")
    board = world.workshop.rooms["g1"].boards["solve"]
    assert board.notes["idea0003"].into == "", "what it was under stands under another itself"


def test_a_challenge_that_was_removed_stands_again_where_it_stood(world: World) -> None:
    """L8. What stood under it is brought back after it."""
    world.do(AddSection(room="g1", board="solve", id="topic003", challenge="Last"), "t")
    edit = replacing("", "Nobody asks")
    causes = EditText(room="g1", board="solve", section=OTHER, field="causes", revision=0, edit=edit)
    world.do(causes, "t")
    world.do(AddNote(room="g1", section=OTHER, id="idea0009", text="There"), "t")
    then = seen(world)
    world.do(DeleteNote("g1", "idea0009"), "t")
    world.do(RemoveSection("g1", OTHER), "t")
    with pytest.raises(Refused, match=Reason.NO_SUCH_SECTION):
        bring_back(world, then, "idea0009")
    bringing = section_of(then, "g1", OTHER)
    for who in (author(world), "o"):
        assert world.refusal(bringing, who) is Reason.NOT_ALLOWED
    world.do(bringing, "t")
    bring_back(world, then, "idea0009")
    assert changed_boards(then, seen(world)) == {}
    board = world.workshop.rooms["g1"].boards["solve"]
    order = [one.id for one in sorted(board.sections.values(), key=lambda one: one.order)]
    assert order == [TOPIC, OTHER, "topic003"]
    assert board.texts[f"{OTHER}/causes"].value == "Nobody asks"
    assert world.refusal(bringing, "t") is Reason.ALREADY
    with pytest.raises(Refused, match=Reason.NO_SUCH_SECTION):
        section_of(then, "g1", "nowhere1")


def test_a_challenge_of_a_full_board_is_not_brought_back(world: World) -> None:
    """L8."""
    then = seen(world)
    world.do(RemoveSection("g1", OTHER), "t")
    while world.refusal(AddSection(room="g1", board="solve", id=f"more{world.now:05}", challenge="x"), "t") is None:
        world.do(AddSection(room="g1", board="solve", id=f"more{world.now:05}", challenge="x"), "t")
        world.now += 1
    assert world.refusal(section_of(then, "g1", OTHER), "t") is Reason.TOO_MANY_SECTIONS


def test_what_stood_beside_a_note_may_be_gone(world: World) -> None:
    """L5: it stands behind the nearest that is still there; alone, where its cluster is not."""
    then = seen(world)
    world.do(DeleteNote("g1", "idea0003"), "t")
    world.do(DissolveCluster("g1", "cluster1"), "t")
    world.do(MoveNote(room="g1", note="idea0002", section=OTHER), "t")
    bring_back(world, then, "idea0002")
    bring_back(world, then, "idea0003")
    board = world.workshop.rooms["g1"].boards["solve"]
    alone = [note.id for note in board.standing(TOPIC) if not note.cluster]
    assert alone.index("idea0003") == alone.index("idea0000") + 1
    assert (board.notes["idea0002"].section, board.notes["idea0002"].cluster) == (TOPIC, "")


def test_what_may_not_be_brought_back_is_refused_with_why(world: World) -> None:
    """L5, N6, D4, V2."""
    then = seen(world)
    bringing = note_of(then, "g1", "idea0000")
    for who in (author(world), "o"):
        assert world.refusal(bringing, who) is Reason.NOT_ALLOWED
    with pytest.raises(Refused, match=Reason.NO_SUCH_NOTE):
        note_of(then, "g1", "nowhere1")
    text = "x" * 301
    assert world.refusal(BringBackNote(room="g1", note="idea0000", text=text, colour=0, section=TOPIC), "t") is (
        Reason.TOO_LONG
    )
    assert world.refusal(BringBackNote(room="g1", note="idea0000", text="x", colour=9, section=TOPIC), "t") is (
        Reason.BAD_ID
    )
    world.do(MoveNote(room="g1", note="idea0000", section=OTHER), "t")
    world.do(StartStage("solve", "vote"), "t")
    assert world.refusal(bringing, "t") is Reason.BALLOT_OPEN
    world.do(EndStage(), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(ChooseWinner("g1", OTHER, "idea0000"), "t")
    assert world.refusal(bringing, "t") is Reason.DECIDED
    world.do(AddSection(room="g1", board="solve", id="topic003", challenge="Short"), "t")
    world.do(AddNote(room="g1", section="topic003", id="idea0009", text="There"), "t")
    after = seen(world)
    world.do(MoveNote(room="g1", note="idea0009", section=TOPIC), "t")
    world.do(RemoveSection("g1", "topic003"), "t")
    assert world.refusal(note_of(after, "g1", "idea0009"), "t") is Reason.NO_SUCH_SECTION


def test_a_note_that_nobody_but_its_author_ever_saw_is_not_there() -> None:
    """L5, V2: not even for who knows its name."""
    world = World(2)
    world.do(AddSection(room="g1", board="solve", id=TOPIC, challenge="Members come once"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    me = author(world)
    world.do(AddNote(room="g1", section=TOPIC, id="idea0000", text="Mine"), me)
    guessed = BringBackNote(room="g1", note="idea0000", text="Mine", colour=1, section=TOPIC)
    assert world.refusal(guessed, "t") is Reason.NO_SUCH_NOTE
    world.do(DeleteNote("g1", "idea0000"), me)
    assert world.refusal(guessed, "t") is Reason.NO_SUCH_NOTE


def test_a_canvas_is_as_it_was_and_what_was_not_there_then_can_be_restored(world: World) -> None:
    """L6."""
    world.do(write("Small firms", "row0/stakeholder"), "t")
    world.do(write("Grow", "row1/stakeholder"), "t")
    then = seen(world)
    world.do(write("!", "row0/stakeholder"), "t")
    world.do(write("New", "row0/needs"), "t")
    world.do(AddRow(canvas=VALUE, id="another1", after=""), "t")
    world.do(MoveRow(canvas=VALUE, row="row2", after=""), "t")
    world.do(RemoveRow(canvas=VALUE, row="row1"), "t")
    bringing = cells_of(then, world.workshop, VALUE)
    effect = effect_of(world.workshop, bringing, "t", Moment(world.now))
    assert (effect.replaces, effect.words) == (2, ("Small firms!", "New"))
    world.do(bringing, "t")
    assert changed_canvases(then, seen(world)) == {}
    assert world.workshop.canvases[VALUE].rows["another1"].removed_by == "t"
    assert world.refusal(bringing, "t") is Reason.ALREADY


def test_a_row_or_a_cell_is_brought_back_and_the_others_stay(world: World) -> None:
    """L6."""
    world.do(write("Small firms", "row0/stakeholder"), "t")
    world.do(write("Grow", "row1/stakeholder"), "t")
    then = seen(world)
    for row in ("row0", "row1"):
        world.do(write("!", f"{row}/stakeholder"), "t")
        world.do(write("New", f"{row}/needs"), "t")
    world.do(RemoveRow(canvas=VALUE, row="row1"), "t")
    world.do(cells_of(then, world.workshop, VALUE, "row1"), "t")
    world.do(cells_of(then, world.workshop, VALUE, "row0", "stakeholder"), "t")
    compared = compare_canvases(then.canvases[VALUE], seen(world).canvases[VALUE])
    assert (compared.rows, list(compared.cells)) == ({}, ["row0/needs"])
    for row, column in (("nowhere", ""), ("nowhere", "needs")):
        with pytest.raises(Refused, match=Reason.NO_SUCH_ROW):
            cells_of(then, world.workshop, VALUE, row, column)


def test_days_names_and_what_spans_all_rows_are_brought_back_too(world: World) -> None:
    """L6."""
    period, names = Period(start="2025-11-01", due="2026-02-28"), Names(("p1",), ("Βασίλης",))
    world.do(write("Keep members", "all/objective", PLAN), "t")
    for column, value in (("time-frame", period), ("responsible", names)):
        world.do(SetCell(canvas=PLAN, row="row0", column=column, value=value), "t")
    then = seen(world)
    for column, other in (("time-frame", Period(start="2026-01-01")), ("responsible", Names())):
        world.do(SetCell(canvas=PLAN, row="row0", column=column, value=other), "t")
    world.do(write("Lose ", "all/objective", PLAN), "t")
    world.do(cells_of(then, world.workshop, PLAN, "row0"), "t")
    assert list(compare_canvases(then.canvases[PLAN], seen(world).canvases[PLAN]).cells) == ["all/objective"]
    world.do(cells_of(then, world.workshop, PLAN, "all", "objective"), "t")
    assert changed_canvases(then, seen(world)) == {}
