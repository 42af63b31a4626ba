"""Trainers' commands in two worlds: hiding, locking, the spotlight, on behalf of others, devices, excuses, taking back.

See `two_worlds.py`. Rules U2, U5, U7 to U11, U13, V1, V3, V4.
"""

import pytest

from moot.rooms.asking import Request
from moot.rooms.ballots.excuse import ExcuseVoter
from moot.rooms.boards.hiding import HideNote, HideSection, ShowAgain
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection
from moot.rooms.boards.spotlight import EndSpotlight, ShowToAll
from moot.rooms.people.device import ShareDevice, WithdrawDevice
from moot.rooms.people.groups import MakeGroups
from moot.rooms.people.on_behalf import AddNoteFor, PlaceDotFor
from moot.rooms.people.people import RaiseHand
from moot.rooms.record.taking_back import TakeBack
from moot.rooms.shape import changed
from moot.rooms.stages.finished import SayFinished
from moot.rooms.stages.lock import Lock
from moot.rooms.stages.message import SendMessage, Show, Shown
from moot.rooms.stages.stage import StartStage
from moot.rooms.workshop import Workshop
from tests.rooms.two_worlds import Deed, Twist, TwoWorlds
from tests.rooms.wishes import Kinds
from tests.rooms.world import varied

SEEDS = range(6)
STEPS = 120
PEOPLE = ("p0", "p1", "p2", "p3", "p4")
TOPIC = "topic001"
BALLOT = f"{TOPIC}.1"
LOOKS = ("g1", "g2")
LEAD = {"t", "o"}
COMMANDS: Kinds = (HideNote, ShowAgain, ShowToAll, ShowToAll, EndSpotlight, TakeBack)
QUIET: Kinds = (RaiseHand, SayFinished, SendMessage, Show)


def ideating(knows: set[str], *, anonymous: bool = False, private: bool = True) -> TwoWorlds:
    """All sit in one group, and write ideas under a challenge."""
    worlds = TwoWorlds(varied(anonymous=anonymous, private=private), knows, LOOKS)
    worlds.both(MakeGroups(1), "t")
    worlds.both(AddSection(room="g1", board="solve", id=TOPIC, challenge="Members"), "t")
    worlds.both(AddNote(room="g1", section=TOPIC, id="openidea1", text="Seen by all"), "t")
    worlds.both(StartStage("solve", "ideate"), "t")
    for world in (worlds.one, worlds.other):  # these commands are too long ago to be taken back
        world.workshop = changed(world.workshop, record=(), did={})
    return worlds


def voting(knows: set[str]) -> TwoWorlds:
    """Everybody has an idea, and votes are open."""
    worlds = ideating(knows)
    for person in PEOPLE:
        worlds.both(AddNote(room="g1", section=TOPIC, id=f"idea00{person}", text="A day"), person)
    worlds.both(StartStage("solve", "vote"), "t")
    return worlds


def says(more: str) -> Twist:
    """In the other world p0 says this besides."""

    def twist(_: Workshop, deed: Deed) -> Deed:
        if deed.who == "p0" and isinstance(deed.request, AddNote | EditNote) and deed.request.text.strip():
            return Deed(changed(deed.request, text=f"{deed.request.text[:90]}{more}"), "p0")
        return deed

    return twist


def all_people(worlds: TwoWorlds) -> set[str]:
    return set(worlds.one.workshop.people)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("anonymous", [False, True])
def test_what_is_private_is_in_no_command(seed: int, anonymous: bool) -> None:
    """U5, U9, V1: in the other world p0 writes twice as much in private; trainers show, hide and take back."""
    worlds = ideating({"p0"}, anonymous=anonymous)
    kinds: Kinds = (AddNote, EditNote, DeleteNote, AddNote, *COMMANDS, *QUIET)
    assert worlds.played(kinds, (*PEOPLE, "p0", "p0", "t", "t"), says(" and more"), seed, STEPS)


@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize("says", ["Seen by all", "Something else"])
def test_what_is_private_again_is_in_no_spotlight(says: str, anonymous: bool) -> None:
    """U5, U9: also when another note says the same, or it says something else by now."""
    world = ideating(LEAD, anonymous=anonymous).one
    world.do(AddNote(room="g1", section=TOPIC, id="idea0001", text="Seen by all"), "p0")
    world.do(RevealNotes(), "t")
    reveal = world.workshop.record[-1].id
    world.do(ShowToAll(room="g1", board="solve"), "t")
    world.do(EditNote(room="g1", note="idea0001", text=says), "p0")
    world.do(TakeBack(reveal), "t")
    lit = world.workshop.spotlight
    assert lit
    names = [note.name for section in lit.sections for note in section.notes]
    assert names == ["" if anonymous else world.workshop.people["t"].called]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_reveal_that_is_taken_back_hides_what_is_written_since(seed: int) -> None:
    """U2, U5: in the other world p0 writes something else after it."""
    worlds = ideating({"p0"})
    worlds.both(AddNote(room="g1", section=TOPIC, id="before01", text="Before"), "p0")
    worlds.both(RevealNotes(), "t")
    worlds.both(TakeBack(worlds.one.workshop.record[-1].id), "t")
    kinds: Kinds = (AddNote, EditNote, ShowToAll, EndSpotlight, HideNote, *QUIET)
    assert worlds.played(kinds, (*PEOPLE, "p0", "t"), says(", rather"), seed, STEPS)


