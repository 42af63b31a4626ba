"""Does a laptop keep up: somebody types in a canvas of six hundred cells in Chromium while 24 others type in it too.

`python -m tests.load.canvas_frames [--seconds 10] [--slower 1 4]`. Frames are those of a browser without a graphics
card on a machine that does all the rest as well; how busy its main thread is says more.
"""

import argparse
import asyncio
import shutil
import tempfile
from collections.abc import Sequence

from playwright.async_api import Browser, CDPSession, Page, ViewportSize, async_playwright

from moot.server.rehearsal.door import Door, join
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.own_server import Server, own_server
from moot.server.rehearsal.person import Person
from tests.load.typists import GATHER, LETTERS_A_SECOND, Typist, leading, typing_people

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
FLAGS = ["--no-sandbox", "--disable-gpu"]
OTHERS = 24
CATCHES_UP = 10.0
SETTLE = 2.0  # seconds, until the page is drawn and all type
FRAME, TWO_FRAMES = 17.5, 34.0
WORK = {"TaskDuration": "busy", "ScriptDuration": "script", "LayoutDuration": "layout", "RecalcStyleDuration": "style"}
COLUMNS = {
    "p50": "frame ms p50",
    "p95": "p95",
    "p99": "p99",
    "late": f"> {FRAME} ms %",
    "later": f"> {TWO_FRAMES:.0f} ms %",
    "long": "long tasks",
    "longest": "longest ms",
    "key50": "key ms p50",
    "key99": "p99",
    **{name: f"{name} %" for name in WORK.values()},
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--slower", type=float, nargs="+", default=[1, 4], help="than this machine")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as data, own_server(data) as server:
        asyncio.run(measure(server, asked.seconds, asked.slower))


async def measure(server: Server, seconds: float, slower: Sequence[float]) -> None:
    trainer = await leading(server, "group", Figures())
    own = join(server.url, trainer.workshop, "Ana", "", "")
    crowd = await typing_people(trainer, OTHERS, Figures())
    print(f"{'':24}" + "".join(f"{above:>13}" for above in COLUMNS.values()))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for times in slower:
            page, devtools = await laptop(browser, own, trainer, times)
            for name, typing in (("nobody else types", []), (f"{OTHERS} others type", crowd)):
                found = await typed(page, devtools, typing, seconds)
                figures = "".join(f"{found[key]:13.1f}" for key in COLUMNS)
                print(f"{f'{times:g}×, {name}':24}{figures}", flush=True)
            await check_equal(page, crowd)
            await page.context.close()
        await browser.close()
    for person in (trainer, *crowd):
        await person.leave()


async def laptop(browser: Browser, door: Door, trainer: Person, slower: float) -> tuple[Page, CDPSession]:
    """With the canvas before it, its second cell of the second row open to write in."""
    context = await browser.new_context(viewport=LAPTOP)
    for name, value in door.cookies.items():
        await context.add_cookies([{"name": name, "value": value, "url": door.url}])
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("Performance.enable")
    await page.goto(f"{door.url}/w/{trainer.workshop}")
    await page.locator("[data-at='row1/c1']").click()
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page, devtools


async def typed(page: Page, devtools: CDPSession, others: Sequence[Typist], seconds: float) -> dict[str, float]:
    """For twice as long: frames are counted first, and then the work of the main thread, without that of counting."""
    typing = [asyncio.create_task(other.type(2 * seconds + 3 * SETTLE)) for other in others]
    await asyncio.sleep(SETTLE)
    await page.evaluate(LOOK)
    await _types(page, seconds)
    seen = await page.evaluate("() => window.looked()")
    loop = asyncio.get_running_loop()
    before, began = await work(devtools), loop.time()
    await _types(page, seconds)
    after, took = await work(devtools), loop.time() - began
    await asyncio.gather(*typing)
    busy = {name: (after[key] - before[key]) / took * 100 for key, name in WORK.items()}
    return figures_of(seen["frames"], seen["keys"], seen["long"]) | busy


async def _types(page: Page, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    for number in range(int(seconds * LETTERS_A_SECOND)):
        await asyncio.sleep(began + number / LETTERS_A_SECOND - loop.time())
        await page.keyboard.press("z")


def figures_of(frames: list[float], keys: list[float], long: list[float]) -> dict[str, float]:
    return {
        "p50": at(frames, 0.5),
        "p95": at(frames, 0.95),
        "p99": at(frames, 0.99),
        "late": sum(frame > FRAME for frame in frames) / len(frames) * 100,
        "later": sum(frame > TWO_FRAMES for frame in frames) / len(frames) * 100,
        "long": len(long),
        "longest": max(long, default=0),
        "key50": at(keys, 0.5),
        "key99": at(keys, 0.99),
    }


def at(times: list[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


async def work(devtools: CDPSession) -> dict[str, float]:
    """Seconds that the main thread has worked so far, by what it did."""
    answer = await devtools.send("Performance.getMetrics")
    return {one["name"]: one["value"] for one in answer["metrics"]}


async def check_equal(page: Page, crowd: Sequence[Typist]) -> None:
    """The page comes to show what a person has who heard the same."""
    await page.keyboard.press("Escape")
    async with asyncio.timeout(CATCHES_UP):
        while True:
            await asyncio.sleep(2 * GATHER)
            await crowd[0].has_heard_all()
            texts = crowd[0].view.canvas(crowd[0].canvas).texts
            if {place: text.value for place, text in texts.items()} == await page.evaluate(SHOWN):
                return


LOOK = """() => {
    const frames = [], keys = [], long = [];
    let last = performance.now(), looking = true;
    const frame = now => { frames.push(now - last); last = now; if (looking) requestAnimationFrame(frame); };
    requestAnimationFrame(now => { last = now; requestAnimationFrame(frame); });
    const tasks = new PerformanceObserver(list => list.getEntries().forEach(one => long.push(one.duration)));
    tasks.observe({ type: "longtask" });
    const typed = ({ timeStamp }) => requestAnimationFrame(() => {
        const drawn = new MessageChannel();  // told after the frame is drawn
        drawn.port1.onmessage = () => keys.push(performance.now() - timeStamp);
        drawn.port2.postMessage(0);
    });
    addEventListener("keydown", typed, true);
    window.looked = () => {
        looking = false;
        tasks.disconnect();
        removeEventListener("keydown", typed, true);
        return { frames, keys, long };
    };
}"""
SHOWN = """() => Object.fromEntries([...document.querySelectorAll("td[data-at]")].map(
    cell => [cell.dataset.at, cell.querySelector(".words").textContent]))"""


if __name__ == "__main__":
    main()
