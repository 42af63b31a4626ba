"""What each journal costs here: appends a second and how long each waits, and opening a long workshop.

`python -m tests.load.journal [--seconds 3] [--entries 100000] [--at DIRECTORY]`. In memory nothing is durable; the file
and Redis have each entry on disk before they answer.
"""

import argparse
import asyncio
import os
import tempfile
import threading
import time
from collections.abc import Awaitable
from pathlib import Path

import uvloop

from moot.server.journal import Journal
from moot.server.journal.memory import MemoryJournal
from moot.server.journal.redis import RedisJournal
from moot.server.journal.sqlite import SqliteJournal
from tests.redis_servers import DURABLE, RedisServer, redis_program

ENTRY = os.urandom(150)  # about one change
STATE = os.urandom(200_000)
MOST_ENTRIES_ON_REDIS = 10_000  # each is a disk write of its own


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=3)
    options.add_argument("--entries", type=int, default=100_000)
    options.add_argument("--at", type=Path, help="a directory on the disk to measure")
    asked = options.parse_args()
    redis = RedisServer(redis_program(), *DURABLE)
    with tempfile.TemporaryDirectory(dir=asked.at) as directory:
        try:
            uvloop.run(_measure(Path(directory) / "journal.db", redis.start().url, asked.seconds, asked.entries))
        finally:
            redis.end()


async def _measure(path: Path, redis: str, seconds: float, entries: int) -> None:
    head = f"{'workshops':>10} {'appends/s':>10} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8} {'CPU µs':>8}"
    for name, journal, long in (
        ("memory", MemoryJournal(), 0),
        ("a file", SqliteJournal(path), entries),
        ("Redis", RedisJournal(redis), min(entries, MOST_ENTRIES_ON_REDIS)),
    ):
        print(f"{name:8}{head}")
        async with journal:
            for workshops in (1, 10, 100):
                await _appends(journal, workshops, seconds)
            if long:
                await asyncio.gather(*[journal.append("long", n, ENTRY) for n in range(1, long + 1)])
                await _opening(journal, long)
                await _forgetting(journal)


async def _appends(journal: Journal, appenders: int, seconds: float) -> None:
    """Each appender has a workshop of its own, and asks again when it is answered."""
    waits: list[float] = []
    used, started = time.process_time(), time.perf_counter()

    async def appender(number: int) -> None:
        workshop, position = f"of-{appenders}-{number}", 0
        while (begun := time.perf_counter()) < started + seconds:
            await journal.append(workshop, position := position + 1, ENTRY)
            waits.append((time.perf_counter() - begun) * 1000)

    await asyncio.gather(*[appender(number) for number in range(appenders)])
    took, cpu = time.perf_counter() - started, (time.process_time() - used) / len(waits) * 1e6
    waits.sort()
    p50, p99 = (waits[int(len(waits) * part)] for part in (0.5, 0.99))
    print(f"{appenders:18} {len(waits) / took:10,.0f} {p50:8.2f} {p99:8.2f} {waits[-1]:8.1f} {cpu:8.1f}")


async def _opening(journal: Journal, entries: int) -> None:
    await _timed(f"read {entries:,} entries at once", journal.read("long", 0))
    await _timed("read the last 20", journal.read("long", entries - 20))
    await _timed("list the workshops", journal.workshops())
    await _timed("keep a checkpoint of 200 kB", journal.keep_checkpoint("long", entries, STATE))
    await _timed("open by it", journal.checkpoint("long"))
    stop = threading.Event()
    threading.Thread(target=_busy, args=(stop,), daemon=True).start()
    await _timed(f"read {entries:,} entries beside a busy interpreter", journal.read("long", 0))
    stop.set()


async def _forgetting(journal: Journal) -> None:
    await _timed("forget them", journal.forget("long"))


async def _timed(what: str, answer: Awaitable[object]) -> None:
    started = time.perf_counter()
    await answer
    print(f"{what:55} {(time.perf_counter() - started) * 1000:8.1f} ms")


def _busy(stop: threading.Event) -> None:
    while not stop.is_set():
        pass


if __name__ == "__main__":
    main()
