"""How long a trainer waits for a command, and how soon people see it, while five hundred are at work in twenty rooms.

`python -m tests.load.commands [--people 500] [--groups 20] [--rounds 3]`. The server, the people at work and the
trainer have a process each. With the trainer are two in each room who note when something reaches them; a command is
seen when it has reached the last of them whom it concerns.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import math
import multiprocessing
import os
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median
from typing import NamedTuple

import uvloop

from moot.rooms.boards.section import AddSection
from moot.rooms.people.groups import MakeGroups, MovePerson
from moot.rooms.protocol import Hello
from moot.rooms.record.taking_back import TakeBack
from moot.rooms.stages.stage import StartStage
from moot.server.rehearsal.connection import Connection, connect
from moot.server.rehearsal.crowd import gather_crowd
from moot.server.rehearsal.door import join, make_workshop
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.own_server import Server, own_server
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.participant import take_part
from moot.server.rehearsal.person import Person, encode
from moot.server.rehearsal.texts import new_id
from tests.load.given_commands import A_VIEW, Command, for_all, for_one, in_stage, on_a_board

TARGET_MS = 100
APART, SETTLE, READ = 0.1, 8.0, 2.0
"""Seconds between two commands; from the beginning of a stage to the first in it; until the one process of all who are
at work has read five hundred new views."""
IN_EACH = 2
CHALLENGES = ("Members come once and not again", "Funding ends with the project")
PATIENCE = 10.0
YOU = re.compile(rb'"you":"([^"]+)"')


class Took(NamedTuple):
    """Milliseconds."""

    acknowledged: float
    seen: float | None
    processor: float
    """The server's, with what others asked meanwhile."""


class Eyes:
    """A participant who looks at nothing but when it comes."""

    connection: Connection

    def __init__(self) -> None:
        self.id = ""
        self._waits_for, self._came = b'"type":"welcome"', asyncio.get_running_loop().create_future()

    @classmethod
    async def joined(cls, trainer: Person, number: int) -> Eyes:
        eyes, url, workshop = cls(), trainer.door.url, trainer.workshop
        door = await asyncio.to_thread(join, url, workshop, f"Žofie {number}", "", "CZ")
        path = f"/w/{workshop}/socket/participant"
        eyes.connection = await connect(url, path, door.cookie, eyes._hear)
        eyes.connection.say(encode(Hello(stream="eyes")))
        await eyes._came
        return eyes

    def wait_for(self, tag: str) -> asyncio.Future[float]:
        """When the next of it comes, by `perf_counter`."""
        self._waits_for, self._came = f'"type":"{tag}"'.encode(), asyncio.get_running_loop().create_future()
        return self._came

    def _hear(self, text: bytes) -> None:
        if not self.id and (found := YOU.search(text)):
            self.id = found[1].decode()
        if not self._came.done() and self._waits_for in text:
            self._came.set_result(time.perf_counter())


class Console:
    """The trainer, with those in the rooms who see what is commanded."""

    def __init__(self, server: Server, trainer: Person, eyes: dict[str, list[Eyes]], spares: dict[str, str]) -> None:
        self.server, self.trainer, self.eyes, self.spares = server, trainer, eyes, spares
        self.took = defaultdict[str, list[Took]](list)
        self.chance = random.Random(1)

    async def give(self, command: Command) -> None:
        await asyncio.sleep(APART)
        request = command.request or self._taken_back()
        who = self.eyes[command.room] if command.room else [one for room in self.eyes.values() for one in room]
        seen = [one.wait_for(command.sees) for one in who] if command.sees else []
        used, began = worked(self.server), time.perf_counter()
        done = await self.trainer.ask(request)
        acknowledged = (time.perf_counter() - began) * 1000
        if not done:
            raise RuntimeError(f"{command.name} was refused: {dict(self.trainer.figures.refusals)}")
        async with asyncio.timeout(PATIENCE):
            last = max(await asyncio.gather(*seen)) if seen else None
        took = Took(acknowledged, (last - began) * 1000 if last else None, worked(self.server) - used)
        self.took[command.name].append(took)
        if command.sees == A_VIEW and not command.room:
            await asyncio.sleep(READ)

    async def give_all(self, commands: Iterable[Command]) -> None:
        for command in commands:
            await self.give(command)

    async def go_through(self, activity: str, stage: str, rounds: int) -> None:
        """A stage with all that is commanded in it."""
        await self.give(Command("start a stage, all rooms", StartStage(activity, stage), "stage-started"))
        await asyncio.sleep(SETTLE)
        rooms = [*self.eyes]
        for number in range(rounds):
            room, other = self.chance.sample(rooms, 2)
            await self._look_at(room)
            spare = self.spares[room]
            await self.give_all(for_all(self.trainer.view, activity, stage, self.chance))
            await self.give_all(for_one(self.trainer.view, room, other, spare, self.chance))
            await self.give_all(in_stage(self.trainer.view, room, activity, stage, spare, self.chance))
            await self.give_all(on_a_board(self.trainer.view, room, activity, self.chance))
            print(f"  {stage}, {number + 1} of {rounds}", flush=True)

    async def _look_at(self, room: str) -> None:
        self.trainer.look((room,))
        await self.trainer.has_heard_all()

    def _taken_back(self) -> TakeBack:
        return TakeBack(self.trainer.view.record[-1].id)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=500)
    options.add_argument("--groups", type=int, default=20)
    options.add_argument("--rounds", type=int, default=3, help="in each of seven stages")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as data, own_server(data) as server:
        uvloop.run(measure(server, asked))


