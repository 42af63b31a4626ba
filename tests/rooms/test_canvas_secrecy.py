"""Canvases, feedback, questions, forms and check-ins in two worlds: see `two_worlds.py`. Rules F2, F3, V6, Q1 to Q5."""

import pytest

from moot.rooms.asking import Request
from moot.rooms.canvas import Indicator, Indicators, Names
from moot.rooms.cell import EditCell, SetCell
from moot.rooms.check_in import ReportNote, ReportStep, ReportValue
from moot.rooms.feedback import EditFeedback, GiveFeedback, JudgeFeedback
from moot.rooms.finished import SayFinished
from moot.rooms.form import AnswerField
from moot.rooms.message import SendMessage, Show, Shown
from moot.rooms.overview import RoomPresence, shown_presence
from moot.rooms.people import RaiseHand
from moot.rooms.presenting import ArrangePresenting, Present
from moot.rooms.question import AnswerQuestion, AskQuestion, HideQuestion, MergeQuestions, UpvoteQuestion
from moot.rooms.release import ReleaseFeedback
from moot.rooms.review import AssignReviews
from moot.rooms.row import AddRow, LinkRow, MoveRow, RemoveRow, RestoreRow
from moot.rooms.shape import changed
from moot.rooms.stage import NextStage, StartStage
from moot.rooms.statement import ComposeStatement
from moot.rooms.text import Edit, Text
from moot.rooms.workshop import Workshop
from tests.rooms.two_worlds import Deed, TwoWorlds
from tests.rooms.wishes import Kinds
from tests.rooms.world import World, varied

SEEDS = range(6)
STEPS = 90
APRIL_3 = 1_743_638_400_000
PEOPLE = ("p0", "p1", "p2", "p3", "p4")
PLANS = tuple(f"plan:{person}" for person in PEOPLE)
VALUES = tuple(f"value:{person}" for person in PEOPLE)
LOOKS = ("g1", "g2", *PLANS, *VALUES)
GIVEN: Kinds = (GiveFeedback, EditFeedback)
QUIET: Kinds = (RaiseHand, SayFinished, SendMessage, Show, AskQuestion)
ROWS: Kinds = (AddRow, MoveRow, RemoveRow, RestoreRow)
CELLS: Kinds = (EditCell, EditCell, SetCell)
QUESTIONS: Kinds = (AskQuestion, UpvoteQuestion, UpvoteQuestion, AnswerQuestion, HideQuestion, MergeQuestions)


def reviewing(knows: set[str], *, private: bool = True) -> TwoWorlds:
    """Everybody gives feedback on the plans of all others."""
    worlds = TwoWorlds(varied(private=private), knows, LOOKS)
    worlds.both(StartStage("plan", "advance"), "t")
    for person in PEOPLE:
        worlds.both(EditCell(canvas=f"plan:{person}", row="row0", column="action", revision=0, edit=[[0, "Call"]]), "t")
    worlds.both(StartStage("plan", "review"), "t")
    worlds.both(AssignReviews(activity="plan", each=4), "t")
    return worlds


def started(stage: str) -> StartStage:
    activity, _, key = stage.partition(".")
    return StartStage(activity, key)


def of(deed: Deed, who: str, kinds: Kinds) -> bool:
    return deed.who == who and isinstance(deed.request, kinds)


def swapped(deed: Deed, one: str, other: str) -> Deed:
    """Done by the other of two people."""
    return Deed(deed.request, {one: other, other: one}.get(deed.who, deed.who))


# Feedback before its release


@pytest.mark.parametrize("seed", SEEDS)
def test_f2_whether_there_is_feedback_is_known_to_nobody_before_its_release(seed: int) -> None:
    """In the other world p1 gives none."""
    worlds = reviewing({"p1", "t", "o"})
    kinds: Kinds = (*GIVEN * 3, JudgeFeedback, *QUIET, *CELLS, *ROWS)

    def silent(_: Workshop, deed: Deed) -> Deed | None:
        return None if of(deed, "p1", GIVEN) else deed

    assert worlds.played(kinds, (*PEOPLE, "p1", "p1", "t"), silent, seed, STEPS)


