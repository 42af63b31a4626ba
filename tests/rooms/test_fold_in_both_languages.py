"""A browser that folds what it hears over its view has the view that the server would give it."""

import subprocess
from pathlib import Path
from typing import Any

import msgspec

from moot.rooms.asking import Renewed
from moot.rooms.ballots.ballot import CloseBallot
from moot.rooms.ballots.decision import ChooseWinner, WithdrawDecision
from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.boards.cluster import DissolveCluster, NameCluster
from moot.rooms.boards.field import EditText
from moot.rooms.boards.gathered import WinnersGathered
from moot.rooms.boards.legend import NameColour
from moot.rooms.boards.merge import MergeNotes
from moot.rooms.boards.note import DeleteNote, EditNote, RestoreNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.canvases.canvas import Indicator, Indicators, Names, Period
from moot.rooms.canvases.cell import CellEdited, CellSet, SetCell
from moot.rooms.canvases.feedback import EditFeedback, FeedbackGiven, FeedbackGone, GiveFeedback, JudgeFeedback
from moot.rooms.canvases.presenting import ArrangePresenting, Present, PresentingSet
from moot.rooms.canvases.readers import CanvasShown
from moot.rooms.canvases.review import AssignReviews, ReviewsAssigned
from moot.rooms.canvases.row import AddRow, LinkRow, MoveRow, RemoveRow, RestoreRow, RowPut, winners
from moot.rooms.canvases.statement import ComposeStatement, StatementComposed
from moot.rooms.forms.form import Answer, AnswerField, FieldAnswered, FieldTallied, TextTallied
from moot.rooms.forms.question import (
    AnswerQuestion,
    AskQuestion,
    HideQuestion,
    MergeQuestions,
    QuestionCounted,
    QuestionGone,
    QuestionPut,
    QuestionUpvoted,
    UpvoteQuestion,
)
from moot.rooms.past.snapshot import TakeSnapshot
from moot.rooms.people.people import RaiseHand, RemovePerson, RestorePerson, WithdrawBadges
from moot.rooms.protection.erase import AskErasure
from moot.rooms.protection.retention import KeepPeople
from moot.rooms.results.sharing import ShareResults
from moot.rooms.stages.finished import SayFinished
from moot.rooms.stages.message import SendMessage, Show, Shown
from moot.rooms.stages.stage import (
    EndStage,
    ExtendStage,
    GoBack,
    NextStage,
    PassTime,
    PauseStage,
    ResumeStage,
    StartStage,
)
from moot.rooms.stages.timetable import LengthSet, PushSessions, SessionsTimed, SetLength, SetTimes
from moot.rooms.view import audiences, common_view, own_part, view, viewer_of
from moot.rooms.workshop import NOTHING, Workshop, WorkshopMade
from tests.rooms.canvases.writing import PLAN, VALUE
from tests.rooms.canvases.writing import begin as begin_cell
from tests.rooms.canvases.writing import write as write_cell
from tests.rooms.forms.test_form import FORM
from tests.rooms.programmes.edits import activity, part
from tests.rooms.programmes.test_programme_change import WORDS
from tests.rooms.programmes.test_programme_change import change as another
from tests.rooms.test_breakout import PEOPLE, TOPIC, ballot
from tests.rooms.test_breakout import world as breakout
from tests.rooms.world import World

ROOT = Path(__file__).parent.parent.parent
OF_CANVASES = {
    CanvasShown,
    CellEdited,
    CellSet,
    FeedbackGiven,
    FeedbackGone,
    PresentingSet,
    ReviewsAssigned,
    RowPut,
    StatementComposed,
    WinnersGathered,
}
OF_QUESTIONS = {QuestionPut, QuestionGone, QuestionUpvoted, QuestionCounted, FieldAnswered, FieldTallied, TextTallied}
OF_TIMES = {SessionsTimed, LengthSet}


