"""Results in two worlds that differ in a secret: whoever is not to know it takes home the same. See `two_worlds.py`.

All that a trainer can give to everyone is given. Rules X1, X2, X4.
"""

from collections.abc import Callable

import msgspec
import pytest

from moot.rooms.asking import Request
from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote, MoveNote, RestoreNote
from moot.rooms.boards.section import AddSection
from moot.rooms.canvases.cell import EditCell, SetCell
from moot.rooms.canvases.feedback import EditFeedback, GiveFeedback, JudgeFeedback
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.canvases.row import AddRow, MoveRow, RemoveRow
from moot.rooms.forms.form import AnswerField
from moot.rooms.forms.question import AnswerQuestion, AskQuestion, HideQuestion, MergeQuestions
from moot.rooms.programmes.programme import Programme
from moot.rooms.results.making import report_of
from moot.rooms.results.report import Wanted
from moot.rooms.results.sharing import PARTS, ShareResults
from moot.rooms.shape import changed
from moot.rooms.stages.stage import StartStage
from moot.rooms.workshop import Workshop
from tests.rooms.forms.test_form import FORM
from tests.rooms.two_worlds import Deed, Heard, TwoWorlds
from tests.rooms.wishes import Kinds
from tests.rooms.world import varied

PEOPLE = ("p0", "p1", "p2", "p3", "p4")
EVERY, STEPS = 12, 72
NOTES: Kinds = (AddNote, AddNote, EditNote, MoveNote, DeleteNote, RestoreNote)
TOPICS = ("topic001", "topic002")

Twist = Callable[[Workshop, Deed], Deed | None]


class Reports(TwoWorlds):
    """What trainers, everyone and each person take home now and then, in place of what they see and hear."""

    trainers_too = True
    steps = 0

    def look_the_same(self, heard: Heard, heard_there: Heard, about: object) -> None:
        self.steps += 1
        if self.steps % EVERY == 0:
            self.take_home_the_same(about)

    def take_home_the_same(self, about: object) -> None:
        readers = [Wanted(reader="everyone"), *[Wanted()] * self.trainers_too]
        readers += [Wanted(reader="person", person=person) for person in PEOPLE if person not in self.knows]
        for wanted in readers:
            here, there = (report_of(world.workshop, wanted, 0) for world in (self.one, self.other))
            if self.knows & {"t"}:  # how often something was left out is for trainers to know
                here, there = changed(here, left_out=()), changed(there, left_out=())
            assert msgspec.json.encode(here) == msgspec.json.encode(there), (about, wanted)


def worlds(programme: Programme, knows: set[str], stage: str) -> Reports:
    both = Reports(programme, knows, ("g1", "g2"))
    both.both(ShareResults(PARTS), "t")
    if stage.startswith("solve"):
        for room in ("g1", "g2"):
            for topic in TOPICS:
                both.both(AddSection(room=room, board="solve", id=topic, challenge="Members"), "t")
    activity, _, key = stage.partition(".")
    if key == "vote":
        both.both(StartStage("solve", "ideate"), "t")
        for person in PEOPLE:
            room = both.one.room(person)
            both.both(AddNote(room=room, section=TOPICS[0], id=f"openidea{person}", text="A day"), person)
    both.both(StartStage(activity, key), "t")
    return both


def played(both: Reports, kinds: Kinds, twist: Twist, *often: str) -> None:
    assert both.played(kinds, (*PEOPLE, *often, *often, "t"), twist, seed=4, steps=STEPS)
    both.take_home_the_same("the end")


def silent(who: str, kinds: Kinds) -> Twist:
    """In the other world they do nothing of this."""
    return lambda _, deed: None if deed.who == who and isinstance(deed.request, kinds) else deed


def by_another(one: str, other: str, *kinds: type[Request]) -> Twist:
    """In the other world it was the other of the two."""
    names = {one: other, other: one}

    def swapped(_: Workshop, deed: Deed) -> Deed:
        return Deed(deed.request, names.get(deed.who, deed.who)) if isinstance(deed.request, kinds) else deed

    return swapped


def roommates(both: Reports) -> tuple[str, str]:
    one = PEOPLE[0]
    return one, next(p for p in PEOPLE[1:] if both.one.room(p) == both.one.room(one))


