"""Drafts in the programme editor: kept over a reload with all that one would undo, one for each programme, the same in
all tabs that are open on it, and each mistake at its field."""

import re

from playwright.async_api import FilePayload, expect

from moot.rooms.programmes.file import check
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, seen
from tests.browser.test_editor import checked, go_to
from tests.server_process import ServerProcess

WRONG = """key = "Bad Key"
title.en = ""
languages = ["en"]
grups = 3
mix_by = "hair"

[[day]]
number = 1
title.en = "Day one"
date = "2026-13-40"

[[day.session]]
key = "s1"
title.en = "First"
starts = "10:00"
ends = "09:00"

[[day.session.activity]]
key = "share"
kind = "share"
title.en = "Share"

[[day.session.activity.stage]]
key = "a"
does = "vote"
title.en = "Collect"
instruction.en = "Write"
length = "five minutes"

[[day.session.activity.stage]]
key = "a"
does = "collect"
title.en = "Again"
instruction.en = "Write"
length = "5 min"
colour = "red"

[[day.session]]
key = "s1"
title.en = "Second"
starts = "11:00"
ends = "12:00"

[[day.session.activity]]
key = "canvas"
kind = "canvas"
title.en = "Canvas"

[day.session.activity.canvas]
scope = "everyone"
[[day.session.activity.canvas.column]]
key = "c"
title.en = "C"
type = "pick"

[[day.session.activity.stage]]
key = "f"
does = "fill"
title.en = "Fill"
instruction.en = "Write"
length = "5 min"
columns = ["zz"]
"""


async def test_undo_outlasts_a_reload_and_goes_back_to_the_beginning(
    moot_server: ServerProcess, person: Person
) -> None:
    page = await person(viewport=LAPTOP)
    await page.goto(moot_server.operator_link)
    await page.get_by_role("list").get_by_role("link", name="An empty programme").click()
    title, undo = page.get_by_label("Title of the training, en"), page.get_by_role("button", name="Undo")
    redo = page.get_by_role("button", name="Redo")
    await title.fill("Summer academy")
    await page.get_by_role("button", name="Add a day").click()
    await page.get_by_label("Title of the day, en").fill("The sea")
    await page.reload()
    await go_to(page, "Day 2: The sea")
    await undo.click()
    await expect(page.get_by_label("Title of the day, en")).to_have_value("A new day")
    await page.reload()
    await undo.click()
    await expect(page.get_by_role("navigation").get_by_role("button", name="Day 2")).to_have_count(0)
    await undo.click()
    await expect(title).to_have_value("A new training")
    await expect(undo).to_be_disabled()
    await page.reload()
    for _ in range(3):
        await redo.click()
    await expect(redo).to_be_disabled()
    await expect(page.get_by_role("navigation").get_by_role("button", name="Day 2: The sea")).to_be_visible()
    await expect(title).to_have_value("Summer academy")


async def test_tabs_on_a_programme_have_the_same_draft_and_none_takes_anything_from_another(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    page = await person(viewport=LAPTOP)
    await page.goto(moot_server.operator_link)
    await page.get_by_role("list").get_by_role("link", name="An empty programme").click()
    await page.get_by_label("Title of the training, en").fill("Summer academy")
    other = await page.context.new_page()
    await other.goto(f"{moot_server.url}/programmes/edit")
    await expect(other.get_by_label("Title of the training, en")).to_have_value("Summer academy")
    await other.get_by_label("Title of the training, en").fill("Winter academy")

    await expect(page.get_by_role("heading", name="Programme: Winter academy")).to_be_visible()
    said = page.get_by_text("Another tab of this browser changed this draft")
    await expect(said).to_be_visible()
    await seen(page, axe, "editor-other-tab")
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("heading", name="Programme: Summer academy")).to_be_visible()
    await expect(said).to_have_count(0)
    await expect(other.get_by_role("heading", name="Programme: Summer academy")).to_be_visible()
    await other.close()
    await page.reload()
    await expect(page.get_by_role("heading", name="Programme: Summer academy")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("heading", name="Programme: Winter academy")).to_be_visible()


