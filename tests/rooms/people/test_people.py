"""People and groups: who joins, sits where, goes and comes back."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import moot.server
from moot.rooms.boards.note import AddNote
from moot.rooms.limits import GROUPS, NAME_LETTERS
from moot.rooms.people.groups import AddGroup, MakeGroups, MovePerson, deal
from moot.rooms.people.joining import Join, Listed, ListPeople
from moot.rooms.people.people import Person, RaiseHand, RemovePerson, RestorePerson, WithdrawBadges
from moot.rooms.refusals import Reason
from moot.rooms.stages.message import RenewLink
from moot.rooms.stages.stage import StartStage
from tests.rooms.world import World

FILE = Path(moot.server.__file__).parent / "rehearsal_data/participants.csv"
REAL = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))


def test_names_are_of_any_script_and_doubles_are_told_apart() -> None:
    """P1."""
    world = World(0)
    for number, name in enumerate(("Ioana Țepeș", "ＩＯＡＮＡ  țepeș", "Ioana Tepes", "Катерина Димитрова")):
        world.do(Join(f"q{number}", name))
    people = world.workshop.people
    assert [people[f"q{n}"].double for n in range(4)] == [0, 2, 0, 0]
    assert world.refusal(Join("q9", "x" * (NAME_LETTERS + 1))) is Reason.TOO_LONG
    assert world.refusal(Join("q9", " \u200a")) is Reason.EMPTY
    assert world.refusal(Join("q9", "evil\u202e")) is Reason.BAD_LETTERS
    assert world.refusal(Join("q0", "Another")) is Reason.ID_TAKEN


def test_newcomers_keep_groups_equal_and_mixed() -> None:
    """P2."""
    world = World(0)
    for number, row in enumerate(REAL):
        world.do(Join(f"q{number:02}", row["name"], country=row["country"]))
    seated = Counter(person.room for person in world.workshop.people.values() if person.role == "participant")
    assert max(seated.values()) - min(seated.values()) <= 1
    assert len(REAL) == 32


def test_a_name_on_the_list_is_claimed_once() -> None:
    """P3."""
    world = World(1)
    listed = (Listed("Ioana Țepeș", "Danube Creative", "Romania"), Listed("Ελένη", "again"), Listed("IOANA ȚEPEȘ"))
    world.do(ListPeople(("l0", "l1", "l2"), listed), "t")
    assert "l0" in world.workshop.people
    assert not {"l1", "l2"} & set(world.workshop.people), "one is here already, the other is listed twice"
    world.do(Join("q1", "Ioana", claim="l0"))
    assert world.workshop.people["l0"].here_before
    assert world.room("l0")
    assert world.refusal(Join("q2", "Ioana", claim="l0")) is Reason.NAME_TAKEN


def test_who_is_removed_is_out_and_can_be_let_in_again() -> None:
    """P4, R4."""
    world = World(2)
    world.do(StartStage("share", "collect"), "t")
    world.do(AddNote(room=world.room("p0"), section="share-0", id="note0001", text="Mine"), "p0")
    world.do(RemovePerson("p0"), "t")
    assert world.refusal(RaiseHand(), "p0") is Reason.NOT_ALLOWED
    assert world.refusal(RemovePerson("t"), "t") is Reason.ALREADY
    assert world.workshop.rooms[world.room("p0")].boards["share"].notes["note0001"].by == "p0"
    world.do(RestorePerson("p0"), "t")
    world.do(RaiseHand(), "p0")


def test_badges_and_links_are_made_void() -> None:
    """P5."""
    world = World(1)
    world.do(WithdrawBadges("p0"), "t")
    world.do(RenewLink("observer"), "t")
    assert (world.workshop.people["p0"].badge, world.workshop.links) == (1, {"observer": 1})


@given(
    countries=st.lists(st.sampled_from(("PL", "RO", "GR", "BG", "")), min_size=0, max_size=60),
    groups=st.integers(1, 9),
    seed=st.integers(0, 2**48),
)
@settings(derandomize=True, deadline=None)
def test_groups_and_the_share_of_each_country_differ_by_one_at_most(
    countries: list[str], groups: int, seed: int
) -> None:
    """G1."""
    people = [Person(id=f"p{n}", name="A", country=country) for n, country in enumerate(countries)]
    rooms = [f"g{n}" for n in range(groups)]
    seats = deal(people, rooms, "country", seed)
    for country in (None, *set(countries)):
        inside = Counter(seats[p.id] for p in people if country is None or p.country == country)
        sizes = [inside[room] for room in rooms]
        assert max(sizes) - min(sizes) <= 1, country


def test_dealing_anew_leaves_the_boards_and_rooms_remember_who_sat_there() -> None:
    """G2."""
    world = World(4)
    world.do(StartStage("share", "collect"), "t")
    here = world.room("p0")
    world.do(AddNote(room=here, section="share-0", id="note0001", text="Mine"), "p0")
    there = {"g1": "g2", "g2": "g1"}[here]
    world.do(MovePerson("p0", there), "t")
    assert world.refusal(MovePerson("p0", there), "t") is Reason.ALREADY
    note = AddNote(room=here, section="share-0", id="note0002", text="From outside")
    assert world.refusal(note, "p0") is Reason.ELSEWHERE
    world.do(MakeGroups(3), "t")
    assert "note0001" in world.workshop.rooms[here].boards["share"].notes
    assert "p0" in world.workshop.rooms[here].members


@pytest.mark.parametrize("count", [0, GROUPS + 1])
def test_there_are_so_many_groups_at_most(count: int) -> None:
    """G3."""
    world = World(1)
    assert world.refusal(MakeGroups(count), "t") is Reason.TOO_MANY_GROUPS
    world.do(MakeGroups(1), "t")
    assert len(world.workshop.rooms) == 2, "no group goes away"
    world.do(AddGroup(), "t")
    assert list(world.workshop.rooms) == ["g1", "g2", "g3"]


@pytest.mark.parametrize("who", ["p0", "o", "screen", "", "nobody"])
def test_each_request_names_who_may_ask_it(who: str) -> None:
    """R3."""
    world = World(1)
    asked = world.refusal(StartStage("share", "collect"), who) if who else world.refusal(Join("q", "A"), "t")
    assert asked in (Reason.NOT_ALLOWED, Reason.NO_SUCH_PERSON)
