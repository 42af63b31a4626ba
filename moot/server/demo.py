"""A demo: the people of a real training work through the fourth day at a human pace, on a running server."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from pathlib import Path
from typing import Any

import segno

from moot.rooms.groups import MakeGroups
from moot.rooms.stage import StartStage
from moot.server.rehearsal import _crowd, _make_topics, _take_part
from moot.server.rehearsal.door import Door, make_workshop
from moot.server.rehearsal.people import Figures, Simulated

PEOPLE, GROUPS = 32, 2
STAGES = (("share", "collect"), ("solve", "ideate"), ("solve", "vote"))
PACE = 45.0
"""Seconds in which everybody writes three notes: one each 5 to 15 seconds, more or less."""


def demo(url: str, operator_key: str, data: str, pace: float = PACE) -> int:
    asyncio.run(play(url, operator_key, Path(data), pace))
    return 0


async def play(url: str, operator_key: str, data: Path, pace: float = PACE, rounds: int = 0) -> None:
    """Goes around until it is stopped (`rounds` 0); a workshop that is already there is gone on with."""
    chance = random.Random()  # new ids each time: those of the last time are on the boards
    trainer, crowd = await _seated(url, operator_key, data / "demo.json")
    number = 0
    while not rounds or number < rounds:
        for activity, does in STAGES:
            await _stage(trainer, crowd, chance, activity, does, pace)
        number += 1
        pace = max(pace, 120.0) if not rounds else pace


async def _seated(url: str, key: str, memory: Path) -> tuple[Simulated, list[Simulated]]:
    figures = Figures()
    if kept := _remembered(memory):
        _invite(url, kept["workshop"], kept["link"])
        trainer = Simulated(_door(url, kept["trainer"]), kept["workshop"], "trainer", figures)
        crowd = [Simulated(_door(url, c), kept["workshop"], "participant", figures) for c in kept["people"]]
        for person in (trainer, *crowd):
            await person.enter()
        return trainer, crowd
    door, workshop, link = await asyncio.to_thread(make_workshop, url, key)
    _invite(url, workshop, link)
    trainer = Simulated(door, workshop, "trainer", figures)
    await trainer.enter()
    crowd = await _crowd(url, workshop, PEOPLE, figures)
    await trainer.ask(MakeGroups(count=GROUPS))
    kept = {"workshop": workshop, "trainer": door.cookies, "people": [person.door.cookies for person in crowd]}
    _remember(memory, {**kept, "link": link})
    return trainer, crowd


def _invite(url: str, workshop: str, link: str) -> None:
    """What one needs to look on and to take part."""
    print(f"\nTrainers come in here:\n  {url}{link}")
    print(f"People join here, by the code {workshop.upper()}:\n  {url}/j/{workshop}")
    segno.make(f"{url}/j/{workshop}").terminal(compact=True)
    sys.stdout.flush()


def _remembered(memory: Path) -> dict[str, Any]:
    return json.loads(memory.read_text(encoding="utf-8")) if memory.exists() else {}


def _remember(memory: Path, kept: dict[str, Any]) -> None:
    """Badges are in it, so it is for its owner alone."""
    memory.touch(mode=0o600)
    memory.write_text(json.dumps(kept), encoding="utf-8")


def _door(url: str, cookies: dict[str, str]) -> Door:
    door = Door(url)
    door.cookies.update(cookies)
    return door


async def _stage(
    trainer: Simulated, crowd: list[Simulated], chance: random.Random, activity: str, does: str, pace: float
) -> None:
    topics = any(room.boards["solve"].sections for person in crowd for room in person.view.rooms.values())
    if does == "ideate" and not topics:
        await _make_topics(trainer, crowd, chance)
    planned = next(stage for stage in trainer.view.activities[activity].stages if stage.does == does)
    await trainer.ask(StartStage(activity=activity, stage=planned.key))
    await asyncio.sleep(0.5)
    takes = (_take_part(person, activity, does, random.Random(chance.random()), pace) for person in crowd)
    await asyncio.gather(*takes)
