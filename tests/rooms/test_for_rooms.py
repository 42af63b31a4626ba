"""What trainers command besides the clock: calling, locking, hiding, showing to all; and what they do for others."""

import pytest

from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.ballots.excuse import ExcuseVoter
from moot.rooms.boards.field import EditText
from moot.rooms.boards.hiding import HideNote, HideSection, ShowAgain
from moot.rooms.boards.merge import MergeNotes
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection
from moot.rooms.boards.spotlight import EndSpotlight, ShowToAll
from moot.rooms.canvases.row import AddRow
from moot.rooms.glance.glance import RoomPresence
from moot.rooms.glance.overview import overview
from moot.rooms.limits import DEVICE_PEOPLE, DEVICES
from moot.rooms.people.device import ShareDevice, WithdrawDevice, writers
from moot.rooms.people.groups import MovePerson
from moot.rooms.people.on_behalf import AddNoteFor, PlaceDotFor
from moot.rooms.people.people import RemovePerson
from moot.rooms.record.effect import effect_of
from moot.rooms.record.taking_back import TakeBack
from moot.rooms.refusals import Reason
from moot.rooms.stages.call import CallBack, EndCall
from moot.rooms.stages.lock import Lock
from moot.rooms.stages.sequence import RunByItself
from moot.rooms.stages.stage import NextStage, PassTime, StartStage
from tests.rooms.world import World, varied

TOPIC = "topic001"
PEOPLE = ("p0", "p1", "p2", "p3")


