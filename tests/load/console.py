"""What the trainer's console costs a laptop: in Chromium, while rooms full of people work at the pace of people.

`python -m tests.load.console [--people 500] [--groups 20] [--stages 7] [--slower 1 4] [--open]`: for each stage,
how busy the page's main thread is, and what comes over its line.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.async_api import Browser, CDPSession, Page, ViewportSize, async_playwright

from moot.server.rehearsal.crowd import gather_crowd, seat
from moot.server.rehearsal.door import make_workshop
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.own_server import Server, own_server
from moot.server.rehearsal.pace import Pace
from moot.server.rehearsal.participant import take_part
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.trainer import Trainer

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
FLAGS = ["--no-sandbox", "--disable-gpu"]
SETTLE = 3.0  # seconds after a stage began
WORK = {"TaskDuration": "busy", "ScriptDuration": "script", "LayoutDuration": "layout", "RecalcStyleDuration": "style"}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=500)
    options.add_argument("--groups", type=int, default=20)
    options.add_argument("--stages", type=int, default=7, help="how many are gone through")
    options.add_argument("--slower", type=float, nargs="+", default=[1, 4], help="than this machine")
    options.add_argument("--open", action="store_true", help="a room is open, and its board drawn")
    options.add_argument("--picture", type=Path, help="a folder, for a picture of each stage")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as data, own_server(data) as server:
        asyncio.run(measure(server, asked))


async def measure(server: Server, asked: argparse.Namespace) -> None:
    figures, pace = Figures(), Pace(1)
    door, workshop, _ = await asyncio.to_thread(make_workshop, server.url, server.key)
    trainer = Person(door, workshop, "trainer", figures)
    await trainer.enter()
    crowd = await gather_crowd(server.url, workshop, asked.people, figures)
    await seat(trainer, asked.groups)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        consoles = [await Console.opened(browser, trainer, slower, asked.open) for slower in asked.slower]
        stages = asyncio.Queue[str]()
        leading = Trainer(trainer, pace, random.Random(1), stages.put_nowait)
        working = [asyncio.create_task(take_part(p, pace, random.Random(n))) for n, p in enumerate(crowd)]
        working.append(asyncio.create_task(leading.lead()))
        print(f"{'':26}{'busy %':>9}{'script':>9}{'layout':>9}{'style':>9}{'KB/s':>9}{'frames/s':>9}{'server %':>9}")
        does = await stages.get()
        for number in range(asked.stages):
            await asyncio.sleep(SETTLE)
            for console in consoles:
                await console.begin()
            worked, loop = server.cpu() or 0.0, asyncio.get_running_loop()
            began, now, does = loop.time(), does, await stages.get()
            used = ((server.cpu() or 0.0) - worked) / (loop.time() - began) * 100
            for console in consoles:
                found = "".join(f"{figure:9.1f}" for figure in (*await console.found(), used))
                print(f"{f'{number + 1}. {now}, {console.slower:g}×':26}{found}", flush=True)
            if asked.picture:
                await consoles[0].page.screenshot(path=asked.picture / f"{number + 1}-{now}.png")
        for task in working:
            task.cancel()
        await browser.close()
    for person in (trainer, *crowd):
        person.drop()


class Console:
    """The console in a browser, and what it costs since `begin`."""

    def __init__(self, page: Page, devtools: CDPSession, slower: float) -> None:
        self.page, self.devtools, self.slower = page, devtools, slower
        self._bytes = self._frames = 0
        self._work: dict[str, float] = {}
        self._began = 0.0
        self._time: Callable[[], float] = asyncio.get_running_loop().time

    @classmethod
    async def opened(cls, browser: Browser, trainer: Person, slower: float, open_room: bool) -> Console:
        context = await browser.new_context(viewport=LAPTOP)
        for name, value in trainer.door.cookies.items():
            await context.add_cookies([{"name": name, "value": value, "url": trainer.door.url}])
        page = await context.new_page()
        devtools = await context.new_cdp_session(page)
        console = cls(page, devtools, slower)
        devtools.on("Network.webSocketFrameReceived", lambda part: console.hears(part["response"]["payloadData"]))
        await devtools.send("Network.enable")
        # by the processor's time: what other processes take meanwhile does not count
        await devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
        await page.goto(f"{trainer.door.url}/w/{trainer.workshop}/console")
        await page.get_by_role("heading", name="Group 1", exact=True).wait_for()
        if open_room:
            await page.get_by_role("button", name="Open the room").first.click()
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        return console

    def hears(self, text: str) -> None:
        self._bytes += len(text.encode())
        self._frames += 1

    async def begin(self) -> None:
        self._bytes = self._frames = 0
        self._work, self._began = await self._worked(), self._time()

    async def found(self) -> Sequence[float]:
        """How busy in percent, with what; kilobytes and frames a second."""
        work, took = await self._worked(), self._time() - self._began
        busy = [(work[key] - self._work[key]) / took * 100 for key in WORK]
        return *busy, self._bytes / took / 1000, self._frames / took

    async def _worked(self) -> dict[str, float]:
        answer = await self.devtools.send("Performance.getMetrics")
        return {one["name"]: one["value"] for one in answer["metrics"]}


if __name__ == "__main__":
    main()
