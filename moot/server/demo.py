"""A demo: the people of a real training go through all of it at a human pace, on a running server."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import random
import sys
from pathlib import Path
from typing import Any

import segno

from moot.server.rehearsal.connection import Gone
from moot.server.rehearsal.crowd import gather_crowd, seat
from moot.server.rehearsal.door import Door, make_workshop
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.participant import take_part
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.trainer import Trainer

logger = logging.getLogger("moot.demo")

PEOPLE, GROUPS = 32, 2
BEGINS_AFTER = 10.0
"""Seconds at speed 1 to open the trainers' page before the first note is written."""


async def play(url: str, operator_key: str, data: Path, speed: float = 1.0) -> None:
    """Until it is stopped. What was begun in the data folder before is gone on with."""
    try:
        trainer, crowd = await _seated(url, operator_key, data / "demo.json")
        await _work(trainer, crowd, Pace(speed))
    except Gone:
        logger.debug("the server stopped while people came in")
    except Exception:
        logger.exception("the simulated people stopped; the server goes on")


async def _work(trainer: Person, crowd: list[Person], pace: Pace) -> None:
    try:
        async with asyncio.TaskGroup() as everybody:
            for person in crowd:
                everybody.create_task(take_part(person, pace, random.Random()))
            everybody.create_task(_lead(trainer, pace))
    finally:
        for person in (trainer, *crowd):
            person.drop()


async def _lead(person: Person, pace: Pace) -> None:
    """To the end, and again whenever somebody starts another stage; until the trainer's badge is withdrawn."""
    trainer = Trainer(person, pace, random.Random(), _tell)
    try:
        if all(person.on_now(room) is None for room in person.view.rooms):
            await pace.pause(BEGINS_AFTER)
        while True:
            await trainer.lead()
            _tell("all is done; start any stage in the console, and the people follow")
            while trainer.is_through:
                await person.news()
    except Gone as gone:
        logger.debug("the simulated trainer left: %s", gone)


async def _seated(url: str, key: str, memory: Path) -> tuple[Person, list[Person]]:
    figures = Figures()
    if kept := _remembered(memory):
        trainer = Person(Door(url, kept["trainer"]), kept["workshop"], "trainer", figures)
        crowd = [Person(Door(url, cookies), kept["workshop"], "participant", figures) for cookies in kept["people"]]
        try:
            await trainer.enter()
            _invite(url, kept["workshop"], kept["link"])
            return trainer, await _those_let_in(crowd)
        except Gone:
            logger.warning("the workshop of the last demo is not there any more; here is a new one")
    door, workshop, link = await asyncio.to_thread(make_workshop, url, key)
    _invite(url, workshop, link)
    trainer = Person(door, workshop, "trainer", figures)
    await trainer.enter()
    crowd = await gather_crowd(url, workshop, PEOPLE, figures)
    await seat(trainer, GROUPS)
    people = [person.door.cookies for person in crowd]
    _remember(memory, {"workshop": workshop, "link": link, "trainer": door.cookies, "people": people})
    return trainer, crowd


async def _those_let_in(crowd: list[Person]) -> list[Person]:
    """All but those whom a trainer has removed."""
    entered = await asyncio.gather(*(person.enter() for person in crowd), return_exceptions=True)
    return [person for person, refused in zip(crowd, entered, strict=True) if refused is None]


def _invite(url: str, workshop: str, link: str) -> None:
    """What one needs to look on and to take part."""
    print(f"\nTrainers come in here:\n  {url}{link}")
    print(f"People join here, by the code {workshop[:3].upper()}-{workshop[3:].upper()}:\n  {url}/j/{workshop}")
    segno.make(f"{url}/j/{workshop}").terminal(compact=True)
    sys.stdout.flush()


def _tell(does: str) -> None:
    print(f"  {does}", flush=True)


def _remembered(memory: Path) -> dict[str, Any]:
    return json.loads(memory.read_text(encoding="utf-8")) if memory.exists() else {}


def _remember(memory: Path, kept: dict[str, Any]) -> None:
    """Badges are in it, so it is for its owner alone; whole or not at all."""
    new = memory.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(json.dumps(kept), encoding="utf-8")
    os.replace(new, memory)