async def measure(server: Server, asked: argparse.Namespace) -> None:
    door, workshop, _ = await asyncio.to_thread(make_workshop, server.url, server.key)
    trainer = Person(door, workshop, "trainer", Figures())
    await trainer.enter()
    with_us = (IN_EACH + 1) * asked.groups
    processes = multiprocessing.get_context("spawn")
    here, begin = processes.Event(), processes.Event()
    at_work = (server.url, workshop, asked.people - with_us, here, begin)
    crowd = processes.Process(target=work, args=at_work, daemon=True)
    crowd.start()
    await asyncio.to_thread(here.wait)
    console = await opened(server, trainer, asked.groups)
    begin.set()
    gc.freeze()  # what is there by now stays: looking through it again would be our own wait, not the server's
    used, began = server.cpu() or 0.0, time.perf_counter()
    for stage in ("collect", "cluster"):
        await console.go_through("share", stage, asked.rounds)
    for room in console.eyes:
        for text in CHALLENGES:
            await trainer.ask(AddSection(room=room, board="solve", id=new_id(console.chance), challenge=text))
    for stage in ("define", "ideate", "vote", "select", "detail"):
        await console.go_through("solve", stage, asked.rounds)
    for _ in range(asked.rounds):
        await console.give(Command("new groups", MakeGroups(asked.groups), A_VIEW))
        await console.give(Command("take back, new groups", None, A_VIEW))
    busy = ((server.cpu() or 0.0) - used) / (time.perf_counter() - began)
    print(table(console.took))
    print(f"{asked.people} people in {asked.groups} rooms; the server took {busy:.0%} of a core; {of_machine()}")
    crowd.terminate()


async def opened(server: Server, trainer: Person, groups: int) -> Console:
    """All sit in groups; of those who are with us, each room has some who see, and one who is not there."""
    ours = [await Eyes.joined(trainer, number) for number in range((IN_EACH + 1) * groups)]
    await trainer.ask(MakeGroups(groups))
    await trainer.has_heard_all()
    rooms = [*trainer.view.rooms]
    for number, one in enumerate(ours):
        if trainer.view.people[one.id].room != rooms[number % groups]:
            await trainer.ask(MovePerson(one.id, rooms[number % groups]))
    await trainer.has_heard_all()
    *seeing, spares = (ours[at : at + groups] for at in range(0, len(ours), groups))
    for spare in spares:
        await spare.connection.close()
    eyes = {room: [one[number] for one in seeing] for number, room in enumerate(rooms)}
    return Console(server, trainer, eyes, {room: spare.id for room, spare in zip(rooms, spares, strict=True)})


def work(url: str, workshop: str, people: int, here: Event, begin: Event) -> None:
    uvloop.run(_work(url, workshop, people, here, begin))


async def _work(url: str, workshop: str, people: int, here: Event, begin: Event) -> None:
    """At the pace of people, until this process ends."""
    crowd = await gather_crowd(url, workshop, people, Figures())
    here.set()
    await asyncio.to_thread(begin.wait)
    await asyncio.gather(*(take_part(one, Pace(1), random.Random(number)) for number, one in enumerate(crowd)))


def worked(server: Server) -> float:
    """Milliseconds of the processor that it has had so far, to the microsecond."""
    threads = Path(f"/proc/{server.pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6


def table(took: dict[str, list[Took]]) -> str:
    above = f"{'answered p50':>14}{'p99':>7}{'max':>7}{'seen p50':>10}{'p99':>7}{'max':>7}{'processor':>11}"
    everything = [one for times in took.values() for one in times]
    lines = [_line(name, times) for name, times in [*took.items(), ("all", everything)]]
    return "\n".join([f"{'ms':26}{'times':>6}{above}", *lines])


def _line(name: str, times: list[Took]) -> str:
    answered = _figures([one.acknowledged for one in times], 14)
    seen = _figures([one.seen for one in times if one.seen is not None], 10)
    return f"{name:26}{len(times):6}{answered}{seen}{median(one.processor for one in times):11.1f}"


def _figures(found: list[float], width: int) -> str:
    if not found:
        return f"{'–':>{width}}{'–':>7}{'–':>7}"
    p99 = sorted(found)[math.ceil(len(found) * 0.99) - 1]
    return f"{median(found):{width}.1f}{p99:7.1f}{max(found):7.1f}"


def of_machine() -> str:
    return f"load average {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
