"""Commands: in sight of all who lead or look on, taken back, and given by keyboard alone."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, come_in, command, joined, note, seen, trainer_of, write
from tests.server_process import ServerProcess


async def co_trainer(trainer: Page, page: Page) -> None:
    await trainer.get_by_role("button", name="Links", exact=True).click()
    await trainer.get_by_text("Links of trainers, observers and the projector").click()
    await come_in(page, await trainer.get_by_label("Co-trainer", exact=True).input_value(), "Jānis Bērziņš")


async def take_back(trainer: Page) -> None:
    """The newest, by the key."""
    await trainer.keyboard.press("Control+z")
    await trainer.get_by_role("dialog").get_by_role("button", name="Do it").click()
    await expect(trainer.get_by_role("dialog")).to_have_count(0)


async def test_two_trainers_see_each_others_commands_and_take_them_back(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, other, ana = await person(viewport=LAPTOP), await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ionuț Țepeș")
    await co_trainer(trainer, other)
    await trainer.get_by_role("button", name="Open the room Group 1").click()
    await trainer.get_by_role("button", name="Solutions to the biggest challenges").click()
    await trainer.get_by_label("Add a challenge").fill("Nobody has time")
    await trainer.get_by_role("button", name="Add", exact=True).last.click()
    await command(trainer, "Find ideas")
    line = other.get_by_role("region", name="Record")
    await expect(line.get_by_text("Žofie Říhová: “Find ideas” started").last).to_be_visible()
    await write(ana, "Stand up")
    await expect(note(trainer, "Stand up")).to_have_count(0)
    await command(other, "Reveal the notes")
    await expect(note(trainer, "Stand up")).to_be_visible()
    await trainer.get_by_role("heading", level=1).click()
    await trainer.keyboard.press("Control+z")
    await expect(trainer.get_by_text("1 note is private again")).to_be_visible()
    await seen(trainer, axe, "taking-back")
    await trainer.get_by_role("dialog").get_by_role("button", name="Do it").click()
    await expect(note(trainer, "Stand up")).to_have_count(0)
    await expect(note(ana, "Stand up")).to_be_visible()
    await expect(line.get_by_text("taken back by Žofie Říhová")).to_be_visible()

    await command(trainer, "Vote for the best idea")
    await ana.get_by_role("button", name="Place a dot on: Stand up").click()
    await expect(ana.get_by_text("2 dots left")).to_be_visible()
    await command(other, "End the stage")
    await expect(ana.get_by_text("Winner")).to_have_count(0)
    await take_back(other)
    await expect(ana.get_by_text("2 dots left")).to_be_visible()
    await line.get_by_role("button", name="Record").click()
    record = other.get_by_role("dialog", name="Record")
    await expect(record.get_by_role("listitem").first).to_contain_text("Stage ended")
    await seen(other, axe, "record")
    await record.get_by_role("button", name="Find ideas").click()
    await expect(other.get_by_text("Something that was done since stands in the way")).to_be_visible()
    await other.get_by_role("dialog").last.get_by_role("button", name="Close").last.click()
