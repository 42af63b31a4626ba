"""Canvases and feedback in two worlds: see `two_worlds.py`. Rules F2, F3, V6."""

import pytest

from moot.rooms.canvases.canvas import Names
from moot.rooms.canvases.cell import EditCell, SetCell
from moot.rooms.canvases.feedback import EditFeedback, GiveFeedback, JudgeFeedback
from moot.rooms.canvases.presenting import ArrangePresenting, Present
from moot.rooms.canvases.release import ReleaseFeedback
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.canvases.row import AddRow, LinkRow, MoveRow, RemoveRow, RestoreRow
from moot.rooms.canvases.statement import ComposeStatement
from moot.rooms.forms.question import AskQuestion
from moot.rooms.glance.glance import RoomPresence
from moot.rooms.glance.overview import shown_presence
from moot.rooms.people.people import RaiseHand
from moot.rooms.shape import changed
from moot.rooms.stages.finished import SayFinished
from moot.rooms.stages.message import SendMessage, Show, Shown
from moot.rooms.stages.stage import NextStage, StartStage
from moot.rooms.texts.text import Edit, Text
from moot.rooms.workshop import Workshop
from tests.rooms.two_worlds import Deed, TwoWorlds, of, swapped
from tests.rooms.wishes import Kinds
from tests.rooms.world import World, varied

SEEDS = range(6)
STEPS = 90
PEOPLE = ("p0", "p1", "p2", "p3", "p4")
PLANS = tuple(f"plan:{person}" for person in PEOPLE)
VALUES = tuple(f"value:{person}" for person in PEOPLE)
LOOKS = ("g1", "g2", *PLANS, *VALUES)
GIVEN: Kinds = (GiveFeedback, EditFeedback)
QUIET: Kinds = (RaiseHand, SayFinished, SendMessage, Show, AskQuestion)
ROWS: Kinds = (AddRow, MoveRow, RemoveRow, RestoreRow)
CELLS: Kinds = (EditCell, EditCell, SetCell)


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
    """In the other world p0 writes nothing. (Statements may be shown to all.)"""
    shown = {"screen"} if stage == "value.compose" else set()
    worlds = TwoWorlds(varied(), {"p0", "t", "o"} | shown, LOOKS)
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
