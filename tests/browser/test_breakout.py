"""The breakout from the code to the winner: a trainer, two people with phones and laptops, a projector."""

import re
from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.conftest import Axe, Person
from tests.server_process import ServerProcess

PICTURES = Path(__file__).parent.parent.parent / ".pictures"
PHONE = {"width": 360, "height": 740}


async def trainer_of(server: ServerProcess, page: Page) -> str:
    """A trainer with a new workshop; its code."""
    await page.goto(server.operator_link)
    await page.get_by_role("button", name="Make the workshop").click()
    await page.get_by_label("Your name").fill("Žofie Říhová")
    await page.get_by_role("button", name="Come in").click()
    await expect(page.get_by_role("heading", name="Group 1")).to_be_visible()
    found = re.search(r"/w/(\w+)/", page.url)
    assert found
    return found[1]


async def joined(server: ServerProcess, page: Page, code: str, name: str) -> None:
    await page.goto(f"{server.url}/j/{code}")
    await page.get_by_label("Your name").fill(name)
    await page.get_by_role("button", name="Join").click()
    await expect(page.get_by_role("heading", name="Group")).to_be_visible()


async def seen(page: Page, axe: Axe, name: str) -> None:
    await axe(page)
    PICTURES.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


async def test_a_breakout_from_the_code_to_the_winner(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ana, ben = await person(), await person(viewport=PHONE), await person()
    code = await trainer_of(moot_server, trainer)
    await trainer.get_by_role("button", name="People", exact=True).click()
    await trainer.get_by_label("Groups", exact=True).fill("1")
    await trainer.get_by_role("button", name="At random").click()
    await ana.goto(f"{moot_server.url}/j/{code}")
    await seen(ana, axe, "join")
    await joined(moot_server, ana, code, "Ελένη Παπαδοπούλου")
    await joined(moot_server, ben, code, "Łukasz Brzęczyszczykiewicz")
    await trainer.get_by_role("button", name="At random").click()
    everywhere = trainer.get_by_role("region", name="Commands for all rooms")

    await everywhere.get_by_role("button", name="Collect").or_(everywhere.get_by_role("button").first).first.click()
    await ana.get_by_label("Write a note").fill("Members come once and not again")
    await ana.get_by_label("Write a note").press("Enter")
    await expect(ben.get_by_text("Members come once and not again")).to_be_visible()
    await expect(ana.get_by_text("Saved")).to_be_visible()
    await seen(ana, axe, "share-phone")

    await trainer.get_by_role("button", name="Open the room").first.click()
    await trainer.get_by_role("button", name="Make it a challenge for all groups").first.click()
    rows = everywhere.locator("p").nth(1).get_by_role("button")
    await rows.nth(0).click()
    await expect(ben.get_by_label("The challenge")).to_have_value("Members come once and not again")
    await ben.get_by_label("Its root causes").fill("No benefit that only members get")
    await expect(ana.get_by_label("Its root causes")).to_have_value("No benefit that only members get")
    await seen(ben, axe, "define")

    await rows.nth(1).click()
    for page, idea in ((ana, "A matchmaking day for members only"), (ben, "A host for each newcomer")):
        await page.get_by_label("Write a note").fill(idea)
        await page.get_by_label("Write a note").press("Enter")
        await expect(page.get_by_text("only you see it")).to_be_visible()
    await expect(ana.get_by_text("A host for each newcomer")).to_have_count(0)
    await everywhere.get_by_role("button", name="Reveal the notes").click()
    await expect(ana.get_by_text("A host for each newcomer")).to_be_visible()
    await seen(ana, axe, "ideate-phone")

    await rows.nth(2).click()
    for page in (ana, ben):
        await page.get_by_role("button", name="Place a dot on: A host for each newcomer").click()
        await expect(page.get_by_text("2 dots left")).to_be_visible()
    await seen(ana, axe, "vote-phone")
    await seen(trainer, axe, "console-vote")

    await rows.nth(3).click()
    await expect(ana.get_by_role("meter", name="2 dots")).to_be_visible(timeout=10_000)
    choice = trainer.get_by_role("listitem").filter(has_text="A host for each newcomer")
    await choice.get_by_role("button", name="Choose").click()
    await expect(ben.get_by_text("★ A host for each newcomer")).to_be_visible()
    await seen(ben, axe, "select")

    await rows.nth(4).click()
    await ana.get_by_label("First step").fill("Ask ten members")
    await expect(ben.get_by_label("First step")).to_have_value("Ask ten members")
    await seen(ben, axe, "detail")

    await trainer.get_by_role("button", name="Links").click()
    link = await trainer.get_by_label("Projector", exact=True).input_value()
    wall = await person(viewport={"width": 1920, "height": 1080})
    await wall.goto(link)
    await seen(wall, axe, "projector-code")
    await trainer.get_by_role("button", name="Projector", exact=True).click()
    await trainer.get_by_role("complementary").get_by_role("button", name="The winners").click()
    await expect(wall.get_by_text("★ A host for each newcomer")).to_be_visible()
    await seen(wall, axe, "projector-winners")


async def test_a_killed_server_comes_back_to_the_same_board(moot_server: ServerProcess, person: Person) -> None:
    trainer, ana = await person(), await person()
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ioana Țepeș")
    everywhere = trainer.get_by_role("region", name="Commands for all rooms")
    await everywhere.get_by_role("button").first.click()
    await ana.get_by_label("Write a note").fill("Before the crash")
    await ana.get_by_label("Write a note").press("Enter")
    await expect(ana.get_by_text("Saved")).to_be_visible()
    moot_server.kill()
    await expect(ana.get_by_text("No connection.")).to_be_visible()
    await ana.get_by_label("Write a note").fill("During the outage")
    await ana.get_by_label("Write a note").press("Enter")
    moot_server.start()
    await expect(ana.get_by_text("During the outage")).to_be_visible(timeout=20_000)
    await expect(ana.get_by_text("Before the crash")).to_have_count(1)
