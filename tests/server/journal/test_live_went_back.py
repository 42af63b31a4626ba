"""J10, as people see it: a failover lost what was acknowledged, and other servers went on from what is left."""

import asyncio

from moot.rooms.boards.note import AddNote
from moot.rooms.people.joining import Join
from moot.rooms.protocol import Done, Lost, Welcome
from moot.rooms.stages.stage import StartStage
from moot.server.journal.redis import RedisJournal
from moot.server.live.workshop import LiveWorkshop
from tests.server.journal.lagging import Lagging
from tests.server.people_in_memory import Guest, academy


async def a_note(guest: Guest, id: str) -> None:
    room = guest.live.workshop.people[guest.person].room
    assert isinstance(await guest.ask(AddNote(room=room, section="share-0", id=id, text="Members come once")), Done)


def notes(live: LiveWorkshop, guest: Guest) -> set[str]:
    return set(live.workshop.rooms[live.workshop.people[guest.person].room].boards["share"].notes)


async def until_told(guest: Guest, *kinds: type) -> None:
    async with asyncio.timeout(10):
        while not all(any(isinstance(heard, kind) for heard in guest.line.heard) for kind in kinds):
            guest.line.news.clear()
            await guest.line.news.wait()


async def test_what_servers_remember_comes_back_and_nobody_notices(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as journal:
        workshops, live = await academy(journal)
        ana = Guest(live, "p0").come()
        await Guest(live, "t").come().ask(StartStage("share", "collect"))
        lagging.lag()
        await a_note(ana, "note0001")
        lagging.fail_over()
        await a_note(ana, "note0002")
        assert notes(live, ana) == {"note0001", "note0002"}
        assert not any(isinstance(heard, Lost) for heard in ana.line.heard)
        assert len(await journal.read(live.id, 0)) == live.ledger.position
        await workshops.close()


async def test_people_are_told_in_plain_words_what_nobody_can_put_back(lagging: Lagging) -> None:
    async with RedisJournal(lagging.proxy.url) as journal, RedisJournal(lagging.replica.url) as further:
        workshops, live = await academy(journal)
        ana, ben = Guest(live, "p0").come(), Guest(live, "p1").come()
        await Guest(live, "t").come().ask(StartStage("share", "collect"))
        await a_note(ana, "note0001")
        lagging.lag()
        await a_note(ana, "note0002")
        await live.ask(Join(id="late", name="Zażółć"))
        late = Guest(live, "late").come()
        marked = ana.mark

        other = await LiveWorkshop.open(live.id, further, "a secret")
        assert other
        for number in range(2):  # as many entries, so that a place in the one journal is one in the other too
            await a_note(Guest(other, "p1", f"there{number}").come(), f"other{number:03}")

        ana.line.heard.clear()
        lagging.fail_over()
        await until_told(ana, Lost, Welcome)
        await a_note(ana, "note0003")
        assert notes(live, ana) >= {"note0001", "note0003"}
        assert not notes(live, ana) & {"note0002"}
        assert late.line.ended, "nobody of this name has joined, as far as anybody knows"
        back, anew = Guest(live, "p0", "another").come(at=marked), Guest(live, "p0", "third").come()
        for guest in (back, anew):
            await until_told(guest, Welcome)
        await a_note(ben, "note0004")
        assert back.view() == anew.view()
        await other.know_all()  # a follower may hear of the newest entry a moment later
        assert await further.read(live.id, 0) == await journal.read(live.id, 0)
        await other.close()
        await workshops.close()
