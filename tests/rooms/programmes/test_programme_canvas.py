"""Canvases in a programme file: a small one is a canvas, and what is wrong with one is told with its line."""

import pytest

from moot.rooms.programmes.file import check
from tests.rooms.programmes.test_programme_file import without_mistakes

PLANS = """\
title = "Plans"
[[day.session]]
title = "An hour of plans"
[[day.session.activity]]
key = "plan"
kind = "canvas"
[day.session.activity.canvas]
statement = "We do {action}."
[[day.session.activity.canvas.column]]
key = "action"
title = "Action"
[[day.session.activity.canvas.column]]
key = "when"
title = "When"
type = "period"
[[day.session.activity.canvas.column]]
key = "state"
title = "State"
type = "choice"
choices = ["begun", "done"]
[[day.session.activity.stage]]
does = "fill"
title = "Write"
instruction = "One step per row."
length = "15 min"
columns = ["action"]
"""
MORE = """\
[[day.session.activity]]
key = "later"
kind = "canvas"
canvas = {goes_on_from = "plan", column = [{key = "action", title = "Action"}]}
stage = [{does = "review", title = "Read", instruction = "Each other's.", length = "5 min"}]
"""

MISTAKES = [
    ('kind = "canvas"\n', 'kind = "solve"\n', "canvas: this is not possible in an activity of kind"),
    ('title = "When"\n', "", "column[2].title: missing"),
    ('key = "when"', 'key = "action"', 'column[2].key: "action" is not a key of its own'),
    ('key = "when"', 'key = "statement"', 'column[2].key: "statement" is not a key of its own'),
    ('"period"', '"date"', 'column[2].type: "date" is not one of text, period, people, choice, indicators'),
    ('choices = ["begun", "done"]\n', "", "column[3].choices: this is not a list of texts in a column of type choice"),
    ("{action}", "{deed}", "canvas.statement.en: "),
    ("{action}", "{when}", "canvas.statement.en: "),
    ("{action}", "action", "canvas.statement.en: "),
    ('columns = ["action"]', 'columns = ["deed"]', 'stage[1].columns: "deed" is not columns of the canvas'),
    ('does = "fill"', 'does = "vote"', 'stage[1].does: "vote" is not what a canvas activity does'),
    ('does = "fill"', 'does = "compose"', 'stage[1].does: "compose" is not in its place: before it comes a stage'),
    ('title = "When"\n', 'title = "When"\nwritten_by = "others"\n', "column[2].written_by: "),
    ("[day.session.activity.canvas]\n", '[day.session.activity.canvas]\nscope = "you"\n', 'canvas.scope: "you" is'),
    ("[day.session.activity.canvas]\n", "[day.session.activity.canvas]\nrows = 61\n", "canvas.rows: 61 is not"),
    ("[day.session.activity.canvas]\n", '[day.session.activity.canvas]\nbeside = "solve"\n', 'canvas.beside: "solve"'),
]


def test_a_small_one_is_a_canvas_and_another_goes_on_from_it() -> None:
    plan, later = without_mistakes(PLANS + MORE).activities.values()
    assert plan.canvas
    assert later.canvas
    assert (plan.canvas.scope, plan.canvas.rows, [column.type for column in plan.canvas.columns]) == (
        "person",
        3,
        ["text", "period", "choice"],
    )
    assert later.canvas.goes_on_from == "plan"


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES)
def test_a_mistake_in_a_canvas_is_told(old: str, new: str, said: str) -> None:
    assert old in PLANS
    found = [str(mistake) for mistake in check(PLANS.replace(old, new, 1), "plans.toml")]
    assert any(said in mistake for mistake in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('goes_on_from = "plan"', 'goes_on_from = "paln"', "the key of a canvas activity that comes before: plan"),
        ('goes_on_from = "plan"', 'goes_on_from = "plan", scope = "group"', "person, as the canvas that it goes on"),
        ('title = "Action"}', 'title = "Action", type = "people"}', "text, spanning and written as in plan"),
        ('does = "review"', 'does = "integrate"', 'before it comes a stage that does "present" or "review"'),
    ],
)
def test_what_does_not_go_on_from_the_other_is_told(old: str, new: str, said: str) -> None:
    found = [str(mistake) for mistake in check(PLANS + MORE.replace(old, new, 1), "plans.toml")]
    assert any(said in mistake for mistake in found), found


def test_parts_and_short_feedback_follow_each_other_as_the_training_wants() -> None:
    stage = (
        '[[day.session.activity.stage]]\nkey = "{}"\ndoes = "{}"\ntitle = "X"\ninstruction = "X"\nlength = "5 min"\n'
    )
    parts = [("first", "review"), ("second", "fill"), ("third", "review"), ("fourth", "compose"), ("fifth", "present")]
    programme = without_mistakes(PLANS + "".join(stage.format(*part) for part in parts))
    assert [one.does for one in programme.activities["plan"].stages] == ["fill", *(does for _, does in parts)]


@pytest.mark.parametrize(
    ("scope", "column", "may"),
    [("person", "indicators", True), ("group", "indicators", False), ("person", "text", False)],
)
def test_check_ins_need_a_plan_of_each_person_with_indicators(scope: str, column: str, may: bool) -> None:
    source = PLANS.replace('"period"', f'"{column}"').replace("canvas]\n", f'canvas]\nscope = "{scope}"\n', 1)
    found = [str(mistake) for mistake in check("# days after\ncheck_ins = [30]\n" + source, "plans.toml")]
    told = "plans.toml:2: check_ins: this is not possible without a canvas of each person"
    assert [mistake[: len(told)] for mistake in found] == [told] * (not may)
