"""A board by keyboard and by mouse: what is dragged can be moved by keys, and what one did can be taken back."""

from playwright.async_api import Page, expect

from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, command, everywhere, joined, note, one_group, seen, trainer_of, write
from tests.server_process import ServerProcess


async def a_board(server: ServerProcess, trainer: Page, *people: Page) -> str:
    """A group that collects challenges; the code."""
    code = await trainer_of(server, trainer)
    await one_group(trainer)
    names = ("Ionuț Țepeș", "Åsa Ölmez", "Θεοδώρα Ζαχαρία")
    for page, name in zip(people, names, strict=False):
        await joined(server, page, code, name)
    await one_group(trainer)
    await command(trainer, "Our challenges")
    return code


async def test_a_note_by_keyboard_alone(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ana, ben = await person(), await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    await a_board(moot_server, trainer, ana, ben)
    keys = ana.keyboard
    await ana.get_by_label("Write a note").focus()
    for text in ("One", "Two", "Three"):
        await keys.type(text)
        await keys.press("Enter")
        await expect(note(ben, text)).to_be_visible()
    await note(ana, "One").focus()
    await keys.press("ArrowDown")
    await expect(note(ana, "Two")).to_be_focused()
    await keys.press("End")
    await expect(note(ana, "Three")).to_be_focused()
    await keys.press("Home")
    await keys.press("Enter")
    await keys.type(" and a half")
    await keys.press("Enter")
    await expect(note(ben, "One and a half")).to_be_visible()
    await expect(note(ana, "One and a half")).to_be_focused()
    await keys.press("Delete")
    await expect(note(ben, "One and a half")).to_have_count(0)
    await expect(note(ana, "Two")).to_be_focused()
    await keys.press("Control+z")
    await expect(note(ben, "One and a half")).to_be_visible()
    await note(ana, "Two").focus()
    await keys.press("m")
    await ana.get_by_label("Together with").select_option(label="A new cluster with: One and a half")
    await ana.get_by_role("dialog").get_by_role("button", name="Move", exact=True).click()
    await expect(ben.get_by_role("heading", name="Cluster")).to_be_visible()
    await expect(note(ana, "Two")).to_be_focused()
    await keys.press("?")
    await expect(ana.get_by_role("dialog", name="Keys and settings")).to_be_visible()
    await seen(ana, axe, "keys")
    await ana.get_by_label("Single letters are commands").uncheck()
    await keys.press("Escape")
    await note(ana, "Two").focus()
    await keys.press("m")
    await expect(ana.get_by_role("dialog")).to_have_count(0)


async def test_notes_are_dragged_into_order_and_into_clusters(moot_server: ServerProcess, person: Person) -> None:
    trainer, ana, ben = await person(), await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    await a_board(moot_server, trainer, ana, ben)
    for text in ("First", "Second", "Third"):
        await write(ana, text)
    third, first = await note(ana, "Third").bounding_box(), await note(ana, "First").bounding_box()
    assert third
    assert first
    await note(ana, "Third").drag_to(note(ana, "First"), target_position={"x": 40, "y": 6})
    order = [await one.get_attribute("aria-label") for one in await ben.get_by_role("listitem").all()]
    await expect(ben.locator("[data-note]").first).to_contain_text("Third")
    assert order
    await note(ana, "Second").drag_to(note(ana, "First"), target_position={"x": 40, "y": first["height"] / 2})
    await expect(ben.get_by_role("heading", name="Cluster")).to_be_visible()
    await expect(ben.locator(".cluster [data-note]")).to_have_count(2)
    await ana.get_by_role("button", name="Undo: Notes put together").click()
    await expect(ben.get_by_role("heading", name="Cluster")).to_have_count(0)


async def test_what_others_add_is_marked_and_said_now_and_then(moot_server: ServerProcess, person: Person) -> None:
    trainer, ana, ben = await person(), await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    await a_board(moot_server, trainer, ana, ben)
    for text in ("One", "Two"):
        await write(ben, text)
    await expect(ana.get_by_text("2 new", exact=True)).to_be_visible()
    await expect(ana.get_by_text("2 new notes in Challenges on the way")).to_have_count(1)
    await ana.get_by_label("Write a note").hover()
    await ana.mouse.move(0, 0)
    await expect(ana.get_by_text("2 new", exact=True)).to_have_count(0)
    await ana.get_by_role("button", name="As a list").click()
    await expect(ana.locator(".wall")).to_have_attribute("data-look", "list")


async def test_a_phone_shows_one_challenge_at_a_time(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer = await person(viewport=LAPTOP)
    ana = await person(viewport=PHONE, has_touch=True, locale="pl-PL", color_scheme="dark")
    code = await trainer_of(moot_server, trainer)
    await one_group(trainer)
    await ana.goto(f"{moot_server.url}/j/{code}")
    await ana.get_by_label("Imię i nazwisko").fill("Grażyna Żółć-Święcicka")
    await ana.get_by_label("Zgadzam się na to").check()
    await ana.get_by_role("button", name="Dołącz").click()
    await trainer.get_by_role("button", name="Open the room Group 1").click()
    await trainer.get_by_role("button", name="Solutions to the biggest challenges").click()
    for challenge in ("Members come once", "Nobody has time"):
        await trainer.get_by_label("Add a challenge").fill(challenge)
        await trainer.get_by_role("button", name="Add", exact=True).last.click()
    await one_group(trainer)
    await command(trainer, "Find ideas")
    tabs = ana.get_by_role("navigation", name="Wyzwania")
    await expect(tabs.get_by_role("button")).to_have_count(2)
    await expect(ana.get_by_role("region", name="Members come once")).to_be_visible()
    await expect(ana.get_by_role("region", name="Nobody has time")).to_have_count(0)
    await tabs.get_by_role("button", name="Nobody has time").tap()
    await expect(ana.get_by_role("region", name="Nobody has time")).to_be_visible()
    await ana.get_by_label("Napisz karteczkę").fill("Krótkie spotkania na stojąco")
    await ana.get_by_role("button", name="Dodaj").tap()
    await expect(ana.get_by_text("Zapisane")).to_be_visible()
    await seen(ana, axe, "ideate-phone-polish")
    wide = await ana.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
    await expect(everywhere(trainer)).to_be_visible()
