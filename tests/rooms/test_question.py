"""Questions: asked at any time, by name or not; upvoted once each; answered, hidden, merged."""

import pytest

from moot.rooms.limits import QUESTIONS_EACH
from moot.rooms.question import AnswerQuestion, AskQuestion, HideQuestion, MergeQuestions, UpvoteQuestion
from moot.rooms.refusals import Reason
from tests.rooms.world import World

FIRST, OTHER = "question1", "question2"


@pytest.fixture
def world() -> World:
    world = World(4)
    world.do(AskQuestion(id=FIRST, text="Who pays for it?"), "p0")
    return world


def test_all_see_a_question_at_once_and_who_asked_it(world: World) -> None:
    for who in ("p0", "p3", "t", "screen"):
        question = world.sees(who).questions[FIRST]
        assert (question.text, question.by, question.count) == ("Who pays for it?", "p0", 0)


def test_who_asked_anonymously_is_seen_by_nobody(world: World) -> None:
    """Q1."""
    world.do(AskQuestion(id=OTHER, text="Is it worth it?", anonymous=True), "p1")
    for who in ("p0", "t", "o", "screen"):
        assert world.sees(who).questions[OTHER].by == ""
    assert world.sees("p1").questions[OTHER].by == "p1"


def test_each_upvotes_once_and_sees_only_their_own_vote(world: World) -> None:
    """Q2."""
    world.do(UpvoteQuestion(FIRST), "p1")
    world.do(UpvoteQuestion(FIRST), "p2")
    assert world.refusal(UpvoteQuestion(FIRST), "p1") == Reason.ALREADY
    assert world.refusal(UpvoteQuestion(FIRST), "p0") == Reason.ALREADY, "one's own"
    assert {who: world.sees(who).questions[FIRST].votes for who in ("p1", "p3", "t")} == {
        "p1": {"p1": True},
        "p3": {},
        "t": {},
    }
    assert world.sees("p3").questions[FIRST].count == 2
    world.do(UpvoteQuestion(FIRST, up=False), "p1")
    assert world.sees("p1").questions[FIRST].count == 1


def test_a_trainer_answers_and_ticks_off(world: World) -> None:
    assert world.refusal(AnswerQuestion(FIRST), "p1") == Reason.NOT_ALLOWED
    world.do(AnswerQuestion(FIRST, answer="The members, half of it"), "t")
    assert world.sees("p2").questions[FIRST].answer == "The members, half of it"
    world.do(AnswerQuestion(FIRST, answered=False), "t")
    assert not world.sees("p2").questions[FIRST].answered


def test_a_hidden_question_is_the_trainers_alone_and_comes_back_as_it_was(world: World) -> None:
    """Q3."""
    world.do(UpvoteQuestion(FIRST), "p1")
    world.do(HideQuestion(FIRST), "t")
    assert FIRST not in world.sees("p0").questions
    assert FIRST not in world.sees("screen").questions
    assert world.sees("t").questions[FIRST].hidden
    assert world.refusal(UpvoteQuestion(FIRST), "p2") == Reason.NO_SUCH_QUESTION
    world.do(HideQuestion(FIRST, hidden=False), "t")
    assert world.sees("p1").questions[FIRST].votes == {"p1": True}


def test_merged_questions_count_each_person_once(world: World) -> None:
    world.do(AskQuestion(id=OTHER, text="Whose money is it?"), "p1")
    world.do(UpvoteQuestion(FIRST), "p2")
    world.do(UpvoteQuestion(OTHER), "p2")
    world.do(UpvoteQuestion(OTHER), "p3")
    world.do(MergeQuestions((OTHER,), FIRST), "t")
    assert list(world.sees("p2").questions) == [FIRST]
    assert world.sees("p2").questions[FIRST].count == 3, "p1, who asked the same, p2 and p3"
    world.do(MergeQuestions((OTHER,)), "t")
    assert world.sees("p2").questions[OTHER].count == 2


def test_there_is_an_end_to_asking(world: World) -> None:
    for number in range(QUESTIONS_EACH - 1):
        world.do(AskQuestion(id=f"another{number:02}", text="And now?"), "p0")
    assert world.refusal(AskQuestion(id="onemore1", text="And now?"), "p0") == Reason.TOO_MANY_QUESTIONS
    assert world.refusal(AskQuestion(id=FIRST, text="Taken"), "p1") == Reason.ID_TAKEN
