"""Workshops that nobody is in take no memory for long, and are there when somebody comes."""

from moot.rooms.boards.note import AddNote
from moot.rooms.protocol import Done
from moot.rooms.stages.stage import StartStage
from moot.server.journal.memory import MemoryJournal
from tests.server.people_in_memory import Guest, academy


async def test_a_workshop_that_nobody_is_in_is_closed_and_opened_anew() -> None:
    async with MemoryJournal() as journal:
        workshops, live = await academy(journal)
        guest = Guest(live, "p0").come()
        await workshops.close_unused(0)
        assert await workshops.find(live.id) is live, "somebody is here"
        guest.leave()
        await workshops.close_unused(60)
        assert await workshops.find(live.id) is live, "somebody may come back"
        await workshops.close_unused(0)
        again = await workshops.find(live.id)
        assert again
        assert again is not live
        assert again.ledger == live.ledger
        await workshops.close()


async def test_a_workshop_whose_clock_runs_stays() -> None:
    async with MemoryJournal() as journal:
        workshops, live = await academy(journal)
        trainer = Guest(live, "t").come()
        assert isinstance(await trainer.ask(StartStage("solve", "vote")), Done)
        trainer.leave()
        await workshops.close_unused(0)
        assert await workshops.find(live.id) is live
        await workshops.close()


async def test_whoever_was_at_the_door_when_it_was_closed_is_sent_to_the_new_one() -> None:
    async with MemoryJournal() as journal:
        workshops, live = await academy(journal)
        await workshops.close_unused(0)
        late = Guest(live, "p0").come()
        assert late.line.ended
        assert late.line.ended[0] == 1012, "browsers come back by themselves"
        again = await workshops.find(live.id)
        assert again
        trainer, ana = Guest(again, "t").come(), Guest(again, "p0").come()
        await trainer.ask(StartStage("share", "collect"))
        room = again.workshop.people["p0"].room
        assert isinstance(await ana.ask(AddNote(room=room, section="share-0", id="note0001", text="Zażółć")), Done)
        await workshops.close()