@pytest.mark.parametrize("seed", SEEDS)
def test_f2_what_feedback_says_is_known_to_nobody_before_its_release(seed: int) -> None:
    """In the other world p1 says something else, about something else, and by name if it is without in this one."""

    def otherwise(_: Workshop, deed: Deed) -> Deed:
        if deed.who == "p1" and isinstance(deed.request, GiveFeedback):
            return Deed(changed(deed.request, text="Quite otherwise", anonymous=not deed.request.anonymous), "p1")
        if deed.who == "p1" and isinstance(deed.request, EditFeedback) and deed.request.text.strip():
            return Deed(changed(deed.request, text="Mended"), "p1")
        return deed

    worlds = reviewing({"p1", "t", "o"})
    kinds: Kinds = (*GIVEN * 3, JudgeFeedback, *QUIET)
    assert worlds.played(kinds, (*PEOPLE, "p1", "p1", "t"), otherwise, seed, STEPS)


# Feedback without a name


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("private", [False, True])
def test_f3_who_gave_feedback_without_a_name_is_known_to_nobody(seed: int, private: bool) -> None:
    """In the other world p1 and p2 have changed places: each gives, mends and takes back what the other gave."""
    worlds = reviewing({"p1", "p2"}, private=private)
    worlds.foreseen = [AssignReviews(activity="plan", each=each) for each in (1, 2)]
    worlds.foreseen += [ReleaseFeedback("plan"), NextStage()]
    kinds: Kinds = (*GIVEN * 3, JudgeFeedback, ReleaseFeedback, *QUIET)
    named = ("p0", "p3", "p4")

    def twisted(_: Workshop, deed: Deed) -> Deed:
        return swapped(deed, "p1", "p2") if isinstance(deed.request, GiveFeedback | EditFeedback) else deed

    class Unnamed(TwoWorlds):
        def step(self, here: Deed, there: Deed | None) -> bool:
            """They never give it by name, and never to each other: that could be told apart."""
            if isinstance(here.request, GiveFeedback) and here.who not in named and there:
                request = changed(here.request, anonymous=True)
                if request.canvas in ("plan:p1", "plan:p2"):
                    return False
                here, there = Deed(request, here.who), Deed(request, there.who)
            return super().step(here, there)

    worlds.__class__ = Unnamed
    assert worlds.played(kinds, (*named, "p1", "p2", "p1", "p2", "t"), twisted, seed, STEPS)
    worlds.both(NextStage(), "t")


@pytest.mark.parametrize("author", ["p1", "p2"])
def test_f3_whether_a_trainer_gave_feedback_without_a_name_is_known_to_nobody(author: str) -> None:
    """In the other world a trainer gave it, while it is presented or on another day."""
    worlds = TwoWorlds(varied(private=False), {author, "t"}, LOOKS)
    worlds.both(StartStage("plan", "pitch"), "t")
    worlds.both(ArrangePresenting(activity="plan", order=("p0",)), "t")
    worlds.both(Present(person="p0"), "t")
    given = GiveFeedback(canvas="plan:p0", id="feedback1", place="row0/action", text="Why?", anonymous=True)
    worlds.step(Deed(given, author), Deed(given, "t"))
    mended = EditFeedback("plan:p0", "feedback1", "Why this?")
    worlds.step(Deed(mended, author), Deed(mended, "t"))
    worlds.both(JudgeFeedback("plan:p0", "feedback1", "taken"), "p0")
    worlds.both(StartStage("plan", "integrate"), "t")


# Canvases of others


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("stage", ["value.stakeholders", "value.compose", "plan.advance", "extended.monitor"])
def test_v6_what_one_writes_in_ones_own_canvas_is_seen_by_no_other_participant(seed: int, stage: str) -> None:
    """In the other world p0 writes nothing."""
    worlds = TwoWorlds(varied(), {"p0", "t", "o"}, LOOKS)
    written: Kinds = (*ROWS, *CELLS, LinkRow, ComposeStatement)
    for canvas in VALUES:
        worlds.both(EditCell(canvas=canvas, row="row0", column="pains", revision=0, edit=[[0, "No time"]]), "t")
    worlds.both(started(stage), "t")
    kinds: Kinds = (*written * 2, *QUIET)

    def silent(_: Workshop, deed: Deed) -> Deed | None:
        return None if of(deed, "p0", written) else deed

    assert worlds.played(kinds, (*PEOPLE, "p0", "p0", "t"), silent, seed, STEPS)


