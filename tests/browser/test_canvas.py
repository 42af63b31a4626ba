"""Canvases as participants fill them in: by keyboard on a laptop, on a phone, several at once, without a line."""

import re

from playwright.async_api import expect

from tests.browser.canvas_steps import cell, trainer_at, type_in
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, joined, seen
from tests.server_process import ServerProcess

TOGETHER = """
key = "together"
title.en = "One canvas for each group"
consent.en = "What you write is kept with your name."
asks = ["country"]

[[day]]
title.en = "A day"
[[day.session]]
title.en = "A session"
[day.session.activity]
key = "model"
kind = "canvas"
title.en = "Business model"
[day.session.activity.canvas]
scope = "group"
rows = 1
[[day.session.activity.canvas.column]]
key = "offer"
title.en = "Offer"
[[day.session.activity.canvas.column]]
key = "state"
title.en = "How far are we?"
type = "choice"
choices = [{en = "An idea"}, {en = "It runs"}]
[[day.session.activity.canvas.column]]
key = "lesson"
title.en = "What we learned"
spans = true
[[day.session.activity.stage]]
does = "fill"
title.en = "Fill it in"
instruction.en = "Together"
length = "10 min"
"""


async def test_a_value_proposition_by_keyboard_alone(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ana = trainer_at(moot_server), await person(viewport=LAPTOP)
    await joined(moot_server, ana, trainer.workshop, "Ελένη Παπαδοπούλου")
    trainer.starts("value", "stakeholders")
    grid = ana.get_by_role("grid", name="Value proposition")
    await expect(grid.get_by_role("columnheader", name="Pain points")).to_contain_text("What holds them back?")
    await expect(grid.get_by_role("rowheader", name="Stakeholder 3")).to_be_visible()
    await seen(ana, axe, "canvas-empty")

    await cell(ana, 1, 1).focus()
    await type_in(ana, "Small firms", "Customers abroad", "No time", "Orders in quiet months")
    await expect(cell(ana, 1, 4)).to_be_focused()
    await expect(cell(ana, 1, 1)).to_have_text("Small firms")
    await ana.keyboard.press("ArrowDown")
    await ana.keyboard.press("Home")
    await expect(cell(ana, 2, 0)).to_be_focused()
    await ana.keyboard.press("ArrowRight")
    await ana.keyboard.type("Universities")
    await ana.keyboard.press("Escape")
    await expect(cell(ana, 2, 1)).to_have_text("Universities")
    await expect(cell(ana, 1, 5)).to_have_attribute("aria-readonly", "true")

    await ana.keyboard.press("Control+End")
    await ana.keyboard.press("Control+Home")
    await ana.keyboard.press("ArrowDown")
    await ana.keyboard.press("Alt+ArrowUp")
    await expect(cell(ana, 1, 1)).to_have_text("Universities")
    await expect(cell(ana, 1, 0)).to_be_focused()
    await ana.get_by_role("button", name="Undo: Row moved").click()
    await expect(cell(ana, 1, 1)).to_have_text("Small firms")

    await cell(ana, 3, 4).focus()
    await ana.keyboard.press("Enter")
    await ana.keyboard.press("Tab")
    await expect(grid.get_by_role("rowheader", name="Stakeholder 4")).to_be_visible()
    await ana.keyboard.type("Mayors")
    await ana.keyboard.press("Escape")
    await expect(cell(ana, 4, 1)).to_have_text("Mayors")
    await cell(ana, 4, 0).focus()
    await ana.keyboard.press("Enter")
    await seen(ana, axe, "canvas-row")
    await ana.get_by_role("button", name="Remove the row").press("Enter")
    await expect(grid.get_by_role("rowheader")).to_have_count(3)
    await expect(cell(ana, 3, 0)).to_be_focused()
    await ana.keyboard.press("Control+z")
    await expect(cell(ana, 4, 1)).to_have_text("Mayors")
    await ana.get_by_text("Show an example").click()
    await seen(ana, axe, "canvas-part1")
    await expect(ana.get_by_text("Saved")).to_be_visible()

    trainer.starts("value", "cluster")
    await expect(cell(ana, 1, 5)).to_have_attribute("aria-readonly", "false")
    await cell(ana, 1, 5).focus()
    await type_in(ana, "A shared export manager")
    await ana.reload()
    await expect(cell(ana, 1, 5)).to_have_text("A shared export manager")
    await seen(ana, axe, "canvas-part2")

    trainer.starts("value", "compose")
    await ana.get_by_role("button", name="Compose the statement: Stakeholder 1").press("Enter")
    statement = ana.get_by_role("textbox", name="Statement: Stakeholder 1")
    await expect(statement).to_have_value(re.compile("^For Small firms, held back by No time, we offer"))
    await statement.press("Control+Home")
    await statement.press_sequentially("In short: ")
    await expect(ana.get_by_text("Made of: Stakeholder, Pain points, Cluster service, Gains").first).to_be_visible()
    await cell(ana, 1, 3).focus()
    await type_in(ana, " and no contacts")
    await expect(ana.get_by_text("Changed since: Pain points. Compose again?")).to_be_visible()
    await seen(ana, axe, "canvas-compose")
    await ana.get_by_role("button", name="Compose again").click()
    await expect(statement).to_have_value(re.compile("^For Small firms, held back by No time and no contacts"))
    await ana.get_by_role("button", name="Undo: Statement composed").click()
    await expect(statement).to_have_value(re.compile("^In short: For Small firms, held back by No time, we"))


async def test_a_value_proposition_on_a_phone(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ben = trainer_at(moot_server), await person(viewport=PHONE, has_touch=True, is_mobile=True)
    await joined(moot_server, ben, trainer.workshop, "Łukasz Brzęczyszczykiewicz")
    trainer.starts("value", "stakeholders")
    await ben.get_by_label("Stakeholder", exact=True).fill("Small firms")
    await ben.get_by_label("Pain points").fill("No time")
    await expect(ben.get_by_role("button", name="1. Small firms")).to_be_visible()
    await seen(ben, axe, "canvas-phone")
    await ben.get_by_role("button", name="Next: Stakeholder").click()
    await expect(ben.get_by_role("heading", name="Stakeholder 2")).to_be_visible()
    await ben.get_by_role("button", name="Add a row").click()
    await ben.get_by_label("Stakeholder", exact=True).fill("Universities")
    await ben.get_by_role("button", name="More for: Stakeholder 4").click()
    await ben.get_by_role("dialog").get_by_role("button", name="Up").click()
    await ben.keyboard.press("Escape")
    await expect(ben.get_by_role("heading", name="Stakeholder 3")).to_be_visible()
    await expect(ben.get_by_text("Saved")).to_be_visible()
    await ben.reload()
    await ben.get_by_role("button", name="3. Universities").click()
    await expect(ben.get_by_label("Stakeholder", exact=True)).to_have_value("Universities")
    trainer.starts("value", "compose")
    await ben.get_by_role("button", name="1. Small firms").click()
    await ben.get_by_role("button", name="Compose the statement").click()
    statement = ben.get_by_role("textbox", name="Statement: Stakeholder 1")
    await expect(statement).to_have_value(re.compile("^For Small firms"))
    await seen(ben, axe, "canvas-compose-phone")
    assert await ben.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


async def test_a_plan_with_days_names_indicators_and_winners(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    ana = await person(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"])
    trainer = trainer_at(moot_server)
    await joined(moot_server, ana, trainer.workshop, "Ελένη Παπαδοπούλου")
    trainer.has_a_winner("Members come once", "A day for members only")
    trainer.starts("plan", "advance")
    await ana.get_by_label("Objective").fill("Half of our members come twice a year")

    table = 'Call each member\tΕλένη Παπαδοπούλου, Jānis\t2025-11-01 2026-02-28\n"Invite\nthem"\tJānis\tin May\n'
    table += "".join(f"Step {number}\n" for number in range(3, 8))
    await ana.evaluate("text => navigator.clipboard.writeText(text)", table)
    await cell(ana, 1, 1).focus()
    await ana.keyboard.press("Control+v")
    await expect(ana.get_by_text("10 cells filled. 1 does not fit in here.")).to_be_visible()
    await expect(cell(ana, 2, 1)).to_have_text("Invite\nthem")
    await expect(cell(ana, 7, 1)).to_have_text("Step 7")
    await expect(cell(ana, 1, 2)).to_have_text("Ελένη Παπαδοπούλου, Jānis")
    await ana.get_by_role("button", name="Undo: 10 cells pasted").click()
    await expect(ana.get_by_role("rowheader")).to_have_count(5)
    await expect(cell(ana, 1, 1)).to_have_text("")
    await cell(ana, 1, 1).focus()
    await ana.keyboard.press("Control+v")
    await expect(cell(ana, 2, 1)).to_have_text("Invite\nthem")

    await cell(ana, 2, 2).focus()
    await ana.keyboard.press("Enter")
    await ana.keyboard.type("Ελένη Παπαδοπούλου")
    await ana.keyboard.press("Enter")
    await expect(ana.get_by_role("button", name="Take away: Ελένη Παπαδοπούλου")).to_be_visible()
    await ana.keyboard.press("Escape")
    await expect(cell(ana, 2, 2)).to_be_focused()
    await cell(ana, 2, 3).focus()
    await ana.keyboard.press("Enter")
    await ana.get_by_label("Start").fill("2026-03-01")
    await ana.get_by_label("Due").fill("2026-01-31")
    await ana.get_by_label("Due").blur()
    await expect(ana.get_by_text("It is due before it starts.")).to_be_visible()
    await cell(ana, 3, 1).click()
    await expect(cell(ana, 2, 3)).to_contain_text("It is due before it starts.")
    await seen(ana, axe, "plan-days")
    await cell(ana, 2, 3).focus()
    await ana.keyboard.press("Enter")
    await cell(ana, 2, 3).get_by_label("Due").fill("2026-06-30")
    await ana.keyboard.press("Escape")
    await expect(cell(ana, 2, 3)).to_contain_text("Mar 1, 2026 to Jun 30, 2026")

    await expect(ana.get_by_role("complementary", name="Beside")).to_contain_text("A day for members only")
    await ana.get_by_role("button", name="More for: Step 1").click()
    solution = ana.get_by_label("It carries out the solution")
    await solution.select_option(label="Members come once: A day for members only")
    await ana.keyboard.press("Escape")
    await expect(ana.get_by_text("Carried out by: Step 1")).to_be_visible()
    await expect(ana.get_by_role("button", name="Take the link away: A day for members only")).to_be_visible()
    await ana.get_by_text("As a timeline").click()
    await expect(ana.get_by_role("img", name="Timeline from Nov 1, 2025 to Jun 30, 2026")).to_be_visible()
    await seen(ana, axe, "plan")

    trainer.starts("extended", "monitor")
    await expect(ana.get_by_role("columnheader")).to_have_count(10)
    await expect(cell(ana, 1, 1)).to_have_text("Call each member")
    await cell(ana, 1, 7).focus()
    await ana.keyboard.press("Enter")
    await ana.keyboard.press("Enter")
    dialog = ana.get_by_role("dialog")
    await dialog.get_by_label("Search the library").fill("retention")
    await dialog.get_by_role("button", name="Add: Member retention rate").click()
    await dialog.get_by_text("SMART: 0 of 5 answered").click()
    await dialog.get_by_label("Target", exact=True).fill("80 %")
    await dialog.get_by_label("Specific").fill("Members who pay again")
    await dialog.get_by_label("Search the library").fill("")
    await seen(ana, axe, "plan-indicators")
    await dialog.get_by_role("button", name="Close").click()
    await expect(cell(ana, 1, 7)).to_contain_text("Member retention rate → 80 %")
    await expect(cell(ana, 1, 7)).to_contain_text("SMART: 1 of 5 answered")
    await ana.keyboard.press("Escape")
    await seen(ana, axe, "plan-extended")
    assert await ana.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    await ana.set_viewport_size({"width": 360, "height": 740})
    await expect(ana.get_by_role("button", name="Change the indicators")).to_be_visible()
    await seen(ana, axe, "plan-extended-phone")
    assert await ana.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


async def test_a_group_writes_in_one_cell_at_once(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ana, ben = trainer_at(moot_server, TOGETHER), await person(viewport=LAPTOP), await person(viewport=LAPTOP)
    await joined(moot_server, ana, trainer.workshop, "Ana")
    await joined(moot_server, ben, trainer.workshop, "Ben")
    trainer.seats_all_in_one_group()
    trainer.starts("model", "fill")
    await cell(ana, 1, 1).focus()
    await type_in(ana, "A shared manager")
    await expect(cell(ben, 1, 1)).to_have_text("A shared manager")
    await cell(ana, 1, 1).click()
    await cell(ben, 1, 1).click()
    await ben.keyboard.type(" for five firms")
    await expect(ana.get_by_role("textbox", name="Offer")).to_have_value("A shared manager for five firms")
    await ana.keyboard.press("Control+Home")
    await ana.keyboard.type("Soon: ")
    await expect(ben.get_by_role("textbox", name="Offer")).to_have_value("Soon: A shared manager for five firms")
    await ben.keyboard.press("Escape")
    await ana.keyboard.type("yes, ")
    await expect(cell(ben, 1, 1)).to_contain_text("Ana types here")
    await expect(cell(ben, 1, 1)).to_contain_text("Soon: yes, A shared manager for five firms")
    await ana.keyboard.press("Tab")
    await ana.get_by_role("combobox").select_option(label="It runs")
    await expect(cell(ben, 1, 2)).to_have_text("It runs")
    await ana.get_by_label("What we learned").fill("Ask first")
    await expect(ben.get_by_label("What we learned")).to_have_value("Ask first")
    await seen(ana, axe, "canvas-together")


async def test_what_is_written_in_a_cell_outlasts_an_outage(moot_server: ServerProcess, person: Person) -> None:
    trainer, ana = trainer_at(moot_server), await person(viewport=LAPTOP)
    await joined(moot_server, ana, trainer.workshop, "Ana")
    trainer.starts("value", "stakeholders")
    await expect(cell(ana, 1, 1)).to_be_visible()
    trainer.close()
    moot_server.kill()
    await cell(ana, 1, 1).focus()
    await type_in(ana, "Small firms", "Customers")
    await ana.get_by_role("button", name="Add a row").click()
    await ana.keyboard.type("Mayors")
    await ana.keyboard.press("Escape")
    await expect(cell(ana, 1, 1)).to_have_text("Small firms")
    await expect(cell(ana, 4, 1)).to_have_text("Mayors")
    moot_server.start()
    await expect(ana.get_by_text("Saved")).to_be_visible(timeout=20_000)
    await ana.reload()
    await expect(cell(ana, 1, 2)).to_have_text("Customers")
    await expect(cell(ana, 4, 1)).to_have_text("Mayors")