def a_long_story() -> World:
    """Everything that can happen on a board, once at least."""
    world: World = breakout.__wrapped__()  # type: ignore[attr-defined]
    me, room = "p0", world.room("p0")
    world.do(EditNote(room=room, note="idea00p0", text="Ein Tag für Mitglieder 🎉", colour=2), me)
    world.do(RaiseHand(True), me)
    world.do(SayFinished(True), me)
    world.do(RevealNotes(), "t")
    other = next(f"idea00{p}" for p in PEOPLE[1:] if world.room(p) == room)
    world.do(MergeNotes(room, "idea00p0", (other,)), "t")
    world.do(NameCluster("g1", "cluster01", "Members come once"), "t")
    world.do(DissolveCluster("g1", "cluster01"), "t")
    world.do(DeleteNote(room, "idea00p0"), me)
    world.do(RestoreNote(room, "idea00p0"), me)
    world.do(SendMessage("message01", "Two minutes"), "t")
    world.do(NameColour(board="solve", colour=2, meaning="Needs money"), "t")
    world.do(TakeSnapshot(id="snapshot1", name="Żółw 🎉", note="Two\nlines"), "t")
    world.do(PauseStage(), "t")
    world.do(ExtendStage(60), "t")
    world.do(ResumeStage(), "t")
    world.do(NextStage(), "t")
    for person in PEOPLE:
        world.do(PlaceDot(world.room(person), f"{TOPIC}.1", ballot(world, person).notes[0]), person)
    world.do(TakeDot(room, f"{TOPIC}.1", ballot(world, me).notes[0]), me)
    world.do(CloseBallot(room, f"{TOPIC}.1"), "t")
    world.do(EndStage(), "t")
    world.do(GoBack(), "t")
    world.do(NextStage(), "t")
    world.do(NextStage(), "t")
    world.now += 3_001
    world.do(PassTime())
    world.do(ChooseWinner(room, TOPIC, ballot(world, me).notes[0], "It is quick"), "t")
    world.do(WithdrawDecision(room, TOPIC), "t")
    world.do(ChooseWinner(room, TOPIC, ballot(world, me).notes[0], "It is quick"), "t")
    world.do(NextStage(), "t")
    what = EditText(room=room, board="solve", section=TOPIC, field="what", revision=0, edit=[[0, "Zażółć", "🎉"]])
    world.do(what, me)
    world.do(Show(Shown("winners")), "t")
    world.do(WithdrawBadges("p1"), "t")
    world.do(AskErasure(True), "p1")
    world.do(KeepPeople(keep_days=120), "t")
    world.do(RemovePerson("p1"), "t")
    world.do(RestorePerson("p1"), "t")
    return world


def with_canvases(world: World) -> World:
    """Goes on with everything that can happen on canvases, once at least."""
    world.do(StartStage("value", "stakeholders"), "t")
    world.do(write_cell("Małe firmy 🎉", "row0/stakeholder"), "p0")
    world.do(AddRow(canvas=VALUE, id="another1", after="row0"), "p0")
    world.do(MoveRow(canvas=VALUE, row="another1", after=""), "p0")
    world.do(RemoveRow(canvas=VALUE, row="row1"), "p0")
    world.do(RestoreRow(canvas=VALUE, row="row1"), "p0")
    world.do(Show(Shown("statements")), "t")
    world.do(StartStage("value", "compose"), "t")
    world.do(ComposeStatement(canvas=VALUE, row="row0", language="pl"), "p0")
    world.do(begin_cell(world, "Krótko: ", "row0/statement"), "p0")
    world.do(StartStage("value", "present"), "t")
    world.do(ArrangePresenting(activity="value", order=("p0", "p1")), "t")
    world.do(Present(person="p0", seconds=60), "t")
    world.do(Present(person="p0", seconds=90), "t")
    world.do(GiveFeedback(canvas=VALUE, id="answer01", place="?0", text="Yes"), "p2")
    world.do(ArrangePresenting(activity="value", order=()), "t")

    world.do(StartStage("plan", "advance"), "t")
    world.do(LinkRow(canvas=PLAN, row="row0", origin=winners(world.workshop)[0]), "p0")
    world.do(write_cell("Keep members", "all/objective", PLAN), "p0")
    period, names = Period(start="2025-11-01", due="2026-02-28"), Names(("p1",), ("Βασίλης",))
    for column, value in (("time-frame", period), ("responsible", names)):
        world.do(SetCell(canvas=PLAN, row="row0", column=column, value=value), "p0")
    world.do(StartStage("plan", "review"), "t")
    world.do(AssignReviews(activity="plan", each=len(PEOPLE) - 1), "t")
    for person, anonymous in (("p1", True), ("p2", False)):
        id = f"feedback{person}"
        given = GiveFeedback(canvas=PLAN, id=id, place="row0/peer-feedback", text="Begin", anonymous=anonymous)
        world.do(given, person)
    world.do(EditFeedback(PLAN, "feedbackp1", "Begin with the big ones"), "p1")
    world.do(EditFeedback(PLAN, "feedbackp2", ""), "p2")
    world.do(StartStage("plan", "integrate"), "t")
    world.do(JudgeFeedback(PLAN, "feedbackp1", "adapted"), "p0")
    world.do(StartStage("extended", "monitor"), "t")
    indicators = Indicators((Indicator(id="retention", name="Retention", smart={"specific": "Yes"}),))
    world.do(SetCell(canvas=PLAN, row="row0", column="indicators", value=indicators), "p0")
    room, chosen = world.room("p0"), winners(world.workshop)[0].note
    world.do(WithdrawDecision(room, TOPIC), "t")
    world.do(ChooseWinner(room, TOPIC, chosen, "After all"), "t")
    return world


