"""What a delivered change costs a whole server whose one room asks without thinking, beside a broadcast of node's ws.

`python -m tests.load.saturation [--people 50] [--visits 5] [--json]`; needs `npm ci --prefix tests/load` once.
moot's figure has all in it: reading the request, the rules, the journal on disk, telling everybody, the answer.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time

import uvloop

from moot.rooms.boards.note import AddNote, EditNote, MoveNote
from moot.rooms.people.groups import MakeGroups
from moot.rooms.protocol import FROM_PEOPLE, Ask, Hello
from moot.rooms.stages.stage import StartStage
from moot.server.rehearsal.connection import Connection, connect
from moot.server.rehearsal.door import Door, join, make_workshop
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.own_server import Server, own_server
from moot.server.rehearsal.person import Person, encode
from tests.load.fanout import WS, MissingWs, cost, needs_ws

MOOT = "moot, one room that never rests"
IN_FLIGHT = 4  # requests of one person that wait for their answers
BURST = 115  # requests of one visit; a server lets 120 in at once, and then 40 a second
NOTES = 10  # of one person, on a board that is changed again and again
TEXT = "Less meetings, less travelling, less paper, more time"


class Asker:
    """One visit that asks again as soon as it is answered, and counts what it hears without a look at it."""

    def __init__(self, number: int, visit: int) -> None:
        self.number, self.visit = number, visit
        self.asked = self.answered = self.changes = self.frames = self.bytes = 0
        self.here: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.through: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def enter(self, door: Door, workshop: str) -> None:
        path = f"/w/{workshop}/socket/participant"
        self.connection: Connection = await connect(door.url, path, door.cookie, self.hear)
        self.connection.ended.add_done_callback(lambda ended: self.wrong(str(ended.result())))
        self.connection.say(encode(Hello(stream=f"visit{self.visit}")))
        await self.here

    async def work(self) -> None:
        for _ in range(IN_FLIGHT):
            self.ask()
        await self.through

    def ask(self) -> None:
        self.asked += 1
        self.connection.say(encode(Ask(ask=self.asked, do=self._next())))

    def hear(self, text: bytes) -> None:
        if text.startswith(b'{"type":"did"'):
            self.frames += 1
            self.bytes += len(text)
            self.changes += text.count(b'"type":"note-')
        elif text.startswith(b'{"type":"done"'):
            self.answered += 1
            if self.asked < BURST:
                self.ask()
            elif self.answered == BURST and not self.through.done():
                self.through.set_result(None)
        elif text.startswith(b'{"type":"no"'):
            self.wrong(text.decode())
        elif text.startswith(b'{"type":"welcome"') and not self.here.done():
            self.here.set_result(None)

    def wrong(self, why: str) -> None:
        if not self.through.done():
            self.through.set_exception(RuntimeError(why))

    def _next(self) -> FROM_PEOPLE:
        note = f"note{self.number:03}{self.asked % NOTES:03}"
        if self.visit == 0 and self.asked <= NOTES:
            return AddNote(room="g1", section="share-0", id=note, text=TEXT)
        if self.asked % 4 == 0:
            return MoveNote(room="g1", note=note, section="share-0", after="")
        return EditNote(room="g1", note=note, text=f"{TEXT}, {self.asked}")


class Saturated:
    """What one run of moot was found to do."""

    def __init__(self, askers: list[Asker], seconds: float, cpu: float) -> None:
        deliveries = sum(asker.changes for asker in askers)
        self.changes_per_s = sum(asker.answered for asker in askers) / seconds
        self.deliveries_per_s = deliveries / seconds
        self.changes_a_frame = deliveries / sum(asker.frames for asker in askers)
        self.bytes_a_change = sum(asker.bytes for asker in askers) // deliveries
        self.us = cpu / deliveries * 1e6
        self.busy = cpu / seconds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=50)
    options.add_argument("--visits", type=int, default=5, help="of each person, measured together")
    options.add_argument("--times", type=int, default=3, help="the median of so many runs counts")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    try:
        needs_ws()
    except MissingWs as error:
        options.error(str(error))
    ours, theirs = [], []
    for _ in range(asked.times):  # in turn, as other work on the machine comes and goes
        with tempfile.TemporaryDirectory() as data, own_server(data) as server:
            ours.append(uvloop.run(measure(server, asked.people, asked.visits)))
        theirs.append(cost(WS, asked.people, 5000, "x" * ours[-1].bytes_a_change))
    moot, ws = sorted(ours, key=lambda run: run.us)[len(ours) // 2], statistics.median(theirs)
    if asked.json:
        print(
            json.dumps(
                {"people": asked.people, "ws_us": round(ws, 3)} | {k: round(v, 3) for k, v in vars(moot).items()}
            )
        )
        return
    print(f"{f'{moot.bytes_a_change} bytes a change':32} {'CPU µs':>6} {'of ws':>6}")
    print(f"{MOOT:32} {moot.us:6.2f} {moot.us / ws:6.2f}")
    print(f"{WS:32} {ws:6.2f} {1:6.2f}")
    print(
        f"moot: {moot.changes_per_s:,.0f} changes/s, {moot.deliveries_per_s:,.0f} deliveries/s, "
        f"{moot.changes_a_frame:.1f} changes a frame, {moot.busy:.0%} of a core"
    )


async def measure(server: Server, people: int, visits: int) -> Saturated:
    """Everybody comes in, asks all they may, and goes; so often, and once before to warm up."""
    door, workshop, _ = make_workshop(server.url, server.key)
    trainer = Person(door, workshop, "trainer", Figures())
    await trainer.enter()
    doors = [join(server.url, workshop, f"Asker {number}", "", "") for number in range(people)]
    await trainer.ask(MakeGroups(count=1))
    await trainer.ask(StartStage(activity="share", stage=trainer.view.activities["share"].stages[0].key))
    measured, took, cpu = list[Asker](), 0.0, 0.0
    for visit in range(visits + 1):
        askers = [Asker(number, visit) for number in range(people)]
        await asyncio.gather(*(asker.enter(door, workshop) for asker, door in zip(askers, doors, strict=True)))
        begun, before = time.perf_counter(), server.cpu() or 0.0
        await asyncio.gather(*(asker.work() for asker in askers))
        if visit:
            measured += askers
            took, cpu = took + time.perf_counter() - begun, cpu + (server.cpu() or 0.0) - before
        await asyncio.gather(*(asker.connection.close() for asker in askers))
    await trainer.leave()
    return Saturated(measured, took, cpu)


if __name__ == "__main__":
    main()
