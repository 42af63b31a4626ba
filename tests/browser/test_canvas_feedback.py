"""Feedback on canvases: assigned, given, taken in; and answers to whoever presents."""

import re

from playwright.async_api import expect

from tests.browser.canvas_steps import cell, trainer_at, type_in
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, joined, seen
from tests.server_process import ServerProcess


async def test_feedback_is_given_and_taken_in(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, calm = trainer_at(moot_server), {"reduced_motion": "reduce"}
    ana, ben = await person(viewport=LAPTOP, **calm), await person(viewport=PHONE, **calm)
    await joined(moot_server, ana, trainer.workshop, "Ana")
    await joined(moot_server, ben, trainer.workshop, "Ben")
    trainer.seats_all_in_one_group()
    trainer.starts("plan", "advance")
    await cell(ana, 1, 1).focus()
    await type_in(ana, "Call each member")
    await cell(ana, 2, 1).focus()
    await type_in(ana, "Invite them")
    await ben.get_by_role("textbox", name="Action").fill("Ask for money")
    for page in (ana, ben):
        await expect(page.get_by_text("Saved")).to_be_visible()

    trainer.starts("plan", "review")
    trainer.does("assign-reviews", activity="plan", each=1)
    first = ben.get_by_role("button", name="Feedback for Ana", exact=True)
    await expect(first).to_have_attribute("aria-current", "true")
    await expect(ben.get_by_text("Call each member")).to_be_visible()
    await ben.get_by_role("textbox", name="Feedback for Ana, Step 1").fill("Begin with the big ones")
    await ben.get_by_role("button", name="Give feedback: Feedback for Ana, Step 1").click()
    await ben.get_by_role("textbox", name="Feedback for Ana, Step 2").fill("Too many")
    await ben.get_by_label("without my name").nth(1).check()
    await ben.get_by_role("button", name="Give feedback: Feedback for Ana, Step 2").click()
    await ben.get_by_role("button", name="Change: Too many").click()
    await ben.get_by_label("Change your feedback").fill("Invite ten at a time")
    await ben.get_by_role("button", name="Save").click()
    await expect(ben.get_by_text("Invite ten at a time")).to_be_visible()
    await seen(ben, axe, "review-phone")
    await ana.get_by_role("textbox", name="Feedback for Ben, Step 1").fill("Whom do you ask?")
    await ana.get_by_role("button", name="Give feedback: Feedback for Ben, Step 1").click()
    await seen(ana, axe, "review")
    await ana.get_by_role("button", name="Take back: Whom do you ask?").click()
    await expect(ana.get_by_text("Whom do you ask?")).to_have_count(0)
    await ana.get_by_role("button", name="Undo: Feedback taken back").click()
    await expect(ana.get_by_text("Whom do you ask?")).to_be_visible()

    trainer.starts("plan", "integrate")
    feedback = ana.get_by_role("complementary", name="Feedback for you")
    await expect(feedback.get_by_text("2 to look at")).to_be_visible()
    await expect(feedback.get_by_text("anonymous")).to_be_visible()
    await feedback.get_by_role("listitem").filter(has_text="big ones").get_by_role("button", name="Adapted").click()
    await expect(feedback.get_by_text("1 to look at")).to_be_visible()
    await expect(cell(ana, 1, 4)).to_contain_text("Adapted")
    await seen(ana, axe, "integrate")
    await expect(ben.get_by_role("button", name="Taken", exact=True)).to_be_visible()
    await seen(ben, axe, "integrate-phone")


async def test_whoever_presents_is_seen_and_answered(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ana, ben = trainer_at(moot_server), await person(viewport=LAPTOP), await person(viewport=PHONE)
    await joined(moot_server, ana, trainer.workshop, "Ana")
    await joined(moot_server, ben, trainer.workshop, "Ben")
    trainer.seats_all_in_one_group()
    trainer.starts("value", "stakeholders")
    await cell(ana, 1, 1).focus()
    await type_in(ana, "Small firms")
    await expect(ana.get_by_text("Saved")).to_be_visible()
    trainer.starts("value", "compose")
    await ana.get_by_role("button", name="Compose the statement: Stakeholder 1").click()
    statement = ana.get_by_role("textbox", name="Statement: Stakeholder 1")
    await expect(statement).to_have_value(re.compile("^For Small firms"))

    trainer.starts("value", "present")
    await expect(ben.get_by_text("Nobody presents now.")).to_be_visible()
    people = trainer.people()
    trainer.does("arrange-presenting", activity="value", order=[people["Ana"], people["Ben"]])
    trainer.does("present", person=people["Ana"], seconds=180)
    await expect(ben.get_by_role("heading", name="Ana presents now.")).to_be_visible()
    await expect(ben.get_by_text("Next: you")).to_be_visible()
    await expect(ben.get_by_text("For Small firms").first).to_be_visible()
    await ben.get_by_role("textbox", name="What would make it stronger?").fill("Say how many firms")
    await ben.get_by_role("button", name="Give feedback: What would make it stronger?").click()
    await expect(ana.get_by_role("region", name="What the others answer")).to_contain_text("Say how many firms")
    await expect(ana.get_by_role("heading", name="You present now.")).to_be_visible()
    await seen(ana, axe, "present")
    await seen(ben, axe, "present-phone")
