"""From the consent at the door to the erasure: what people and trainers see of data protection."""

import datetime
import json
from pathlib import Path

from playwright.async_api import FilePayload, Page, expect

from moot.server.programmes import builtin
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, come_in, command, joined, note, one_group, seen, trainer_of, write
from tests.server_process import ServerProcess

NAME = "Ioana Țepeș"


async def test_a_person_agrees_takes_their_data_away_and_is_erased(
    moot_server: ServerProcess, person: Person, axe: Axe, tmp_path: Path
) -> None:
    trainer, ben = await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    ioana = await person(viewport=PHONE, has_touch=True, accept_downloads=True, color_scheme="dark")
    code = await trainer_of(moot_server, trainer)

    await ioana.goto(f"{moot_server.url}/j/{code}")
    await ioana.get_by_label("Your name").fill(NAME)
    await ioana.get_by_role("button", name="Join").click()
    assert await ioana.get_by_label("I agree to this").evaluate("box => box.validity.valueMissing")
    await seen(ioana, axe, "consent")
    await ioana.get_by_role("link", name="What is kept about you").click()
    await expect(ioana.get_by_role("heading", name="In your browser")).to_be_visible()
    await seen(ioana, axe, "kept-for-everybody")
    await joined(moot_server, ioana, code, NAME, "Romania")
    await joined(moot_server, ben, code, "Jānis Bērziņš", "Latvia")
    await one_group(trainer)
    await command(trainer, "Our challenges")
    await write(ioana, "Members come once")
    await write(ben, f"Ask {NAME} how")

    await ioana.get_by_role("button", name="Keys and settings").click()
    await ioana.get_by_role("link", name="What is kept about you").click()
    await expect(ioana.get_by_text("What you write here is seen by your group")).to_be_visible()
    await ioana.get_by_role("button", name="Ask the trainers to erase me").click()
    await expect(ioana.get_by_text("You asked to be erased on")).to_be_visible()
    await seen(ioana, axe, "kept-about-me")
    await ioana.get_by_role("link", name="All that is held about you").click()
    await expect(ioana.get_by_text("Members come once")).to_be_visible()
    await seen(ioana, axe, "held")
    async with ioana.expect_download() as started:
        await ioana.get_by_role("link", name="Download all of it (JSON)").click()
    await (await started.value).save_as(tmp_path / "mine.json")
    held = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert [one["text"] for one in held["notes"]] == ["Members come once"]
    assert held["consent"]["text"].startswith("What you write here")

    await trainer.get_by_role("button", name="Data protection").click()
    tool = trainer.get_by_role("region", name="Data protection")
    await expect(tool.get_by_text("2 of 2 have agreed")).to_be_visible()
    await tool.get_by_label("Erase all by itself").check()
    await seen(trainer, axe, "protection")
    await tool.get_by_role("button", name="Keep people so long").click()
    await expect(tool.get_by_text("Then all are erased, and the results stay nameless.")).to_be_visible()
    await expect(trainer.get_by_text("All names are erased after")).to_have_count(0)
    await tool.get_by_role("button", name=f"Erase {NAME}").click()
    dialog = trainer.get_by_role("dialog", name=f"Erase {NAME}")
    await expect(dialog.get_by_text("Replace the name elsewhere, too: 1 text of others")).to_be_visible()
    await expect(dialog.get_by_role("button", name="for good")).to_be_disabled()
    await dialog.get_by_label("I know that it cannot be taken back").check()
    await seen(trainer, axe, "erase")
    await dialog.get_by_role("button", name="for good").click()
    await expect(dialog).to_have_count(0)
    await expect(tool.get_by_text("Nobody. People ask on the page")).to_be_visible()
    await expect(note(ben, "Members come once")).to_be_visible()
    await expect(note(ben, "Ask Person 2 how")).to_be_visible()
    await expect(ben.get_by_text(NAME)).to_have_count(0)
    await expect(trainer.get_by_text(NAME)).to_have_count(0)
    await write(ben, "Work goes on")
    await ioana.goto(f"{moot_server.url}/w/{code}")
    await expect(ioana.get_by_label("I agree to this")).to_be_visible()
    await trainer.get_by_role("button", name="People", exact=True).click()
    await expect(trainer.get_by_text("Person 2")).to_be_visible()
    await seen(trainer, axe, "erased")
    for file in moot_server.data.glob("journal.sqlite*"):
        assert NAME.encode() not in file.read_bytes(), file


async def trainer_of_a_retro(server: ServerProcess, trainer: Page, languages: str) -> str:
    """Of a file that says something else in place of its languages; the workshop's code."""
    source = builtin()["retro"].replace('languages = ["en", "pl"]', languages, 1)
    await trainer.goto(server.operator_link)
    file: FilePayload = {"name": "mine.toml", "mimeType": "application/toml", "buffer": source.encode()}
    await trainer.get_by_label("Or your own programme file").set_input_files([file])
    await trainer.get_by_role("button", name="Make the workshop").click()
    await trainer.get_by_label("Your name").fill("Žofie Říhová")
    await trainer.get_by_role("button", name="Come in").click()
    await expect(trainer.get_by_role("heading", name="Group 1", exact=True)).to_be_visible()
    return trainer.url.split("/w/")[1][:6]