def test_x1_whether_there_are_private_notes_is_in_no_report() -> None:
    """X1, X4"""
    played(worlds(varied(), {"p1", "t"}, "solve.ideate"), NOTES, silent("p1", NOTES), "p1")


def test_x1_for_which_idea_a_dot_is_comes_in_no_report_before_the_close() -> None:
    """X1"""
    both = worlds(varied(private=False), {"p1"}, "solve.vote")

    def otherwise(workshop: Workshop, deed: Deed) -> Deed:
        if deed.who != "p1" or not isinstance(deed.request, PlaceDot):
            return deed
        notes = [n for n in workshop.rooms[both.one.room("p1")].boards["solve"].notes if n != deed.request.note]
        return Deed(changed(deed.request, note=notes[0]), "p1") if notes else deed

    for person in PEOPLE:
        room = both.one.room(person)
        dot = Deed(PlaceDot(room=room, ballot=f"{TOPICS[0]}.1", note=f"openidea{person}"), person)
        both.step(dot, otherwise(both.one.workshop, dot))
    both.take_home_the_same("dots")
    assert both.one.workshop != both.other.workshop


def test_x1_who_wrote_what_on_an_anonymous_board_is_in_no_report() -> None:
    """X1"""
    both = worlds(varied(anonymous=True, private=False), set(), "solve.ideate")
    one, other = roommates(both)
    both.knows = {one, other}
    played(both, (AddNote,), by_another(one, other, AddNote), one, other)


@pytest.mark.parametrize("kept_back", [True, False], ids=["kept back", "without a name"])
def test_x1_feedback_is_in_no_report_before_its_release_and_its_author_never_without_a_name(kept_back: bool) -> None:
    """X1, X4"""
    both = worlds(varied(private=kept_back), {"p1", "p2", "t"} if kept_back else {"p1", "p2"}, "plan.advance")
    for person in PEOPLE:
        cell = EditCell(canvas=f"plan:{person}", row="row0", column="action", revision=0, edit=[[0, "Call"]])
        both.both(cell, "t")
    both.both(StartStage("plan", "review"), "t")
    both.both(AssignReviews(activity="plan", each=4), "t")
    given = GiveFeedback(canvas="", id="", place="row0/peer-feedback", text="So", anonymous=True)
    for owner in ("p0", "p3", "p4"):
        deed = Deed(changed(given, canvas=f"plan:{owner}", id=f"feedback{owner}"), "p1")
        both.step(deed, None if kept_back else Deed(deed.request, "p2"))
    both.take_home_the_same("feedback")
    kinds: Kinds = (JudgeFeedback,) if kept_back else (JudgeFeedback, EditFeedback)
    both.played(kinds, ("p0", "p3", "p4"), lambda _, deed: deed, seed=2, steps=20)
    both.take_home_the_same("judged")


def test_x1_hidden_questions_and_who_asked_without_a_name_are_in_no_report() -> None:
    """X1"""
    both = worlds(varied(), {"p1", "p2"}, "plan.advance")

    def unnamed(_: Workshop, deed: Deed) -> Deed:
        names = {"p1": "p2", "p2": "p1"}
        without = isinstance(deed.request, AskQuestion) and deed.request.anonymous
        return Deed(deed.request, names.get(deed.who, deed.who)) if without else deed

    kinds: Kinds = (AskQuestion, AskQuestion, AnswerQuestion, HideQuestion, MergeQuestions)
    played(both, kinds, unnamed, "p1", "p2")


def test_x1_whose_an_answer_to_a_form_is_comes_in_no_report() -> None:
    """X1"""
    both = worlds(varied(), {"p1", "p2"}, f"{FORM}.answer")
    played(both, (AnswerField,), by_another("p1", "p2", AnswerField), "p1", "p2")


def test_x2_what_one_writes_in_ones_own_canvas_is_in_nobody_elses_report_but_the_trainers() -> None:
    """X2"""
    both = worlds(varied(), {"p0", "t"}, "plan.advance")
    both.trainers_too = False
    kinds: Kinds = (EditCell, EditCell, SetCell, AddRow, MoveRow, RemoveRow)
    played(both, kinds, silent("p0", kinds), "p0")
