"""Commands: in sight of all who lead or look on, taken back, and given by keyboard alone."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, come_in, command, joined, note, one_group, seen, trainer_of, write
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
    await expect(line.get_by_text("Stage ended").last).to_be_visible()
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


async def palette(trainer: Page, find: str) -> None:
    """By keyboard alone; what it will do is said before."""
    await trainer.keyboard.press("Control+k")
    field = trainer.get_by_role("combobox", name="Find a command")
    await expect(field).to_be_focused()
    await trainer.keyboard.type(find)
    await expect(trainer.get_by_role("dialog").get_by_role("status")).to_contain_text(".")
    await trainer.keyboard.press("Enter")
    await expect(trainer.get_by_role("dialog")).to_have_count(0)


async def test_everyone_is_called_locked_and_shown_what_a_group_wrote_by_keyboard(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana = await person(viewport=LAPTOP), await person(viewport=PHONE, has_touch=True, color_scheme="dark")
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ionuț Țepeș")
    await palette(trainer, "our challenges")
    await write(ana, "Nobody has time")
    await palette(trainer, "open room group 1")
    await palette(trainer, "lock")
    await expect(ana.get_by_text("Locked by the trainer")).to_be_visible()
    await expect(ana.get_by_label("Write a note")).to_have_count(0)
    await seen(ana, axe, "locked")
    await palette(trainer, "unlock")
    await expect(ana.get_by_label("Write a note")).to_be_visible()

    await note(trainer, "Nobody has time").get_by_role("button", name="More for").click()
    await note(trainer, "Nobody has time").get_by_role("button", name="Show to all").click()
    await expect(ana.get_by_role("region", name="The trainer shows")).to_contain_text("Nobody has time")
    await seen(ana, axe, "spotlight")
    await ana.get_by_role("button", name="Close what the trainer shows").click()
    await note(trainer, "Nobody has time").get_by_role("button", name="Hide").click()
    await expect(note(ana, "Nobody has time")).to_have_count(0)
    await expect(trainer.get_by_role("button", name="End what is shown to all")).to_have_count(0)
    await trainer.get_by_text("1 thing is hidden").click()
    await seen(trainer, axe, "hidden")
    await trainer.get_by_role("button", name="Put back on the board: Nobody has time").click()
    await expect(note(ana, "Nobody has time")).to_be_visible()

    await trainer.get_by_role("heading", level=1).click()
    await trainer.keyboard.press("c")
    await expect(trainer.get_by_role("dialog")).to_contain_text("Call everyone back")
    await trainer.get_by_role("button", name="Do it").click()
    await expect(ana.get_by_role("alert")).to_contain_text("Please come back to the plenary.")
    await seen(ana, axe, "called")
    await trainer.keyboard.press("Control+k")
    await seen(trainer, axe, "palette")
    await trainer.keyboard.press("Escape")
    await palette(trainer, "end call")
    await expect(ana.get_by_text("Please come back to the plenary.")).to_have_count(0)
    await trainer.get_by_role("button", name="The plan runs by itself").click()
    await expect(trainer.get_by_text("Next: What belongs together in")).to_be_visible()
    await expect(ana.get_by_text("Then: What belongs together")).to_be_visible()


async def test_two_people_share_a_tablet_and_a_trainer_moves_and_writes_for_them(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, tablet = await person(viewport=LAPTOP), await person(viewport=PHONE, has_touch=True)
    code = await trainer_of(moot_server, trainer)
    for name in ("Ana Țepeș", "Ben Ölmez"):
        await joined(moot_server, await person(), code, name)
    await one_group(trainer)
    await palette(trainer, "find ideas")
    await trainer.get_by_text("One device for several people").click()
    await trainer.get_by_role("list", name="Who writes on it").get_by_label("Ana Țepeș").check()
    await trainer.get_by_role("list", name="Who writes on it").get_by_label("Ben Ölmez").check()
    await trainer.get_by_role("button", name="Allow a device").click()
    link = trainer.get_by_label("Link for the device")
    await expect(link).to_have_value(re.compile("device"))
    await seen(trainer, axe, "device-code")
    await tablet.goto(await link.input_value())
    await trainer.keyboard.press("Escape")
    await seen(tablet, axe, "turn")
    await tablet.get_by_role("button", name="Ana Țepeș").click()
    await expect(tablet.get_by_text("You write as Ana Țepeș")).to_be_visible()
    await palette(trainer, "our challenges")
    await write(tablet, "Nobody has time")
    await tablet.get_by_label("Write a note").fill("half a thought of Ana")
    await seen(tablet, axe, "tablet")
    await tablet.get_by_role("link", name="Hand over").click()
    await tablet.get_by_role("button", name="Ben Ölmez").click()
    await expect(tablet.get_by_text("You write as Ben Ölmez")).to_be_visible()
    await expect(tablet.get_by_label("Write a note")).to_have_value("")
    await expect(note(tablet, "Nobody has time")).to_contain_text("Ana Țepeș")
    await palette(trainer, "add a group")
    await trainer.get_by_label("Choose Ben Ölmez").check()
    await trainer.get_by_label("Move 1 person to").select_option("g2")
    await expect(tablet.get_by_text("You cannot come in by this way any more.")).to_be_visible()
    ben = trainer.get_by_role("complementary").get_by_role("listitem").filter(has_text="Ben Ölmez").last
    ana = trainer.get_by_role("complementary").get_by_role("listitem").filter(has_text="Ana Țepeș").last
    await ben.drag_to(ana)
    await expect(trainer.get_by_role("region", name="Record")).to_contain_text("Ben Ölmez moved")
