"""Feedback by others: who is asked for it, who sees it when, and what its owner says to it."""

import pytest

from moot.rooms.canvases.feedback import EditFeedback, GiveFeedback, JudgeFeedback
from moot.rooms.canvases.release import ReleaseFeedback
from moot.rooms.canvases.review import AssignReviews, reviewers_done
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import StartStage
from tests.rooms.canvases.writing import PLAN, give, text_in
from tests.rooms.world import World


@pytest.fixture
def reviewing(planning: World) -> World:
    """p1 gives feedback on the plan of p0, and all others on somebody's; nothing is released yet."""
    planning.do(StartStage("plan", "review"), "t")
    planning.do(AssignReviews(activity="plan", each=4), "t")
    return planning


def test_who_was_assigned_sees_the_plan_and_nobody_else(planning: World) -> None:
    """F1."""
    assert PLAN not in planning.sees("p1").canvases
    planning.do(StartStage("plan", "review"), "t")
    planning.do(AssignReviews(activity="plan", each=1), "t")
    [giver] = [g for g, owners in planning.workshop.reviews["plan"].items() if "p0" in owners]
    others = {"p1", "p2", "p3", "p4"} - {giver}
    assert text_in(planning.sees(giver), "row0/action", PLAN) == "Call each"
    assert all(PLAN not in planning.sees(other).canvases for other in others)
    assert planning.refusal(give(), others.pop()) == Reason.NO_SUCH_CANVAS
    assert planning.refusal(give(), "p0") == Reason.OWN_CANVAS
    assert planning.sees(giver).reviews == {"plan": {giver: planning.workshop.reviews["plan"][giver]}}


def test_feedback_is_its_authors_and_the_trainers_until_it_is_released(reviewing: World) -> None:
    """F2."""
    reviewing.do(give(), "p1")
    assert not reviewing.sees("p0").canvases[PLAN].feedback
    assert not reviewing.sees("p2").canvases[PLAN].feedback
    assert reviewing.sees("p1").canvases[PLAN].feedback["feedback1"].text == "Start with the big ones"
    assert reviewing.sees("t", (PLAN,)).canvases[PLAN].feedback["feedback1"].by == "p1"
    assert reviewing.refusal(JudgeFeedback(PLAN, "feedback1", "taken"), "p0") == Reason.NO_SUCH_FEEDBACK
    reviewing.do(ReleaseFeedback("plan"), "t")
    assert reviewing.sees("p0").canvases[PLAN].feedback["feedback1"].by == "p1"
    assert not reviewing.sees("p2").canvases[PLAN].feedback
    assert reviewing.refusal(ReleaseFeedback("plan"), "t") == Reason.ALREADY


def test_integrating_releases_it_and_the_owner_says_what_they_made_of_it(reviewing: World) -> None:
    """F6."""
    reviewing.do(give(), "p1")
    reviewing.do(StartStage("plan", "integrate"), "t")
    reviewing.do(JudgeFeedback(PLAN, "feedback1", "adapted"), "p0")
    assert reviewing.sees("p0").canvases[PLAN].feedback["feedback1"].verdict == "adapted"
    assert reviewing.refusal(JudgeFeedback(PLAN, "feedback1", "taken"), "p1") == Reason.NOT_ALLOWED
    reviewing.now += 3_000
    reviewing.do(EditFeedback(PLAN, "feedback1", "Begin with the big ones"), "p1")
    assert reviewing.sees("p0").canvases[PLAN].feedback["feedback1"].verdict == "", "it was on another text"
    reviewing.now += 1
    assert reviewing.refusal(give("feedback2"), "p1") == Reason.NOT_NOW


def test_who_gave_anonymous_feedback_is_seen_by_nobody(reviewing: World) -> None:
    """F3."""
    reviewing.do(give(anonymous=True), "p1")
    reviewing.do(ReleaseFeedback("plan"), "t")
    for who, looks in (("p0", ()), ("t", (PLAN,)), ("o", (PLAN,))):
        assert reviewing.sees(who, looks).canvases[PLAN].feedback["feedback1"].by == ""
    assert reviewing.sees("p1").canvases[PLAN].feedback["feedback1"].by == "p1"


def test_feedback_is_mended_and_taken_back_by_its_author(reviewing: World) -> None:
    reviewing.do(give(), "p1")
    reviewing.do(EditFeedback(PLAN, "feedback1", "Begin with the big ones"), "p1")
    assert reviewing.sees("p1").canvases[PLAN].feedback["feedback1"].text == "Begin with the big ones"
    assert reviewing.refusal(EditFeedback(PLAN, "feedback1", "x"), "p2") == Reason.NO_SUCH_FEEDBACK
    reviewing.do(EditFeedback(PLAN, "feedback1", ""), "p1")
    assert not reviewing.sees("p1").canvases[PLAN].feedback


def test_who_gave_feedback_is_counted_for_each_stage_anew(world: World) -> None:
    world.do(AssignReviews(activity="value", each=1), "t")
    ((giver, (owner,)), *_) = world.workshop.reviews["value"].items()
    for stage in ("stakeholders-feedback", "cluster-feedback"):
        world.do(StartStage("value", stage), "t")
        assert reviewers_done(world.workshop, "value", owner, f"value.{stage}") == 0
        given = GiveFeedback(canvas=f"value:{owner}", id=f"given{stage[0]}0001", place="row0/stakeholder", text="Who?")
        world.do(given, giver)
        assert reviewers_done(world.workshop, "value", owner, f"value.{stage}") == 1
