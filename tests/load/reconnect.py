"""Everybody comes back at once: how long until each of 500 people has their view again.

`python -m tests.load.reconnect [--people 500] [--groups 20] [--times 3]`. Once all lines are cut, once the server is
killed and started again: then from the moment on when it listens.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

import uvloop

from moot.rooms.boards.note import AddNote
from moot.rooms.stages.stage import StartStage
from moot.server.rehearsal.crowd import gather_crowd, seat
from moot.server.rehearsal.door import make_workshop
from moot.server.rehearsal.figures import Figures, spread
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.texts import voices
from tests.server_process import ServerProcess

NOTES = 3  # of each person, so that there is something to see
TARGET_MS = 2000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=500)
    options.add_argument("--groups", type=int, default=20)
    options.add_argument("--times", type=int, default=3)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder)).start()
        try:
            uvloop.run(measure(server, asked.people, asked.groups, asked.times))
        finally:
            server.stop()


async def measure(server: ServerProcess, people: int, groups: int, times: int) -> None:
    crowd = await working(server, people, groups)
    print(f"{people} people in {groups} rooms have their view again {'p50 ms':>8} {'max ms':>8}")
    for _ in range(times):
        for person in crowd:
            person.drop()
        crowd = report("after all lines were cut", *await all_back(crowd))
    for _ in range(times):
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        crowd = report("after the server was killed", *await all_back(crowd))
    for person in crowd:
        person.drop()


async def working(server: ServerProcess, people: int, groups: int) -> list[Person]:
    """A crowd in its rooms, with notes on all boards."""
    figures = Figures()
    door, workshop, _ = make_workshop(server.url, server.operator_link.rpartition("=")[2])
    trainer = Person(door, workshop, "trainer", figures)
    await trainer.enter()
    crowd = await gather_crowd(server.url, workshop, people, figures)
    await seat(trainer, groups)
    await trainer.ask(StartStage(activity="share", stage=trainer.view.activities["share"].stages[0].key))
    for number in range(NOTES):
        await asyncio.gather(*(_write(person, f"reconnect{number}{at:04}") for at, person in enumerate(crowd)))
    await trainer.leave()
    return crowd


async def _write(person: Person, note: str) -> None:
    texts = voices()
    await person.ask(AddNote(room=person.room.id, section="share-0", id=note, text=texts[hash(note) % len(texts)]))


async def all_back(crowd: list[Person]) -> tuple[list[Person], list[float]]:
    """All knock in the same moment, with nothing kept; and the milliseconds until each has a whole view."""
    figures = Figures()
    newcomers = [Person(person.door, person.workshop, person.seat, figures) for person in crowd]
    begun, took = time.perf_counter(), list[float]()

    async def back(person: Person) -> None:
        await person.enter()
        took.append((time.perf_counter() - begun) * 1000)

    await asyncio.gather(*(back(person) for person in newcomers))
    return newcomers, took


def report(when: str, crowd: list[Person], took: list[float]) -> list[Person]:
    found = spread(took)
    late = "" if found["max"] <= TARGET_MS else f"   over {TARGET_MS} ms"
    print(f"  {when:43} {found['p50']:8.0f} {found['max']:8.0f}{late}")
    return crowd


if __name__ == "__main__":
    main()