def with_questions_and_forms(world: World) -> World:
    """Goes on with all that is asked and answered."""
    for number, anonymous in enumerate((False, True, False)):
        world.do(AskQuestion(id=f"question{number}", text="Ile to kosztuje?", anonymous=anonymous), f"p{number}")
    for question, who in (("question0", "p1"), ("question0", "p2"), ("question1", "p2"), ("question1", "p0")):
        world.do(UpvoteQuestion(question), who)
    world.do(HideQuestion("question2"), "t")
    world.do(MergeQuestions(("question1", "question2"), "question0"), "t")
    world.do(AnswerQuestion("question0", answer="Nic"), "t")
    world.do(UpvoteQuestion("question0", up=False), "p2")
    world.do(MergeQuestions(("question1", "question2")), "t")
    world.do(ShareResults(("boards", "forms")), "t")
    world.do(StartStage(FORM, "answer"), "t")
    world.do(Show(Shown("form", board=FORM)), "t")
    for text, who in (("🎉", "p0"), ("ﬀ", "p1"), ("Zażółć", "p2"), ("ﬀ", "p2"), ("", "p1"), ("", "p0"), ("", "p2")):
        world.do(AnswerField(activity=FORM, field="more", answer=Answer(text=text)), who)
        world.do(AnswerField(activity=FORM, field="useful", answer=Answer((1,) if text else ())), who)
    return world


def with_another_timetable(world: World) -> World:
    """Goes on with a day that slips, and with another programme."""
    world.do(SetTimes("day-4-keynote", "10:16", "10:30"), "t")
    world.do(PushSessions("day-4-keynote", 10, "end"), "t")
    world.do(SetLength("solve", "ideate", 777), "t")
    world.do(another(world, lambda d: d["day"][0].update(title=WORDS)), "t")
    world.do(SetTimes("day-1-session-1", "09:00", "09:30"), "t")
    return world


def stories(world: World, person: str, looks: tuple[str, ...]) -> list[tuple[Workshop, list[Any], Workshop]]:
    """What a person saw, what they heard until the next new view, and what they should see then."""
    made = world.changes[0]
    assert isinstance(made, WorkshopMade)
    now, told, start = made.evolve(NOTHING), list[tuple[Workshop, list[Any], Workshop]](), None
    heard: list[Any] = []
    for change in world.changes[1:]:
        after = change.evolve(now)
        if person in now.people:
            viewer = viewer_of(now, person, looks)
            start = start or view(now, viewer)
            forms = [form for audience, form in change.seen(now, after) if audience in audiences(now, viewer)]
            if any(isinstance(form, Renewed) for form in forms):
                told.append((start, heard, view(now, viewer)))
                start, heard = view(after, viewer_of(after, person, looks)), []
            else:
                heard.extend(forms)
        now = after
    assert start
    return [*told, (start, heard, view(now, viewer_of(now, person, looks)))]


def a_ballot_that_gives_less() -> World:
    """It opens again, after the programme has taken dots off it."""
    world: World = breakout.__wrapped__()  # type: ignore[attr-defined]
    world.do(NextStage(), "t")
    for note in ballot(world, "p0").notes[:2]:
        world.do(PlaceDot(world.room("p0"), f"{TOPIC}.1", note), "p0")
    world.do(GoBack(), "t")
    world.do(another(world, lambda d: part(activity(d, "solve")["stage"], "vote").update(dots=1, most=1)), "t")
    world.do(NextStage(), "t")
    assert sum(ballot(world, "p0").dots["p0"].values()) == 1
    return world


def a_canvas_that_is_shown(world: World) -> tuple[Workshop, list[Any], Workshop]:
    """What makes a common view one's own is folded over it as well."""
    viewer = viewer_of(world.workshop, "p0")
    now = view(world.workshop, viewer)
    return common_view(world.workshop, viewer.role, viewer.rooms), list(own_part(world.workshop, viewer)), now


def test_browsers_fold_as_the_server_does(tmp_path: Path) -> None:
    world = with_another_timetable(with_questions_and_forms(with_canvases(a_long_story())))
    looked = [("t", ("g1", "g2")), ("t", ()), ("t", ("g1", VALUE, PLAN)), ("o", ("g1",)), ("o", (PLAN,))]
    viewers = [*looked, ("screen", ()), *((person, ()) for person in PEOPLE)]
    told = [story for person, looks in viewers for story in stories(world, person, looks)]
    told += [*stories(a_ballot_that_gives_less(), "p0", ()), a_canvas_that_is_shown(world)]
    assert {type(change) for _, heard, _ in told for change in heard} >= OF_CANVASES | OF_QUESTIONS | {
        SessionsTimed,
        LengthSet,
    }
    file = tmp_path / "stories.json"
    file.write_bytes(msgspec.json.encode([{"view": view, "heard": heard} for view, heard, _ in told]))
    command = ["node", "tests/run_client.mjs", "tests/rooms/fold.mjs", str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    folded = msgspec.json.decode(ran.stdout, type=list[Workshop])
    for now, (_, heard, then) in zip(folded, told, strict=True):
        assert now == then, heard
