"""What results cost: each format of a whole training, from the console, and what the others in the house notice of it.

`python -m tests.load.results [--people 40] [--speed 20] [--rounds 4]`: a training is held from its first minute to its
last; then each file is taken, and at last two at once, again and again, while others work on the same server.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import os
import random
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import uvloop

from moot.server.rehearsal.crowd import gather_crowd, seat
from moot.server.rehearsal.deployment import Deployment
from moot.server.rehearsal.door import Door, make_workshop
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.own_server import Server, own_server
from moot.server.rehearsal.pace import Pace as PaceOfWork
from moot.server.rehearsal.participant import take_part
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.trainer import Trainer
from moot.server.results import FORMATS
from tests.load.paced import Pace, Paced, Waits, all_in, at_pace
from tests.load.seated import seated

WORKING, AT_WORK = 20, Pace(a_second=20, seconds=10, before=1)
"""So many edit a note each, together at such a pace; for so long without files, and for so long with them."""
PERCENTILES = (50, 95, 99)


class Taken(NamedTuple):
    seconds: float
    processor: float
    bytes: int


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=40)
    options.add_argument("--groups", type=int, default=2)
    options.add_argument("--speed", type=float, default=20)
    options.add_argument("--rounds", type=int, default=4)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as data, own_server(data) as server:
        uvloop.run(measure(server, asked))


async def measure(server: Server, asked: argparse.Namespace) -> None:
    door, workshop = await held(server, asked)
    print(f"{'format':10}{'s':>8}{'CPU s':>8}{'KB':>8}   at a load average of {os.getloadavg()[0]:.1f}")
    for format in FORMATS:
        one = await asyncio.to_thread(take, server, door, workshop, format)
        print(f"{format:10}{one.seconds:8.2f}{one.processor:8.2f}{one.bytes / 1e3:8.0f}", flush=True)
    people = await all_in(await seated(Deployment((server,)), WORKING, 1), Waits())
    quiet, making, files = list[float](), list[float](), 0
    for _ in range(asked.rounds):
        quiet += await work(people)
        enough = asyncio.Event()
        taking = [asyncio.create_task(take_again(server, door, workshop, one, enough)) for one in ("pdf", "docx")]
        making += await work(people)
        enough.set()
        files += sum(await asyncio.gather(*taking))
    print(f"{WORKING} others, ms until they hear of a change{'':4}" + "".join(f"{f'p{p}':>8}" for p in PERCENTILES))
    for name, waits in (("without files", quiet), (f"while {files} files were made", making)):
        print(f"{name:44}" + "".join(f"{percentile(waits, p):8.1f}" for p in PERCENTILES))


async def held(server: Server, asked: argparse.Namespace) -> tuple[Door, str]:
    """A training, worked through by all; the trainer's door."""
    figures, pace = Figures(), PaceOfWork(asked.speed)
    door, workshop, _ = await asyncio.to_thread(make_workshop, server.url, server.key)
    trainer = Person(door, workshop, "trainer", figures)
    await trainer.enter()
    crowd = await gather_crowd(server.url, workshop, asked.people, figures)
    await seat(trainer, asked.groups)
    working = [asyncio.create_task(take_part(p, pace, random.Random(n))) for n, p in enumerate(crowd)]
    await Trainer(trainer, pace, random.Random(1), _say).lead()
    for task in working:
        task.cancel()
    await asyncio.gather(*working, return_exceptions=True)
    for person in (*crowd, trainer):
        await person.leave()
    return door, workshop


def _say(does: str, of: int = 0) -> None:
    print(f"  {does}", flush=True)


def take(server: Server, door: Door, workshop: str, format: str) -> Taken:
    """As a browser does, with what is said meanwhile."""
    asked = urlencode({"format": format, "progress": 1, "seat": "trainer"})
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=120)
    used, began = of_children(server), time.perf_counter()
    connection.request("GET", f"/w/{workshop}/results/file?{asked}", headers={"Cookie": door.cookie})
    content = connection.getresponse().read()
    took = time.perf_counter() - began
    connection.close()
    if b'{"type":"made"' not in content[:2_000]:
        raise RuntimeError(content[:200])
    return Taken(took, of_children(server) - used, len(content))


async def take_again(server: Server, door: Door, workshop: str, format: str, enough: asyncio.Event) -> int:
    """Until it is enough; how many, with the one that is begun then."""
    made = 0
    while not enough.is_set():
        await asyncio.to_thread(take, server, door, workshop, format)
        made += 1
    return made


async def work(people: list[Paced]) -> list[float]:
    """After how many milliseconds each heard of each change of another."""
    waits = Waits()
    for one in people:
        one.waits = waits
    await at_pace(people, AT_WORK, waits, _begin)
    return waits.others


async def _begin() -> None:
    """Nothing besides is measured."""


def of_children(server: Server) -> float:
    """Processor seconds of processes that the server started and that have ended."""
    fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def percentile(found: list[float], percent: int) -> float:
    return sorted(found)[min(len(found) - 1, len(found) * percent // 100)]


if __name__ == "__main__":
    main()
