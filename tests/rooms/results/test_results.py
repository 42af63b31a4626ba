"""Reports of a workshop: what is in them for whom, and what never is. Rules X1 to X5."""

import msgspec
import pytest

from moot.rooms.boards.board import Note
from moot.rooms.boards.hiding import HideNote
from moot.rooms.boards.note import AddNote
from moot.rooms.canvases.canvas import Period
from moot.rooms.canvases.cell import SetCell
from moot.rooms.canvases.feedback import GiveFeedback
from moot.rooms.canvases.presenting import ArrangePresenting, Present
from moot.rooms.forms.form import Answer, AnswerField
from moot.rooms.forms.question import AskQuestion, HideQuestion
from moot.rooms.refusals import Reason, Refused
from moot.rooms.results.making import everything_about, report_of
from moot.rooms.results.report import (
    AnyBlock,
    DecisionRecord,
    FeedbackOn,
    FormResult,
    OwnDeeds,
    Participants,
    Plan,
    Questions,
    Report,
    Sheet,
    Statements,
    Wall,
    Wanted,
)
from moot.rooms.results.sharing import PARTS, ShareResults
from moot.rooms.shape import changed
from moot.rooms.stages.stage import StartStage
from tests.rooms.canvases.writing import PLAN
from tests.rooms.canvases.writing import write as write_cell
from tests.rooms.forms.test_form import FORM
from tests.rooms.test_fold_in_both_languages import a_long_story, with_canvases, with_questions_and_forms
from tests.rooms.world import ACADEMY, Unheld, World

TRAINERS = Wanted()
EVERYONE = Wanted(reader="everyone")
ANA = Wanted(reader="person", person="p0")


@pytest.fixture(scope="module")
def told() -> World:
    """A breakout, canvases, questions and a form: nobody changes it."""
    world, story = Unheld(0), a_long_story()
    world.workshop, world.now = story.workshop, story.now
    with_questions_and_forms(with_canvases(world))
    for person, text in (("p0", "Zażółć"), ("p2", "=SUM(A1)")):
        world.do(AnswerField(activity=FORM, field="more", answer=Answer(text=text)), person)
        world.do(AnswerField(activity=FORM, field="useful", answer=Answer((4,))), person)
    world.do(write_cell("Call the members", "row0/action", PLAN), "t")
    return world


def reported(world: World, wanted: Wanted = TRAINERS) -> Report:
    return report_of(world.workshop, wanted, 5_000)


def blocks(report: Report, *kinds: type[AnyBlock]) -> list[AnyBlock]:
    return [block for chapter in report.chapters for block in chapter.blocks if not kinds or isinstance(block, kinds)]


def text_of(report: Report) -> str:
    return msgspec.json.encode(report).decode()


def test_the_trainers_report_has_the_whole_training_in_the_order_of_the_programme(told: World) -> None:
    """X5"""
    report = reported(told)
    kinds = [type(block).__name__ for block in blocks(report)]
    assert {kind.__name__ for kind in (Wall, DecisionRecord, Sheet, Statements, FeedbackOn, FormResult)} <= set(kinds)
    assert {kind.__name__ for kind in (Questions, Plan, Participants)} <= set(kinds)
    order = [a.title["en"] for day in ACADEMY.days for session in day.sessions for a in session.activities]
    titles = [chapter.title for chapter in report.chapters if chapter.kind == "activity"]
    assert titles == [title for title in order if title in titles]
    assert report == reported(told)


def test_a_decision_is_followed_from_its_notes_to_the_step_that_carries_it_out(told: World) -> None:
    """X5"""
    record = next(r for r in blocks(reported(told), DecisionRecord) if isinstance(r, DecisionRecord) and r.steps)
    assert record.challenge
    assert record.rounds[0].result[0].number >= 1
    assert (record.rule, record.reason) == ("most-dots", "After all")
    assert (record.winner, record.decided_by) == (record.rounds[0].result[0].text, "Žofie Říhová")
    assert record.shared
    assert record.indicators == ("Retention",)


