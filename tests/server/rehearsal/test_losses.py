"""What people were told is there, or is counted as lost."""

import pytest

from moot.rooms.after.check_in import CheckIn, ReportNote, ReportStep, ReportValue
from moot.rooms.ballots.ballot import Ballot
from moot.rooms.ballots.dot import PlaceDot, TakeDot
from moot.rooms.boards.board import Board, Note
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote
from moot.rooms.boards.section import AddSection
from moot.rooms.canvases.canvas import Canvas, Feedback, Names, Period, Row, Winner
from moot.rooms.canvases.cell import SetCell
from moot.rooms.canvases.feedback import GiveFeedback, JudgeFeedback
from moot.rooms.canvases.row import AddRow, LinkRow, RemoveRow, RestoreRow
from moot.rooms.forms.form import Answer, AnswerField, Form
from moot.rooms.forms.question import (
    AnswerQuestion,
    AskQuestion,
    HideQuestion,
    MergeQuestions,
    Question,
    UpvoteQuestion,
)
from moot.rooms.programmes.programme import Programme
from moot.rooms.protocol import FROM_PEOPLE
from moot.rooms.room import Room
from moot.rooms.shape import changed
from moot.rooms.texts.text import Text
from moot.rooms.workshop import Workshop
from moot.server.rehearsal.lost import lost_edits, lost_of
from moot.server.rehearsal.lost_together import lost_together

ANA = "ana"
IDEA = Note(id="note00001", section="s1", text="Host newcomers", order="a0", by=ANA)
ADDED = AddNote(room="g1", section="s1", id=IDEA.id, text=IDEA.text)
DOT = PlaceDot(room="g1", ballot="s1.1", note=IDEA.id)
CANVAS = "plan:ana"
WINNER = Winner(room="g1", board="solve", section="s1", note=IDEA.id)
ROW = Row(id="row00001", order="a0", origin=WINNER)
GIVEN = Feedback(id="said0001", by="bo", place="?0", text="Clear", verdict="taken")
ASKED = Question(id="asked001", text="Slides?", at=1, answered=True, hidden=True)
LESS, MORE = (AnswerField(activity="form", field="more", answer=Answer(text=text)) for text in ("Less", "More"))
DAYS = Period(start="2025-03-01")


def test_what_is_there_is_not_lost() -> None:
    ballot = Ballot(id="s1.1", section="s1", notes=(IDEA.id,), dots_each=3, most=2, dots={ANA: {IDEA.id: 1}})
    assert lost_of([ADDED, DOT, DOT, TakeDot("g1", "s1.1", IDEA.id)], seen(IDEA, ballots={"s1.1": ballot}), ANA) == 0


@pytest.mark.parametrize(
    "done",
    [
        [AddNote(room="g1", section="s1", id="note00002", text="Never told")],
        [ADDED, EditNote(room="g1", note=IDEA.id, text="Host all newcomers")],
        [ADDED, DeleteNote(room="g1", note=IDEA.id)],
        [DOT],
        [AddSection(room="g1", board="solve", id="section01", challenge="Too few")],
    ],
)
def test_what_was_acknowledged_and_is_not_there_is_lost(done: list[FROM_PEOPLE]) -> None:
    assert lost_of(done, seen(IDEA), ANA) == 1


@pytest.mark.parametrize(
    ("done", "lost"),
    [
        ([AddRow(canvas=CANVAS, id=ROW.id), LinkRow(canvas=CANVAS, row=ROW.id, origin=WINNER)], 0),
        ([AddRow(canvas=CANVAS, id="row00002")], 1),
        ([RemoveRow(CANVAS, ROW.id)], 1),
        ([RemoveRow(CANVAS, ROW.id), RestoreRow(CANVAS, ROW.id)], 0),
        ([LinkRow(canvas=CANVAS, row=ROW.id)], 1),
        ([SetCell(canvas=CANVAS, row=ROW.id, column="when", value=DAYS)], 0),
        ([SetCell(canvas=CANVAS, row=ROW.id, column="who", value=Names(("bo",)))], 1),
        ([GiveFeedback(canvas=CANVAS, id=GIVEN.id, place="?0", text="Clear")], 0),
        ([GiveFeedback(canvas=CANVAS, id="said0002", place="?0", text="Clear")], 1),
        ([JudgeFeedback(CANVAS, GIVEN.id, "not-taken")], 1),
        ([AskQuestion(id=ASKED.id, text="Slides?"), AnswerQuestion(ASKED.id), HideQuestion(ASKED.id)], 0),
        ([AskQuestion(id="asked002", text="Lunch?"), MergeQuestions((ASKED.id,), "asked002")], 2),
    ],
)
def test_what_people_did_in_canvases_and_asked_is_there_or_lost(done: list[FROM_PEOPLE], lost: int) -> None:
    canvas = Canvas(rows={ROW.id: ROW}, values={f"{ROW.id}/when": DAYS}, feedback={GIVEN.id: GIVEN})
    whole = changed(seen(IDEA), canvases={CANVAS: canvas}, questions={ASKED.id: ASKED})
    assert lost_together([done], whole) == lost


@pytest.mark.parametrize(
    ("done", "lost"),
    [
        ([LESS, MORE], 0),
        ([MORE, LESS], 1),
        ([UpvoteQuestion(ASKED.id), UpvoteQuestion("hidden01")], 0),
        ([UpvoteQuestion(ASKED.id, up=False)], 1),
        ([ReportValue(days=30, indicator="i1", reading="9"), ReportStep(days=30, row="r1", state="done")], 1),
        ([ReportNote(30, "It goes"), ReportNote(60, "Slowly")], 1),
    ],
)
def test_what_only_oneself_sees_is_there_or_lost(done: list[FROM_PEOPLE], lost: int) -> None:
    mine = changed(
        seen(IDEA),
        forms={"form": Form(answers={ANA: {"more": Answer(text="More")}})},
        questions={ASKED.id: changed(ASKED, votes={ANA: True})},
        check_ins={ANA: {30: CheckIn(values={"i1": "9"}, note="It goes")}},
    )
    assert lost_of(done, mine, ANA) == lost


def test_an_edit_of_a_text_is_lost_when_its_text_has_fewer_edits() -> None:
    room = Room(id="g1", number=1, boards={"solve": Board(texts={"s1/what": Text("ab", 2)})})
    workshop = Workshop(id="abc234", programme=Programme(key="p", title={}), rooms={"g1": room})
    assert lost_edits({("g1", "s1/what"): 2}, workshop) == 0
    assert lost_edits({("g1", "s1/what"): 3, ("g1", "s1/who"): 1}, workshop) == 2
    with_canvas = changed(workshop, canvases={CANVAS: Canvas(texts={"row0/action": Text("ab", 2)})})
    assert lost_edits({(CANVAS, "row0/action"): 3}, with_canvas) == 1


def seen(*notes: Note, ballots: dict[str, Ballot] | None = None) -> Workshop:
    board = Board(notes={note.id: note for note in notes}, ballots=ballots or {})
    room = Room(id="g1", number=1, boards={"solve": board})
    return Workshop(id="abc234", programme=Programme(key="p", title={}), rooms={"g1": room})
