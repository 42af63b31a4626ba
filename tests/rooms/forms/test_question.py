"""Questions: asked at any time, by name or not; upvoted once each; answered, hidden, merged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moot.rooms.asking import EVERYONE, Change, Request
from moot.rooms.forms.question import (
    AnswerQuestion,
    AskQuestion,
    HideQuestion,
    MergeQuestions,
    QuestionGone,
    UpvoteQuestion,
)
from moot.rooms.limits import QUESTIONS_EACH
from moot.rooms.people.people import RemovePerson
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
    """Q2: those who upvoted; who asked the merged one is not among them, as that would tell who had upvoted."""
    world.do(AskQuestion(id=OTHER, text="Whose money is it?"), "p1")
    world.do(UpvoteQuestion(FIRST), "p2")
    world.do(UpvoteQuestion(OTHER), "p2")
    world.do(UpvoteQuestion(OTHER), "p3")
    world.do(MergeQuestions((OTHER,), FIRST), "t")
    assert list(world.sees("p2").questions) == [FIRST]
    assert world.sees("t").questions[FIRST].count == 2, "p2 and p3"
    assert world.sees("p3").questions[FIRST].votes == {"p3": True}
    assert world.refusal(UpvoteQuestion(FIRST), "p3") == Reason.ALREADY
    world.do(UpvoteQuestion(FIRST), "p1")
    assert world.sees("p0").questions[FIRST].count == 3


@pytest.mark.parametrize("voted", [True, False])
def test_a_merge_does_not_tell_whether_who_asked_the_other_had_upvoted(world: World, voted: bool) -> None:
    """Q2."""
    world.do(AskQuestion(id=OTHER, text="Whose money is it?"), "p1")
    world.do(UpvoteQuestion(FIRST), "p1" if voted else "p2")
    world.do(MergeQuestions((OTHER,), FIRST), "t")
    assert world.sees("p3").questions[FIRST].count == 1


def test_an_upvote_is_taken_back_from_all_that_were_merged(world: World) -> None:
    world.do(AskQuestion(id=OTHER, text="Whose money is it?"), "p1")
    for question in (FIRST, OTHER):
        world.do(UpvoteQuestion(question), "p2")
    world.do(MergeQuestions((OTHER,), FIRST), "t")
    world.do(UpvoteQuestion(FIRST, up=False), "p2")
    assert (world.sees("p2").questions[FIRST].count, world.sees("p2").questions[FIRST].votes) == (0, {})
    world.do(MergeQuestions((OTHER,)), "t")
    assert world.sees("p2").questions[OTHER].count == 0


QUESTIONS = ("merging00", "merging01", "merging02", "merging03")
UPVOTES = st.lists(st.tuples(st.sampled_from(QUESTIONS), st.sampled_from(("p0", "p1", "p2", "p3"))), max_size=12)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    upvotes=UPVOTES, hidden=st.sampled_from((*QUESTIONS, "")), merged=st.sampled_from((QUESTIONS[1:2], QUESTIONS[1:]))
)
def test_who_takes_a_merge_back_finds_everything_as_it_was(
    upvotes: list[tuple[str, str]], hidden: str, merged: tuple[str, ...]
) -> None:
    """Q3, of everybody's view."""
    world = World(4)
    for number, question in enumerate(QUESTIONS):
        world.do(AskQuestion(id=question, text="And now?", anonymous=number == 1), f"p{number}")
    for question, who in upvotes:
        if not world.refusal(UpvoteQuestion(question), who):
            world.do(UpvoteQuestion(question), who)
    if hidden:
        world.do(HideQuestion(hidden), "t")
    world.do(MergeQuestions((QUESTIONS[3],), QUESTIONS[2]), "t")
    merged = tuple(question for question in merged if question != QUESTIONS[3])
    before = {who: world.sees(who).questions for who in world.workshop.people}
    world.do(MergeQuestions(merged, QUESTIONS[0]), "t")
    world.do(MergeQuestions(merged), "t")
    assert {who: world.sees(who).questions for who in world.workshop.people} == before


def heard_by_everyone(world: World, request: Request) -> list[Change]:
    before, changes = world.workshop, world.do(request, "t")
    return [form for change in changes for to, form in change.seen(before, world.workshop) if to == EVERYONE]


def test_what_happens_to_a_hidden_question_is_told_to_trainers_alone(world: World) -> None:
    """Q3: not even that there is one."""
    world.do(AskQuestion(id=OTHER, text="Whose money is it?"), "p1")
    assert heard_by_everyone(world, HideQuestion(FIRST)) == [QuestionGone(question=FIRST)]
    assert not heard_by_everyone(world, AnswerQuestion(FIRST, answer="Nobody"))
    assert not heard_by_everyone(world, MergeQuestions((FIRST,), OTHER))
    assert not heard_by_everyone(world, MergeQuestions((FIRST,)))


def test_who_asked_is_known_by_name_to_all_who_see_the_question(world: World) -> None:
    """Q1: also to other groups and the projector, and when they are out of the workshop."""
    world.do(AskQuestion(id=OTHER, text="Is it worth it?", anonymous=True), "p1")
    world.do(RemovePerson("p0"), "t")
    for who in ("p0", "p1", "t", "o", "screen"):
        assert [world.sees(who).questions[id].name for id in (FIRST, OTHER)] == ["Ελένη", ""]
    world.do(AskQuestion(id="another01", text="And me?"), "p2")
    assert world.sees("screen").questions["another01"].name == "Ελένη (3)", "P1"


@pytest.mark.parametrize("text", ["\u200b", " \u2060\n\ufeff ", "\u00ad", "\u3164", "\u2800\ufe0f"])
def test_a_question_of_nothing_that_is_seen_is_empty(world: World, text: str) -> None:
    """T4."""
    assert world.refusal(AskQuestion(id=OTHER, text=text), "p1") == Reason.EMPTY
    world.do(AnswerQuestion(FIRST, answer=text), "t")
    assert world.sees("p1").questions[FIRST].answer == ""


def test_there_is_an_end_to_asking(world: World) -> None:
    for number in range(QUESTIONS_EACH - 1):
        world.do(AskQuestion(id=f"another{number:02}", text="And now?"), "p0")
    assert world.refusal(AskQuestion(id="onemore1", text="And now?"), "p0") == Reason.TOO_MANY_QUESTIONS
    assert world.refusal(AskQuestion(id=FIRST, text="Taken"), "p1") == Reason.ID_TAKEN
