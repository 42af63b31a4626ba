"""How long erasing takes, and who waits meanwhile: one person, one with their words, and all, from a training that was.

`python -m tests.load.erasing FOLDER [--times 3] [--json]`: the data of a server on which there was a training, as of
`moot serve --data FOLDER` and `moot rehearse --people 40 --groups 3 --url …`. It works on a copy.
"""

import argparse
import asyncio
import json
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from moot.rooms.people.people import Person
from moot.rooms.protection.erase import Erase, Extent, who_can_be_erased
from moot.server.journal.sqlite import SqliteJournal
from moot.server.live.workshop import LiveWorkshop
from moot.server.proof import files_of, proof
from moot.server.settings import Settings

LOOK_EVERY = 0.005  # seconds


async def measured(folder: Path) -> dict[str, Any]:
    settings = Settings(secret="s", data=str(folder))
    async with SqliteJournal(folder / "journal.sqlite") as journal:
        (id,) = await journal.workshops()
        entries = await journal.read(id, 0)
        live = await LiveWorkshop.open(id, journal, settings.secret)
        assert live
        people = [one for one in who_can_be_erased(live.workshop) if one.role == "participant"]
        found: dict[str, Any] = {
            "people": len(people),
            "entries": len(entries),
            "MB": round(sum(len(entry) for _, entry in entries) / 1e6, 1),
            "load": os.getloadavg()[0],
        }
        wanted: tuple[tuple[str, list[Person], Extent], ...] = (
            ("one", people[:1], "own"),
            ("one with words", people[1:2], "words"),
            ("all", people[2:], "name"),
        )
        for name, who, extent in wanted:
            found[name] = await erasing(live, [one.id for one in who], extent)
        began = time.perf_counter()
        traces = await proof(journal, id, [people[0].name], files_of(settings))
        found["proof s"] = round(time.perf_counter() - began, 2)
        assert not traces.found, traces.found
        await live.close()
        return found


async def erasing(live: LiveWorkshop, who: Sequence[str], extent: Extent) -> dict[str, float]:
    late = [0.0]
    feels = asyncio.create_task(feel(late))
    began, cpu = time.perf_counter(), time.process_time()
    await live.ask(Erase(people=tuple(who), called="Person {n}", extent=extent))
    took, used = time.perf_counter() - began, time.process_time() - cpu
    feels.cancel()
    return {"s": round(took, 2), "cpu s": round(used, 2), "loop late s": round(late[0], 3)}


async def feel(late: list[float]) -> None:
    """How late a timer wakes at most: so long everybody else waits."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(LOOK_EVERY)
        late[0] = max(late[0], time.perf_counter() - began - LOOK_EVERY)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    runs = []
    for _ in range(given.times):
        with tempfile.TemporaryDirectory() as copy:
            shutil.copytree(given.folder, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.lock"))
            runs.append(asyncio.run(measured(Path(copy))))
    if given.json:
        print(json.dumps(runs))
        return
    print({key: runs[0][key] for key in ("people", "entries", "MB")}, "load", [run["load"] for run in runs])
    for what in ("one", "one with words", "all"):
        told = {of: sorted(run[what][of] for run in runs) for of in runs[0][what]}
        print(what, {of: f"{median(values)} ({values[0]}–{values[-1]})" for of, values in told.items()})
    print("proof s", sorted(run["proof s"] for run in runs))


if __name__ == "__main__":
    main()
