"""Bad Wi-Fi, a dead server, a page loaded anew: nothing that was typed is lost, and nothing happens twice."""

import re

from playwright.async_api import Locator, Page, expect

from tests.browser.canvas_steps import cell, trainer_at
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, command, joined, note, one_group, seen, trainer_of, write
from tests.server_process import ServerProcess


async def test_a_killed_server_comes_back_to_the_same_board(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana = await person(), await person(viewport=LAPTOP)
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ioana Țepeș")
    await command(trainer, "Our challenges")
    await write(ana, "Before the crash")
    await expect(ana.get_by_text("Saved")).to_be_visible()
    moot_server.kill()
    await expect(ana.get_by_text("No connection.")).to_be_visible()
    await write(ana, "During the outage")
    await write(ana, "And one more")
    await expect(ana.get_by_text("2 not sent yet.")).to_be_visible()
    await seen(ana, axe, "outage")
    moot_server.start()
    await expect(ana.get_by_text("Saved")).to_be_visible(timeout=20_000)
    await expect(ana.locator("[data-note]")).to_have_count(3)
    await expect(trainer.get_by_text("3 notes")).to_be_visible(timeout=20_000)


async def test_what_waits_outlasts_a_reload_of_the_page(moot_server: ServerProcess, person: Person) -> None:
    trainer, ana, ben = await person(), await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    code = await trainer_of(moot_server, trainer)
    await one_group(trainer)
    await joined(moot_server, ana, code, "Ioana Țepeș")
    await joined(moot_server, ben, code, "Ján Čičmanec")
    await one_group(trainer)
    await command(trainer, "Our challenges")
    moot_server.kill()
    await expect(ana.get_by_text("No connection.")).to_be_visible()
    draft = ana.get_by_label("Write a note")
    await draft.fill("Typed while the server was dead")
    await draft.press("Enter")
    await draft.fill("Half typed, never sent")
    await expect(ana.get_by_text("1 not sent yet.")).to_be_visible()
    moot_server.start()
    await ana.reload()
    await expect(note(ben, "Typed while the server was dead")).to_be_visible(timeout=20_000)
    await expect(ana.locator("[data-note]")).to_have_count(1)
    await expect(ana.get_by_label("Write a note")).to_have_value("Half typed, never sent")


async def test_a_text_half_sent_outlasts_a_reload_of_the_page(moot_server: ServerProcess, person: Person) -> None:
    trainer, ana, ben = await person(), await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    code = await trainer_of(moot_server, trainer)
    await one_group(trainer)
    await joined(moot_server, ana, code, "Ioana Țepeș")
    await joined(moot_server, ben, code, "Ján Čičmanec")
    await one_group(trainer)
    await command(trainer, "Understand the challenge")
    await ana.get_by_label("Add a challenge").fill("Nobody has time")
    await ana.get_by_role("button", name="Add", exact=True).click()
    causes = ana.get_by_label("Its root causes")
    await causes.fill("Everything is urgent.")
    await expect(ben.get_by_label("Its root causes")).to_have_value("Everything is urgent.")
    moot_server.kill()
    await expect(ana.get_by_text("No connection.")).to_be_visible()
    await causes.focus()
    await ana.keyboard.press("Control+End")
    await ana.keyboard.type(" And nobody")
    await expect(ana.get_by_text("1 not sent yet.")).to_be_visible()
    await ana.keyboard.type(" says no.")
    await ana.wait_for_function(KEPT, arg=" says no.")
    moot_server.start()
    await ana.reload()
    await expect(ben.get_by_label("Its root causes")).to_have_value(
        "Everything is urgent. And nobody says no.", timeout=20_000
    )
    await expect(ana.get_by_label("Its root causes")).to_have_value("Everything is urgent. And nobody says no.")


async def test_a_laptop_that_slept_for_an_hour_comes_back_to_what_is_now(
    moot_server: ServerProcess, person: Person
) -> None:
    trainer, ana, ben = await person(), await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    code = await trainer_of(moot_server, trainer)
    await one_group(trainer)
    await ana.clock.install()
    await joined(moot_server, ana, code, "Ioana Țepeș")
    await joined(moot_server, ben, code, "Ján Čičmanec")
    await one_group(trainer)
    await command(trainer, "Our challenges")
    await write(ben, "Before the lid was closed")
    await expect(note(ana, "Before the lid was closed")).to_be_visible()
    async with ana.expect_websocket():
        await ana.clock.fast_forward("01:00:00")
    await write(ben, "After it was opened")
    await expect(note(ana, "After it was opened")).to_be_visible()
    await expect(note(ana, "Before the lid was closed")).to_have_count(1)
    await expect(ana.get_by_role("timer")).to_contain_text("11:")


async def test_ones_link_is_said_to_be_out_of_reach_and_comes_with_the_line(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana = trainer_at(moot_server), await person(viewport=PHONE, has_touch=True)
    await joined(moot_server, ana, trainer.workshop, "Ana Łuczak")
    opens, dialog = ana.get_by_role("button", name="You and your link"), ana.get_by_role("dialog")
    await opens.tap()
    await expect(dialog.get_by_label("Your personal link")).to_have_value(re.compile("/back"))
    await dialog.get_by_role("button", name="Close").tap()
    moot_server.kill()
    await opens.tap()
    await expect(dialog.get_by_text("The server cannot be reached just now.")).to_be_visible()
    await seen(ana, axe, "link-offline-phone")
    moot_server.start()
    await expect(dialog.get_by_label("Your personal link")).to_have_value(re.compile("/back"), timeout=20_000)
    await expect(dialog.get_by_text("The server cannot be reached just now.")).to_have_count(0)


KEPT = """words => new Promise(done => {
    const open = indexedDB.open("moot");
    open.onsuccess = () => {
        const all = open.result.transaction("texts").objectStore("texts").getAll();
        all.onsuccess = () => { open.result.close(); done(JSON.stringify(all.result).includes(words)); };
    };
})"""


async def test_what_is_typed_outlasts_a_reload_at_once(moot_server: ServerProcess, person: Person) -> None:
    """The browser's database does not get round to the last letters: the page keeps them another way."""
    trainer, ana = trainer_at(moot_server), await person(viewport=LAPTOP)
    await joined(moot_server, ana, trainer.workshop, "Ana Łuczak")
    trainer.starts("plan", "advance")
    for number in range(1, 9):
        text = f"Call {number} members 🎉 today"
        await cell(ana, number % 5 + 1, 1).focus()
        await ana.keyboard.press("Enter")
        await ana.keyboard.press("Control+a")
        await ana.keyboard.type(text)
        await ana.reload()
        await expect(cell(ana, number % 5 + 1, 1)).to_have_text(text)


async def test_what_one_writes_in_and_votes_with_stays_in_sight_on_a_phone(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    """What says that there is no connection takes five lines there, and nothing stands behind it."""
    lead, ana = trainer_at(moot_server), await person(viewport=PHONE, has_touch=True, locale="pl-PL")
    await ana.goto(f"{moot_server.url}/j/{lead.workshop}")
    await ana.get_by_label("Imię i nazwisko").fill("Żółć Gęślą-Jaźńska")
    await ana.get_by_label("Zgadzam się na to").check()
    await ana.get_by_role("button", name="Dołącz").click()
    await expect(ana.get_by_role("heading", name="Twoje wyniki")).to_have_count(1)
    lead.starts("share", "collect")
    for number in range(8):
        await ana.get_by_label("Napisz karteczkę").fill(f"Wyzwanie {number}")
        await ana.keyboard.press("Enter")
    await expect(ana.get_by_text("Zapisane")).to_be_visible()
    await ana.evaluate("scrollTo(0, 0)")
    moot_server.kill()
    await expect(ana.get_by_text("Brak połączenia.")).to_be_visible()
    for control in (ana.get_by_label("Napisz karteczkę"), ana.get_by_role("button", name="Dodaj", exact=True)):
        await expect_in_sight(ana, control)
    await seen(ana, axe, "outage-phone")


async def test_how_many_dots_are_left_stays_in_sight_on_a_phone(moot_server: ServerProcess, person: Person) -> None:
    lead, ana = trainer_at(moot_server), await person(viewport=PHONE, has_touch=True)
    await joined(moot_server, ana, lead.workshop, "Ioana Țepeș")
    lead.come(looks=("g1", "g2"))
    room = "g1" if await ana.get_by_role("heading", name="Group 1").count() else "g2"
    lead.does("add-section", room=room, board="solve", id="topic001", challenge="Members come once")
    lead.starts("solve", "ideate")
    for number in range(12):
        lead.does("add-note", room=room, section="topic001", id=f"idea00{number:02}", text=f"Idea {number}")
    lead.does("reveal-notes")
    lead.starts("solve", "vote")
    await ana.get_by_role("button", name="Place a dot on: Idea 11", exact=True).click()
    assert await ana.evaluate("scrollY") > 0
    await expect_in_sight(ana, ana.get_by_text("2 dots left"))


async def expect_in_sight(page: Page, what: Locator) -> None:
    """All of it can be seen: whatever stands at its corners is it, or in it."""
    await expect(what).to_be_in_viewport(ratio=1)
    corners = """element => {
        const {left, right, top, bottom} = element.getBoundingClientRect();
        return [[left, top], [right, top], [left, bottom], [right, bottom]].every(([x, y]) => {
            const there = document.elementFromPoint(x + (x === left ? 9 : -9), y + (y === top ? 3 : -3));
            return element.contains(there);
        });
    }"""
    assert await what.evaluate(corners), f"something stands before {what}"
