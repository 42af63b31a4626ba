"""Notes, clusters and challenges."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moot.rooms.ballots.ballot import CloseBallot
from moot.rooms.boards.board import Board
from moot.rooms.boards.cluster import ClusterNotes, DissolveCluster, MoveCluster, NameCluster
from moot.rooms.boards.hiding import HideNote, HideSection
from moot.rooms.boards.legend import NameColour
from moot.rooms.boards.merge import MergeNotes, UnmergeNote
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, MoveNote, RestoreNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection, MakeTopic, RemoveSection
from moot.rooms.limits import CLUSTERS, NOTES_EACH, SECTIONS
from moot.rooms.order import between
from moot.rooms.people.groups import MakeGroups
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import NextStage, PassTime, StartStage
from tests.rooms.world import World

ME, MATE = "p0", "p1"
A, B, C = "note000a", "note000b", "note000c"


@pytest.fixture
def world() -> World:
    """Three notes of p0 on the first group's wall; p1 is in that group too."""
    world = World(2)
    world.do(MakeGroups(1), "t")
    world.do(StartStage("share", "collect"), "t")
    for note in (A, B, C):
        world.do(added(note), ME)
    return world


def added(note: str, text: str = "Nobody comes", colour: int = 0) -> AddNote:
    return AddNote(room="g1", section="share-0", id=note, text=text, colour=colour)


def board(world: World) -> Board:
    return world.workshop.rooms["g1"].boards["share"]


def order(world: World) -> list[str]:
    return [note.id for note in board(world).standing("share-0")]


def test_a_person_adds_so_many_notes_of_so_many_letters(world: World) -> None:
    """N1."""
    assert world.refusal(added("note000d", "x" * 301), ME) is Reason.TOO_LONG
    assert world.refusal(added("note000d", "  "), ME) is Reason.EMPTY
    assert world.refusal(added(A), MATE) is Reason.ID_TAKEN
    assert world.refusal(added("UPPER-CASE"), ME) is Reason.BAD_ID
    assert world.refusal(added("note000d", colour=6), ME) is Reason.BAD_ID
    for number in range(NOTES_EACH - 3):
        world.do(added(f"more{number:04}"), ME)
    assert world.refusal(added("note000d"), ME) is Reason.TOO_MANY_NOTES
    world.do(DeleteNote("g1", A), ME)
    world.do(added("note000d"), ME)
    assert world.refusal(RestoreNote("g1", A), ME) is Reason.TOO_MANY_NOTES
    world.do(DeleteNote("g1", "note000d"), ME)
    world.do(RestoreNote("g1", A), ME)


def test_notes_are_their_authors_and_anyone_moves_them(world: World) -> None:
    """N2."""
    assert world.refusal(EditNote(room="g1", note=A, text="x"), MATE) is Reason.NOT_YOUR_NOTE
    assert world.refusal(DeleteNote("g1", A), MATE) is Reason.NOT_YOUR_NOTE
    world.do(EditNote(room="g1", note=A, text="By the trainer"), "t")
    assert board(world).notes[A].text == "By the trainer"
    world.do(MoveNote(room="g1", note=C, section="share-0", after=""), MATE)
    assert order(world) == [C, A, B]
    world.do(MoveNote(room="g1", note=C, section="share-0", after=A), MATE)
    assert order(world) == [A, C, B]
    world.do(MoveNote(room="g1", note=A, section="share-0"), MATE)
    assert order(world) == [C, B, A]


def test_deleted_notes_are_restored_by_who_deleted_them(world: World) -> None:
    """N3."""
    world.do(DeleteNote("g1", A), "t")
    assert A not in order(world)
    assert world.refusal(RestoreNote("g1", A), ME) is Reason.NO_SUCH_NOTE
    world.do(RestoreNote("g1", A), "t")
    assert order(world) == [A, B, C]


def test_a_deleted_note_comes_back_where_its_author_may_write(world: World) -> None:
    """N3, S7."""
    for note in (A, B):
        world.do(DeleteNote("g1", note), ME)
    world.do(RestoreNote("g1", B), ME)
    world.do(StartStage("solve", "select"), "t")
    assert world.refusal(RestoreNote("g1", A), ME) is Reason.NOT_NOW