@pytest.mark.parametrize("scope", ["to all", "to a room"])
def test_f5_a_canvas_is_told_as_long_as_it_is_presented_and_what_was_removed_not_even_then(scope: str) -> None:
    """In the other world other words stand in a row that was removed, and in the canvas before and after."""
    worlds = TwoWorlds(varied(), {"p0", "t", "o"}, LOOKS)
    room = worlds.one.room("p0") if scope == "to a room" else ""

    def writes(text: str, row: str = "row0") -> Deed:
        there = worlds.one.workshop.canvas("plan:p0").texts.get(f"{row}/action", Text())
        edit: Edit = [[len(there.value), text]]
        request = EditCell(canvas="plan:p0", row=row, column="action", revision=there.revision, edit=edit)
        return Deed(request, "p0")

    def people(name: str) -> Deed:
        return Deed(SetCell(canvas="plan:p0", row="row1", column="responsible", value=Names(others=(name,))), "p0")

    worlds.both(StartStage("plan", "advance"), "t")
    worlds.step(writes("Secret", "row1"), writes("Hidden", "row1"))
    worlds.step(people("Søren"), people("Ελένη"))
    worlds.step(writes("Before"), writes("Sooner"))
    worlds.step(writes("Open"), writes("Open"))
    worlds.both(RemoveRow("plan:p0", "row1"), "p0")
    worlds.both(StartStage("plan", "pitch"), "t")
    worlds.both(Show(Shown("presenting")), "t")
    worlds.both(ArrangePresenting(activity="plan", order=("p0", "p1"), room=room), "t")
    worlds.both(Present(person="p0", seconds=60, room=room), "t")
    assert "plan:p0" in worlds.one.sees(others_in(worlds, room)).canvases
    worlds.both(EditCell(canvas="plan:p0", row="row2", column="action", revision=0, edit=[[0, "Told"]]), "t")
    worlds.both(RemoveRow("plan:p0", "row2"), "t")
    worlds.both(Present(person="p1", room=room), "t")
    worlds.both(StartStage("plan", "advance"), "t")
    worlds.step(writes("After1"), writes("Later1"))
    worlds.both(RestoreRow("plan:p0", "row1"), "p0")


def others_in(worlds: TwoWorlds, room: str) -> str:
    return next(p for p in PEOPLE if p != "p0" and room in ("", worlds.one.room(p)))


def test_v6_what_is_removed_while_it_is_presented_is_not_told_to_who_comes_later() -> None:
    """In the other world other words stood in the row; p1, in the other room, hears of the canvas after that."""
    worlds = TwoWorlds(varied(), {"t", "o", *(p for p in PEOPLE)}, LOOKS)
    worlds.both(StartStage("plan", "pitch"), "t")

    def words(text: str) -> Deed:
        return Deed(EditCell(canvas="plan:p0", row="row1", column="action", revision=0, edit=[[0, text]]), "t")

    worlds.step(words("Secret"), words("Hidden"))
    worlds.both(RemoveRow("plan:p0", "row1"), "t")
    worlds.knows = {"p0", "t", "o"}
    worlds.both(Show(Shown("presenting")), "t")
    worlds.both(ArrangePresenting(activity="plan", order=("p0",)), "t")
    worlds.both(Present(person="p0"), "t")


@pytest.mark.parametrize("stage", ["value.stakeholders", "plan.advance", "plan.integrate", "extended.monitor"])
def test_v6_who_types_in_their_own_canvas_is_seen_by_nobody(stage: str) -> None:
    world = World(4)
    world.do(started(stage), "t")
    types = RoomPresence("g1", ("p0", "p2"), {"p0": "row0/action"})
    assert shown_presence(world.workshop, types) == RoomPresence("g1", ("p0", "p2"))


def test_f2_who_writes_feedback_is_not_seen_typing() -> None:
    world = World(4)
    for stage in ("review", "pitch"):
        world.do(StartStage("plan", stage), "t")
        types = RoomPresence("g1", ("p0", "p2"), {"p0": "plan:p2/row0/peer-feedback"})
        assert shown_presence(world.workshop, types) == RoomPresence("g1", ("p0", "p2")), stage


# Questions


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


# Forms and check-ins


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
