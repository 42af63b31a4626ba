"""Forms: one answer each, changed until it is over; results without names, for trainers and when shown."""

import pytest

from moot.rooms.asking import TRAINERS_ALL
from moot.rooms.forms.form import Answer, AnswerField, FieldTally, TextTallied
from moot.rooms.refusals import Reason
from moot.rooms.stages.message import Show, Shown
from moot.rooms.stages.stage import EndStage, StartStage
from tests.rooms.world import World

FORM = "feedback-day-4"


@pytest.fixture
def world() -> World:
    world = World(4)
    world.do(StartStage(FORM, "answer"), "t")
    return world


def scale(points: int) -> AnswerField:
    return AnswerField(activity=FORM, field="useful", answer=Answer((points,)))


def test_each_answers_for_themselves_and_changes_it_until_it_is_over(world: World) -> None:
    world.do(scale(4), "p0")
    world.do(scale(5), "p0")
    assert world.sees("p0").forms[FORM].answers == {"p0": {"useful": Answer((5,))}}
    assert not world.sees("p1").forms
    world.do(EndStage(), "t")
    world.now += 3_001
    assert world.refusal(scale(1), "p0") == Reason.STAGE_OVER


def test_trainers_see_results_and_no_names(world: World) -> None:
    """Q4."""
    for person, points in (("p0", 4), ("p1", 5), ("p2", 5)):
        world.do(scale(points), person)
    for person, text in (("p0", "More breaks"), ("p1", "Ażurowo")):
        world.do(AnswerField(activity=FORM, field="more", answer=Answer(text=text)), person)
    for who in ("t", "o"):
        seen = world.sees(who).forms[FORM]
        assert not seen.answers
        assert seen.results["useful"] == FieldTally(3, {4: 1, 5: 2})
        assert seen.results["more"] == FieldTally(2, {}, ("Ażurowo", "More breaks"))


def test_of_texts_only_what_is_new_is_told(world: World) -> None:
    """Q4: the one that goes and the one that comes, by their places among the others."""

    def heard(text: str, who: str) -> TextTallied:
        before = world.workshop
        (change,) = world.do(AnswerField(activity=FORM, field="more", answer=Answer(text=text)), who)
        form = dict(change.seen(before, world.workshop))[TRAINERS_ALL]
        assert isinstance(form, TextTallied)
        return form

    told = [heard(text, who) for text, who in (("🎉", "p0"), ("ﬀ", "p1"), ("ﬀ", "p2"), ("a", "p1"), ("", "p0"))]
    assert [(one.people, one.out, one.at, one.text) for one in told] == [
        (1, -1, 0, "🎉"),
        (2, -1, 0, "ﬀ"),
        (3, -1, 0, "ﬀ"),
        (3, 0, 0, "a"),
        (2, 2, -1, ""),
    ]
    assert world.sees("t").forms[FORM].results["more"].texts == ("a", "ﬀ")


def test_the_projector_has_results_once_they_are_shown(world: World) -> None:
    world.do(scale(4), "p0")
    assert not world.sees("screen").forms
    world.do(Show(Shown("form", board=FORM)), "t")
    assert world.sees("screen").forms[FORM].results["useful"] == FieldTally(1, {4: 1})
    world.do(scale(5), "p1")
    assert world.sees("screen").forms[FORM].results["useful"].people == 2
    world.do(Show(Shown()), "t")
    assert not world.sees("screen").forms


@pytest.mark.parametrize(
    ("field", "answer", "refused"),
    [
        ("useful", Answer((0,)), Reason.BAD_VALUE),
        ("useful", Answer((6,)), Reason.BAD_VALUE),
        ("useful", Answer((1, 2)), Reason.BAD_VALUE),
        ("useful", Answer(text="five"), Reason.BAD_VALUE),
        ("pace", Answer((2,)), None),
        ("pace", Answer((3,)), Reason.BAD_VALUE),
        ("helped", Answer((4, 0, 0)), None),
        ("more", Answer((1,)), Reason.BAD_VALUE),
        ("more", Answer(text="x" * 1_001), Reason.TOO_LONG),
        ("nothing", Answer((1,)), Reason.NO_SUCH_CELL),
    ],
)
def test_an_answer_is_one_that_the_form_has(world: World, field: str, answer: Answer, refused: Reason | None) -> None:
    assert world.refusal(AnswerField(activity=FORM, field=field, answer=answer), "p0") == refused


def test_an_answer_is_taken_back_by_an_empty_one(world: World) -> None:
    world.do(scale(4), "p0")
    world.do(AnswerField(activity=FORM, field="useful", answer=Answer()), "p0")
    assert not world.workshop.forms
    assert not world.sees("t").forms
