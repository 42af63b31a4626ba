"""What trainers see of all rooms at a glance, and what presence tells."""

from moot.rooms.asking import Request
from moot.rooms.ballots.dot import PlaceDot
from moot.rooms.boards.board import Board, Cluster, Note
from moot.rooms.boards.cluster import ClusterNotes
from moot.rooms.boards.merge import MergeNotes
from moot.rooms.boards.note import AddNote, DeleteNote, EditNote
from moot.rooms.boards.reveal import RevealNotes
from moot.rooms.boards.section import AddSection
from moot.rooms.boards.sketch import Sketch, sketch_of
from moot.rooms.canvases.cell import EditCell
from moot.rooms.canvases.feedback import GiveFeedback
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.canvases.row import AddRow, RemoveRow, RestoreRow
from moot.rooms.forms.form import Answer, AnswerField
from moot.rooms.glance.glance import BallotGlance, CanvasGlance, RoomGlance, RoomPresence, Stay
from moot.rooms.glance.overview import Known, next_look, overview, shown_presence
from moot.rooms.limits import MARKS, MISSING_NAMED
from moot.rooms.people.groups import MakeGroups
from moot.rooms.shape import changed
from moot.rooms.stages.finished import SayFinished
from moot.rooms.stages.stage import NextStage, StartStage
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
    """O3. V1: a trainer's console counts private notes, too."""
    world = ideas(World(5))
    world.do(SayFinished(), "p0")
    world.do(SayFinished(), "p3")
    stays = {"p0": Stay(phone=True), "p1": Stay(typing=TOPIC), "p2": Stay(phone=True, unsent=2)}
    told = overview(world.workshop, {"g1": HERE}, stays=stays)[0]
    assert (told.seated, told.here, told.away, told.phones, told.unsent) == (5, 3, 2, 2, {"p2": 2})
    assert (told.finished, told.typing, told.done) == (1, 1, 3)
    assert told.sketch == Sketch(notes={TOPIC: 3}, private={TOPIC: 3})
    world.do(DeleteNote("g1", "idea00p0"), "p0")
    world.do(RevealNotes(), "t")
    world.do(MergeNotes("g1", "idea00p1", ("idea00p2",)), "t")
    assert glance(world).sketch == Sketch(notes={TOPIC: 1}, marks={TOPIC: "0"})


def test_a_miniature_has_the_colours_of_open_notes_in_their_order_and_clusters_in_brackets() -> None:
    """O3."""
    world = ideas(World(4))
    for person, colour in (("p0", 3), ("p1", 1), ("p2", 2)):
        world.do(EditNote(room="g1", note=f"idea00{person}", text="A day", colour=colour), person)
    assert not glance(world).sketch.marks, "the colour of a private note is nobody's but its author's"
    world.do(RevealNotes(), "t")
    assert glance(world).sketch.marks == {TOPIC: "312"}
    world.do(ClusterNotes(room="g1", section=TOPIC, id="cluster1", notes=("idea00p0", "idea00p2")), "p0")
    assert glance(world).sketch.marks == {TOPIC: "(32)1"}
    world.do(AddNote(room="g1", section=TOPIC, id="another1", text="One more", colour=5), "p3")
    assert glance(world).sketch.marks[TOPIC].endswith("15")


def test_a_miniature_of_a_full_board_is_cut_where_its_place_ends() -> None:
    """O3."""
    note = Note(id="n", section=TOPIC, text="", order="a0", cluster="c")
    notes = {f"n{at:03}": changed(note, id=f"n{at:03}") for at in range(400)}
    board = Board(sections={}, notes=notes, clusters={"c": Cluster(id="c", section=TOPIC, order="a1")})
    marks = sketch_of(board).marks[TOPIC]
    assert (len(marks), marks[0], marks[-1]) == (MARKS + 1, "(", ")")
    assert sketch_of(board).notes == {TOPIC: 400}


def test_a_room_with_no_stage_needs_nothing() -> None:
    """O1. V6."""
    assert overview(World(2).workshop, {})[1] == RoomGlance(room="g2", seated=1, away=1)


def test_turnout_says_who_is_here_and_has_not_voted_and_never_for_what() -> None:
    """V3."""
    world = ideas(World(4))
    world.do(NextStage(), "t")
    world.do(PlaceDot("g1", f"{TOPIC}.1", "idea00p1"), "p0")
    world.do(SayFinished(), "p2")
    assert glance(world).ballots == (BallotGlance(f"{TOPIC}.1", TOPIC, "open", 1),)
    assert (glance(world).voted, glance(world).missing) == (2, ("p1",))
    before = glance(world)
    world.do(PlaceDot("g1", f"{TOPIC}.1", "idea00p2"), "p0")
    assert glance(world) == before


def test_who_has_not_voted_is_counted_until_they_are_few() -> None:
    """O3."""
    world = ideas(World(MISSING_NAMED + 2))
    world.do(NextStage(), "t")
    here = RoomPresence("g1", tuple(f"p{n}" for n in range(MISSING_NAMED + 1)))
    told = overview(world.workshop, {"g1": here})[0]
    assert (told.here, told.voted, told.missing) == (MISSING_NAMED + 1, 0, ())
    world.do(PlaceDot("g1", f"{TOPIC}.1", "idea00p1"), "p0")
    told = overview(world.workshop, {"g1": here})[0]
    assert (told.voted, len(told.missing)) == (1, MISSING_NAMED)


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
    assert glance(world).sketch == Sketch()
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
    world, known = World(2), Known()
    world.do(MakeGroups(1), "t")
    world.do(StartStage("value", "stakeholders"), "t")

    def does(request: Request) -> int:
        before = world.workshop
        for change in world.do(request, "p0"):
            known.progress.follow(before, change, world.workshop)
        followed = overview(world.workshop, {"g1": HERE}, known)
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


def test_the_overview_is_looked_at_again_when_a_clock_comes_to_its_end() -> None:
    """O1."""
    world = World(2)
    assert next_look(world.workshop, world.now) is None
    world.do(StartStage("share", "collect"), "t")
    run = world.workshop.rooms["g1"].run
    assert run
    assert next_look(world.workshop, world.now) == run.ends
    assert next_look(world.workshop, run.ends) is None
