"""What trainers are told of all rooms at a glance: only what has changed, and never more than a line can take."""

import asyncio
from collections.abc import AsyncIterator, Callable

import msgspec
import pytest

from moot.rooms.boards.note import AddNote
from moot.rooms.glance.glance import RoomGlance
from moot.rooms.people.joining import Join
from moot.rooms.protocol import Done, Glance, Here, Look, Signal, Unsent
from moot.rooms.stages.stage import EndStage, StartStage
from moot.server.journal.memory import MemoryJournal
from moot.server.live.glances import EVERY_SECONDS, seconds_of
from moot.server.live.workshop import LiveWorkshop
from tests.server.people_in_memory import Guest, academy

PATIENCE = 10.0


@pytest.fixture
async def live() -> AsyncIterator[LiveWorkshop]:
    async with MemoryJournal() as journal:
        workshops, live = await academy(journal)
        yield live
        await workshops.close()


def glances(trainer: Guest) -> list[Glance]:
    return [message for message in trainer.line.heard if isinstance(message, Glance)]


def at_a_glance(trainer: Guest) -> dict[str, RoomGlance]:
    """As a console has it that hears all of them."""
    return {room.room: room for glance in glances(trainer) for room in glance.overview}


async def until(trainer: Guest, holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            trainer.line.news.clear()
            await trainer.line.news.wait()


async def test_who_is_here_on_a_phone_and_with_what_unsent(live: LiveWorkshop) -> None:
    """O3."""
    trainer, room = Guest(live, "t").come(), live.workshop.people["p0"].room
    ana = Guest(live, "p0").come(phone=True, unsent=2)
    await until(trainer, lambda: room in at_a_glance(trainer) and at_a_glance(trainer)[room].phones == 1)
    assert at_a_glance(trainer)[room].unsent == {"p0": 2}
    assert at_a_glance(trainer)[room].need == "nothing", "nothing is under way"
    ana.say(Unsent(0))
    await until(trainer, lambda: at_a_glance(trainer)[room].unsent == {})
    on_a_laptop = Guest(live, "p0", "a-laptop").come()
    await until(trainer, lambda: at_a_glance(trainer)[room].phones == 0)
    on_a_laptop.say(Unsent(-5))
    on_a_laptop.leave()
    await until(trainer, lambda: at_a_glance(trainer)[room].phones == 1)
    assert at_a_glance(trainer)[room].unsent == {}


async def test_the_others_in_the_room_do_not_hear_of_devices(live: LiveWorkshop) -> None:
    """O3."""
    ana = Guest(live, "p0").come()
    people = live.workshop.people
    mate = next(p.id for p in people.values() if p.room == people["p0"].room and p.id != "p0")
    Guest(live, mate).come(phone=True, unsent=2)
    await until(ana, lambda: any(mate in room.here for here in heres(ana) for room in here.rooms))
    assert not glances(ana)


def heres(guest: Guest) -> list[Here]:
    return [message for message in guest.line.heard if isinstance(message, Here)]


async def test_a_trainer_who_opens_a_room_and_types_there_disturbs_nobody(live: LiveWorkshop) -> None:
    """O4."""
    ana, trainer = Guest(live, "p0").come(), Guest(live, "t").come()
    room = live.workshop.people["p0"].room
    trainer.say(Look((room,)))
    trainer.say(Signal("share-0"))
    assert live.visits.presence.of(room).here == ("p0",)
    assert live.visits.presence.of(room).typing == {}
    ana.say(Signal("share-0"))
    await until(ana, lambda: any(here.rooms[0].typing for here in heres(ana)))
    assert all("t" not in presence.here for here in heres(ana) for presence in here.rooms)
    assert all("t" not in presence.typing for here in heres(ana) for presence in here.rooms)


async def test_only_rooms_in_which_something_changed_are_told_again(live: LiveWorkshop) -> None:
    trainer, ana = Guest(live, "t").come(), Guest(live, "p0").come()
    assert isinstance(await trainer.ask(StartStage("share", "collect")), Done)
    room = live.workshop.people["p0"].room
    await until(trainer, lambda: at_a_glance(trainer).get(room, RoomGlance(room="")).here == 1)
    before = len(glances(trainer))
    assert glances(trainer)[0].whole
    await ana.ask(AddNote(room=room, section="share-0", id="note0001", text="Members come once"))
    await until(trainer, lambda: at_a_glance(trainer)[room].done == 1)
    assert [one.room for glance in glances(trainer)[before:] for one in glance.overview] == [room]
    late = Guest(live, "t", "late").come()
    await until(late, lambda: bool(glances(late)))
    assert len(glances(late)[0].overview) == len(live.workshop.rooms)


async def test_after_a_long_frame_the_next_one_waits(live: LiveWorkshop) -> None:
    """As long as a line of 24 KB a second has with it: the overview takes no more, however many people there are."""
    assert seconds_of(48_000) == 2
    trainer = Guest(live, "t").come()
    await until(trainer, lambda: bool(glances(trainer)))
    for number in range(500):
        await live.ask(Join(id=f"many{number:04}", name=f"Ιωάννης {number}"))
    await trainer.ask(StartStage("value", "stakeholders"))
    loop = asyncio.get_running_loop()
    await until(trainer, lambda: any(len(room.canvases) > 100 for room in at_a_glance(trainer).values()))
    began, known = loop.time(), len(glances(trainer))
    took = seconds_of(len(msgspec.json.encode(glances(trainer)[-1])))
    assert took > 2 * EVERY_SECONDS
    await trainer.ask(EndStage())
    await until(trainer, lambda: len(glances(trainer)) > known)
    assert loop.time() - began > took / 2
