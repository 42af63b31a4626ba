"""What a participant waits for: the first view on a phone, a note on a board of five hundred, clocks that agree.

`python -m tests.load.phone [--slower 4] [--notes 500]`
"""

import argparse
import asyncio
import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright
from websockets.sync.client import connect

from moot.rooms.limits import NOTES_EACH
from moot.server.rehearsal.door import Door, join, make_workshop
from tests.server_process import ServerProcess

PHONE: ViewportSize = {"width": 360, "height": 740}
GROUPS = 2
TEXT = "Long enough to take two lines or three on a phone"
FLAGS = ["--no-sandbox", "--disable-gpu"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--slower", type=float, default=4, help="how much slower than this machine a phone is")
    options.add_argument("--notes", type=int, default=500)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder)).start()
        try:
            asyncio.run(measure(server, asked.slower, asked.notes))
        finally:
            server.stop()


async def measure(server: ServerProcess, slower: float, notes: int) -> None:
    trainer, code, _ = make_workshop(server.url, server.operator_link.rpartition("=")[2])
    asks(server, trainer, code, "trainer", [{"type": "start-stage", "activity": "share", "stage": "collect"}])
    chromium = shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for few in (3, notes):
            fill(server, code, few)
            context = await browser.new_context(viewport=PHONE, has_touch=True)
            seconds, kilobytes = await first_view(context, server, code, slower)
            print(f"{few:4} notes: first view after {seconds:.2f} s, {kilobytes:.1f} KB")
            page = context.pages[0]
            print(f"{few:4} notes: one's own note is drawn after {await own_note(page):.0f} ms")
            await context.close()
        print(f"clocks of two browsers differ by {await drift(browser, server, code):.0f} ms")
        await browser.close()


async def first_view(context: BrowserContext, server: ServerProcess, code: str, slower: float) -> tuple[float, float]:
    """Seconds from the tap to the board with its notes, nothing cached; and what came over the line."""
    door = join(server.url, code, f"Phone {id(context)}", "", "")
    for name, value in door.cookies.items():
        await context.add_cookies([{"name": name, "value": value, "url": server.url}])
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    await devtools.send("Network.enable")
    received = [0.0]
    devtools.on("Network.dataReceived", lambda part: received.append(part.get("encodedDataLength", 0)))
    devtools.on("Network.webSocketFrameReceived", lambda part: received.append(len(part["response"]["payloadData"])))
    await page.goto(f"{server.url}/w/{code}")
    await page.locator("[data-note]").first.wait_for()
    seconds = await page.evaluate(SINCE_START)
    return seconds / 1000, sum(received) / 1000


SINCE_START = "() => new Promise(drawn => requestAnimationFrame(() => drawn(performance.now())))"


async def own_note(page: Page) -> float:
    field = page.get_by_label("Write a note")
    await field.fill("Drawn before anybody answered")
    return float(await page.evaluate(OWN_NOTE))


OWN_NOTE = """() => new Promise(drawn => {
    const field = document.querySelector(".add textarea"), before = performance.now();
    const notes = document.querySelectorAll("[data-note]").length;
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    const look = () => document.querySelectorAll("[data-note]").length > notes
        ? requestAnimationFrame(() => drawn(performance.now() - before)) : requestAnimationFrame(look);
    look();
})"""


async def drift(browser: Browser, server: ServerProcess, code: str) -> float:
    """By how much two browsers differ in when they show the next second."""
    moments = []
    for number in range(2):
        context = await browser.new_context()
        door = join(server.url, code, f"Clock {number}", "", "")
        for name, value in door.cookies.items():
            await context.add_cookies([{"name": name, "value": value, "url": server.url}])
        page = await context.new_page()
        await page.goto(f"{server.url}/w/{code}")
        await page.get_by_role("timer").wait_for()
        moments.append(page)
    shown = await asyncio.gather(*[page.evaluate(NEXT_SECOND) for page in moments])
    return abs(float(shown[0]) - float(shown[1]))


NEXT_SECOND = """() => new Promise(told => {
    const clock = document.querySelector(".digits"), before = clock.textContent;
    new MutationObserver(() => told(performance.timeOrigin + performance.now()))
        .observe(clock, { childList: true, characterData: true, subtree: true });
})"""


def fill(server: ServerProcess, code: str, notes: int) -> None:
    """That many notes in each group: people are seated in turn."""
    written: Counter[str] = Counter()
    while len(written) < GROUPS or min(written.values()) < notes:
        number = written.total()
        door = join(server.url, code, f"Writer {notes} {number}", "", "")
        asked: list[dict[str, object]] = [
            {"type": "add-note", "section": "share-0", "id": f"n{notes}n{number + n:06}", "text": TEXT}
            for n in range(min(notes, NOTES_EACH))
        ]
        written[asks(server, door, code, "participant", asked)] += len(asked)


def asks(server: ServerProcess, door: Door, code: str, seat: str, requests: list[dict[str, object]]) -> str:
    """Asks one after the other, in the room that the welcome names; that room."""
    url = f"{server.url.replace('http', 'ws')}/w/{code}/socket/{seat}"
    with connect(url, additional_headers={"Cookie": door.cookie}, legacy=True) as socket:
        socket.send(json.dumps({"type": "hello", "stream": "a-phone"}))
        welcome = json.loads(socket.recv())
        room = next(iter(welcome["common"]["rooms"]))
        for number, request in enumerate(requests, 1):
            at = {"room": room} if seat == "participant" else {}
            socket.send(json.dumps({"type": "ask", "ask": number, "do": {**request, **at}}))
            while (answer := json.loads(socket.recv()))["type"] not in ("done", "no"):
                pass
            assert answer["type"] == "done", answer
    return str(room)


if __name__ == "__main__":
    main()
