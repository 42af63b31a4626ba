"""What trainers did is in the record, and each of it can be taken back."""

import pytest

from moot.rooms.asking import Moment
from moot.rooms.ballots.ballot import CloseBallot
from moot.rooms.ballots.decision import ChooseWinner, OpenRunOff
from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.hiding import HideNote
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, MoveNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection
from moot.rooms.limits import GROUPS, MESSAGE_LETTERS, RECORD, RECORD_LETTERS
from moot.rooms.people.groups import AddGroup, MakeGroups, MovePerson
from moot.rooms.people.joining import Listed, ListPeople
from moot.rooms.people.people import RaiseHand, RemovePerson
from moot.rooms.record.effect import Effect, effect_of
from moot.rooms.record.record import Command
from moot.rooms.record.taking_back import TakeBack
from moot.rooms.refusals import Reason
from moot.rooms.stages.message import SendMessage
from moot.rooms.stages.stage import EndStage, ExtendStage, GoBack, NextStage, PassTime, PauseStage, StartStage
from tests.rooms.world import Unheld, World, varied

TOPIC = "topic001"


@pytest.fixture
def world() -> World:
    """Two groups that write ideas privately."""
    world = World(4)
    for room in ("g1", "g2"):
        world.do(AddSection(room=room, board="solve", id=TOPIC, challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for person in ("p0", "p1", "p2", "p3"):
        world.do(AddNote(room=world.room(person), section=TOPIC, id=f"idea00{person}", text="A day"), person)
    return world


def newest(world: World) -> Command:
    return world.workshop.record[-1]


def take_back(world: World, command: Command | None = None) -> None:
    world.do(TakeBack((command or newest(world)).id), "t")


def vote(world: World, person: str, note: str) -> None:
    world.do(PlaceDot(world.room(person), f"{TOPIC}.1", note), person)


def dots(world: World, person: str) -> dict[str, int]:
    return world.sees(person).rooms[world.room(person)].boards["solve"].ballots[f"{TOPIC}.1"].dots.get(person, {})


def test_what_people_vote_on_stands_still_whatever_is_taken_back(world: World) -> None:
    """N6, U4: also after a note that was voted on has been hidden."""
    world.do(AddNote(room="g1", section=TOPIC, id="idea0003", text="A week"), "t")
    world.do(AddNote(room="g1", section=TOPIC, id="idea0004", text="A year"), "t")
    world.do(RevealNotes(), "t")
    world.do(StartStage("solve", "vote"), "t")
    world.do(EndStage(), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(HideNote("g1", "idea0004"), "t")
    world.do(DeleteNote("g1", "idea0003"), "t")
    deleted = newest(world)
    world.do(OpenRunOff("g1", TOPIC), "t")
    assert world.refusal(TakeBack(deleted.id), "t") is Reason.CHANGED_SINCE
    take_back(world)
    take_back(world, deleted)
    assert not world.workshop.rooms["g1"].boards["solve"].notes["idea0003"].deleted_by


def test_what_trainers_command_is_in_the_record(world: World) -> None:
    """U1."""
    world.do(PauseStage(rooms=("g1",)), "t")
    paused = newest(world)
    assert (paused.what, paused.rooms, paused.by, paused.at) == ("pause-stage", ("g1",), "t", world.now)
    world.do(MovePerson("p0", "g2" if world.room("p0") == "g1" else "g1"), "t")
    assert newest(world).about == {"person": "p0"}
    world.do(RaiseHand(), "p1")
    assert newest(world).what == "move-person"
    assert world.sees("o").record == world.sees("t").record != ()
    assert world.sees("t").did == world.sees("o").did == {}
    assert world.sees("p0").record == world.sees("screen").record == ()
    for _ in range(RECORD):
        world.do(ExtendStage(60, rooms=("g2",)), "t")
    assert [command.id for command in (world.workshop.record[0], newest(world))][1] - world.workshop.record[
        0
    ].id == RECORD - 1


def test_the_record_says_nothing_of_what_trainers_write_for_themselves(world: World) -> None:
    """U1, V1."""
    before = world.workshop.record
    world.do(AddNote(room="g1", section=TOPIC, id="trainer1", text="Mine"), "t")
    world.do(EditNote(room="g1", note="trainer1", text="Mine alone"), "t")
    world.do(MoveNote(room="g1", note="trainer1", section=TOPIC, after=""), "t")
    world.do(DeleteNote("g1", "trainer1"), "t")
    assert world.workshop.record == before


def test_a_reveal_taken_back_makes_notes_private_again(world: World) -> None:
    """U2, U5."""
    before = world.sees("p0")
    world.do(RevealNotes(), "t")
    world.do(AddNote(room=world.room("p0"), section=TOPIC, id="open0001", text="For all to see"), "p0")
    told = effect_of(world.workshop, TakeBack(newest(world).id), "t", Moment(world.now, 7))
    assert told == Effect(rooms=("g1", "g2"), hides=4)
    take_back(world)
    board = world.sees("p0").rooms[world.room("p0")].boards["solve"]
    assert board.notes.keys() == before.rooms[world.room("p0")].boards["solve"].notes.keys() | {"open0001"}


def test_a_vote_that_was_started_too_early_waits_with_its_dots(world: World) -> None:
    """U2, U3."""
    world.do(NextStage(), "t")
    started = newest(world)
    vote(world, "p0", "idea00p0")
    take_back(world, started)
    run = world.workshop.rooms["g1"].run
    assert run
    assert run.stage == "ideate"
    world.do(NextStage(), "t")
    assert dots(world, "p0") == {"idea00p0": 1}


def test_a_vote_that_was_closed_too_early_goes_on(world: World) -> None:
    """U2, U3."""
    world.do(NextStage(), "t")
    vote(world, "p0", "idea00p0")
    world.do(CloseBallot(world.room("p0"), f"{TOPIC}.1"), "t")
    closed = newest(world)
    world.now += 3_001
    world.do(PassTime())
    world.do(
        EndStage((world.room("p1"),)) if world.room("p1") != world.room("p0") else SendMessage("message01", "Hm"), "t"
    )
    take_back(world, closed)
    ballot = world.sees("t", ("g1", "g2")).rooms[world.room("p0")].boards["solve"].ballots[f"{TOPIC}.1"]
    assert (ballot.state, ballot.result, ballot.voted) == ("open", (), {"p0": True})
    vote(world, "p0", next(note for note in ballot.notes if note != "idea00p0"))


def test_going_back_is_taken_back_with_results_and_decisions(world: World) -> None:
    """U2, U4."""
    world.do(NextStage(), "t")
    vote(world, "p0", "idea00p0")
    world.do(NextStage(), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(ChooseWinner(world.room("p0"), TOPIC, "idea00p0"), "t")
    decided = world.sees("p0")
    world.do(GoBack(), "t")
    assert not world.sees("p0").rooms[world.room("p0")].boards["solve"].decisions
    take_back(world)
    assert world.sees("p0") == decided
    world.do(GoBack(), "t")
    back = newest(world)
    vote(world, "p0", next(n for n in world.workshop.rooms[world.room("p0")].boards["solve"].notes if n != "idea00p0"))
    assert world.refusal(TakeBack(back.id), "t") is Reason.CHANGED_SINCE, "the result would not be of these dots"


def test_a_clock_goes_on_from_what_was_left(world: World) -> None:
    """U3."""
    run = world.workshop.rooms["g1"].run
    assert run
    left = run.ends - world.now
    world.do(EndStage(), "t")
    world.now += 20_000
    take_back(world)
    again = world.workshop.rooms["g1"].run
    assert again
    assert (again.state, again.ends - world.now) == ("running", left)
    world.do(ExtendStage(300), "t")
    world.now += 20_000
    take_back(world)
    assert world.workshop.rooms["g1"].run == again


def test_what_the_clock_did_can_be_taken_back_too() -> None:
    """U1, U3."""
    world = World(2, varied(at_zero="next"))
    world.do(StartStage("solve", "define"), "t")
    world.now += 3_600_000
    world.do(PassTime())
    assert (newest(world).what, newest(world).by) == ("pass-time", "")
    take_back(world)
    run = world.workshop.rooms["g1"].run
    assert run
    assert (run.stage, run.ends - world.now) == ("define", 60_000)


def test_what_was_done_since_stands_in_the_way_and_is_named(world: World) -> None:
    """U4."""
    other = {"g1": "g2", "g2": "g1"}
    world.do(MovePerson("p0", other[world.room("p0")]), "t")
    first = newest(world)
    world.do(MovePerson("p0", other[world.room("p0")]), "t")
    second = newest(world)
    assert world.refusal(TakeBack(first.id), "t") is None, "moved twice, they sit where they sat"
    seats = {person.id: person.room for person in world.workshop.people.values()}
    world.do(MakeGroups(1), "t")
    take_back(world)
    assert seats == {person.id: person.room for person in world.workshop.people.values()}
    take_back(world, second)
    told = effect_of(world.workshop, TakeBack(second.id), "t", Moment(world.now, 7))
    assert told == Effect(why=Reason.ALREADY)
    world.do(SendMessage("message01", "Two minutes"), "t")
    world.do(ExtendStage(60), "t")
    longer = newest(world)
    world.do(PauseStage(), "t")
    told = effect_of(world.workshop, TakeBack(longer.id), "t", Moment(world.now, 7))
    assert told == Effect(why=Reason.CHANGED_SINCE, behind=(newest(world).id,))


def test_who_was_removed_is_back_and_a_message_is_withdrawn(world: World) -> None:
    """U2."""
    before = world.sees("p1")
    world.do(RemovePerson("p0"), "t")
    removed = newest(world)
    world.do(SendMessage("message01", "Two minutes"), "t")
    world.do(SendMessage("message02", "One minute"), "t")
    for command in (world.workshop.record[-2], newest(world), removed):
        take_back(world, command)
    assert world.sees("p1") == before
    mark = world.sees("o").record[-1]
    assert (mark.taken_back_by, mark.taken_back_at) == ("t", world.now)


def test_a_list_that_was_imported_is_not_taken_back(world: World) -> None:
    """U2."""
    world.do(ListPeople(("listed01",), (Listed("Björk"),)), "t")
    assert newest(world).lasting
    assert world.refusal(TakeBack(newest(world).id), "t") is Reason.LASTING
    assert world.refusal(TakeBack(99_999), "t") is Reason.NO_SUCH_COMMAND
    assert world.refusal(TakeBack(1), "p0") is Reason.NOT_ALLOWED


def test_what_commands_changed_takes_a_bounded_room_and_the_newest_of_it_is_kept() -> None:
    """U2."""
    world = Unheld(0)
    for _ in range(GROUPS - len(world.workshop.rooms)):
        world.do(AddGroup(), "t")
    for number in range(20):
        world.do(SendMessage(f"message{number:02}", "\N{JIGSAW PUZZLE PIECE}" * MESSAGE_LETTERS), "t")
    kept = [one for did in world.workshop.did.values() for one in did]
    assert sum(len(one.was) + len(one.now) for one in kept) <= RECORD_LETTERS
    assert world.refusal(TakeBack(world.workshop.record[0].id), "t") is Reason.LASTING
    take_back(world)
    assert [m.id for m in world.workshop.rooms["g60"].messages] == [f"message{number}" for number in range(14, 19)]
