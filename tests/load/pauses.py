"""How long all wait while one person looks back, compares, or takes something home, or a workshop is opened.

`python -m tests.load.pauses FOLDER`: the data of a server on which there was a training, as of `moot serve --data
FOLDER` and `moot rehearse --people 40 --groups 3 --url …`. It works on a copy. Told is how much the process did at most
between two turns of the event loop, by the processor's time, so that other work on the machine does not count (but what
its threads read meanwhile does); and how long garbage was looked for.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import httpx2 as httpx

from moot.server.app import make_app
from moot.server.badges import link_key
from moot.server.journal.sqlite import SqliteJournal
from moot.server.live.workshops import Workshops
from moot.server.settings import Settings

TICK = 0.0005  # seconds
URL = "http://127.0.0.1"


class Felt:
    """In milliseconds of the processor: the longest between two turns of the loop, and the longest look for garbage."""

    def __init__(self) -> None:
        self.turn = self.garbage = self.garbage_in_all = 0.0
        self._began = 0.0

    async def feel(self) -> None:
        last = time.process_time()
        while True:
            await asyncio.sleep(TICK)
            now = time.process_time()
            self.turn, last = max(self.turn, (now - last) * 1000), now

    def collects(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.thread_time()
        else:
            took = (time.thread_time() - self._began) * 1000
            self.garbage, self.garbage_in_all = max(self.garbage, took), self.garbage_in_all + took


async def felt(name: str, does: Callable[[], Awaitable[object]]) -> None:
    one = Felt()
    gc.callbacks.append(one.collects)
    feels = asyncio.create_task(one.feel())
    await asyncio.sleep(0.05)
    began = time.process_time()
    await does()
    used = (time.process_time() - began) * 1000
    await asyncio.sleep(0.02)  # until it is felt
    feels.cancel()
    with suppress(asyncio.CancelledError):
        await feels
    gc.callbacks.remove(one.collects)
    print(f"{name:40}{used:10.0f}{one.turn:10.1f}{one.garbage:10.1f}{one.garbage_in_all:10.1f}", flush=True)


async def measured(folder: Path) -> None:
    settings = Settings(secret=(folder / "secret").read_text().strip(), data=str(folder), url=URL)
    print(f"{'ms of the processor':40}{'in all':>10}{'at a time':>10}{'garbage':>10}{'in all':>10}")
    async with SqliteJournal(folder / "journal.sqlite") as journal:
        (id,) = await journal.workshops()
        app = make_app(settings, journal)
        gc.freeze()  # as a server does
        async with app.router.lifespan_context(app):
            workshops: Workshops = app.state.workshops
            await felt("opened from a checkpoint", lambda: workshops.find(id))
            live = await workshops.find(id)
            assert live
            print(f"  {live.ledger.position} entries, {len(live.workshop.people)} people")
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url=URL, headers={"origin": URL}) as browser:
                key = link_key(settings.secret, live.workshop, "co-trainer")
                await browser.post(f"/w/{id}/as/co-trainer?key={key}", data={"name": "Žofie"})

                async def get(path: str) -> None:
                    answer = await browser.get(f"/w/{id}/{path}", timeout=120)
                    assert answer.status_code == 200, (path, answer.status_code, answer.text[:200])

                snapshots = [*live.workshop.snapshots]
                await felt("snapshot, the first look back", lambda: get(f"snapshots/{snapshots[-1]}/view"))
                await felt("snapshot", lambda: get(f"snapshots/{snapshots[0]}/view"))
                await felt("comparison", lambda: get(f"compared?of={snapshots[0]}&with={snapshots[-1]}"))
                await felt("comparison with now", lambda: get(f"compared?of={snapshots[0]}"))
                await felt("replay, its marks", lambda: get("replay/reel"))
                parts = len((await live.past.reel()).parts)
                await felt("replay, its middle", lambda: get(f"replay/parts/{parts // 2}"))
                await felt("replay, its end", lambda: get(f"replay/parts/{parts - 1}"))
                await felt("all plans", lambda: get("plans?seat=trainer"))
                await felt("what is held about one", lambda: get("held.json?seat=trainer"))
                for format in ("pdf", "xlsx", "json"):
                    path = f"results/file?format={format}&seat=trainer"
                    await felt(f"results, {format}", partial(get, path))
                await felt("what is left out", lambda: get("results/left-out?seat=trainer"))
                await felt("the console's page, the first", lambda: get("console"))
                await felt("the console's page", lambda: get("console"))
                await felt("closed", lambda: live.close())
    with sqlite3.connect(folder / "journal.sqlite") as database:
        database.execute("DELETE FROM checkpoint")
    database.close()
    async with SqliteJournal(folder / "journal.sqlite") as journal:
        await felt("opened without a checkpoint", lambda: Workshops(journal, "s").find(id))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(given.folder, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.lock"))
        asyncio.run(measured(Path(copy)))


if __name__ == "__main__":
    main()