async def test_a_trainer_is_warned_before_names_go_and_keeps_people_longer(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    """E7: ten days before, for a workshop of today."""
    trainer, ana = await person(viewport=LAPTOP), await person(viewport=PHONE)
    code = await trainer_of_a_retro(moot_server, trainer, 'languages = ["en", "pl"]\nkeep_days = 10')
    until = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=10)
    in_words = f"{until:%b} {until.day}, {until.year}"
    warning = trainer.get_by_text(f"All names are erased after {in_words}, for good.")
    await expect(warning).to_be_visible()
    await trainer.get_by_role("button", name="Data protection").click()
    tool = trainer.get_by_role("region", name="Data protection")
    await expect(tool.get_by_role("status").filter(has_text=f"Until {in_words}, 10 days from now.")).to_be_visible()
    await seen(trainer, axe, "soon-erased")

    await ana.goto(f"{moot_server.url}/j/{code}")
    await ana.get_by_label("Your name").fill("Ana Popescu")
    await ana.get_by_role("button", name="Join").click()
    await expect(ana.get_by_role("heading", name="Group")).to_be_visible()
    await ana.goto(f"{moot_server.url}/w/{code}/kept")
    await expect(ana.get_by_text(f"All names are kept until {until.day} {until:%B %Y}")).to_be_visible()

    await tool.get_by_label("Days after the last day of the training").fill("300")
    await tool.get_by_role("button", name="Keep people so long").click()
    await expect(tool.get_by_text("300 days from now.")).to_be_visible()
    await expect(warning).to_have_count(0)


async def test_an_operator_looks_whether_a_name_is_gone(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ioana = await person(viewport=LAPTOP), await person(viewport=PHONE)
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ioana, code, NAME, "Romania")
    operator = await person(viewport=LAPTOP)
    await operator.goto(moot_server.operator_link)
    await operator.get_by_role("link", name="All workshops").click()
    await operator.get_by_text("Look whether a name is gone …").click()
    await operator.get_by_label("Name").fill(NAME.upper())
    await operator.get_by_role("button", name="Look for it").click()
    told = operator.get_by_role("status")
    await expect(told).to_contain_text(f"“{NAME.upper()}” still stands here: in 1 entry:")
    await seen(operator, axe, "proof-found")

    await trainer.get_by_role("button", name="People", exact=True).click()
    await trainer.get_by_role("button", name=f"Change {NAME}").click()
    await trainer.get_by_role("button", name=f"Erase {NAME}").click()
    await trainer.get_by_label("I know that it cannot be taken back").check()
    await trainer.get_by_role("button", name="for good").click()
    await expect(trainer.get_by_role("dialog")).to_have_count(0)
    await operator.get_by_label("Name").fill(NAME)
    await operator.get_by_role("button", name="Look for it").click()
    await expect(told).to_contain_text(f"“{NAME}” is gone: it stands nowhere in")
    await seen(operator, axe, "proof-gone")


async def test_a_co_trainer_is_erased_also_from_the_programme_that_names_them(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    """E2, E6."""
    trainer, other = await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    led = 'languages = ["en", "pl"]\nconsent = {en = "Ask Stoyan Petrov", pl = "Stoyan Petrov"}'
    code = await trainer_of_a_retro(moot_server, trainer, led)
    links = await trainer.evaluate(f"fetch('/w/{code}/links').then(answer => answer.json())")
    await come_in(other, links["links"]["co-trainer"], "Stoyan Petrov")
    await trainer.goto(f"{moot_server.url}/w/{code}/programme")
    await trainer.get_by_label("Title of the training, en").fill("A retro with Stoyan Petrov")
    await trainer.get_by_role("button", name="Change the workshop …").click()
    await trainer.get_by_role("button", name="Change it now").click()
    await trainer.get_by_role("link", name="To the console").click()
    await expect(trainer.get_by_role("heading", name="A retro with Stoyan Petrov")).to_be_visible()

    await trainer.get_by_role("button", name="Data protection").click()
    await trainer.get_by_text("Erase a trainer or an observer").click()
    await trainer.get_by_role("button", name="Erase Stoyan Petrov").click()
    await expect(trainer.get_by_text("Replace the name elsewhere, too: 1 text of the programme")).to_be_visible()
    await expect(trainer.get_by_text("The text that people agree to names them.")).to_be_visible()
    await trainer.get_by_label("I know that it cannot be taken back").check()
    await seen(trainer, axe, "erase-named-in-the-programme")
    await trainer.get_by_role("button", name="for good").click()
    await expect(trainer.get_by_role("heading", name="A retro with Person 2")).to_be_visible()
    await expect(trainer.get_by_text("Erase a trainer or an observer")).to_have_count(0)
    await expect(other.get_by_role("heading", name="Group 1", exact=True)).to_have_count(0)
