"""From the consent at the door to the erasure: what people and trainers see of data protection."""

import json
from pathlib import Path

from playwright.async_api import expect

from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, command, joined, note, one_group, seen, trainer_of, write
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
    await expect(dialog.get_by_text("Replace the name in 1 text of others, too")).to_be_visible()
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
