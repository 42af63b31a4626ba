"""A dress rehearsal: the crowd works through all stages over real connections, and what it took is told."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import click
import uvloop

from moot.server.rehearsal.checking_in import rounds_open
from moot.server.rehearsal.crowd import gather_crowd, seat
from moot.server.rehearsal.deployment import Deployment, NotShared, per_delivery, used_between
from moot.server.rehearsal.door import make_workshop
from moot.server.rehearsal.figures import Figures, spread
from moot.server.rehearsal.judgement import judge, status_of
from moot.server.rehearsal.own_server import elsewhere, own_servers
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.participant import take_part
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.trainer import Played, Trainer

AROUND = ("join", "compare")
"""What the progress shows besides the stages of the programme, and the check-ins after it."""


class OnStage(Protocol):
    def __call__(self, does: str, of: int = 0) -> None:
        """Something begins; `of` so many, where that is known now."""


def rehearse(
    *,
    url: str | Sequence[str] = (),
    key: str = "",
    servers: int = 1,
    redis: str = "",
    hashed: bool = False,
    as_json: bool = False,
    **options: Any,
) -> int:
    """Runs a rehearsal on servers that are there, or on so many of its own, prints its figures, and answers with the
    exit status. The other options are those of `run`."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=len(AROUND), file=sys.stderr, item_show_func=str, hidden=hidden) as bar:

        def on_stage(does: str, of: int = 0) -> None:
            bar.length = of or bar.length
            bar.update(1, does)

        urls = (url,) if isinstance(url, str) and url else tuple(url)
        with _deployed(urls, key, servers, redis, hashed) as deployment:
            found = uvloop.run(run(deployment, on_stage, **options))
    print(json.dumps(found) if as_json else _table(found))
    return status_of(found)


@contextmanager
def _deployed(urls: tuple[str, ...], key: str, servers: int, redis: str, hashed: bool) -> Iterator[Deployment]:
    if urls:
        yield Deployment(tuple(elsewhere(url, key) for url in urls), hashed)
        return
    with tempfile.TemporaryDirectory() as data, own_servers(data, servers, redis) as own:
        yield Deployment(tuple(own), hashed)


async def run(
    deployment: Deployment,
    on_stage: OnStage,
    people: int = 32,
    groups: int = 2,
    speed: float = 10,
    seed: int = 1,
    programme: str = "academy",
) -> dict[str, Any]:
    """The figures of one rehearsal."""
    figures, pace = Figures(), Pace(speed)
    first = deployment.first
    door, workshop, _ = await asyncio.to_thread(make_workshop, first.url, first.key, programme)
    trainer = Person(door, workshop, "trainer", figures)
    await trainer.enter()
    stages = sum(len(activity.stages) for activity in trainer.view.activities.values())
    on_stage("join", of=len(AROUND) + stages + bool(rounds_open(trainer.view)))
    try:
        await deployment.all_know(trainer)
    except NotShared:
        await trainer.leave()
        raise
    crowd = await gather_crowd(first.url, workshop, people, figures, deployment.others)
    await seat(trainer, groups)
    await _all_have_heard(deployment, trainer, crowd)
    figures.begin()
    began, before = time.perf_counter(), await deployment.used()
    played = await _work(trainer, crowd, pace, seed, on_stage)
    await _all_have_heard(deployment, trainer, crowd)
    took, after = time.perf_counter() - began, await deployment.used()
    on_stage("compare")
    await deployment.all_could(trainer)
    found = {
        "people": people,
        "rooms": groups,
        "seconds": round(took, 1),
        "changes_per_s": round(figures.acknowledged / took, 1),
        "deliveries_per_s": round(figures.deliveries / took, 1),
        "own_ms": spread(figures.own),
        "others_ms": spread(figures.others),
        "server_cpu_us_per_delivery": per_delivery(used_between(before, after, "cpu"), figures.deliveries),
        "bytes_per_person": figures.bytes // people,
        "servers": deployment.report(before, after, crowd, figures),
        "refusals": dict(figures.refusals),
        **await judge(crowd, trainer, deployment.urls, played),
        "seed": seed,
    }
    for person in (*crowd, trainer):
        await person.leave()
    return found


async def _work(trainer: Person, crowd: list[Person], pace: Pace, seed: int, on_stage: OnStage) -> list[Played]:
    """Through all the stages."""
    parts = [
        asyncio.create_task(take_part(person, pace, random.Random(f"{seed}/{number}")))
        for number, person in enumerate(crowd)
    ]
    leading = Trainer(trainer, pace, random.Random(seed), on_stage)
    await leading.lead()
    for part in parts:
        part.cancel()
    for ended in await asyncio.gather(*parts, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
    return leading.played


async def _all_have_heard(deployment: Deployment, trainer: Person, crowd: list[Person]) -> None:
    """Of everything, on whatever server."""
    await deployment.all_know(trainer)
    for person in (*crowd, trainer):
        if not person.is_gone:
            await person.has_heard_all()


def _table(found: dict[str, Any]) -> str:
    return "\n".join(f"{name:28} {_shown(value)}" for name, value in found.items())


def _shown(value: Any) -> str:
    match value:
        case list():
            return "".join(f"\n  {_shown(each)}" for each in value)
        case dict():
            return "  ".join(f"{name} {_shown(number)}" for name, number in value.items()) or "none"
        case bool() | None:
            return {True: "yes", False: "no", None: "unknown"}[value]
        case str():
            return value
        case _:
            return f"{value:,}"
