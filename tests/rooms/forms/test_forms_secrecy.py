"""Questions, forms and check-ins in two worlds: see `two_worlds.py`. Rules Q1 to Q5."""

import pytest

from moot.rooms.after.check_in import ReportNote, ReportStep, ReportValue
from moot.rooms.asking import Request
from moot.rooms.canvases.canvas import Indicator, Indicators
from moot.rooms.canvases.cell import SetCell
from moot.rooms.forms.form import AnswerField
from moot.rooms.forms.question import AnswerQuestion, AskQuestion, HideQuestion, MergeQuestions, UpvoteQuestion
from moot.rooms.people.people import RaiseHand
from moot.rooms.shape import changed
from moot.rooms.stages.finished import SayFinished
from moot.rooms.stages.message import SendMessage, Show, Shown
from moot.rooms.stages.stage import StartStage
from moot.rooms.workshop import Workshop
from tests.rooms.two_worlds import Deed, TwoWorlds, of, swapped
from tests.rooms.wishes import Kinds
from tests.rooms.world import varied

SEEDS = range(6)
STEPS = 90
APRIL_3 = 1_743_638_400_000
PEOPLE = ("p0", "p1", "p2", "p3", "p4")
LOOKS = ("g1", "g2", *(f"plan:{person}" for person in PEOPLE))
QUIET: Kinds = (RaiseHand, SayFinished, SendMessage, Show, AskQuestion)
QUESTIONS: Kinds = (AskQuestion, UpvoteQuestion, UpvoteQuestion, AnswerQuestion, HideQuestion, MergeQuestions)


@pytest.mark.parametrize("seed", SEEDS)
def test_q1_who_asked_without_a_name_is_known_to_nobody(seed: int) -> None:
    """In the other world p1 and p2 have changed places in all that they ask and upvote."""

    class Unnamed(TwoWorlds):
        def step(self, here: Deed, there: Deed | None) -> bool:
            if isinstance(here.request, AskQuestion) and here.who in ("p1", "p2") and there:
                request = changed(here.request, anonymous=True)
                here, there = Deed(request, here.who), Deed(request, there.who)
            return super().step(here, there)

    worlds = Unnamed(varied(), {"p1", "p2"}, LOOKS)
    assert worlds.played(QUESTIONS, (*PEOPLE, "t"), lambda _, deed: swapped(deed, "p1", "p2"), seed, STEPS)


@pytest.mark.parametrize("seed", SEEDS)
def test_q2_who_upvoted_which_question_is_known_to_themselves_alone(seed: int) -> None:
    """In the other world p1 upvotes what p2 does in this one, and p2 what p1 does; trainers merge, take apart, hide."""
    worlds = TwoWorlds(varied(), {"p1", "p2"}, LOOKS)
    kinds: Kinds = (*QUESTIONS, UpvoteQuestion, UpvoteQuestion, MergeQuestions)
    for number, author in enumerate(("p0", "p3", "p4", "p0")):
        worlds.both(AskQuestion(id=f"question{number}", text="And then?", anonymous=number % 2 == 1), author)

    def voted_otherwise(_: Workshop, deed: Deed) -> Deed | None:
        if isinstance(deed.request, AskQuestion) and deed.who in ("p1", "p2"):
            return deed
        return swapped(deed, "p1", "p2")

    class Voters(TwoWorlds):
        def step(self, here: Deed, there: Deed | None) -> bool:
            """They ask nothing themselves: one's own question cannot be upvoted."""
            if isinstance(here.request, AskQuestion) and here.who in ("p1", "p2"):
                return False
            return super().step(here, there)

    worlds.__class__ = Voters
    assert worlds.played(kinds, (*PEOPLE, "t"), voted_otherwise, seed, STEPS)


@pytest.mark.parametrize("voter", ["asker", "another"])
def test_q2_whether_who_asked_had_upvoted_what_their_question_is_merged_into_is_not_told(voter: str) -> None:
    """In the other world somebody else upvoted: a merge must not tell."""
    worlds = TwoWorlds(varied(), {"p1", "p2"}, LOOKS)
    worlds.both(AskQuestion(id="question1", text="Who pays?"), "p0")
    worlds.both(AskQuestion(id="question2", text="Whose money?", anonymous=voter == "asker"), "p1")
    worlds.step(Deed(UpvoteQuestion("question1"), "p1"), Deed(UpvoteQuestion("question1"), "p2"))
    worlds.both(MergeQuestions(("question2",), "question1"), "t")
    worlds.both(MergeQuestions(("question2",)), "t")
    worlds.both(MergeQuestions(("question1",), "question2"), "t")


def test_q3_what_is_hidden_is_the_trainers_alone() -> None:
    """In the other world a question was never asked, or is answered while it is hidden."""
    worlds = TwoWorlds(varied(), {"t", "o", *PEOPLE, "screen"}, LOOKS)
    worlds.both(AskQuestion(id="question1", text="Who pays?"), "p0")
    worlds.step(Deed(AskQuestion(id="question2", text="Rude"), "p1"), None)
    worlds.step(Deed(UpvoteQuestion("question2"), "p2"), None)
    worlds.step(Deed(HideQuestion("question2"), "t"), None)
    worlds.knows = {"t", "o"}
    worlds.step(Deed(AnswerQuestion("question2", answer="No"), "t"), None)
    for who in PEOPLE[1:]:
        refused = worlds.one.refusal(UpvoteQuestion("question2"), who)
        assert refused == worlds.other.refusal(UpvoteQuestion("question2"), who)
    worlds.both(UpvoteQuestion("question1"), "p2")
    worlds.both(HideQuestion("question1"), "t")
    worlds.step(Deed(AnswerQuestion("question1", answer="No"), "t"), None)
    worlds.step(Deed(MergeQuestions(("question1",), "question2"), "t"), None)


@pytest.mark.parametrize("seed", SEEDS)
def test_q4_who_answered_what_is_known_to_themselves_alone(seed: int) -> None:
    """In the other world two of a group have changed places: each answers what the other does."""
    worlds = TwoWorlds(varied(), set(), LOOKS)
    mates = [person for person in PEOPLE if worlds.one.room(person) == "g1"][:2]
    worlds.knows = set(mates)
    worlds.both(StartStage("feedback-day-4", "answer"), "t")
    worlds.both(Show(Shown("form", board="feedback-day-4")), "t")
    kinds: Kinds = (*(AnswerField,) * 6, RaiseHand, SendMessage)

    def otherwise(_: Workshop, deed: Deed) -> Deed:
        return swapped(deed, *mates) if isinstance(deed.request, AnswerField) else deed

    assert worlds.played(kinds, (*PEOPLE, "t"), otherwise, seed, STEPS)


@pytest.mark.parametrize("seed", SEEDS)
def test_q5_how_a_plan_goes_is_known_to_its_owner_and_the_trainers(seed: int) -> None:
    """In the other world p0 reports nothing."""
    worlds = TwoWorlds(varied(), {"p0", "t", "o"}, LOOKS, now=APRIL_3)
    for person in PEOPLE:
        indicators = Indicators((Indicator(id=f"members{person}", name="Members"),))
        request: Request = SetCell(canvas=f"plan:{person}", row="row0", column="indicators", value=indicators)
        worlds.both(request, "t")
    reports: Kinds = (ReportValue, ReportStep, ReportNote)

    def silent(_: Workshop, deed: Deed) -> Deed | None:
        return None if of(deed, "p0", reports) else deed

    assert worlds.played((*reports, *QUIET), (*PEOPLE, "t"), silent, seed, STEPS)