async def test_each_programme_has_a_draft_of_its_own_to_go_on_with_or_to_delete(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    page = await person(viewport=LAPTOP)
    await page.goto(moot_server.operator_link)
    await page.get_by_role("list").get_by_role("link", name="An empty programme").click()
    title = page.get_by_label("Title of the training, en")
    await title.fill("Summer academy")
    other = await page.context.new_page()
    await other.goto(moot_server.operator_link)
    await other.get_by_role("list").get_by_role("link", name="What held us back").click()
    await other.get_by_label("Title of the training, en").fill("Looking back")
    await title.fill("Summer academy in Gdynia")
    for tab, name in ((page, "Summer academy in Gdynia"), (other, "Looking back")):
        await tab.reload()
        await expect(tab.get_by_role("heading", name=f"Programme: {name}", exact=True)).to_be_visible()

    await other.get_by_role("button", name="Begin with …").click()
    dialog = other.get_by_role("dialog")
    await expect(dialog.get_by_role("listitem")).to_have_count(1)
    await seen(other, axe, "editor-drafts")
    await dialog.get_by_role("link", name="Summer academy in Gdynia").click()
    await expect(other.get_by_label("Title of the training, en")).to_have_value("Summer academy in Gdynia")
    await other.get_by_label("Title of the training, en").fill("Autumn academy")
    await expect(title).to_have_value("Autumn academy")
    await other.get_by_role("button", name="Begin with …").click()
    await dialog.get_by_role("button", name="Delete the draft: Looking back").click()
    await other.get_by_role("button", name="Delete it").click()
    await expect(dialog.get_by_role("listitem")).to_have_count(0)

    await other.goto(f"{moot_server.url}/programmes/edit")
    await expect(other.get_by_role("heading", name="Programme: Autumn academy")).to_be_visible()


async def test_each_mistake_of_a_file_stands_at_its_field_as_the_check_of_files_has_it(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    found = check(WRONG, "mine.toml")
    assert len(found) == 14
    page = await person(viewport=LAPTOP)
    await page.goto(moot_server.operator_link)
    await page.goto(f"{moot_server.url}/programmes/edit")
    file: FilePayload = {"name": "mine.toml", "mimeType": "application/toml", "buffer": WRONG.encode()}
    await page.get_by_label("A programme file (TOML)").set_input_files([file])
    await checked(page, f"{len(found)} mistakes to mend")
    mistakes = page.get_by_role("region", name="Mistakes")
    await mistakes.get_by_text("Show all").click()
    await seen(page, axe, "editor-ten-mistakes")
    unknown = 0
    for number in range(len(found)):
        told = mistakes.get_by_role("listitem").nth(number)
        says = await told.inner_text()
        await told.get_by_role("button").first.click()
        if "means nothing here" in says:
            unknown += 1  # there is no field for it
            continue
        field = page.locator(":focus")
        await expect(field, says).to_have_attribute("aria-describedby", re.compile("."))
        by = await field.get_attribute("aria-describedby")
        assert (await page.locator(f"[id='{by}']").inner_text()) in says
    assert unknown == 2
    await expect(mistakes.get_by_text("Was it to be groups?")).to_be_visible()
    for _ in range(unknown):
        await mistakes.get_by_role("button", name=re.compile("Take it out")).first.click()
    await checked(page, f"{len(found) - unknown} mistakes to mend")


async def test_a_mistake_in_a_list_is_named_in_the_readers_words(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    page = await person(viewport=LAPTOP, locale="pl-PL")
    await page.goto(moot_server.operator_link)
    await page.goto(f"{moot_server.url}/programmes/edit?from=retro")
    await page.get_by_label("Języki", exact=True).fill("en, pl, de")
    mistakes = page.get_by_role("region", name="Błędy")
    await mistakes.get_by_text("Pokaż wszystkie").click()
    await expect(mistakes.get_by_role("button", name="Sekcja 1 › de")).to_be_visible()
    await expect(mistakes).not_to_contain_text("sections")
    await seen(page, axe, "editor-mistakes-pl")
    banner = await page.get_by_role("banner").bounding_box()
    assert banner
    assert banner["height"] < 60, "one line, whatever it says"
