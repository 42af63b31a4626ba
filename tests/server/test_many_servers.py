"""Two servers, one workshop: the same changes in the same order, one list of who is here, each request once."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from moot.rooms.boards.note import AddNote, EditNote
from moot.rooms.people.joining import Join
from moot.rooms.protocol import Ask, Done, Here, Signal
from moot.rooms.stages.stage import StartStage
from moot.server.journal import JournalUnavailable
from moot.server.journal.redis import Durability, RedisJournal
from moot.server.live.workshop import LiveWorkshop
from moot.server.live.workshops import Workshops
from tests import redis_servers
from tests.server.people_in_memory import Guest, academy

Server = tuple[Workshops, LiveWorkshop]
URLS: dict[str, Callable[[], str]] = {
    "redis": lambda: redis_servers.redis().url,
    "valkey": lambda: redis_servers.valkey().url,
    "cluster": lambda: "redis+cluster://" + ",".join(f"127.0.0.1:{one.port}" for one in redis_servers.cluster()),
}


@pytest.fixture(params=list(URLS))
async def servers(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Server, Server]]:
    """The same workshop, open on two servers."""
    url = URLS[request.param]()
    async with RedisJournal(url, Durability.MEMORY) as here, RedisJournal(url, Durability.MEMORY) as there:
        one, live = await academy(here)
        other = Workshops(there, "secret")
        found = await other.find(live.id)
        assert found
        yield (one, live), (other, found)
        await one.close()
        await other.close()


async def until(true: Callable[[], bool], guest: Guest) -> None:
    """Looks again at each word that a guest hears."""
    async with asyncio.timeout(10):
        while not true():
            guest.line.news.clear()
            await guest.line.news.wait()


async def test_what_is_asked_on_one_server_is_heard_on_the_other(servers: tuple[Server, Server]) -> None:
    (_, here), (_, there) = servers
    ana, ben = Guest(here, "p0").come(), Guest(there, "p0").come()
    assert isinstance(await Guest(here, "t").come().ask(StartStage("share", "collect")), Done)
    room = here.workshop.people["p0"].room
    note = AddNote(room=room, section="share-0", id="note0001", text="Members come once")
    assert isinstance(await ana.ask(note), Done)
    await until(lambda: there.ledger == here.ledger, ben)
    assert ben.view() == ana.view()


async def test_those_who_ask_at_once_on_both_are_all_served_in_one_order(servers: tuple[Server, Server]) -> None:
    (_, here), (_, there) = servers
    watchers = [Guest(live, "t", f"tab-{n}").come() for n, live in enumerate((here, there))]
    joins = [(here, there)[n % 2].ask(Join(id=f"q{n}", name=f"Person {n}")) for n in range(60)]
    await asyncio.gather(*joins)
    for watcher in watchers:
        await until(lambda: there.ledger.position == here.ledger.position, watcher)
    assert there.ledger == here.ledger
    assert {f"q{n}" for n in range(60)} <= set(here.workshop.people)


async def test_whoever_comes_from_another_server_finds_all_that_they_did_there(servers: tuple[Server, Server]) -> None:
    (_, here), (_, there) = servers
    await Guest(here, "t").come().ask(StartStage("share", "collect"))
    room = here.workshop.people["p0"].room
    for number in range(20):
        one, other = ((here, there), (there, here))[number % 2]
        ana = Guest(one, "p0", f"tab-{number}").come()
        note = AddNote(room=room, section="share-0", id=f"note{number:04}", text="Members come once")
        assert isinstance(await ana.ask(note), Done)
        ana.leave()
        again = Guest(other, "p0", f"tab-{number}").come()
        assert isinstance(await again.ask(EditNote(room=room, note=note.id, text="Members do not stay"), 2), Done)
        assert again.view().rooms[room].boards["share"].notes[note.id].text == "Members do not stay"
        again.leave()


async def test_who_joined_on_one_server_is_known_on_every_other_at_once(servers: tuple[Server, Server]) -> None:
    (one, here), (other, _) = servers
    for number in range(20):
        await (await one.find(here.id) or here).ask(Join(id=f"q{number}", name=f"Person {number}"))
        found = await other.find(here.id)
        assert found
        assert f"q{number}" in found.workshop.people
        one, other = other, one


async def test_a_workshop_that_is_forgotten_meanwhile_sends_everybody_away(servers: tuple[Server, Server]) -> None:
    (one, here), (other, there) = servers
    ana, ben, eve = Guest(here, "p0").come(), Guest(there, "p1").come(), Guest(there, "p2").come()
    await until(lambda: bool(ana.line.heard and ben.line.heard and eve.line.heard), eve)
    await here._journal.forget(here.id)
    ana.say(Ask(ask=1, do=AddNote(room="g1", section="share-0", id="note0001", text="Too late")))
    with pytest.raises(JournalUnavailable, match="forgotten"):
        await there.ask(Join(id="q0", name="Too late, too"))
    for workshops in (one, other):
        assert await workshops.find(here.id) is None
    assert [guest.line.ended and guest.line.ended[0] for guest in (ana, ben, eve)] == [4004] * 3


async def test_who_is_here_is_one_list(servers: tuple[Server, Server]) -> None:
    (_, here), (_, there) = servers
    await Guest(here, "t").come().ask(StartStage("share", "collect"))
    room = here.workshop.people["p0"].room
    mate = next(p.id for p in here.workshop.people.values() if p.room == room and p.id != "p0")
    ana, ben = Guest(here, "p0").come(), Guest(there, mate).come()

    def sees(guest: Guest, *people: str) -> bool:
        heres = [message for message in guest.line.heard if isinstance(message, Here)]
        told = [told for here in heres for told in here.rooms if told.room == room]
        return bool(told) and set(told[-1].here) == set(people)

    await until(lambda: sees(ana, "p0", mate), ana)
    await until(lambda: sees(ben, "p0", mate), ben)
    ben.say(Signal("share-0"))
    await until(lambda: here.visits.presence.of(room).typing == {mate: "share-0"}, ana)
    ben.leave()
    await until(lambda: sees(ana, "p0"), ana)