def test_a_day_a_group_and_a_person_have_reports_of_their_own(told: World) -> None:
    """X5"""
    day = reported(told, Wanted(scope="day", which="4"))
    assert {chapter.day for chapter in day.chapters if chapter.kind == "activity"} == {4}
    room = told.room("p0")
    group = reported(told, Wanted(scope="room", which=room))
    assert {block.room for block in blocks(group, Wall) if isinstance(block, Wall)} == {int(room[1:])}
    person = reported(told, Wanted(scope="person", which="p1"))
    assert not [b for b in blocks(person, Sheet) if isinstance(b, Sheet) and b.owner == "Ελένη"]
    for wrong in (Wanted(scope="day", which="9"), Wanted(scope="room", which="g9"), Wanted(scope="person", which="t")):
        with pytest.raises(Refused):
            reported(told, wrong)


def test_nobody_takes_home_what_is_anothers(told: World) -> None:
    """X2"""
    for wanted in (Wanted(scope="person", which="p1", reader="person", person="p0"),
                   Wanted(scope="person", which="p1", reader="everyone")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            reported(told, wanted)
        assert refused.value.reason == Reason.NOT_ALLOWED
    assert {b.owner for b in blocks(reported(told, ANA), Sheet, Plan) if isinstance(b, Sheet | Plan)} == {"Ελένη"}
    other = reported(told, Wanted(reader="person", person="p2"))
    assert "Keep members" not in text_of(other)
    assert "Keep members" in text_of(reported(told, ANA))


def test_a_persons_own_report_has_what_they_did_in_secret() -> None:
    """X2"""
    world = Unheld(3)
    for person in ("p0", "p1"):
        world.workshop = with_private_note(world, person, f"Secret of {person}")
    own = blocks(reported(world, ANA), OwnDeeds)
    assert [(deed.what, deed.text) for block in own if isinstance(block, OwnDeeds) for deed in block.deeds] == [
        ("private-note", "Secret of p0")
    ]
    assert everything_about(world.workshop, "p0", "en", 5_000).chapters[-1].kind == "own"
    for wanted in (TRAINERS, EVERYONE, Wanted(reader="person", person="p2")):
        assert "Secret" not in text_of(reported(world, wanted))


def with_private_note(world: World, person: str, text: str):  # type: ignore[no-untyped-def]
    room = world.room(person)
    note = Note(id=f"private{person}", section="share-0", text=text, order="a5", by=person, private=True)
    return world.workshop.with_part(room, "share", "notes", note.id, note)


def test_trainers_alone_are_told_what_was_left_out() -> None:
    """X1, X4"""
    world = Unheld(4)
    world.workshop = with_private_note(world, "p0", "Secret")
    world.do(AskQuestion(id="question0", text="Hidden one?"), "p0")
    world.do(HideQuestion("question0"), "t")
    world.do(AskQuestion(id="question1", text="Whose?", anonymous=True), "p1")
    world.do(StartStage("share", "collect"), "t")
    world.do(AddNote(room="g1", section="share-0", id="note0000", text="Laid aside"), "t")
    world.do(HideNote("g1", "note0000"), "t")
    world.do(StartStage("plan", "advance"), "t")
    world.do(write_cell("Call", "row0/action", PLAN), "p0")
    world.do(GiveFeedback(canvas=PLAN, id="feedback1", place="row0/peer-feedback", text="Now", anonymous=True), "t")
    report = reported(world)
    left = {one.what: one.count for one in report.left_out}
    assert left == {
        "private-notes": 1,
        "hidden-notes": 1,
        "hidden-questions": 1,
        "anonymous-questions": 1,
        "anonymous-feedback": 1,
    }
    assert "Laid aside" not in text_of(report)
    assert "Hidden one?" not in text_of(report)
    assert "Secret" not in text_of(report)
    for wanted in (EVERYONE, ANA):
        assert reported(world, wanted).left_out == ()


def test_everyone_gets_what_a_trainer_chose(told: World) -> None:
    """X3"""
    world = Unheld(0)
    world.workshop = told.workshop
    for parts in ((), *((part,) for part in PARTS), PARTS):
        if parts != world.workshop.shared:
            world.do(ShareResults(parts), "t")
        report = reported(world, EVERYONE)
        assert bool(blocks(report, Wall)) == ("boards" in parts)
        assert bool(blocks(report, Statements)) == ("statements" in parts)
        assert bool(blocks(report, FormResult)) == ("forms" in parts)
        listed = [p for b in blocks(report, Participants) if isinstance(b, Participants) for p in b.people]
        assert any(p.role == "participant" for p in listed) == ("people" in parts)
        assert not any(p.country or p.organisation for p in listed), "nobody but trainers knows these"
        assert blocks(report, Questions)
        assert not blocks(report, Sheet, Plan, FeedbackOn, OwnDeeds)
    assert world.refusal(ShareResults(PARTS), "t") == Reason.ALREADY
    assert world.refusal(ShareResults(()), "p0") == Reason.NOT_ALLOWED


def test_a_report_speaks_its_readers_language(told: World) -> None:
    """X5"""
    polish = reported(told, Wanted(language="pl"))
    assert polish.title == ACADEMY.title.get("pl", ACADEMY.title["en"])
    assert [c.title for c in polish.chapters] != [c.title for c in reported(told).chapters]


def test_an_answer_without_a_name_says_to_which_question() -> None:
    """X5: in which stage it was given, nobody is told; the question is."""
    world = Unheld(3)
    world.do(StartStage("value", "present"), "t")
    world.do(ArrangePresenting(activity="value", order=("p0",)), "t")
    world.do(Present(person="p0", seconds=60), "t")
    for person, anonymous in (("p1", False), ("p2", True)):
        answer = GiveFeedback(canvas="value:p0", id=f"answer{person}", place="?1", text="Yes", anonymous=anonymous)
        world.do(answer, person)
    given = next(block for block in blocks(reported(world), FeedbackOn) if isinstance(block, FeedbackOn))
    asked = ACADEMY.activities["value"].stages[-1].questions[1]["en"]
    assert [(one.about, one.by) for one in given.remarks] == [(asked, "Ελένη (2)"), (asked, "")]


def test_a_group_is_told_by_its_number_where_its_board_is_not_seen(told: World) -> None:
    """X2, X5: what won there stands in everybody's report, and of which group it is."""
    world = Unheld(0)
    world.workshop = changed(told.workshop, shared=())
    room = told.room("p0")
    number = told.workshop.rooms[room].number
    other = next(p.id for p in told.workshop.people.values() if p.role == "participant" and p.room not in ("", room))
    theirs = reported(world, Wanted(reader="person", person=other))
    assert not [block for block in blocks(theirs, Wall) if isinstance(block, Wall) and block.room == number]
    won = [b for b in blocks(theirs, DecisionRecord) if isinstance(b, DecisionRecord) and not b.rounds]
    assert {record.room for record in won} == {number}


def test_a_plan_that_was_carried_over_is_told_once_by_the_activity_that_last_added_to_it() -> None:
    """X5"""
    world = Unheld(1)

    def told_in() -> list[str]:
        chapters = reported(world).chapters
        return [c.title for c in chapters if any(isinstance(block, Sheet) for block in c.blocks)]

    plan, extended = (ACADEMY.activities[key].title["en"] for key in ("plan", "extended"))
    world.do(StartStage("plan", "advance"), "t")
    world.do(write_cell("Call the members", "row0/action", PLAN), "p0")
    assert told_in() == [plan]
    world.do(StartStage("extended", "monitor"), "t")
    assert told_in() == [plan], "nothing was added"
    world.do(write_cell("Every Friday", "row0/monitoring", PLAN), "p0")
    assert told_in() == [extended]
    sheet = next(block for block in blocks(reported(world), Sheet) if isinstance(block, Sheet))
    assert {"Call the members", "Every Friday"} <= set(sheet.rows[0])
    world.do(
        SetCell(canvas=PLAN, row="row0", column="time-frame", value=Period(start="2025-03-10", due="2025-06-30")), "p0"
    )
    sheet = next(block for block in blocks(reported(world), Sheet) if isinstance(block, Sheet))
    assert [sheet.rows[0][at] for at in sheet.time_frames] == ["2025-03-10 – 2025-06-30"]
