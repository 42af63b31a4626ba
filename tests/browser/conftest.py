"""Real browsers against a real server. Tests here are coroutines in one event loop, so that people can act at once."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.server_process import ServerProcess

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "client/node_modules/axe-core/axe.min.js"
BROKEN = """async rules => {
  // what is half scrolled behind a bar that stays in sight is not small: the bars scroll too while axe looks
  const bars = [...document.querySelectorAll("body *")].filter(one => getComputedStyle(one).position === "sticky");
  for (const bar of bars) bar.style.position = "static";
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  for (const bar of bars) bar.style.position = "";
  return found.violations.map(({id, impact, nodes}) => `${id} (${impact}): ${nodes[0].html}`);
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PATIENCE_MS = 10_000

Axe = Callable[[Page], Awaitable[None]]
Person = Callable[..., Awaitable[Page]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One loop for the whole session: the browser lives in it."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    chromium = shutil.which("chromium")
    assert chromium, "no Chromium: run `make test`, or `sh .ci/needs browsers`"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def person(browser: Browser) -> AsyncIterator[Person]:
    """`page = await person()`: a new person with a browser of their own; options as for a Playwright context.

    An error in a page's script, or something that its security policy refused, fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    async def arrives(**options: object) -> Page:
        context = await browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield arrives
    for context in contexts:
        await context.close()
    assert not errors, errors


@pytest.fixture(scope="session")
def axe() -> Axe:
    """`await axe(page)`: nothing on the page breaks WCAG 2.2 AA."""
    script = AXE.read_text("utf-8")

    async def finds_nothing(page: Page) -> None:
        if not await page.evaluate("'axe' in window"):
            await page.evaluate(script)
        # what is as it should be is not told: that is most of it, and takes more than to look for it
        broken = await page.evaluate(BROKEN, RULES)
        assert not broken, f"{page.url}\n" + "\n".join(broken)

    return finds_nothing


@pytest.fixture
def moot_server(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server with an empty data folder: `.url`, `.operator_link`, and `.kill()`, `.start()` for bad days."""
    server = ServerProcess(tmp_path / "data").start()
    yield server
    server.stop()
