"""Where two rules meet: what is rare, and was wrong once."""

import pytest

from moot.rooms.ballots.ballot import CloseBallot, OpenBallot
from moot.rooms.ballots.decision import OpenRunOff
from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.board import Board
from moot.rooms.boards.merge import MergeNotes
from moot.rooms.boards.note import AddNote, DeleteNote, MoveNote, RestoreNote
from moot.rooms.boards.section import AddSection, RemoveSection
from moot.rooms.people.groups import MakeGroups, MovePerson
from moot.rooms.people.joining import Join, Listed, ListPeople
from moot.rooms.people.people import RaiseHand, RemovePerson, RestorePerson
from moot.rooms.programmes.programme import Activity, Day, Programme, Session, Stage
from moot.rooms.refusals import Reason
from moot.rooms.stages.finished import SayFinished
from moot.rooms.stages.stage import ExtendStage, PassTime, PauseStage, StartStage
from tests.rooms.world import World, varied

TOPIC = "topic001"
A, B, C = "note000a", "note000b", "note000c"


@pytest.fixture
def world() -> World:
    """Three open notes of the trainer's under a challenge of the first group, in which all sit."""
    return with_notes(World(4))


def with_notes(world: World) -> World:
    world.do(MakeGroups(1), "t")
    world.do(AddSection(room="g1", board="solve", id=TOPIC, challenge="Members"), "t")
    for note in (A, B, C):
        world.do(AddNote(room="g1", section=TOPIC, id=note, text="A day for them"), "t")
    return world


def board(world: World) -> Board:
    return world.workshop.rooms["g1"].boards["solve"]


def standing(world: World) -> list[str]:
    return [note.id for note in board(world).standing(TOPIC)]


def counted(world: World, round: int) -> None:
    world.do(CloseBallot("g1", f"{TOPIC}.{round}"), "t")
    world.now += 3_001
    world.do(PassTime())


def test_what_was_merged_into_a_deleted_note_is_on_its_own_again(world: World) -> None:
    """N4: nobody's idea is lost to the vote because somebody else's was deleted."""
    world.do(MergeNotes("g1", A, (B,)), "t")
    world.do(DeleteNote("g1", A), "t")
    assert standing(world) == [B, C]
    world.do(RestoreNote("g1", A), "t")
    assert standing(world) == [A, B, C]


def test_what_was_merged_goes_along_when_its_note_is_merged_too(world: World) -> None:
    """N4."""
    world.do(MergeNotes("g1", B, (C,)), "t")
    world.do(MergeNotes("g1", A, (B,)), "t")
    assert {note.id: note.into for note in board(world).notes.values()} == {A: "", B: A, C: A}


def test_an_open_note_does_not_go_under_a_private_one(world: World) -> None:
    """V1: others would miss it."""
    world.do(StartStage("solve", "ideate"), "t")
    world.do(AddNote(room="g1", section=TOPIC, id="private1", text="Mine"), "t")
    assert world.refusal(MergeNotes("g1", "private1", (A,)), "t") is Reason.NOT_NOW
    assert world.refusal(MergeNotes("g1", A, ("private1",)), "t") is Reason.NOT_NOW


@pytest.mark.parametrize("after", [None, "", A, B])
def test_where_a_note_is_put_does_not_count_private_ones(after: str | None) -> None:
    """V1: p0 moves an open note, with private ones of their own around it or without."""
    orders = []
    for private in (0, 5):
        world = with_notes(World(4))
        world.do(StartStage("solve", "ideate"), "t")
        for number in range(private):
            note = AddNote(
                room="g1", section=TOPIC, id=f"private{number}", text="Mine", after=A if number % 2 else None
            )
            world.do(note, "p0")
        world.do(MoveNote(room="g1", note=C, section=TOPIC, after=after), "p0")
        orders.append({note.id: note.order for note in world.sees("p1").rooms["g1"].boards["solve"].notes.values()})
    assert orders[0] == orders[1]


def test_what_a_trainer_writes_on_another_board_is_not_private(world: World) -> None:
    """V1: its reveal would be another stage's."""
    world.do(StartStage("solve", "ideate"), "t")
    world.do(AddNote(room="g1", section="share-0", id="note000d", text="For all"), "t")
    assert not world.workshop.rooms["g1"].boards["share"].notes["note000d"].private


def test_a_first_round_is_not_opened_beside_a_run_off(world: World) -> None:
    """B4."""
    world.do(StartStage("solve", "vote"), "t")
    counted(world, 1)
    world.do(OpenBallot("g1", TOPIC), "t")
    counted(world, 1)
    world.do(OpenRunOff("g1", TOPIC), "t")
    for _ in range(2):
        assert world.refusal(OpenBallot("g1", TOPIC), "t") is Reason.BALLOT_CLOSED
        if board(world).ballots[f"{TOPIC}.2"].state == "open":
            counted(world, 2)


def test_a_run_off_is_among_notes_that_are_still_there(world: World) -> None:
    """D2."""
    world.do(StartStage("solve", "vote"), "t")
    counted(world, 1)
    world.do(DeleteNote("g1", B), "t")
    world.do(OpenRunOff("g1", TOPIC), "t")
    assert board(world).ballots[f"{TOPIC}.2"].notes == (A, C)
    counted(world, 2)
    world.do(DeleteNote("g1", C), "t")
    assert world.refusal(OpenRunOff("g1", TOPIC), "t") is Reason.NO_TIE


