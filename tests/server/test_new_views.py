"""New views for very many are made in short turns: nobody waits for all of them, misses anything, or hears it twice."""

import asyncio
from collections.abc import Iterable

from moot.rooms.boards.note import AddNote, NoteAdded
from moot.rooms.people.groups import MakeGroups
from moot.rooms.people.people import RemovePerson
from moot.rooms.protocol import Clock, Done, Time, Welcome
from moot.rooms.stages.stage import StartStage
from moot.rooms.view import view
from moot.server.journal.memory import MemoryJournal
from moot.server.live.workshop import LiveWorkshop
from tests.server.people_in_memory import Guest, academy

PEOPLE = 150


async def academy_with_all_of_them(journal: MemoryJournal) -> tuple[LiveWorkshop, Guest, list[Guest]]:
    _, live = await academy(journal, PEOPLE)
    trainer, people = Guest(live, "t").come(), [Guest(live, f"p{number}").come() for number in range(PEOPLE)]
    await trainer.ask(MakeGroups(count=10))
    await all_have_views(people, 2)
    await trainer.ask(StartStage("share", "collect"))
    return live, trainer, people


def views(guest: Guest) -> int:
    return sum(isinstance(message, Welcome) for message in guest.line.heard)


async def all_have_views(people: Iterable[Guest], number: int) -> None:
    async with asyncio.timeout(20):
        for guest in people:
            while views(guest) < number:
                guest.line.news.clear()
                await guest.line.news.wait()


def last_of(live: LiveWorkshop, people: list[Guest], number: int) -> list[Guest]:
    """Who waits for such a view, in the order in which they get it."""
    waiting = [guest for guest in people if views(guest) < number]
    assert len(waiting) > 5
    return sorted(waiting, key=lambda guest: live.workshop.people[guest.person].room)


async def test_a_trainer_does_not_wait_until_all_have_their_new_view() -> None:
    async with MemoryJournal() as journal:
        live, trainer, people = await academy_with_all_of_them(journal)
        await trainer.ask(MakeGroups(count=9))
        assert views(trainer) == 3, "their own comes before the answer"
        assert last_of(live, people, 3)
        await all_have_views(people, 3)
        assert {views(guest) for guest in people} == {3}


async def test_what_happens_before_ones_new_view_comes_is_in_it() -> None:
    async with MemoryJournal() as journal:
        live, trainer, people = await academy_with_all_of_them(journal)
        await trainer.ask(MakeGroups(count=9))
        late = last_of(live, people, 3)[-1]
        heard, room = len(late.line.heard), live.workshop.people[late.person].room
        mates = [guest for guest in people if live.workshop.people[guest.person].room == room and guest is not late]
        await mates[0].ask(AddNote(room=room, section="share-0", id="anote000", text="While all are seated"))
        assert late.line.heard[heard:] == []
        await all_have_views(people, 3)
        for guest in (late, *mates):
            assert guest.view() == view(live.workshop, guest.visit.viewer)
        assert not [change for change in late.changes() if isinstance(change, NoteAdded)]


async def test_who_asks_before_their_turn_has_their_view_before_the_answer() -> None:
    async with MemoryJournal() as journal:
        live, trainer, people = await academy_with_all_of_them(journal)
        await trainer.ask(MakeGroups(count=9))
        one, other = last_of(live, people, 3)[-2:]
        other.say(Clock(5))
        assert [type(message) for message in other.line.heard[-2:]] == [Welcome, Time]
        room = live.workshop.people[one.person].room
        assert isinstance(await one.ask(AddNote(room=room, section="share-0", id="anote001", text="Mine")), Done)
        assert views(one) == 3
        assert one.view() == view(live.workshop, one.visit.viewer)


async def test_who_is_removed_before_their_turn_gets_no_new_view() -> None:
    async with MemoryJournal() as journal:
        live, trainer, people = await academy_with_all_of_them(journal)
        for guest in people:
            guest.visit.valid = lambda workshop, id=guest.person: not workshop.people[id].removed  # type: ignore[misc]
        await trainer.ask(MakeGroups(count=9))
        late = last_of(live, people, 3)[-1]
        await trainer.ask(RemovePerson(late.person))
        await all_have_views([guest for guest in people if guest is not late], 3)
        assert late.line.ended is not None
        assert views(late) == 2
        assert late.visit not in live.visits