def test_merged_notes_stay_under_the_other(world: World) -> None:
    """N4."""
    assert world.refusal(MergeNotes("g1", A, (B,)), ME) is Reason.NOT_ALLOWED
    world.do(MergeNotes("g1", A, (B, C)), "t")
    assert (order(world), board(world).notes[B].into) == ([A], A)
    assert world.refusal(MergeNotes("g1", B, (A,)), "t") is Reason.ALREADY
    world.do(UnmergeNote("g1", B), "t")
    assert order(world) == [A, B]


def test_clusters_are_made_named_moved_and_taken_apart(world: World) -> None:
    """N5."""
    world.do(ClusterNotes(room="g1", section="share-0", id="cluster1", notes=(C, B), title="Members"), MATE)
    assert board(world).clusters["cluster1"].title == "Members"
    assert [board(world).notes[note].cluster for note in (A, B, C)] == ["", "cluster1", "cluster1"]
    world.do(NameCluster("g1", "cluster1", "Członkowie"), ME)
    world.do(MoveCluster(room="g1", cluster="cluster1", after=""), ME)
    assert board(world).clusters["cluster1"].order < board(world).notes[A].order
    world.do(DissolveCluster("g1", "cluster1"), ME)
    assert board(world).clusters == {}
    assert order(world) == [C, B, A]
    for number in range(CLUSTERS):
        world.do(ClusterNotes(room="g1", section="share-0", id=f"cl{number:06}", notes=(A,)), ME)
    one_more = ClusterNotes(room="g1", section="share-0", id="onemore1", notes=(A,))
    assert world.refusal(one_more, ME) is Reason.TOO_MANY_CLUSTERS
    world.do(AddSection(room="g1", board="solve", id="topic001", challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    world.do(AddNote(room="g1", section="topic001", id="private1", text="Mine alone"), ME)
    hidden = ClusterNotes(room="g1", section="topic001", id="cluster2", notes=("private1",))
    assert world.refusal(hidden, ME) is Reason.NOT_NOW


def test_while_a_ballot_is_open_its_notes_stand_still(world: World) -> None:
    """N6."""
    world.do(AddSection(room="g1", board="solve", id="topic001", challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    world.do(AddNote(room="g1", section="topic001", id="idea0001", text="A day"), ME)
    world.do(NextStage(), "t")
    for request in (
        EditNote(room="g1", note="idea0001", text="x"),
        DeleteNote("g1", "idea0001"),
        MoveNote(room="g1", note="idea0001", section="topic001", after=""),
        AddNote(room="g1", section="topic001", id="idea0002", text="Late"),
        ClusterNotes(room="g1", section="topic001", id="cluster1", notes=("idea0001",)),
    ):
        assert world.refusal(request, "t") is Reason.BALLOT_OPEN


def test_what_was_merged_into_a_note_of_another_section_stands_still_too(world: World) -> None:
    """N6: it would stand on its own, where people vote."""
    for topic in ("topic001", "topic002"):
        world.do(AddSection(room="g1", board="solve", id=topic, challenge=topic), "t")
    for topic, note in (("topic001", "idea0001"), ("topic002", "idea0002"), ("topic002", "idea0003")):
        world.do(AddNote(room="g1", section=topic, id=note, text="A day"), "t")
    world.do(MergeNotes("g1", "idea0001", ("idea0002",)), "t")
    world.do(StartStage("solve", "vote"), "t")
    world.do(CloseBallot("g1", "topic001.1"), "t")
    world.now += 3_001
    world.do(PassTime())
    for request in (DeleteNote("g1", "idea0001"), HideNote("g1", "idea0001")):
        assert world.refusal(request, "t") is Reason.BALLOT_OPEN
    world.do(CloseBallot("g1", "topic002.1"), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(DeleteNote("g1", "idea0001"), "t")


@pytest.mark.parametrize("hide", [HideNote("g1", "idea0001"), HideSection("g1", "topic001")])
def test_what_was_deleted_is_in_nobodys_way_and_stays_with_who_deleted_it(
    world: World, hide: HideNote | HideSection
) -> None:
    """N3, U8: also when it had been merged into what is hidden since."""
    for topic in ("topic001", "topic002"):
        world.do(AddSection(room="g1", board="solve", id=topic, challenge=topic), "t")
    world.do(StartStage("solve", "ideate"), "t")
    world.do(RevealNotes(), "t")
    world.do(AddNote(room="g1", section="topic001", id="idea0001", text="A day"), "t")
    world.do(AddNote(room="g1", section="topic002", id="idea0002", text="A day"), ME)
    world.do(MergeNotes("g1", "idea0001", ("idea0002",)), "t")
    world.do(DeleteNote("g1", "idea0002"), ME)
    world.do(hide, "t")
    assert world.sees(ME).rooms["g1"].boards["solve"].notes["idea0002"].deleted_by == ME
    world.do(RestoreNote("g1", "idea0002"), ME)
    back = world.workshop.rooms["g1"].boards["solve"].notes["idea0002"]
    assert (back.deleted_by, back.into) == ("", "")


def test_a_trainer_gives_colours_a_meaning(world: World) -> None:
    """N8."""
    world.do(NameColour(board="share", colour=2, meaning="Needs money"), "t")
    world.do(NameColour(board="share", colour=3, meaning="Quick", rooms=("g2",)), "t")
    assert board(world).legend == {2: "Needs money"}
    assert world.sees(ME).rooms["g1"].boards["share"].legend == {2: "Needs money"}
    world.do(NameColour(board="share", colour=2, meaning=""), "t")
    assert board(world).legend == {}
    assert world.refusal(NameColour(board="share", colour=6, meaning="x"), "t") is Reason.BAD_ID
    assert world.refusal(NameColour(board="lunch", colour=1, meaning="x"), "t") is Reason.NO_SUCH_STAGE


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=120))
@settings(derandomize=True, deadline=None)
def test_between_two_there_is_always_room(places: list[tuple[int, bool]]) -> None:
    """N7."""
    keys: list[str] = []
    for place, _ in places:
        at = place % (len(keys) + 1)
        lower, upper = keys[at - 1] if at else "", keys[at] if at < len(keys) else ""
        key = between(lower, upper)
        assert not lower or lower < key
        assert not upper or key < upper
        keys.insert(at, key)
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_the_group_adds_challenges_while_it_defines(world: World) -> None:
    """C1."""
    challenge = AddSection(room="g1", board="solve", id="topic001", challenge="Members come once")
    assert world.refusal(challenge, ME) is Reason.NOT_NOW
    world.do(StartStage("solve", "define"), "t")
    world.do(challenge, ME)
    for number in range(SECTIONS - 1):
        world.do(AddSection(room="g1", board="solve", id=f"more{number:04}", challenge="More"), "t")
    full = AddSection(room="g1", board="solve", id="topic002", challenge="Full")
    assert world.refusal(full, ME) is Reason.TOO_MANY_SECTIONS


def test_a_cluster_becomes_a_challenge_and_where_it_came_from_is_kept(world: World) -> None:
    """C2."""
    world.do(ClusterNotes(room="g1", section="share-0", id="cluster1", notes=(A, B)), ME)
    topic = MakeTopic(room="g1", board="share", to="solve", id="topic001", cluster="cluster1", rooms=("g1", "g2"))
    world.do(topic, "t")
    for room in ("g1", "g2"):
        made = world.workshop.rooms[room].boards["solve"]
        assert made.texts["topic001/challenge"].value == "Nobody comes", (
            "what the first note of an unnamed cluster says"
        )
        origin = made.sections["topic001"].origin
        assert origin
        assert (origin.room, origin.notes) == ("g1", (A, B))
    nowhere = MakeTopic(room="g1", board="share", to="share", id="topic002", note=A)
    assert world.refusal(nowhere, "t") is Reason.NO_SUCH_STAGE


def test_a_challenge_goes_away_only_while_nobody_wrote_under_it(world: World) -> None:
    """C3."""
    world.do(AddSection(room="g1", board="solve", id="topic001", challenge="Members"), "t")
    world.do(AddNote(room="g1", section="topic001", id="idea0001", text="A day"), "t")
    assert world.refusal(RemoveSection("g1", "topic001"), "t") is Reason.SECTION_NOT_EMPTY
    world.do(DeleteNote("g1", "idea0001"), "t")
    world.do(RemoveSection("g1", "topic001"), "t")
    assert world.workshop.rooms["g1"].boards["solve"].texts == {}
