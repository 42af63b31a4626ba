"""After the training, by one's personal link: how a plan goes; and how all plans go, for the trainer."""

import re

from playwright.async_api import expect

from tests.browser.canvas_steps import trainer_at
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, come_in, joined, seen
from tests.server_process import ServerProcess

CALM = {"reduced_motion": "reduce"}
PERIOD = {"type": "period", "start": "2025-03-10", "due": "2025-06-30"}
INDICATORS = {"type": "indicators", "indicators": [{"id": "members1", "name": "Number of members", "target": "130"}]}


async def test_a_plan_is_checked_by_the_personal_link_and_the_trainer_sees_them_all(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead, trainer = trainer_at(moot_server), await person(viewport=LAPTOP, **CALM)
    ana, later = await person(viewport=LAPTOP, **CALM), await person(viewport=PHONE, has_touch=True, **CALM)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    canvas = f"plan:{lead.people()['Ana Łuczak']}"
    lead.starts("extended", "monitor")
    edit = {"row": "row0", "column": "action", "revision": 0, "edit": [[0, "Call ten members"]]}
    lead.does("edit-cell", canvas=canvas, **edit)
    lead.does("set-cell", canvas=canvas, row="row0", column="time-frame", value=PERIOD)
    lead.does("set-cell", canvas=canvas, row="row0", column="indicators", value=INDICATORS)
    lead.does("end-stage")
    await ana.get_by_role("button", name="You and your link").click()
    own = ana.get_by_role("dialog").get_by_role("textbox")
    await expect(own).to_have_value(re.compile("/back"))
    link = await own.input_value()

    await later.goto(link)
    await expect(later.get_by_role("heading", name="How does your plan go?")).to_be_visible()
    await later.get_by_role("button", name="After 30 days").click()
    await later.get_by_label("Number of members (target: 130)").fill("118")
    await later.get_by_role("combobox", name="Call ten members").select_option(label="under way")
    await later.get_by_label("What else should the trainers know?").fill("Dwie nowe firmy, Ελένη helps")
    await later.get_by_role("button", name="After 60 days").click()
    await later.get_by_label("Number of members (target: 130)").fill("126")
    await later.get_by_role("combobox", name="Call ten members").select_option(label="done")
    await expect(
        later.get_by_role("img", name="Number of members: after 30 days: 118; after 60 days: 126")
    ).to_be_visible()
    await seen(later, axe, "check-in-phone")
    async with later.expect_download() as taken:
        await later.get_by_role("link", name="Put the days of your plan into your calendar").click()
    calendar = (await (await taken.value).path()).read_text("utf-8")
    assert "SUMMARY:Call ten members" in calendar
    assert calendar.count("BEGIN:VEVENT") == 4

    await later.get_by_role("button", name="Agenda").click()
    await later.get_by_role("dialog").get_by_text("Extended action plan").click()
    plan = later.get_by_role("dialog").get_by_role("region", name="Extended action plan")
    await expect(plan.get_by_role("button", name="1. Call ten members")).to_be_visible()
    await seen(later, axe, "own-canvas-phone")

    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await trainer.get_by_role("button", name="Answers", exact=True).click()
    await trainer.get_by_role("button", name="The plans of all").click()
    plans = trainer.get_by_role("dialog", name="The plans of all")
    await plans.get_by_text("As a timeline").click()
    await expect(plans.get_by_role("img", name="Timeline from Mar 10, 2025 to Jun 30, 2025")).to_be_visible()
    await plans.get_by_text("After 60 days").first.click()
    await expect(plans.get_by_text("1 of 1 reported")).to_have_count(2)
    await plans.get_by_text("Ana Łuczak").last.click()
    await expect(plans.get_by_text("Dwie nowe firmy, Ελένη helps")).to_be_visible()
    await expect(plans.get_by_text("after 30 days: 118; after 60 days: 126")).to_be_visible()
    await seen(trainer, axe, "console-plans")
