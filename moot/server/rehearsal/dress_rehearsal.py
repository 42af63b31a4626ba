"""A dress rehearsal: the crowd works through all stages over real connections, and what it took is told."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import click
import uvloop

from moot.server.rehearsal.crowd import gather_crowd, seat
from moot.server.rehearsal.door import make_workshop
from moot.server.rehearsal.figures import Figures, spread
from moot.server.rehearsal.judgement import judge, status_of
from moot.server.rehearsal.own_server import Server, elsewhere, own_server
from moot.server.rehearsal.pace import SECONDS, Pace
from moot.server.rehearsal.participant import take_part
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.trainer import Trainer


def rehearse(*, url: str = "", key: str = "", as_json: bool = False, **options: Any) -> int:
    """Runs a rehearsal, prints its figures, and answers with the exit status. The options are those of `run`."""
    steps, hidden = len(SECONDS) + 2, not sys.stderr.isatty()
    with click.progressbar(length=steps, file=sys.stderr, item_show_func=str, hidden=hidden) as bar:

        def on_stage(does: str) -> None:
            bar.update(1, does)

        if url:
            found = uvloop.run(run(elsewhere(url, key), on_stage, **options))
        else:
            with tempfile.TemporaryDirectory() as data, own_server(data) as server:
                found = uvloop.run(run(server, on_stage, **options))
    print(json.dumps(found) if as_json else _table(found))
    return status_of(found)


async def run(
    server: Server, on_stage: Callable[[str], None], people: int = 32, groups: int = 2, speed: float = 10, seed: int = 1
) -> dict[str, Any]:
    """The figures of one rehearsal."""
    figures, pace = Figures(), Pace(speed)
    on_stage("join")
    door, workshop, _ = await asyncio.to_thread(make_workshop, server.url, server.key)
    trainer = Person(door, workshop, "trainer", figures)
    await trainer.enter()
    crowd = await gather_crowd(server.url, workshop, people, figures)
    await seat(trainer, groups)
    figures.begin()
    began, cpu = time.perf_counter(), server.cpu()
    await _work(trainer, crowd, pace, seed, on_stage)
    took, used = time.perf_counter() - began, server.cpu()
    on_stage("compare")
    found = {
        "people": people,
        "rooms": groups,
        "seconds": round(took, 1),
        "changes_per_s": round(figures.acknowledged / took, 1),
        "deliveries_per_s": round(figures.deliveries / took, 1),
        "own_ms": spread(figures.own),
        "others_ms": spread(figures.others),
        "server_cpu_us_per_delivery": _each(cpu, used, figures.deliveries),
        "bytes_per_person": figures.bytes // people,
        "server_rss_mb": server.rss_mb(),
        "refusals": dict(figures.refusals),
        **await judge(crowd, trainer),
        "seed": seed,
    }
    for person in (*crowd, trainer):
        await person.leave()
    return found


async def _work(trainer: Person, crowd: list[Person], pace: Pace, seed: int, on_stage: Callable[[str], None]) -> None:
    """Through all the stages; at the end everybody has heard of everything."""
    parts = [
        asyncio.create_task(take_part(person, pace, random.Random(f"{seed}/{number}")))
        for number, person in enumerate(crowd)
    ]
    await Trainer(trainer, pace, random.Random(seed), on_stage).lead()
    for part in parts:
        part.cancel()
    for ended in await asyncio.gather(*parts, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
    for person in (*crowd, trainer):
        if not person.is_gone:
            await person.has_heard_all()


def _each(before: float | None, after: float | None, deliveries: int) -> float | None:
    """Microseconds of the server's for each change that somebody heard of."""
    return None if before is None or after is None else round((after - before) * 1e6 / max(1, deliveries), 1)


def _table(found: dict[str, Any]) -> str:
    return "\n".join(f"{name:28} {_shown(value)}" for name, value in found.items())


def _shown(value: Any) -> str:
    match value:
        case dict():
            return "  ".join(f"{name} {number}" for name, number in value.items()) or "none"
        case bool() | None:
            return {True: "yes", False: "no", None: "unknown"}[value]
        case _:
            return f"{value:,}"