def test_the_notes_of_a_challenge_that_went_away_are_not_restored(world: World) -> None:
    """C3."""
    for note in (A, B, C):
        world.do(DeleteNote("g1", note), "t")
    world.do(RemoveSection("g1", TOPIC), "t")
    assert world.refusal(RestoreNote("g1", A), "t") is Reason.NO_SUCH_SECTION


def test_an_id_is_taken_on_every_board_of_a_room(world: World) -> None:
    """N1, C1: else a request for the one would reach the other."""
    assert world.refusal(AddNote(room="g1", section="share-0", id=A, text="x"), "t") is Reason.ID_TAKEN
    assert world.refusal(AddSection(room="g1", board="share", id=TOPIC, challenge="x"), "t") is Reason.ID_TAKEN
    world.do(AddNote(room="g2", section="share-0", id=A, text="another room"), "t")


def test_who_leaves_a_room_has_no_hand_up_there() -> None:
    """G2: else trainers would go where nobody waits."""
    world = World(4)
    world.do(StartStage("share", "collect"), "t")
    for move in (MovePerson("p0", "g1"), MakeGroups(1), MakeGroups(2), MovePerson("p0", "g2"), RemovePerson("p0")):
        if isinstance(move, MovePerson) and world.room("p0") == move.room:
            continue
        here = world.room("p0")
        if "p0" not in world.workshop.rooms[here].hands:
            world.do(RaiseHand(), "p0")
            world.do(SayFinished("p0" not in world.workshop.rooms[here].finished), "p0")
        world.do(move, "t")
        left = [room for room in world.workshop.rooms.values() if room.id != world.room("p0")]
        assert not any("p0" in room.hands or "p0" in room.finished for room in left)
    world.do(RestorePerson("p0"), "t")
    assert not any(room.hands for room in world.workshop.rooms.values())


def test_more_time_counts_from_zero_when_the_stage_is_in_overtime() -> None:
    """S3."""
    world = World(1)
    world.do(StartStage("share", "collect"), "t")
    run = world.workshop.rooms["g1"].run
    assert run
    world.now = run.ends + 300_000
    world.do(ExtendStage(60, ("g1",)), "t")
    world.do(PauseStage(("g2",)), "t")
    world.do(ExtendStage(60, ("g2",)), "t")
    one, other = (world.workshop.rooms[room].run for room in ("g1", "g2"))
    assert one
    assert other
    assert (one.ends - world.now, other.left) == (60_000, 60_000)


def test_all_who_ever_sat_with_a_person_hear_of_them() -> None:
    """V5: `World` holds every viewer's fold."""
    world = World(6)
    world.do(MakeGroups(3), "t")
    for room in ("g1", "g2", "g3", "g1", "g2"):
        if world.room("p0") != room:
            world.do(MovePerson("p0", room), "t")
    world.do(RemovePerson("p0"), "t")
    world.do(RestorePerson("p0"), "t")


def test_a_trainer_has_an_organisation_that_trainers_see() -> None:
    """V6."""
    world = World(1)
    world.do(Join("t2", "Anna", "trainer", organisation="Klaster Dolina Mebli", country="PL"))
    assert world.sees("t").people["t2"].country == "PL"
    assert world.sees("p0").people["t2"].country == ""


def test_nobody_is_listed_in_the_place_of_another() -> None:
    """P3."""
    world = World(1)
    assert world.refusal(ListPeople(("p0",), (Listed("Anna"),))) is Reason.ID_TAKEN
    assert world.refusal(ListPeople(("q0", "q0"), (Listed("Anna"), Listed("Ewa")))) is Reason.ID_TAKEN
    assert world.refusal(ListPeople(("q0",), (Listed("Anna"), Listed("Ewa")))) is Reason.BAD_ID


def test_many_sections_of_a_programme_stand_in_its_order() -> None:
    """C1."""
    words = {"en": "Words"}
    stage = Stage(key="collect", does="collect", title=words, instruction=words, seconds=60)
    titles = tuple({"en": str(number)} for number in range(24))
    share = Activity(key="share", title=words, kind="share", sections=titles, stages=(stage,))
    day = Day(number=1, title=words, sessions=(Session(key="one", title=words, activities=(share,)),))
    world = World(1, Programme(key="many", title=words, days=(day,)))
    sections = world.workshop.rooms["g1"].boards["share"].sections.values()
    assert [section.fixed for section in sorted(sections, key=lambda section: section.order)] == list(titles)


def test_two_who_swap_their_choices_leave_the_same_behind() -> None:
    """V3: even after the close nobody can tell who voted for what."""
    views = []
    for p0, p1 in (((A, A, B), (C, B, C)), ((C, B, C), (A, A, B))):
        world = with_notes(World(4, varied()))
        world.do(StartStage("solve", "vote"), "t")
        for one, other in zip(p0, p1, strict=True):
            world.do(PlaceDot("g1", f"{TOPIC}.1", one), "p0")
            world.do(PlaceDot("g1", f"{TOPIC}.1", other), "p1")
        counted(world, 1)
        views.append([world.sees(person, ("g1",)) for person in ("t", "o", "screen", "p2", "p3")])
    assert views[0] == views[1]