@pytest.mark.parametrize("what", ["note", "section"])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_hidden_is_known_to_nobody_but_who_leads(seed: int, what: str) -> None:
    """U8: in the other world the hidden note says something else."""
    worlds = ideating(set(), private=False)
    worlds.knows = all_people(worlds)
    here, there = (
        AddNote(room="g1", section=TOPIC, id="hidden01", text=text) for text in ("Secret", "Quite otherwise")
    )
    worlds.step(Deed(here, "p1"), Deed(there, "p1"))
    worlds.both(ShowToAll(room="g1", board="solve", note="hidden01"), "t")
    hides: Request = HideNote("g1", "hidden01") if what == "note" else HideSection("g1", TOPIC)
    worlds.knows = LEAD
    worlds.both(hides, "t")
    kinds: Kinds = (AddNote, EditNote, DeleteNote, ShowToAll, EndSpotlight, Lock, Show, *QUIET)
    worlds.played(kinds, (*PEOPLE, "t", "t"), lambda _, deed: deed, seed, STEPS)
    assert "Secret" in str(worlds.one.sees("t", ("g1",)))


def test_another_rooms_lock_is_known_to_nobody_who_sits_elsewhere() -> None:
    """U7: in the other world nothing is locked."""
    worlds = TwoWorlds(varied(), set(), LOOKS)
    worlds.both(StartStage("solve", "ideate"), "t")
    worlds.knows = {*LEAD, "screen", *(p for p in PEOPLE if worlds.one.room(p) == "g1")}
    assert worlds.knows < all_people(worlds)
    worlds.step(Deed(Lock(rooms=("g1",)), "t"), None)
    for person in PEOPLE:
        worlds.both(RaiseHand(True), person)


@pytest.mark.parametrize("anonymous", [False, True])
def test_for_whom_a_note_was_entered_is_known_to_them_and_who_entered_it(anonymous: bool) -> None:
    """U11, V1, V4: in the other world it was entered for somebody else. Where authors are secret, for good."""
    worlds = ideating({"t", "p1", "p2"}, anonymous=anonymous)
    entered = AddNoteFor(room="g1", section=TOPIC, id="entered1", text="On paper", person="p1")
    worlds.step(Deed(entered, "t"), Deed(changed(entered, person="p2"), "t"))
    worlds.both(RaiseHand(True), "p3")
    if anonymous:
        worlds.both(RevealNotes(), "t")
        worlds.both(ShowToAll(room="g1", board="solve", note="entered1"), "t")
        worlds.both(Show(Shown("board")), "t")
        worlds.both(HideNote("g1", "entered1"), "t")
        worlds.both(ShowAgain("g1", note="entered1"), "t")


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_voted_on_behalf_of_somebody_is_known_to_them_and_who_entered_it(seed: int) -> None:
    """U11, V3: in the other world the trainer places each dot on the next idea."""
    worlds = voting({"t", "p0", "p1"})

    def for_another(workshop: Workshop, deed: Deed) -> Deed | None:
        if not isinstance(deed.request, PlaceDotFor):
            return deed
        if deed.request.person not in worlds.knows:
            return None
        ballot = workshop.rooms["g1"].boards["solve"].ballots[BALLOT]
        if deed.request.note not in ballot.notes:
            return deed
        at = (ballot.notes.index(deed.request.note) + 1) % len(ballot.notes)
        return Deed(changed(deed.request, note=ballot.notes[at]), deed.who)

    place = PlaceDotFor(room="g1", ballot=BALLOT, note="idea00p2", person="p0")
    worlds.step(Deed(place, "t"), for_another(worlds.one.workshop, Deed(place, "t")))
    worlds.both(RaiseHand(True), "p3")
    worlds.played((ExcuseVoter, *QUIET), (*PEOPLE, "t", "t"), lambda _, deed: deed, seed, STEPS // 2)


def test_who_is_excused_is_known_to_nobody_but_who_leads() -> None:
    """U10: in the other world it is somebody else."""
    worlds = voting(LEAD)
    worlds.step(*(Deed(ExcuseVoter(room="g1", ballot=BALLOT, person=who), "t") for who in ("p0", "p1")))
    worlds.both(RaiseHand(True), "p2")
    worlds.step(*(Deed(ExcuseVoter(room="g1", ballot=BALLOT, person=who, excused=False), "t") for who in ("p0", "p1")))


def test_who_shares_a_device_is_known_to_nobody_but_who_leads() -> None:
    """U13: in the other world others share it; it is withdrawn, and that is taken back."""
    worlds = ideating(LEAD)
    worlds.step(*(Deed(ShareDevice(id="tablet01", room="g1", people=("p0", who)), "t") for who in ("p1", "p2")))
    worlds.both(AddNote(room="g1", section=TOPIC, id="another1", text="Mine"), "p1")
    worlds.both(WithdrawDevice(device="tablet01"), "t")
    worlds.both(TakeBack(worlds.one.workshop.record[-1].id), "t")
    assert worlds.one.sees("t").devices
