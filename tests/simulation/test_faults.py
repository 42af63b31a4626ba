"""People work on three servers while whatever a seed says goes wrong; then the journal has to say what they were told.

`make faults` runs fifty seeds; the first few, and those that once found something, are run by every `make test`.
"""

import asyncio
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.server_process import ServerProcess
from tests.simulation.deployment import FORMS, Deployment, deployed, off_the_loop
from tests.simulation.faults import FAULTS
from tests.simulation.history import Load
from tests.simulation.people import Person

SEEDS = range(int(os.environ.get("FAULT_SEEDS", 5)))
FOUND_SOMETHING: tuple[int, ...] = ()
FAULTS_EACH = 5
A_STAY = 90  # requests of one person in one visit: fewer than are let in at once; then they go to another server
BETWEEN = 5  # answers that everybody gets between two faults
BACK_WITHIN = 20.0  # seconds, with all of it on two cores; `tests.load.recovery` measures it
SILENCE = 3.0


class Crowd:
    """People who go on to another server whenever theirs does not answer."""

    def __init__(self, here: Deployment, people: list[Person], chance: random.Random) -> None:
        self.here, self.people, self.chance = here, people, chance
        self.over = False
        self._answers = Counter[Person]()
        self._news = asyncio.Event()

    async def work(self, person: Person) -> None:
        def heard() -> None:
            self._answers[person] += 1
            self._news.set()

        person.silence = SILENCE
        while not self.over:
            await person.stay(self.chance.choice(self.here.servers).url, A_STAY, heard)
            await asyncio.sleep(0.05)  # browsers wait longer before they try again

    async def to_the_end(self, person: Person) -> None:
        """Until all that they asked is answered."""
        async with asyncio.timeout(BACK_WITHIN):
            while person.unanswered:
                await person.stay(self.chance.choice(self.here.servers).url, 0, lambda: None)

    async def all_have(self, answers: int) -> None:
        """From now on."""
        before = self._answers.copy()
        async with asyncio.timeout(BACK_WITHIN):
            while any(self._answers[person] - before[person] < answers for person in self.people):
                self._news.clear()
                await self._news.wait()


async def views(here: Deployment, load: Load) -> list[dict[str, Any]]:
    """Of each server: what everybody sees there who comes now, and at which place in the journal."""

    def seen(server: ServerProcess) -> dict[str, Any]:
        found = {}
        for person in load.people:
            person.browser.server = server
            view = person.browser.come("afterwards")
            found[view["you"]] = {**view, "now": 0}
        return found

    return [await off_the_loop(seen, server) for server in here.servers]


@pytest.mark.timeout(240)
@pytest.mark.parametrize("seed", [*SEEDS, *FOUND_SOMETHING])
async def test_all_have_what_they_were_told_whatever_goes_wrong(seed: int, tmp_path: Path) -> None:
    chance, faults, form = random.Random(seed), random.Random(seed), FORMS[seed % len(FORMS)]
    async with deployed(form, tmp_path) as here:
        load = await off_the_loop(Load, here.servers[0], chance)
        crowd = Crowd(here, load.people, chance)
        async with asyncio.TaskGroup() as tasks:
            for person in load.people:
                tasks.create_task(crowd.work(person))
            await crowd.all_have(BETWEEN)
            for fault in faults.choices(FAULTS[form], k=FAULTS_EACH):
                began = time.monotonic()
                await fault(here, faults, load.trainer.workshop)
                lasted = time.monotonic() - began
                await crowd.all_have(1)
                print(f"{form}: {fault.__name__} {lasted:.1f} s, back {time.monotonic() - began - lasted:.1f} s later")
                await crowd.all_have(BETWEEN)
            crowd.over = True
        await asyncio.gather(*(crowd.to_the_end(person) for person in load.people))

        first, *others = await views(here, load)
        assert all(other == first for other in others), "servers show different things"
        async with here.journal() as journal:
            ledger = await load.check(journal)
        for server in here.servers:
            assert await off_the_loop(server.stop) == 0
            assert "Traceback" not in server.output, server.output[-3000:]
        print(f"{load.kinds.total()} requests, {ledger.position} entries")
