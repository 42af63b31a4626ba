"""The programme editor: a programme is made by mouse and by keyboard, and changed while the workshop runs."""

import asyncio
import re
from pathlib import Path

from playwright.async_api import FilePayload, Locator, Page, expect

from moot.rooms.programmes.file import read
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, command, joined, seen, trainer_of
from tests.server_process import ServerProcess


def outline(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Parts of the programme")


async def go_to(page: Page, *names: str) -> None:
    for name in names:
        await outline(page).get_by_role("button", name=name, exact=True).click()


def block(page: Page, name: str) -> Locator:
    """A session on the line of the day."""
    return page.locator(".whole-block").filter(has_text=name)


async def checked(page: Page, said: str = "No mistakes") -> None:
    await expect(page.get_by_role("region", name="Mistakes").get_by_role("status")).to_have_text(said)


async def kept_file(page: Page) -> str:
    async with page.expect_download() as waits:
        await page.get_by_role("button", name="Save as a file").click()
    download = await waits.value
    return await asyncio.to_thread(Path(await download.path()).read_text, "utf-8")


async def test_a_programme_is_made_by_mouse_and_keyboard_and_a_workshop_of_it(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    page = await person(viewport=LAPTOP)
    await page.goto(moot_server.operator_link)
    await page.get_by_role("list").get_by_role("link", name="Cluster academy").click()
    await checked(page)
    await seen(page, axe, "editor-whole")
    await go_to(page, "Day 4: Collaborative problem-solving")

    # by mouse: the keynote is dragged 20 minutes down, onto what follows, and that is shown; undo takes it back
    keynote, last = block(page, "Keynote"), block(page, "Wrap-up, feedback and questions")
    box = await keynote.bounding_box()
    assert box
    await keynote.hover()
    await page.mouse.down()
    await page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 20 * 1.74, steps=6)
    await page.mouse.up()
    await expect(keynote).to_contain_text("10:35–10:50")
    await expect(page.get_by_text("20 min at the same time")).to_be_visible()
    await expect(page.get_by_text("20 min free")).to_be_visible()
    await checked(page, "1 mistake to mend")
    await seen(page, axe, "editor-overlap")
    while await keynote.get_by_text("10:15–10:30").count() == 0:
        await page.get_by_role("button", name="Undo").click()
    await checked(page)

    # by keyboard: its end 10 minutes later, and all that follows with it
    await page.get_by_label("All that comes after moves too").check()
    await keynote.focus()
    await keynote.press("Shift+ArrowDown")
    await keynote.press("Shift+ArrowDown")
    await expect(keynote).to_contain_text("10:15–10:40")
    await expect(last).to_contain_text("15:55–16:10")
    await seen(page, axe, "editor")

    # a session with an activity, and a stage in it
    await page.get_by_role("button", name="Add a session").click()
    await expect(page.get_by_role("heading", name="A new session")).to_be_visible()
    await page.get_by_label("Title of the session, en").fill("Ideas for the summer")
    await page.get_by_label("Title of the session, pl").fill("Pomysły na lato")
    await page.get_by_label("Starts").fill("16:10")
    await page.get_by_role("region", name="Activities").get_by_role("button", name="Solve challenges").click()
    await page.get_by_role("region", name="Stages").get_by_role("button", name="detail the winners").click()
    await expect(page.get_by_role("heading", name="Details", level=2)).to_be_visible()
    await page.get_by_role("button", name="A minute more: Length").click()
    await expect(page.get_by_label("Length", exact=True)).to_have_value("11 min")
    await checked(page)

    # a mistake is named at its field, and one gets there from anywhere
    await page.get_by_label("Title of the stage, pl").fill("")
    await checked(page, "1 mistake to mend")
    await expect(page.get_by_label("Title of the stage, pl")).to_have_attribute("aria-invalid", "true")
    await go_to(page, "Day 1: Cluster strategy evaluation")
    await page.get_by_role("region", name="Mistakes").get_by_text("Show all").click()
    await seen(page, axe, "editor-mistake")
    await page.get_by_role("region", name="Mistakes").get_by_role("button", name=re.compile("Details")).click()
    await expect(page.get_by_label("Title of the stage, pl")).to_be_focused()
    await page.keyboard.type("Szczegóły")
    await checked(page)

    # nothing is lost when the page is loaded again; the file is as the draft, and is opened again
    await page.reload()
    await checked(page)
    source = await kept_file(page)
    programme = read(source, "academy.toml")
    assert programme.days[3].sessions[1].ends == "10:40"
    assert programme.days[3].sessions[-1].activities[0].stages[-1].title == {"en": "Details", "pl": "Szczegóły"}
    await page.get_by_role("button", name="Begin with …").click()
    other = source.replace('title.en = "Cluster academy"', 'title.en = "Academy of 2026"')
    file: FilePayload = {"name": "mine.toml", "mimeType": "application/toml", "buffer": other.encode()}
    await page.get_by_label("A programme file (TOML)").set_input_files([file])
    await expect(page.get_by_role("heading", name="Programme: Academy of 2026")).to_be_visible()
    await checked(page)
    await page.get_by_role("button", name="Make the workshop").click()
    await page.get_by_label("Your name").fill("Žofie Říhová")
    await page.get_by_role("button", name="Come in").click()
    await expect(page.get_by_role("heading", name="Academy of 2026")).to_be_visible()


async def test_the_programme_changes_while_the_workshop_runs(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, other, ana = await person(viewport=LAPTOP), await person(viewport=LAPTOP), await person(viewport=PHONE)
    await trainer.goto(moot_server.operator_link)
    await trainer.get_by_role("button", name="Make the workshop").click()
    await trainer.get_by_label("Your name").fill("Žofie Říhová")
    await trainer.get_by_role("button", name="Come in").click()
    await expect(trainer.get_by_role("heading", name="Group 1")).to_be_visible()
    code = trainer.url.split("/")[4]
    await joined(moot_server, ana, code, "Ionuț Țepeș")
    await command(trainer, "Our challenges")
    links = await trainer.evaluate(f"fetch('/w/{code}/links').then(answer => answer.json())")
    await other.goto(links["links"]["co-trainer"])
    await other.get_by_label("Your name").fill("Stoyan Petrov")
    await other.get_by_role("button", name="Come in").click()
    await expect(other.get_by_role("heading", name="Group 1")).to_be_visible()
    for page in (trainer, other):
        await page.goto(f"{moot_server.url}/w/{code}/programme")
        await checked(page)

    # what has begun stays what it is, and that is said where one edits
    share = ("Day 4: Collaborative problem-solving", "Share and learn")
    await go_to(trainer, *share, "Challenges on the way", "Our challenges")
    await trainer.get_by_label("Notes are private until a trainer reveals them").check()
    why = trainer.get_by_text(
        "This stage has begun: whether one writes in private stays as it is. In Group 1, Group 2."
    )
    await expect(why).to_be_visible()
    await trainer.get_by_role("button", name="Undo").click()
    await expect(why).to_have_count(0)

    # a session is renamed, and everybody sees it
    await go_to(trainer, "Share and learn")
    await trainer.get_by_label("Title of the session, en").fill("Share, and share again")
    await checked(trainer)
    await trainer.get_by_role("button", name="Change the workshop …").click()
    dialog = trainer.get_by_role("dialog")
    await expect(dialog.get_by_text("Share and learn → Share, and share again")).to_be_visible()
    await expect(dialog.get_by_text("Everybody in 2 rooms sees it at once.")).to_be_visible()
    await seen(trainer, axe, "editor-change")
    await dialog.get_by_role("button", name="Change it now").click()
    await expect(trainer.get_by_text("The workshop has the new programme.")).to_have_count(1)
    await ana.get_by_role("button", name="Agenda").click()
    await expect(ana.get_by_text("Share, and share again")).to_be_visible()
    await expect(ana.get_by_role("timer")).to_be_visible()

    # the other trainer, who did not see that, is told what differs, and both changes come together
    await go_to(other, *share[:1])
    await other.get_by_label("Title of the day, en").fill("Solving together")
    await checked(other)
    await other.get_by_role("button", name="Change the workshop …").click()
    await expect(other.get_by_role("heading", name="Another trainer changed the programme meanwhile")).to_be_visible()
    await expect(other.get_by_text("Share and learn → Share, and share again")).to_be_visible()
    await seen(other, axe, "editor-meanwhile")
    await other.get_by_role("button", name="Take their changes into my draft").click()
    await checked(other)
    await other.get_by_role("button", name="Change the workshop …").click()
    await other.get_by_role("button", name="Change it now").click()
    await expect(ana.get_by_role("heading", name="Day 4: Solving together")).to_be_visible()
    await expect(ana.get_by_text("Share, and share again")).to_be_visible()


async def test_a_day_that_slips_is_pushed_from_the_console(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana = await person(viewport=LAPTOP), await person(viewport=PHONE)
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ionuț Țepeș")
    await ana.get_by_role("button", name="Agenda").click()
    await trainer.get_by_role("button", name="Agenda", exact=True).click()
    await trainer.get_by_text("Change the times of the day").click()
    await trainer.get_by_label("Session", exact=True).select_option("10:15 Keynote")
    await trainer.get_by_role("button", name="10 minutes later").click()
    agenda = ana.get_by_role("dialog")
    await expect(agenda.get_by_role("listitem").filter(has_text="Share and learn")).to_contain_text("10:40")
    welcome = trainer.get_by_role("form", name="Welcome and introduction to the training")
    await welcome.get_by_label("Starts").fill("09:45")
    await welcome.get_by_role("button", name="Save").click()
    await expect(agenda.get_by_role("listitem").filter(has_text="Welcome and")).to_contain_text("09:45")
    await ana.keyboard.press("Escape")
    await trainer.get_by_text("Change the lengths of stages to come").click()
    ideas = trainer.get_by_role("form", name="Find ideas")
    await ideas.get_by_label("Minutes").fill("42")
    await ideas.get_by_role("button", name="Save").click()
    await seen(trainer, axe, "console-timetable")
    await command(trainer, "Find ideas")
    await expect(ana.get_by_role("timer")).to_contain_text(re.compile("4[12]:"))


async def test_the_editor_is_read_on_a_phone(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    phone = await person(viewport=PHONE, color_scheme="dark", locale="pl-PL")
    await phone.goto(moot_server.operator_link)
    await phone.goto(f"{moot_server.url}/programmes/edit?from=retro")
    await expect(phone.get_by_role("status").first).to_have_text("Bez błędów")
    await seen(phone, axe, "editor-phone")
    assert await phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
