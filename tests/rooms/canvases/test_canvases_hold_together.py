"""What is always so of canvases, questions and reviews, whatever was asked: nothing points to what is not there.

The histories are those of `test_laws.py`, from other seeds.
"""

import pytest

from moot.rooms.canvases.canvas import Canvas, Indicators, plans_of
from moot.rooms.canvases.plan import EVERY_ROW, STATEMENT
from moot.rooms.forms.question import Question
from moot.rooms.limits import ROWS
from moot.rooms.workshop import Workshop
from tests.rooms.boards.test_boards_hold_together import check_room
from tests.rooms.test_laws import Histories, goes_on
from tests.rooms.world import Unheld

SEEDS = range(1_000, 1_040)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_points_to_what_is_not_there(seed: int) -> None:
    """K1 to K6, F5, F6, Q2, Q3; and what is always so of boards."""
    history = Histories()
    history.of_world = Unheld
    for _ in goes_on(history, seed):
        workshop = history.world.workshop
        for key, canvas in workshop.canvases.items():
            check_cells(workshop, key, canvas)
            check_feedback(workshop, canvas)
        check_presenting(workshop)
        check_reviews(workshop)
        for question in workshop.questions.values():
            check_question(workshop, question)
        for room in workshop.rooms.values():
            check_room(workshop, room)


def check_cells(workshop: Workshop, key: str, canvas: Canvas) -> None:
    columns = {column.key: column for plan in plans_of(workshop, key) for column in plan.columns}
    for place in (*canvas.texts, *canvas.values):
        row, _, column = place.partition("/")
        spans = column != STATEMENT and columns[column].spans
        assert (row == EVERY_ROW) == spans, "a cell stands where its column has none"
        assert spans or row in canvas.rows, "a cell stands in no row"
    assert canvas.sources.keys() <= canvas.rows.keys()
    assert len(canvas.standing()) <= ROWS
    cells = [cell for cell in canvas.values.values() if isinstance(cell, Indicators)]
    ids = [indicator.id for cell in cells for indicator in cell.indicators]
    assert len(set(ids)) == len(ids), "two indicators of a plan are called the same: a reading is of both"


def check_feedback(workshop: Workshop, canvas: Canvas) -> None:
    for given in canvas.feedback.values():
        assert given.by in workshop.people
        assert given.released or not given.verdict, "its owner judged what they do not see"
        assert given.place[0] == "?" or given.place.partition("/")[0] in (EVERY_ROW, *canvas.rows)


def check_presenting(workshop: Workshop) -> None:
    for shown in workshop.presenting.values():
        assert shown.now in ("", *shown.order)
        assert not any(owner in workshop.people and workshop.people[owner].removed for owner in shown.order)


def check_reviews(workshop: Workshop) -> None:
    for by in workshop.reviews.values():
        for giver, owners in by.items():
            assert giver not in owners, "somebody gives feedback to themselves"
            assert len(set(owners)) == len(owners)
            assert all(workshop.people[owner].role == "participant" for owner in owners)


def check_question(workshop: Workshop, question: Question) -> None:
    assert question.by not in question.votes, "somebody upvoted their own"
    seen = {question.id}
    while question.into:
        question = workshop.questions[question.into]
        assert question.id not in seen, "questions are merged in a circle: nobody sees any of them"
        seen.add(question.id)
