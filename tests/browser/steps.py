"""What people do again and again in the browser tests: make a workshop, join it, give a command, take a picture."""

import re
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Axe
from tests.server_process import ServerProcess

PICTURES = Path(__file__).parent.parent.parent / ".pictures"
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1366, "height": 768}
WALL = {"width": 1920, "height": 1080}


async def trainer_of(server: ServerProcess, page: Page) -> str:
    """A trainer with a new workshop; its code."""
    await page.goto(server.operator_link)
    await page.get_by_role("button", name="Make the workshop").click()
    await page.get_by_label("Your name").fill("Žofie Říhová")
    await page.get_by_role("button", name="Come in").click()
    await expect(page.get_by_role("heading", name="Group 1", exact=True)).to_be_visible()
    found = re.search(r"/w/(\w+)/", page.url)
    assert found
    return found[1]


async def come_in(page: Page, link: str, name: str) -> None:
    """A trainer or observer, by their link."""
    await page.goto(link)
    await page.get_by_label("Your name").fill(name)
    await page.get_by_role("button", name="Come in").click()
    await expect(page.get_by_role("heading", name="Group 1", exact=True)).to_be_visible()


async def joined(server: ServerProcess, page: Page, code: str, name: str, country: str = "") -> None:
    await page.goto(f"{server.url}/j/{code}")
    await page.get_by_label("Your name").fill(name)
    await page.get_by_label("Country").fill(country)
    await page.get_by_label("I agree to this").check()
    await page.get_by_role("button", name="Join").click()
    await expect(page.get_by_role("heading", name="Group")).to_be_visible()


def everywhere(trainer: Page) -> Locator:
    return trainer.get_by_role("region", name="Commands for all rooms")


async def command(trainer: Page, name: str) -> None:
    """A command for all rooms, and yes to what it says it would do. A stage that is not in sight is in the plan."""
    commands = everywhere(trainer)
    button = commands.get_by_role("button", name=name)
    if not await button.is_visible():
        await commands.get_by_text("The whole plan").click()
        if not await button.is_visible():
            await commands.locator("details:not([open]) > summary").click()
    await button.click()
    await trainer.get_by_role("dialog").get_by_role("button", name="Do it").click()
    await expect(trainer.get_by_role("dialog")).to_have_count(0)


async def one_group(trainer: Page) -> None:
    """Everybody sits in one group."""
    await trainer.get_by_role("button", name="People", exact=True).click()
    if not await trainer.get_by_label("Groups", exact=True).is_visible():
        await trainer.get_by_text("Make groups").click()
    await trainer.get_by_label("Groups", exact=True).fill("1")
    await trainer.get_by_role("button", name="Shuffle everybody").click()
    await trainer.get_by_role("button", name="Do it").click()


async def put_on_projector(trainer: Page, what: str) -> None:
    """With the projector's tool open: chosen, and sent."""
    tools = trainer.get_by_role("complementary", name="Tools")
    await tools.get_by_role("button", name=what, exact=True).click()
    await tools.get_by_role("button", name="Show this on the projector").click()
    await expect(tools.get_by_role("button", name="This is on the projector")).to_be_visible()


async def write(page: Page, text: str, at: int = 0) -> None:
    """A note in the section that comes at that place."""
    field = page.get_by_label("Write a note").nth(at)
    await field.fill(text)
    await field.press("Enter")
    await expect(page.get_by_role("listitem", name=text)).to_be_visible()


def note(page: Page, text: str) -> Locator:
    return page.get_by_role("listitem", name=text).first


async def seen(page: Page, axe: Axe, name: str) -> None:
    """Nothing is in the way of anybody; and a picture, from the beginning: what is half scrolled away is small."""
    await page.evaluate("scrollTo(0, 0)")
    await axe(page)
    PICTURES.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURES / f"{name}.png")
