"""A breakout from shared challenges to the detailed winner; and what nobody may see on the way."""

import pytest

from moot.rooms.ballots.ballot import Ballot
from moot.rooms.ballots.decision import ChooseWinner, OpenRunOff
from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.boards.cluster import ClusterNotes
from moot.rooms.boards.field import EditText
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, RestoreNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import MakeTopic
from moot.rooms.entry import Entry, Ledger, decode_entry, decode_ledger, deed_of, encode
from moot.rooms.people.groups import MakeGroups, MovePerson
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import EndStage, GoBack, NextStage, PassTime, PauseStage, ResumeStage, StartStage, next_due
from moot.rooms.workshop import NOTHING
from tests.rooms.world import World

PEOPLE = [f"p{number}" for number in range(6)]
TOPIC = "topic001"


@pytest.fixture
def world() -> World:
    """Ideas of everybody stand on the board, private yet."""
    world = World()
    world.do(StartStage("share", "collect"), "t")
    for person in PEOPLE:
        world.do(AddNote(room=world.room(person), section="share-0", id=f"share0{person}", text="Nobody comes"), person)
    mates = [person for person in PEOPLE if world.room(person) == "g1"]
    world.do(NextStage(), "t")
    notes = tuple(f"share0{person}" for person in mates[:2])
    world.do(ClusterNotes(room="g1", section="share-0", id="cluster01", notes=notes, title="Members"), mates[0])
    rooms = ("g1", "g2")
    world.do(MakeTopic(room="g1", board="share", to="solve", id=TOPIC, cluster="cluster01", rooms=rooms), "t")
    world.do(StartStage("solve", "define"), "t")
    why = EditText(room="g1", board="solve", section=TOPIC, field="causes", revision=0, edit=[[0, "why"]])
    world.do(why, mates[0])
    world.do(NextStage(), "t")
    for person in PEOPLE:
        world.do(AddNote(room=world.room(person), section=TOPIC, id=f"idea00{person}", text="A day for them"), person)
    return world


def ballot(world: World, person: str) -> Ballot:
    return world.workshop.rooms[world.room(person)].boards["solve"].ballots[f"{TOPIC}.1"]


def voted(world: World) -> None:
    world.do(NextStage(), "t")
    for person in PEOPLE:
        world.do(PlaceDot(world.room(person), f"{TOPIC}.1", ballot(world, person).notes[0]), person)


def test_a_private_note_is_seen_by_its_author_alone_until_it_is_revealed(world: World) -> None:
    """Rules V1 and V2."""
    room = world.room("p0")
    mate = next(person for person in PEOPLE[1:] if world.room(person) == room)

    def has(person: str) -> bool:
        return "idea00p0" in world.sees(person, (room,)).rooms[room].boards["solve"].notes

    assert [has(person) for person in ("p0", mate, "t", "o")] == [True, False, False, False]
    assert world.refusal(EditNote(room=room, note="idea00p0", text="x"), mate) is Reason.NO_SUCH_NOTE
    world.do(RevealNotes(), "t")
    assert all(has(person) for person in ("p0", mate, "t", "o"))


def test_a_person_has_only_so_many_dots(world: World) -> None:
    """Rules B2 and B3."""
    world.do(NextStage(), "t")
    room, notes = world.room("p0"), ballot(world, "p0").notes

    def place(note: str) -> PlaceDot:
        return PlaceDot(room, f"{TOPIC}.1", note)

    world.do(place(notes[0]), "p0")
    world.do(place(notes[0]), "p0")
    assert world.refusal(place(notes[0]), "p0") is Reason.NO_MORE_ON_THIS_NOTE
    world.do(place(notes[1]), "p0")
    assert world.refusal(place(notes[2]), "p0") is Reason.NO_DOTS_LEFT
    world.do(TakeDot(room, f"{TOPIC}.1", notes[0]), "p0")
    assert world.refusal(place(notes[2]), "p0") is None


def test_nobody_sees_another_persons_dots_or_a_count_before_the_close(world: World) -> None:
    """Rule V3."""
    voted(world)
    room = world.room("p0")
    for person in ("t", "o", *PEOPLE):
        seen = world.sees(person, (room,)).rooms.get(room)
        if seen is None:
            continue
        sealed = seen.boards["solve"].ballots[f"{TOPIC}.1"]
        assert set(sealed.dots) <= {person}
        assert sealed.result == ()
        assert bool(sealed.voted) == (person in ("t", "o"))


