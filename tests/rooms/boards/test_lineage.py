"""Lineage: from any of them one sees where it came from and what became of it, also when something is gone."""

import pytest

from moot.rooms.after.check_in import ReportValue
from moot.rooms.ballots.decision import ChooseWinner, WithdrawDecision
from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.cluster import ClusterNotes
from moot.rooms.boards.field import EditText
from moot.rooms.boards.lineage import Lineage, Link, lineage_of_note, lineage_of_row, lineage_of_section
from moot.rooms.boards.merge import MergeNotes
from moot.rooms.boards.note import AddNote, DeleteNote
from moot.rooms.boards.section import MakeTopic
from moot.rooms.canvases.canvas import Indicator, Indicators, Winner
from moot.rooms.canvases.cell import EditCell, SetCell
from moot.rooms.canvases.row import LinkRow
from moot.rooms.stages.stage import GoBack, PassTime, StartStage
from tests.rooms.after.test_check_in import APRIL_3
from tests.rooms.world import World

ROOM, TOPIC, PLAN = "g1", "topic001", "plan:p0"


@pytest.fixture
def world() -> World:
    """A challenge that was shared, solved, decided, detailed, and is carried out by a step with an indicator."""
    world = World(2)
    world.do(StartStage("share", "collect"), "t")
    for number in range(2):
        world.do(AddNote(room=ROOM, section="share-0", id=f"shared{number:03}", text=f"Members leave {number}"), "p0")
    notes = ("shared000", "shared001")
    world.do(ClusterNotes(room=ROOM, section="share-0", id="cluster01", notes=notes, title="Members leave"), "t")
    world.do(MakeTopic(room=ROOM, board="share", to="solve", id=TOPIC, cluster="cluster01"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for number in range(2):
        world.do(AddNote(room=ROOM, section=TOPIC, id=f"idea{number:04}", text=f"Call them {number}"), "p0")
    world.do(StartStage("solve", "vote"), "t")
    world.do(PlaceDot(ROOM, f"{TOPIC}.1", "idea0001"), "p0")
    world.do(StartStage("solve", "select"), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(ChooseWinner(ROOM, TOPIC, "idea0000", "It is quick"), "t")
    world.do(StartStage("solve", "detail"), "t")
    world.do(EditText(room=ROOM, board="solve", section=TOPIC, field="what", revision=0, edit=[[0, "A call"]]), "p0")
    world.do(StartStage("plan", "advance"), "t")
    world.do(StartStage("extended", "monitor"), "t")
    world.do(EditCell(canvas=PLAN, row="row0", column="action", revision=0, edit=[[0, "Call ten"]]), "p0")
    world.do(
        LinkRow(canvas=PLAN, row="row0", origin=Winner(room=ROOM, board="solve", section=TOPIC, note="idea0000")), "p0"
    )
    cell = Indicators((Indicator(id="members1", name="Number of members"),))
    world.do(SetCell(canvas=PLAN, row="row0", column="indicators", value=cell), "p0")
    return world


def told(lineage: Lineage) -> dict[str, list[str]]:
    parts = {
        "shared": lineage.shared,
        "challenge": [lineage.challenge] if lineage.challenge else [],
        "ideas": lineage.ideas,
        "ballot": [link for round in lineage.rounds for link in round.result],
        "winner": [lineage.winner] if lineage.winner else [],
        "details": lineage.details,
        "steps": lineage.steps,
        "indicators": lineage.indicators,
    }
    found = {name: [in_words(link) for link in links] for name, links in parts.items()}
    return found | {"decision": [said for said in (lineage.rule, lineage.reason) if said]}


def in_words(link: Link) -> str:
    dots = f": {link.dots}" * (link.kind == "ballot")
    readings = "".join(f", {days}: {reading}" for days, reading in link.readings.items())
    return link.text + dots + f" (in {link.into})" * bool(link.into) + " (gone)" * link.gone + readings


WHOLE = {
    "shared": ["Members leave 0", "Members leave 1"],
    "challenge": ["Members leave"],
    "ideas": ["Call them 1"],
    "ballot": ["Call them 1: 1", "Call them 0: 0"],
    "winner": ["Call them 0"],
    "decision": ["trainer", "It is quick"],
    "details": ["A call"],
    "steps": ["Call ten"],
    "indicators": ["Number of members"],
}


def test_it_is_followed_from_the_challenge_to_the_indicator_and_back(world: World) -> None:
    view = world.sees("p0")
    assert told(lineage_of_section(view, ROOM, "solve", TOPIC)) == WHOLE
    assert told(lineage_of_row(view, PLAN, "row0")) == WHOLE


def test_a_note_leads_to_the_challenge_that_it_became_or_answers(world: World) -> None:
    view = world.sees("p0")
    assert told(lineage_of_note(view, ROOM, "share", "shared001")) == WHOLE
    assert told(lineage_of_note(view, ROOM, "solve", "idea0001")) == WHOLE
    world.do(StartStage("share", "collect"), "t")
    world.do(AddNote(room=ROOM, section="share-0", id="alone001", text="Nobody took it up"), "p0")
    alone = told(lineage_of_note(world.sees("p0"), ROOM, "share", "alone001"))
    assert alone == told(Lineage()) | {"shared": ["Nobody took it up"]}
    assert told(lineage_of_note(view, ROOM, "share", "nothing1")) == told(Lineage())


def test_what_was_deleted_shows_as_such(world: World) -> None:
    """Q6."""
    world.do(DeleteNote(room=ROOM, note="shared001"), "t")
    assert told(lineage_of_row(world.sees("p0"), PLAN, "row0"))["shared"] == ["Members leave 0", " (gone)"]
    world.do(WithdrawDecision(ROOM, TOPIC), "t")
    assert told(lineage_of_row(world.sees("p0"), PLAN, "row0"))["winner"] == ["Call them 0"], "what it was linked to"
    world.do(DeleteNote(room=ROOM, note="idea0000"), "t")
    assert told(lineage_of_row(world.sees("p0"), PLAN, "row0"))["winner"] == ["Call them 0 (gone)"], "its words"


def test_nobody_follows_it_to_what_they_may_not_see(world: World) -> None:
    other = world.sees("p1")
    unseen = ("shared", "ideas", "ballot", "decision", "steps", "indicators")
    hidden: dict[str, list[str]] = {part: [] for part in unseen}
    assert told(lineage_of_section(other, ROOM, "solve", TOPIC)) == WHOLE | hidden, "what was gathered for all"
    assert told(lineage_of_row(other, PLAN, "row0")) == told(Lineage())


def test_what_won_in_another_room_and_was_withdrawn_keeps_its_words(world: World) -> None:
    """Q6."""
    origin = Winner(room=ROOM, board="solve", section=TOPIC, note="idea0000")
    world.do(LinkRow(canvas="plan:p1", row="row0", origin=origin), "p1")
    world.do(WithdrawDecision(ROOM, TOPIC), "t")
    found = told(lineage_of_row(world.sees("p1"), "plan:p1", "row0"))
    assert (found["challenge"], found["winner"]) == (["Members leave"], ["Call them 0 (gone)"])
    world.do(ChooseWinner(ROOM, TOPIC, "idea0001", "After all"), "t")
    found = told(lineage_of_row(world.sees("p1"), "plan:p1", "row0"))
    assert found["winner"] == ["Call them 0 (gone)"], "what it was linked to"


def test_what_was_merged_tells_into_what(world: World) -> None:
    """Q6."""
    world.do(WithdrawDecision(ROOM, TOPIC), "t")
    world.do(MergeNotes(ROOM, "idea0001", ("idea0000",)), "t")
    found, both = told(lineage_of_row(world.sees("p0"), PLAN, "row0")), ["Call them 0 (in Call them 1)", "Call them 1"]
    assert (found["winner"], found["ideas"]) == (both[:1], both)


def test_no_ballot_is_told_before_it_is_counted(world: World) -> None:
    """V3."""
    world.do(StartStage("solve", "select"), "t")
    world.do(GoBack(), "t")
    assert not lineage_of_section(world.sees("t", (ROOM,)), ROOM, "solve", TOPIC).rounds


def test_behind_an_indicator_stands_what_was_reported_of_it(world: World) -> None:
    """Q5: to the owner and to who trains."""
    world.now = APRIL_3
    world.do(ReportValue(days=30, indicator="members1", reading="128"), "p0")
    for who, looks in (("p0", ()), ("t", (ROOM, PLAN))):
        view = world.sees(who, looks)
        assert told(lineage_of_row(view, PLAN, "row0"))["indicators"] == ["Number of members, 30: 128"]
        assert told(lineage_of_section(view, ROOM, "solve", TOPIC))["indicators"] == ["Number of members, 30: 128"]


def test_a_step_of_ones_own_has_only_its_indicators(world: World) -> None:
    world.do(LinkRow(canvas=PLAN, row="row0"), "p0")
    found = told(lineage_of_row(world.sees("p0"), PLAN, "row0"))
    assert {name: texts for name, texts in found.items() if texts} == {
        "steps": ["Call ten"],
        "indicators": ["Number of members"],
    }
