"""What a trainer's command would do is known before it is given."""

from moot.rooms.asking import Moment, Request
from moot.rooms.boards.note import AddNote
from moot.rooms.boards.section import AddSection
from moot.rooms.people.people import RemovePerson
from moot.rooms.record.effect import Effect, effect_of
from moot.rooms.refusals import Reason
from moot.rooms.stages.call import CallBack
from moot.rooms.stages.stage import GoBack, NextStage, PauseStage, StartStage
from tests.rooms.world import World


def effect(world: World, request: Request, who: str = "t") -> Effect:
    before = world.workshop
    found = effect_of(world.workshop, request, who, Moment(world.now, 7))
    assert world.workshop is before
    return found


def test_the_next_stage_says_what_it_reveals_and_opens() -> None:
    """R7."""
    world = World()
    world.do(AddSection(room="g1", board="solve", id="topic001", challenge="Members"), "t")
    world.do(StartStage("solve", "ideate"), "t")
    mates = [person for person in ("p0", "p1", "p2") if world.room(person) == "g1"]
    for mate in mates:
        world.do(AddNote(room="g1", section="topic001", id=f"idea00{mate}", text="A day for them"), mate)
    told = effect(world, NextStage())
    assert told == Effect(rooms=("g1", "g2"), stages=("solve/vote",), reveals=len(mates), opens=1)
    world.do(NextStage(), "t")
    assert effect(world, NextStage()).closes == 1
    assert effect(world, GoBack(rooms=("g2",))) == Effect(rooms=("g2",), stages=("solve/ideate",))


def test_what_would_be_refused_says_why() -> None:
    world = World()
    assert effect(world, PauseStage()) == Effect(why=Reason.NO_STAGE)
    assert effect(world, NextStage(), "p0") == Effect(why=Reason.NOT_ALLOWED)


def test_what_is_said_to_all_reaches_all() -> None:
    """R7."""
    world = World(2)
    effect = effect_of(world.workshop, CallBack(id="call0001"), "t", world.moment)
    assert effect == Effect(rooms=("g1", "g2"))


def test_who_is_removed_is_said_to_be_out() -> None:
    """R7."""
    assert effect(World(), RemovePerson(person="p0")) == Effect(removes=1)
