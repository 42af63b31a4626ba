"""People who type in canvases of six hundred cells: how soon the others have it, at what cost, and is nothing lost.

`python -m tests.load.canvas [--seconds 10] [--times 1]`. 25 people in one canvas; then 40, each in their own, with a
trainer who looks at one of them, and at all rooms at a glance.
"""

import argparse
import asyncio
import gc
import tempfile
import time
from collections.abc import Sequence

import uvloop

from moot.server.rehearsal.figures import Figures, spread
from moot.server.rehearsal.own_server import Server, own_server
from tests.load.medians import gathered, table
from tests.load.typists import Watcher, leading, typing_people

TOGETHER, ALONE = "25 people in one canvas", "40 people, each in their own"
PEOPLE = {TOGETHER: (25, "group"), ALONE: (40, "person")}
WARM = 2.0
TARGET_MS = 100
COLUMNS = {
    "own_p50": "own p50 ms",
    "own_p99": "own p99",
    "p50": "others p50",
    "p99": "others p99",
    "edits": "edits/s",
    "deliveries": "deliveries/s",
    "busy": "server CPU %",
    "lost": "letters lost",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--times", type=int, default=1)
    asked = options.parse_args()
    runs = [{name: run(name, asked.seconds) for name in PEOPLE} for _ in range(asked.times)]
    print(table("10 columns, 60 rows", COLUMNS, gathered(runs), digits=1))
    late = [name for one in runs for name, found in one.items() if found["p99"] > TARGET_MS]
    print(
        f"over {TARGET_MS} ms: {', '.join(late)}" if late else f"p99 is under {TARGET_MS} ms, and all views are equal"
    )


def run(name: str, seconds: float) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as data, own_server(data) as server:
        return uvloop.run(measure(server, *PEOPLE[name], seconds))


async def measure(server: Server, people: int, scope: str, seconds: float) -> dict[str, float]:
    figures = Figures()
    trainer = await leading(server, scope, figures)
    crowd = await typing_people(trainer, people, figures)
    trainer.look((crowd[0].room.id, crowd[0].canvas))
    gc.freeze()  # what is there by now stays: looking through it again would be our own wait, not the server's
    await asyncio.gather(*(person.type(WARM) for person in crowd))
    figures.begin()
    began, before = time.perf_counter(), server.cpu() or 0.0
    await asyncio.gather(*(person.type(seconds) for person in crowd))
    took, cpu = time.perf_counter() - began, (server.cpu() or 0.0) - before
    deliveries, edits, own, others = figures.deliveries, len(figures.own), spread(figures.own), spread(figures.others)
    await check_equal([trainer, *crowd])
    lost = sum(person.typed - person.stands for person in crowd)
    for person in (trainer, *crowd):
        await person.leave()
    return {
        "own_p50": own["p50"],
        "own_p99": own["p99"],
        "p50": others["p50"],
        "p99": others["p99"],
        "edits": edits / took,
        "deliveries": deliveries / took,
        "busy": cpu / took * 100,
        "lost": lost,
    }


async def check_equal(people: Sequence[Watcher]) -> None:
    """What each of them has before them is what they would get if they came anew."""
    for person in people:
        await person.has_heard_all()
        assert person.view.canvases == (await person.fresh()).canvases, person.you


if __name__ == "__main__":
    main()
