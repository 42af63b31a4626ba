"""A trainer looks back: takes a snapshot, looks at it, compares it with now, brings a note back, and replays it all."""

from playwright.async_api import expect

from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, come_in, command, joined, seen, trainer_of, write
from tests.server_process import ServerProcess


async def test_a_trainer_looks_back_and_brings_something_back(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    """L1 to L7."""
    trainer, ana = await person(viewport=LAPTOP), await person(viewport=PHONE)
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ana Anić")
    await command(trainer, "Our challenges")
    for text in ("Members come once", "Funding ends with the project", "Nobody decides"):
        await write(ana, text)

    await trainer.keyboard.press("s")
    dialog = trainer.get_by_role("dialog", name="Take a snapshot")
    await dialog.get_by_label("Its name").fill("Before lunch")
    await dialog.get_by_label("A note").fill("Everybody has written.")
    await axe(trainer)
    await dialog.get_by_role("button", name="Take it").click()

    note = ana.get_by_role("listitem", name="Members come once")
    await note.focus()
    await ana.keyboard.press("Enter")
    await ana.get_by_label("Edit the note").fill("Members come twice")
    await ana.keyboard.press("Enter")
    await ana.get_by_role("listitem", name="Nobody decides").focus()
    await ana.keyboard.press("Delete")
    await write(ana, "No data")
    await command(trainer, "What belongs together")

    await trainer.get_by_role("button", name="Snapshots", exact=True).click()
    snapshots = trainer.get_by_role("region", name="Snapshots")
    await expect(snapshots.get_by_role("listitem")).to_have_count(2)
    await axe(trainer)
    await snapshots.get_by_role("link", name="Look at it: Before lunch").click()
    await expect(trainer.get_by_role("heading", name="Before lunch")).to_be_visible()
    await expect(trainer.get_by_role("listitem", name="Members come once")).to_be_visible()
    await expect(trainer.get_by_role("listitem", name="Members come twice")).to_have_count(0)
    await expect(trainer.get_by_role("textbox")).to_have_count(0)
    await seen(trainer, axe, "snapshot")

    await trainer.get_by_role("link", name="Compare with now").click()
    table = trainer.get_by_role("table")
    changed = table.get_by_role("row").filter(has_text="Members come")
    await expect(changed.get_by_role("rowheader")).to_contain_text("Changed")
    await expect(changed.locator("del")).to_have_text("taken away: once")
    await expect(changed.locator("ins")).to_have_text("put in: twice")
    for text, mark in (("Nobody decides", "Removed"), ("No data", "Added")):
        await expect(table.get_by_role("row").filter(has_text=text).get_by_role("rowheader")).to_contain_text(mark)
    await seen(trainer, axe, "compare")

    await changed.get_by_role("button", name="Bring back").click()
    dialog = trainer.get_by_role("dialog")
    await expect(dialog.get_by_text("Members come twice")).to_be_visible()
    await axe(trainer)
    await dialog.get_by_role("button", name="Bring it back").click()
    await expect(trainer.get_by_text("It was brought back.")).to_be_visible()
    await expect(changed).to_have_count(0)
    await expect(ana.get_by_role("listitem", name="Members come once")).to_be_visible()

    await trainer.get_by_role("link", name="To the console").click()
    await trainer.get_by_role("link", name="Replay").click()
    await trainer.get_by_role("button", name="Group 1", exact=True).click()
    signs = trainer.get_by_role("navigation", name="Stages and snapshots")
    await signs.get_by_role("button", name="Snapshot: Before lunch").click()
    await expect(trainer.get_by_role("listitem", name="Members come once")).to_be_visible()
    await expect(trainer.get_by_role("listitem", name="No data")).to_have_count(0)
    await trainer.get_by_role("button", name="60×").click()
    await trainer.get_by_role("button", name="Play").click()
    await expect(trainer.get_by_role("listitem", name="No data")).to_be_visible()
    await expect(trainer.get_by_role("listitem", name="Members come once")).to_be_visible()
    await trainer.keyboard.press("Shift+ArrowLeft")
    await seen(trainer, axe, "replay")

    observer = await person(viewport=PHONE, color_scheme="dark")
    links = await trainer.evaluate("code => fetch(`/w/${code}/links`).then((answer) => answer.json())", code)
    await come_in(observer, links["links"]["observer"], "Jānis Bērziņš")
    for path in ("replay", trainer.url.split("/")[-1]):
        await observer.goto(f"{moot_server.url}/w/{code}/{path}")
        await expect(observer.get_by_role("button", name="Play")).to_be_visible()
        await axe(observer)