def begun(*, anonymous: bool = False) -> World:
    """Two groups; each of the four has written an idea, and all see them."""
    world = World(4, varied(anonymous=anonymous))
    for room in ("g1", "g2"):
        world.do(AddSection(room=room, board="solve", id=TOPIC, challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for person in PEOPLE:
        world.do(AddNote(room=world.room(person), section=TOPIC, id=f"idea00{person}", text=f"{person} says"), person)
    return world


@pytest.fixture
def world() -> World:
    world = begun()
    world.do(RevealNotes(), "t")
    return world


def ideas(world: World, person: str) -> set[str]:
    return set(world.sees(person).rooms[world.room(person)].boards["solve"].notes)


def mates(world: World) -> tuple[str, str]:
    """Both who sit in group 1."""
    one, other = (person for person in PEOPLE if world.room(person) == "g1")
    return one, other


def test_a_call_stands_on_every_screen_until_it_is_ended(world: World) -> None:
    """U6."""
    world.do(CallBack(id="callback1", text="Coffee", seconds=60), "t")
    for person in world.workshop.people:
        call = world.sees(person).call
        assert call
        assert (call.text, call.ends) == ("Coffee", world.now + 60_000)
    world.do(EndCall(), "t")
    assert world.sees("p0").call is None
    assert world.refusal(EndCall(), "t") is Reason.ALREADY
    assert world.refusal(CallBack(id="callback2", seconds=3_601), "t") is Reason.NO_TIME_LIKE_THAT


def test_where_it_is_locked_nobody_but_trainers_writes(world: World) -> None:
    """U7."""
    room = world.room("p0")
    add = AddNote(room=room, section=TOPIC, id="another01", text="More")
    world.do(Lock(rooms=(room,), section=TOPIC), "t")
    assert world.refusal(add, "p0") is Reason.LOCKED
    assert world.refusal(EditNote(room=room, note="idea00p0", text="Else"), "p0") is Reason.LOCKED
    assert world.refusal(add, "t") is None
    other = next(person for person in PEOPLE if world.room(person) != room)
    world.do(AddNote(room=world.room(other), section=TOPIC, id="another02", text="More"), other)
    world.do(Lock(rooms=(room,), section=TOPIC, locked=False), "t")
    world.do(add, "p0")
    world.do(Lock(), "t")
    assert world.refusal(DeleteNote(room, "idea00p0"), "p0") is Reason.LOCKED
    assert world.refusal(Lock(), "t") is Reason.ALREADY
    world.do(StartStage("solve", "define"), "t")
    causes = EditText(room=room, board="solve", section=TOPIC, field="causes", revision=0, edit=[[0, "x"]])
    assert world.refusal(causes, "p0") is Reason.LOCKED
    world.do(StartStage("value", "stakeholders"), "t")
    assert world.refusal(AddRow(canvas="value:p0", id="another1"), "p0") is Reason.LOCKED
    world.do(StartStage("solve", "vote"), "t")
    world.do(PlaceDot(room, f"{TOPIC}.1", "idea00p0"), "p0")


def test_what_is_hidden_only_who_leads_sees_until_it_is_put_back(world: World) -> None:
    """U8."""
    one, other = mates(world)
    before = world.sees(other)
    world.do(ShowToAll(room="g1", board="solve", note=f"idea00{one}"), "t")
    world.do(HideNote("g1", f"idea00{one}"), "t")
    for person in (*PEOPLE, "screen"):
        assert f"{one} says" not in str(world.sees(person))
    for person in ("t", "o"):
        assert f"{one} says" in str(world.sees(person, ("g1",)).rooms["g1"].boards["solve"].aside)
    assert world.refusal(EditNote(room="g1", note=f"idea00{one}", text="Mine"), one) is Reason.NO_SUCH_NOTE
    world.do(ShowAgain("g1", note=f"idea00{one}"), "t")
    assert world.sees(other) == before
    world.do(HideSection("g1", TOPIC), "t")
    assert "says" not in str(world.sees(other).rooms)
    assert not world.sees(other).rooms["g1"].boards["solve"].texts
    world.do(ShowAgain("g1", section=TOPIC), "t")
    assert world.sees(other) == before
    world.do(HideNote("g1", f"idea00{one}"), "t")
    world.do(TakeBack(world.workshop.record[-1].id), "t")
    assert world.sees(other) == before


def test_what_was_hidden_by_itself_stays_so_when_its_challenge_is_shown_again(world: World) -> None:
    """U8."""
    one, other = mates(world)
    world.do(HideNote("g1", f"idea00{one}"), "t")
    seen = world.sees(other)
    for hidden in range(2):
        world.do(HideSection("g1", TOPIC), "t")
        if hidden:
            world.do(TakeBack(world.workshop.record[-1].id), "t")
        else:
            assert world.refusal(ShowAgain("g1", note=f"idea00{one}"), "t") is Reason.NO_SUCH_SECTION
            world.do(ShowAgain("g1", section=TOPIC), "t")
        assert world.sees(other) == seen
    world.do(ShowAgain("g1", note=f"idea00{one}"), "t")
    assert f"{one} says" in str(world.sees(other))


def test_what_was_hidden_with_a_note_of_another_challenge_waits_for_its_own(world: World) -> None:
    """U8, N4."""
    one, other = mates(world)
    world.do(AddSection(room="g1", board="solve", id="topic002", challenge="Money"), "t")
    world.do(AddNote(room="g1", section="topic002", id="idea0002", text="A fee"), "t")
    world.do(MergeNotes("g1", f"idea00{one}", ("idea0002",)), "t")
    world.do(HideNote("g1", f"idea00{one}"), "t")
    world.do(HideSection("g1", "topic002"), "t")
    assert world.refusal(ShowAgain("g1", note=f"idea00{one}"), "t") is Reason.NO_SUCH_SECTION
    world.do(ShowAgain("g1", section="topic002"), "t")
    assert "A fee" not in str(world.sees(other))
    world.do(ShowAgain("g1", note=f"idea00{one}"), "t")
    assert world.workshop.rooms["g1"].boards["solve"].notes["idea0002"].into == f"idea00{one}"


def test_nothing_is_hidden_while_it_is_voted_on_or_private(world: World) -> None:
    """U8."""
    one, _ = mates(world)
    world.do(NextStage(), "t")
    assert world.refusal(HideNote("g1", f"idea00{one}"), "t") is Reason.BALLOT_OPEN
    assert world.refusal(HideSection("g1", TOPIC), "t") is Reason.BALLOT_OPEN
    private = begun()
    assert private.refusal(HideNote("g1", f"idea00{one}"), "t") is Reason.NO_SUCH_NOTE
    assert private.refusal(HideSection("g1", TOPIC), "t") is Reason.NOT_NOW


@pytest.mark.parametrize("anonymous", [False, True])
def test_the_spotlight_shows_everybody_what_a_group_sees(anonymous: bool) -> None:
    """U9, V4."""
    world = begun(anonymous=anonymous)
    one, _ = mates(world)
    assert world.refusal(ShowToAll(room="g1", board="solve"), "t") is Reason.EMPTY
    assert world.refusal(ShowToAll(room="g1", board="solve", note=f"idea00{one}"), "t") is Reason.NO_SUCH_NOTE
    world.do(RevealNotes(), "t")
    revealed = world.workshop.record[-1].id
    world.do(ShowToAll(room="g1", board="solve", section=TOPIC), "t")
    for person in (*PEOPLE, "screen", "t"):
        lit = world.sees(person).spotlight
        assert lit
        assert {note.text for note in lit.sections[0].notes} == {f"{mate} says" for mate in mates(world)}
        assert all(bool(note.name) != anonymous for note in lit.sections[0].notes)
    world.do(TakeBack(revealed), "t")
    assert world.sees("screen").spotlight is None, "what is private again is shown to nobody"
    world.do(RevealNotes(), "t")
    world.do(ShowToAll(room="g1", board="solve", note=f"idea00{one}"), "t")
    world.do(DeleteNote("g1", f"idea00{one}"), one)
    assert world.sees("p0").spotlight is None
    world.do(ShowToAll(room="g1", board="solve"), "t")
    world.do(EndSpotlight(), "t")
    assert world.sees("p0").spotlight is None


def test_who_is_excused_is_not_waited_for(world: World) -> None:
    """U10."""
    one, other = mates(world)
    world.do(NextStage(), "t")
    world.do(ExcuseVoter(room="g1", ballot=f"{TOPIC}.1", person=one), "t")
    glance = overview(world.workshop, {"g1": RoomPresence("g1", (one, other))})[0]
    assert (glance.voted, glance.missing, glance.excused) == (0, (other,), 1)
    assert world.sees(other).rooms["g1"].boards["solve"].ballots[f"{TOPIC}.1"].excused == {}
    world.do(PlaceDot("g1", f"{TOPIC}.1", f"idea00{one}"), one)
    glance = overview(world.workshop, {"g1": RoomPresence("g1", (one, other))})[0]
    assert (glance.voted, glance.excused) == (1, 0)
    assert world.refusal(ExcuseVoter(room="g2", ballot=f"{TOPIC}.1", person=one), "t") is Reason.NO_SUCH_PERSON


def test_who_has_left_is_excused_from_all_open_votes_at_once_and_back(world: World) -> None:
    """U10."""
    one, other = mates(world)
    leaves = ExcuseVoter(room="g1", person=one)
    assert world.refusal(leaves, "t") is Reason.BALLOT_NOT_OPEN
    world.do(AddSection(room="g1", board="solve", id="topic002", challenge="Funding"), "t")
    world.do(AddNote(room="g1", section="topic002", id="fund0001", text="Fees"), other)
    world.do(NextStage(), "t")
    world.do(ExcuseVoter(room="g1", ballot="topic002.1", person=one), "t")
    before = world.workshop.rooms
    world.do(leaves, "t")
    ballots = world.sees("t", ("g1",)).rooms["g1"].boards["solve"].ballots
    assert [ballot.excused for ballot in ballots.values()] == [{one: True}, {one: True}]
    glance = overview(world.workshop, {"g1": RoomPresence("g1", (one, other))})[0]
    assert (glance.missing, glance.excused) == ((other,), 1)
    assert world.refusal(leaves, "t") is Reason.ALREADY
    assert world.refusal(leaves, other) is Reason.NOT_ALLOWED
    effect = effect_of(world.workshop, ExcuseVoter(room="g1", person=other), "t", world.moment)
    assert (effect.excuses, effect.rooms) == (2, ())
    world.do(TakeBack(world.workshop.record[-1].id), "t")
    assert world.workshop.rooms == before
    world.do(leaves, "t")
    world.do(ExcuseVoter(room="g1", person=one, excused=False), "t")
    ballots = world.sees("t", ("g1",)).rooms["g1"].boards["solve"].ballots
    assert [ballot.excused for ballot in ballots.values()] == [{}, {}]


@pytest.mark.parametrize("anonymous", [False, True])
def test_a_note_that_a_trainer_enters_is_theirs_and_says_so(anonymous: bool) -> None:
    """U11, V1."""
    world = begun(anonymous=anonymous)
    one, other = mates(world)
    entered = AddNoteFor(room="g1", section=TOPIC, id="entered01", text="On paper", person=one)
    world.do(entered, "t")
    assert "entered01" in ideas(world, one)
    assert "entered01" not in ideas(world, other)
    assert one not in world.workshop.record[-1].about.values()
    world.do(RevealNotes(), "t")
    note = world.sees(other).rooms["g1"].boards["solve"].notes["entered01"]
    assert (note.by, note.entered_by) == (("", "") if anonymous else (one, "t"))
    elsewhere = AddNoteFor(room="g2", section=TOPIC, id="entered02", text="Mine", person=one)
    assert world.refusal(elsewhere, "t") is Reason.NO_SUCH_PERSON
    world.do(TakeBack(next(c.id for c in world.workshop.record if c.what == "reveal-notes")), "t")
    assert "entered01" not in ideas(world, other)


def test_a_vote_is_entered_for_who_has_not_voted_themselves(world: World) -> None:
    """U11, V3."""
    one, other = mates(world)
    world.do(NextStage(), "t")
    ballot, idea = f"{TOPIC}.1", f"idea00{one}"
    world.do(PlaceDotFor(room="g1", ballot=ballot, note=idea, person=one), "t")
    assert world.workshop.record[-1].about == {"person": one}
    seen = world.sees("t", ("g1",)).rooms["g1"].boards["solve"].ballots[ballot]
    assert (seen.dots, seen.entered) == ({}, {one: "t"})
    assert world.sees(one).rooms["g1"].boards["solve"].ballots[ballot].dots == {one: {idea: 1}}
    world.do(PlaceDot("g1", ballot, idea), other)
    assert world.refusal(PlaceDotFor(room="g1", ballot=ballot, note=idea, person=other), "t") is Reason.VOTED
    world.do(TakeBack(world.workshop.record[-1].id), "t")
    kept = world.workshop.rooms["g1"].boards["solve"].ballots[ballot]
    assert (kept.dots, kept.voted, kept.entered) == ({other: {idea: 1}}, {other: True}, {})
    world.do(PlaceDotFor(room="g1", ballot=ballot, note=idea, person=one), "t")
    world.do(PlaceDot("g1", ballot, f"idea00{other}"), one)
    assert world.refusal(PlaceDotFor(room="g1", ballot=ballot, note=idea, person=one), "t") is Reason.VOTED
    world.do(TakeDot("g1", ballot, idea), one)


def test_the_plan_runs_by_itself_to_the_end_of_the_session(world: World) -> None:
    """U12."""
    world.do(RunByItself(rooms=("g1",)), "t")
    assert world.refusal(RunByItself(rooms=("g1",)), "t") is Reason.ALREADY
    stages = list[str]()
    for _ in range(8):
        run = world.workshop.rooms["g1"].run
        assert run
        if run.state == "over":
            break
        stages.append(run.stage)
        world.now = run.ends
        world.do(PassTime())
    assert stages == ["ideate", "vote", "select", "detail"]
    other = world.workshop.rooms["g2"].run
    assert other
    assert (other.stage, other.state) == ("ideate", "running")


def test_a_shared_device_is_for_named_people_of_one_group(world: World) -> None:
    """U13."""
    one, other = mates(world)
    world.do(ShareDevice(id="tablet001", room="g1", people=(one, other)), "t")
    assert [person.id for person in writers(world.workshop, "tablet001")] == [one, other]
    assert world.sees(one).devices == {}
    assert world.refusal(ShareDevice(id="tablet002", room="g2", people=(one,)), "t") is Reason.NO_SUCH_PERSON
    assert world.refusal(ShareDevice(id="tablet002", room="g1", people=(one,)), one) is Reason.NOT_ALLOWED
    assert world.refusal(ShareDevice(id="tablet001", room="g1", people=(one,)), "t") is Reason.ID_TAKEN
    world.do(MovePerson(one, "g2"), "t")
    assert [person.id for person in writers(world.workshop, "tablet001")] == [other]
    world.do(RemovePerson(other), "t")
    assert writers(world.workshop, "tablet001") == []
    world.do(WithdrawDevice("tablet001"), "t")
    assert writers(world.workshop, "tablet001") == writers(world.workshop, "nowhere") == []
    many = tuple(f"p{number}" for number in range(DEVICE_PEOPLE + 1))
    assert world.refusal(ShareDevice(id="tablet002", room="g1", people=many), "t") is Reason.TOO_MANY_DEVICES
    assert DEVICES == 120
