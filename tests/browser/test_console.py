"""The trainer's console: people and groups, some rooms or all, messages, votes one by one, links, and who looks on."""

import re

from playwright.async_api import FilePayload, Page, expect

from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, command, everywhere, joined, note, seen, trainer_of, write
from tests.server_process import ServerProcess

PEOPLE = """name,organisation,country
Ioana Țepeș,Danube Creative,Romania
Łukasz Brzęczyszczykiewicz,Metal Valley,Poland
Ελένη Παπαδοπούλου,Aegean Blue,Greece
Grażyna Żółć,Odra Wood,Poland
"""


async def choose_tool(trainer: Page, name: str) -> None:
    await trainer.get_by_role("complementary").get_by_role("button", name=name, exact=True).click()


async def test_people_are_listed_seated_moved_and_removed(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ioana = await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    code = await trainer_of(moot_server, trainer)
    await choose_tool(trainer, "People")
    await trainer.get_by_text("Import a list of people").click()
    file: FilePayload = {"name": "list.csv", "mimeType": "text/csv", "buffer": PEOPLE.encode()}
    await trainer.get_by_label("A list of people (CSV)").set_input_files([file])
    await trainer.get_by_role("button", name="Import the list").click()
    await expect(trainer.get_by_text("4 people are on the list.")).to_be_visible()
    bad: FilePayload = {"name": "list.csv", "mimeType": "text/csv", "buffer": b"nobody,country\nA,B\n"}
    await trainer.get_by_label("A list of people (CSV)").set_input_files([bad])
    await trainer.get_by_role("button", name="Import the list").click()
    await expect(trainer.get_by_text("line 1: a header with the column name is needed")).to_be_visible()
    await trainer.get_by_text("Make groups").click()
    await trainer.get_by_role("button", name="Shuffle everybody").click()
    await expect(trainer.get_by_text("4 people are put into groups anew.")).to_be_visible()
    await trainer.get_by_role("button", name="Do it").click()
    people = trainer.get_by_role("complementary")
    await expect(people.get_by_role("heading", name="Group 1 · 2")).to_be_visible()
    await expect(people.get_by_role("heading", name="Group 2 · 2")).to_be_visible()

    await ioana.goto(f"{moot_server.url}/j/{code}")
    await ioana.get_by_label("Your name").fill("ioana țepeș")
    await ioana.get_by_label("I agree to this").check()
    await ioana.get_by_role("button", name="Join").click()
    await seen(ioana, axe, "join-claim")
    await ioana.get_by_role("button", name="Yes, that is me").click()
    await expect(ioana.get_by_role("heading", name="Group")).to_be_visible()
    await expect(trainer.get_by_text("Romania, here")).to_be_visible()
    await trainer.get_by_role("button", name="Change Ioana Țepeș").click()
    dialog = trainer.get_by_role("dialog")
    await dialog.get_by_role("button", name="Personal link").click()
    link = await dialog.get_by_label("With this link Ioana Țepeș comes in").input_value()
    await seen(trainer, axe, "person")
    seat = await dialog.get_by_label("Group of").input_value()
    await dialog.get_by_label("Group of").select_option({"g1": "g2", "g2": "g1"}[seat])
    there = {"g1": "Group 2", "g2": "Group 1"}[seat]
    await expect(ioana.get_by_role("heading", name=there)).to_be_visible()
    phone = await person()
    await phone.goto(link)
    await expect(phone.get_by_role("heading", name=there)).to_be_visible()
    await dialog.get_by_role("button", name="Remove Ioana Țepeș").click()
    for page in (ioana, phone):
        await expect(page.get_by_text("You cannot come in by this way any more.")).to_be_visible()


async def test_a_command_for_some_groups_and_a_message_for_them(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana, ben = await person(viewport=LAPTOP), await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ionuț Țepeș")
    await joined(moot_server, ben, code, "Åsa Ölmez")
    await command(trainer, "Our challenges")
    await trainer.get_by_label("Choose Group 1").check()
    chosen = trainer.get_by_role("region", name="Commands for the chosen groups")
    await chosen.get_by_role("button", name="Pause").click()
    seats = [await page.get_by_role("heading", level=1).inner_text() for page in (ana, ben)]
    first, second = (ana, ben) if "Group 1" in seats[0] else (ben, ana)
    await expect(first.get_by_text("paused")).to_be_visible()
    await expect(second.get_by_text("paused")).to_have_count(0)
    await chosen.get_by_role("button", name="+2 min").click()
    await expect(trainer.get_by_role("timer").filter(has_text="paused").first).to_contain_text(re.compile("1[34]:"))
    await choose_tool(trainer, "Messages")
    await trainer.get_by_label("A message to Group 1").fill("Take your time — pięć minut więcej")
    await trainer.get_by_role("button", name="Send to the chosen groups").click()
    await expect(first.get_by_role("alert")).to_contain_text("pięć minut więcej")
    await expect(second.get_by_role("alert")).to_have_count(0)
    await seen(trainer, axe, "console-messages")
    await trainer.get_by_label("Choose Group 1").uncheck()
    await expect(everywhere(trainer).get_by_text("The groups have clocks of their own.")).to_be_visible()
    await ana.get_by_role("button", name="Ask for help").click()
    await expect(trainer.get_by_text("Ionuț Țepeș would like help")).to_be_visible()
    await command(trainer, "End the stage")
    await expect(ben.get_by_text("This stage is over.")).to_be_visible()
    await everywhere(trainer).get_by_role("button", name="+5 min").click()
    await expect(ben.get_by_text("This stage is over.")).to_have_count(0)


async def test_a_tie_is_settled_by_a_run_off_and_a_decision_can_be_withdrawn(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana = await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ionuț Țepeș")
    await trainer.get_by_role("button", name="Open the room Group 1").click()
    await trainer.get_by_role("button", name="Solutions to the biggest challenges").click()
    await trainer.get_by_label("Add a challenge").fill("Nobody has time")
    await trainer.get_by_role("button", name="Add", exact=True).last.click()
    await command(trainer, "Find ideas")
    for idea in ("Stand up", "Sit down"):
        await write(ana, idea)
    await command(trainer, "Vote for the best idea")
    await seen(ana, axe, "vote-alone")
    await trainer.get_by_role("button", name="Close the vote: Nobody has time").click()
    await expect(ana.get_by_text("2 ideas are tied")).to_be_visible(timeout=10_000)
    await command(trainer, "The winners")
    await trainer.get_by_role("button", name="Run-off among the tied").click()
    await expect(ana.get_by_text("Run-off among the tied. 1 dot left")).to_be_visible()
    await ana.get_by_role("button", name="Place a dot on: Sit down").click()
    await trainer.get_by_role("button", name="Close the vote: Nobody has time").click()
    await trainer.get_by_role("button", name="Choose: Sit down").click()
    await expect(ana.get_by_text("Won the run-off.")).to_be_visible()
    await seen(trainer, axe, "console-decided")
    await trainer.get_by_role("button", name="Withdraw the decision").click()
    await expect(ana.get_by_text("Won the run-off.")).to_have_count(0)
    await command(trainer, "One stage back")
    await expect(ana.get_by_text("3 dots left")).to_be_visible()


async def test_links_are_renewed_and_an_observer_looks_on(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ana, watcher = await person(viewport=LAPTOP), await person(), await person(viewport=LAPTOP)
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ionuț Țepeș")
    await command(trainer, "Our challenges")
    await write(ana, "Nobody has time")
    await trainer.get_by_text("Links of trainers, observers and the projector").click()
    link = await trainer.get_by_label("Observer", exact=True).input_value()
    await seen(trainer, axe, "console-links")
    await watcher.goto(link)
    await watcher.get_by_label("Your name").fill("Jānis Bērziņš")
    await watcher.get_by_role("button", name="Come in").click()
    await expect(watcher.get_by_text("You look on")).to_be_visible()
    await watcher.get_by_role("button", name="Open the room Group 1").click()
    await expect(note(watcher, "Nobody has time")).to_be_visible()
    await expect(watcher.get_by_role("button", name="Our challenges")).to_have_count(0)
    await expect(watcher.get_by_label("Write a note")).to_have_count(0)
    await seen(watcher, axe, "observer")
    await trainer.get_by_role("button", name="Renew the link: Observer").click()
    await trainer.get_by_role("button", name="Do it").click()
    await expect(watcher.get_by_text("You cannot come in by this way any more.")).to_be_visible()
    await trainer.get_by_text("Links of trainers, observers and the projector").click()
    await trainer.get_by_role("button", name="Renew the link: Trainer").click()
    await trainer.get_by_role("button", name="Do it").click()
    await expect(trainer.get_by_text("Links of trainers, observers and the projector")).to_be_visible()
    await command(trainer, "What belongs together")