def test_dots_are_taken_for_three_seconds_after_the_end_and_then_counted(world: World) -> None:
    """Rules B3 and S5."""
    voted(world)
    world.do(EndStage(), "t")
    more = PlaceDot(world.room("p0"), f"{TOPIC}.1", ballot(world, "p0").notes[1])
    world.now += 3_000
    assert next_due(world.workshop) == world.now
    assert world.refusal(more, "p0") is None
    world.now += 1
    assert world.refusal(more, "p0") is Reason.BALLOT_CLOSED
    world.do(PassTime())
    assert ballot(world, "p0").result[0].dots == sum(world.room(p) == world.room("p0") for p in PEOPLE)


def test_a_tie_asks_for_a_reason_or_a_run_off(world: World) -> None:
    """Rules D1 and D2."""
    world.do(NextStage(), "t")
    mates = [person for person in PEOPLE if world.room(person) == "g1"]
    for person, note in zip(mates[:2], ballot(world, mates[0]).notes, strict=False):
        world.do(PlaceDot("g1", f"{TOPIC}.1", note), person)
    world.do(NextStage(), "t")
    world.now += 3_001
    world.do(PassTime())
    tied = ballot(world, mates[0]).top()
    assert len(tied) == 2
    assert world.refusal(ChooseWinner("g1", TOPIC, tied[0]), "t") is Reason.REASON_NEEDED
    world.do(OpenRunOff("g1", TOPIC), "t")
    assert world.workshop.rooms["g1"].boards["solve"].ballots[f"{TOPIC}.2"].notes == tied


def test_going_back_to_the_vote_keeps_the_dots_and_hides_the_result(world: World) -> None:
    """Rules B6 and S6."""
    voted(world)
    before = ballot(world, "p0").dots
    world.do(NextStage(), "t")
    world.now += 3_001
    world.do(PassTime())
    room = world.room("p0")
    world.do(ChooseWinner(room, TOPIC, ballot(world, "p0").notes[0]), "t")
    world.do(GoBack(), "t")
    assert ballot(world, "p0").dots == before
    assert ballot(world, "p0").state == "open"
    assert ballot(world, "p0").result == ()
    assert world.workshop.rooms[room].boards["solve"].decisions == {}


def test_a_pause_stops_the_clock(world: World) -> None:
    """Rule S2."""
    run = world.workshop.rooms["g1"].run
    assert run
    world.do(PauseStage(), "t")
    world.now += 60_000
    world.do(ResumeStage(), "t")
    resumed = world.workshop.rooms["g1"].run
    assert resumed
    assert resumed.ends == run.ends + 60_000


def test_who_deleted_a_note_can_restore_it(world: World) -> None:
    """Rule N3."""
    world.do(RevealNotes(), "t")
    room = world.room("p0")
    world.do(DeleteNote(room, "idea00p0"), "t")
    assert "idea00p0" not in world.sees("p0").rooms[room].boards["solve"].notes
    assert world.refusal(RestoreNote(room, "idea00p0"), "p0") is Reason.NO_SUCH_NOTE
    world.do(RestoreNote(room, "idea00p0"), "t")
    assert "idea00p0" in world.sees("p0").rooms[room].boards["solve"].notes


def test_groups_dealt_anew_are_equal_and_mixed(world: World) -> None:
    """Rule G1."""
    world.do(MovePerson("p0", "g2" if world.room("p0") == "g1" else "g1"), "t")
    world.do(MakeGroups(3, "country"), "t")
    rooms = [world.room(person) for person in PEOPLE]
    assert sorted(rooms.count(room) for room in set(rooms)) == [2, 2, 2]
    assert max(sum(world.room(p) == r for p in PEOPLE[::2]) for r in set(rooms)) <= 1


def test_the_journal_tells_the_same_story_again(world: World) -> None:
    """Rule R6."""
    voted(world)
    ledger = Ledger(NOTHING)
    first = Ledger(NOTHING)
    for number, change in enumerate(world.changes):
        entry = Entry(number, (deed_of((change,), "p0", "tab", number + 1),))
        first = first.after(entry)
        ledger = ledger.after(decode_entry(encode(entry)))
    assert ledger == first
    assert decode_ledger(encode(ledger)) == ledger
