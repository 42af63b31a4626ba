"""Feedback that was kept back reaches its owner wherever they are, and no count tells whose it is."""

from moot.rooms.canvases.feedback import GiveFeedback, JudgeFeedback
from moot.rooms.canvases.release import ReleaseFeedback
from moot.rooms.canvases.review import AssignReviews
from moot.rooms.glance.glance import Overview, RoomPresence
from moot.rooms.glance.overview import overview
from moot.rooms.people.groups import MovePerson
from moot.rooms.refusals import Reason
from moot.rooms.stages.stage import StartStage
from tests.rooms.canvases.writing import PLAN, started
from tests.rooms.world import Unheld, World

FEEDBACK = GiveFeedback(canvas=PLAN, id="feedback1", place="row0/action", text="Why?", anonymous=True)


def with_anonymous_feedback_by(author: str) -> World:
    world = Unheld(4)
    world.do(StartStage("plan", "review"), "t")
    world.do(AssignReviews(activity="plan", each=3), "t")
    world.do(FEEDBACK, author)
    return world


def counted(world: World) -> Overview:
    """What trainers see of all rooms."""
    return overview(world.workshop, {room: RoomPresence(room, ()) for room in world.workshop.rooms})


def test_f3_no_count_tells_who_gave_anonymous_feedback_when_reviews_are_assigned_anew() -> None:
    """Each of three could be its author; assigned anew, so that one alone is asked, the count is of that one alone."""
    worlds = [with_anonymous_feedback_by(author) for author in ("p1", "p2", "p3")]
    assert counted(worlds[0]) == counted(worlds[1]) == counted(worlds[2])
    for world in worlds:
        world.do(AssignReviews(activity="plan", each=1), "t")
    assert counted(worlds[0]) == counted(worlds[1]) == counted(worlds[2])


def test_f2_what_comes_within_the_grace_reaches_its_owner_though_they_integrate_already() -> None:
    world = World(3)
    world.do(StartStage("plan", "review"), "t")
    world.do(AssignReviews(activity="plan", each=2), "t")
    world.do(StartStage("plan", "integrate"), "t")
    world.now += 2_000
    world.do(FEEDBACK, "p1")
    assert "feedback1" in world.sees("p0").canvases[PLAN].feedback


def test_f2_who_comes_to_a_room_that_integrates_gets_their_feedback() -> None:
    world = World(4)
    world.do(StartStage("plan", "review"), "t")
    world.do(AssignReviews(activity="plan", each=3), "t")
    world.do(FEEDBACK, "p2")
    other = "g2" if world.room("p0") == "g1" else "g1"
    world.do(StartStage("plan", "integrate", (other,)), "t")
    world.do(MovePerson("p0", other), "t")
    assert "feedback1" in world.sees("p0").canvases[PLAN].feedback
    assert world.refusal(ReleaseFeedback("plan"), "t") is not None


def reviewed() -> tuple[World, dict[str, str]]:
    """Of p0 and of somebody in the other room, each with feedback that is kept back; and the rooms of both."""
    world = World(4)
    world.do(started("plan.review"), "t")
    world.do(AssignReviews(activity="plan", each=3), "t")
    other = next(person for person in ("p1", "p2", "p3") if world.room(person) != world.room("p0"))
    for owner in ("p0", other):
        giver = next(person for person in ("p2", "p3") if person != owner)
        text = GiveFeedback(canvas=f"plan:{owner}", id=f"feedback{owner}", place="row0/action", text="Why?")
        world.do(text, giver)
    return world, {owner: world.room(owner) for owner in ("p0", other)}


def told(world: World, owner: str) -> bool:
    return bool(world.sees(owner).canvases[f"plan:{owner}"].feedback)


def test_f2_a_room_that_integrates_gets_its_feedback_and_no_other_room_does() -> None:
    world, rooms = reviewed()
    for owner, room in rooms.items():
        assert not told(world, owner)
        world.do(started("plan.integrate", room), "t")
        assert told(world, owner)
        assert world.refusal(JudgeFeedback(f"plan:{owner}", f"feedback{owner}", "taken"), owner) is None
    assert world.refusal(ReleaseFeedback("plan"), "t") == Reason.ALREADY


def test_f2_a_trainer_releases_the_feedback_of_all() -> None:
    world, rooms = reviewed()
    world.do(ReleaseFeedback("plan"), "t")
    assert all(told(world, owner) for owner in rooms)
