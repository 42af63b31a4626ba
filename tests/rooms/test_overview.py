"""What trainers see of all rooms at a glance, and what presence tells."""

from moot.rooms.asking import Request
from moot.rooms.canvas_progress import Progress
from moot.rooms.cell import EditCell
from moot.rooms.dot import PlaceDot
from moot.rooms.feedback import GiveFeedback
from moot.rooms.finished import SayFinished
from moot.rooms.form import Answer, AnswerField
from moot.rooms.groups import MakeGroups
from moot.rooms.merge import MergeNotes
from moot.rooms.note import AddNote, DeleteNote
from moot.rooms.overview import BallotGlance, CanvasGlance, RoomGlance, RoomPresence, overview, shown_presence
from moot.rooms.reveal import RevealNotes
from moot.rooms.review import AssignReviews
from moot.rooms.row import AddRow, RemoveRow, RestoreRow
from moot.rooms.section import AddSection
from moot.rooms.shape import changed
from moot.rooms.stage import NextStage, StartStage
from tests.rooms.world import World, varied

TOPIC = "topic001"
HERE = RoomPresence("g1", ("p0", "p1", "p2"), {"p1": TOPIC})


def ideas(world: World) -> World:
    """All sit in g1, and p0, p1 and p2 have an idea each under its one challenge."""
    world.do(MakeGroups(1), "t")
    world.do(AddSection(room="g1", board="solve", id=TOPIC, challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    for person in ("p0", "p1", "p2"):
        world.do(AddNote(room="g1", section=TOPIC, id=f"idea00{person}", text="A day for them"), person)
    return world


def glance(world: World) -> RoomGlance:
    return overview(world.workshop, {"g1": HERE})[0]


def test_a_glance_counts_ideas_people_and_who_types() -> None:
    """V1: a trainer's console counts private notes, too."""
    world = ideas(World(4))
    world.do(SayFinished(), "p0")
    world.do(SayFinished(), "p3")
    assert glance(world) == RoomGlance(room="g1", here=3, finished=1, typing=1, notes={TOPIC: 3})
    world.do(DeleteNote("g1", "idea00p0"), "p0")
    world.do(RevealNotes(), "t")
    world.do(MergeNotes("g1", "idea00p1", ("idea00p2",)), "t")
    assert glance(world).notes == {TOPIC: 1}


def test_a_room_with_no_stage_has_an_empty_glance() -> None:
    """V6."""
    assert overview(World(2).workshop, {})[1] == RoomGlance(room="g2", here=0, finished=0, typing=0, notes={})


def test_turnout_says_who_is_here_and_has_not_voted_and_never_for_what() -> None:
    """V3."""
    world = ideas(World(4))
    world.do(NextStage(), "t")
    world.do(PlaceDot("g1", f"{TOPIC}.1", "idea00p1"), "p0")
    world.do(SayFinished(), "p2")
    assert glance(world).ballots == (BallotGlance(f"{TOPIC}.1", TOPIC, "open", 1, ("p1",)),)
    world.do(PlaceDot("g1", f"{TOPIC}.1", "idea00p2"), "p0")
    assert glance(world).ballots == (BallotGlance(f"{TOPIC}.1", TOPIC, "open", 1, ("p1",)),)


def test_who_types_where_is_kept_secret_while_notes_are_private() -> None:
    """V1."""
    world = World(4)
    assert shown_presence(world.workshop, HERE) == HERE
    ideas(world)
    assert shown_presence(world.workshop, HERE) == RoomPresence("g1", HERE.here)
    world.do(RevealNotes(), "t")
    assert shown_presence(world.workshop, HERE) == HERE


def test_who_types_where_is_kept_secret_on_an_anonymous_board() -> None:
    """V4."""
    world = ideas(World(4, varied(anonymous=True, private=False)))
    assert shown_presence(world.workshop, HERE) == RoomPresence("g1", HERE.here)


def test_a_canvas_has_no_ideas_to_count_and_who_types_in_their_own_is_their_own_business() -> None:
    """V1: a trainer's console counts who types."""
    world = World(4)
    world.do(MakeGroups(1), "t")
    world.do(StartStage("value", "stakeholders"), "t")
    assert glance(world).notes == {}
    assert glance(world).typing == 1
    assert shown_presence(world.workshop, HERE) == RoomPresence("g1", HERE.here)


def test_a_glance_tells_how_far_each_canvas_has_come() -> None:
    world = World(3)
    world.do(MakeGroups(1), "t")
    world.do(StartStage("value", "stakeholders"), "t")
    world.do(EditCell(canvas="value:p0", row="row0", column="pains", revision=0, edit=[[0, "Time"]]), "p0")
    world.do(EditCell(canvas="value:p0", row="row1", column="pains", revision=0, edit=[[0, " "]]), "p0")
    mine, other, _ = glance(world).canvases
    assert mine == CanvasGlance(canvas="value:p0", filled=1, cells=21)
    assert other == CanvasGlance(canvas="value:p1", filled=0, cells=21)
    world.do(StartStage("plan", "review"), "t")
    world.do(AssignReviews(activity="plan", each=1), "t")
    owner = world.workshop.reviews["plan"]["p0"][0]
    give = GiveFeedback(canvas=f"plan:{owner}", id="feedback1", place="row0/peer-feedback", text="Clear")
    world.do(give, "p0")
    glances = {one.canvas: one for one in glance(world).canvases}
    assert (glances[f"plan:{owner}"].gave, glances[f"plan:{owner}"].givers) == (1, 1)
    assert (glances["plan:p0"].gave, glances["plan:p0"].givers) == (0, 1)
    assert glances[f"plan:{owner}"].feedback == 1


def test_a_canvas_that_is_gone_on_with_is_counted_as_one_that_is_counted_anew() -> None:
    world, progress = World(2), Progress()
    world.do(MakeGroups(1), "t")
    world.do(StartStage("value", "stakeholders"), "t")

    def does(request: Request) -> int:
        before = world.workshop
        for change in world.do(request, "p0"):
            progress.follow(before, change, world.workshop)
        followed = overview(world.workshop, {"g1": HERE}, progress)
        assert followed == overview(world.workshop, {"g1": HERE})
        return followed[0].canvases[0].filled

    pains = EditCell(canvas="value:p0", row="row0", column="pains", revision=0, edit=[[0, "Time"]])
    assert does(pains) == 1
    assert does(changed(pains, column="gains")) == 2
    assert does(changed(pains, row="row1", edit=[[0, " "]])) == 2
    assert does(changed(pains, revision=1, edit=[[4]])) == 1
    assert does(AddRow(canvas="value:p0", id="rownew01")) == 1
    assert does(changed(pains, row="rownew01")) == 2
    assert does(RemoveRow("value:p0", "rownew01")) == 1
    assert does(RestoreRow("value:p0", "rownew01")) == 2


def test_a_glance_counts_who_has_answered_the_form_under_way() -> None:
    world = World(3)
    world.do(MakeGroups(1), "t")
    world.do(StartStage("feedback-day-4", "answer"), "t")
    world.do(AnswerField(activity="feedback-day-4", field="useful", answer=Answer((5,))), "p1")
    assert glance(world).answered == 1
