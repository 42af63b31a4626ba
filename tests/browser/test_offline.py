"""Bad Wi-Fi, a dead server, a page loaded anew: nothing that was typed is lost, and nothing happens twice."""

from playwright.async_api import expect

from tests.browser.canvas_steps import cell, trainer_at
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, command, joined, note, one_group, seen, trainer_of, write
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
