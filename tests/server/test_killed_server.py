"""A server that is killed again and again under load: what it acknowledged is there, exactly once."""

import asyncio
import os
import random
import time
from collections import Counter

from moot.server.journal.sqlite import SqliteJournal
from tests.server.journal.test_kill import TIMES
from tests.server_process import ServerProcess
from tests.simulation.history import Load
from tests.simulation.people import Person

A_STAY = 90  # requests of one person in one visit: fewer than are let in at once


async def killed_while(server: ServerProcess, people: list[Person], answers: int) -> None:
    """Everybody asks; the server is killed once it has given so many answers."""
    enough, heard = asyncio.Event(), Counter[str]()

    def one_more() -> None:
        heard["answers"] += 1
        if heard["answers"] == answers:
            enough.set()

    async with asyncio.TaskGroup() as stays:
        for person in people:
            stays.create_task(person.stay(server.url, A_STAY, one_more))
        await asyncio.wait_for(enough.wait(), 20)
        server.kill()


async def test_what_was_acknowledged_is_there_exactly_once_after_twenty_kills(server: ServerProcess) -> None:
    seed = int(os.environ.get("SEED") or random.randrange(10**9))
    print(f"again: SEED={seed}")
    chance, began = random.Random(seed), time.perf_counter()
    load = Load(server, chance)
    for _ in range(TIMES):
        await killed_while(server, load.people, chance.randint(10, 350))
        server.start()
    await asyncio.gather(*(person.stay(server.url, 0, lambda: None) for person in load.people))

    for browser, dots in load.voters.items():
        note = next(note for note in load.choices if dots.there[note] < 2)
        browser.come("limits")
        place = {"type": "place-dot", "room": "g1", "ballot": "solve-0.1", "note": note}
        for number in range(dots.there.total(), 3):
            free = next(note for note in load.choices if dots.there[note] < 2)
            assert browser.ask(place | {"note": free})["type"] == "done", number
            dots.there[free] += 1
        assert browser.ask(place)["why"] in ("no-dots-left", "no-more-on-this-note")
    assert server.stop() == 0
    assert "Traceback" not in server.output
    async with SqliteJournal(server.data / "journal.sqlite") as journal:
        ledger = await load.check(journal)
    assert all(load.kinds[kind] > TIMES for kind in ("add-note", "delete-note", "place-dot", "take-dot", "edit-text"))
    print(f"{load.kinds.total()} requests, {ledger.position} entries, {time.perf_counter() - began:.1f} s")
