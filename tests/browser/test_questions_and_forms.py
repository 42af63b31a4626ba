"""Questions at any time and the form at the end of a day: on a phone, by keyboard alone, as the trainer."""

from playwright.async_api import Page, expect

from tests.browser.canvas_steps import trainer_at
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, WALL, come_in, joined, seen
from tests.server_process import ServerProcess

CALM = {"reduced_motion": "reduce"}


async def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        await page.keyboard.press(key)


async def test_questions_are_asked_upvoted_merged_and_answered(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead, trainer = trainer_at(moot_server), await person(viewport=LAPTOP, **CALM)
    ana, ben = await person(viewport=PHONE, has_touch=True, **CALM), await person(viewport=LAPTOP, **CALM)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    await joined(moot_server, ben, lead.workshop, "Βασίλης Παπαδόπουλος")
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")

    await ana.get_by_role("button", name="Questions").click()
    asked = ana.get_by_role("region", name="Questions")
    await asked.get_by_label("Your question").fill("Who pays for it?")
    await asked.get_by_label("Nobody sees that it is from me").check()
    await asked.get_by_role("button", name="Ask").click()
    await expect(asked.get_by_text("asked by you")).to_be_visible()
    await seen(ana, axe, "questions-phone")

    await ben.get_by_role("button", name="Questions: 1 open").focus()
    await keys(ben, "Enter")
    dialog = ben.get_by_role("dialog", name="Questions")
    await expect(dialog.get_by_text("asked anonymously")).to_be_visible()
    await dialog.get_by_role("button", name="I would like to know, too: Who pays for it?").focus()
    await keys(ben, "Space")
    await expect(dialog.get_by_role("button", name="I would like to know, too")).to_have_attribute(
        "aria-pressed", "true"
    )
    await dialog.get_by_label("Your question").focus()
    await ben.keyboard.type("Who carries the costs?")
    await keys(ben, "Tab", "Tab", "Enter")
    await expect(dialog.get_by_role("listitem")).to_have_count(2)
    await expect(asked.get_by_text("asked by Βασίλης Παπαδόπουλος")).to_be_visible()  # who sits in another group
    await keys(ben, "Escape")
    await expect(ben.get_by_role("button", name="Questions: 2 open")).to_be_focused()

    await trainer.get_by_role("button", name="Questions", exact=True).click()
    tools = trainer.get_by_role("region", name="Questions")
    await tools.get_by_text("Answer, hide or put together: Who carries the costs?").click()
    await tools.get_by_label("It asks the same as").last.select_option(label="Who pays for it?")
    await expect(tools.get_by_role("listitem")).to_have_count(1)
    await expect(tools.get_by_text("1 person would like to know")).to_be_visible()  # who asked it again is no upvote
    await tools.get_by_text("Answer, hide or put together: Who pays for it?").click()
    await seen(trainer, axe, "console-questions")
    await tools.get_by_label("The answer, in a few words if you like").fill("The members, in three tiers")
    await tools.get_by_role("button", name="Answered").click()
    await expect(asked.get_by_text("The members, in three tiers")).to_be_visible()
    await expect(asked.get_by_role("listitem")).to_have_count(1)


async def test_a_form_is_answered_and_shown_as_pictures(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    lead = trainer_at(moot_server)
    trainer, screen = await person(viewport=LAPTOP, **CALM), await person(viewport=WALL, **CALM)
    ana, ben = await person(viewport=PHONE, has_touch=True, **CALM), await person(viewport=LAPTOP, **CALM)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    await joined(moot_server, ben, lead.workshop, "Βασίλης Παπαδόπουλος")
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await screen.goto(lead.link("projector"))
    lead.starts("feedback-day-4", "answer")

    await ana.get_by_role("group", name="How useful was this day for your work?").get_by_label("4").check()
    await ana.get_by_label("the work in groups").check()
    await ana.get_by_label("the breaks").check()
    await ana.get_by_label("What should we do otherwise?").fill("Longer breaks, please")
    await expect(ana.get_by_text("3 of 4 answered")).to_be_visible()
    await ana.get_by_label("right", exact=True).check()
    await expect(ana.get_by_text("All is answered. Thank you!")).to_be_visible()
    await seen(ana, axe, "form-phone")

    await ben.get_by_role("group", name="How useful").get_by_label("1 (not at all)").focus()
    await keys(ben, "Space", "ArrowRight", "ArrowRight")
    await expect(ben.get_by_role("group", name="How useful").get_by_label("3")).to_be_checked()
    await ben.get_by_label("the keynote").focus()
    await keys(ben, "Space")
    await ben.get_by_label("What should we do otherwise?").focus()
    await ben.keyboard.type("Περισσότερος χρόνος, longer breaks")
    await keys(ben, "Shift+Tab")
    await expect(ben.get_by_text("3 of 4 answered")).to_be_visible()
    await seen(ben, axe, "form")

    await trainer.get_by_role("button", name="Answers", exact=True).click()
    answers = trainer.get_by_role("region", name="Answers")
    await expect(answers.get_by_text("on average 3.5 of 5")).to_be_visible()
    await expect(answers.get_by_role("img", name="Words used most: breaks (2), longer (2)")).to_be_visible()
    await expect(answers.get_by_text("Περισσότερος χρόνος, longer breaks")).to_be_visible()
    assert "Łuczak" not in await answers.inner_text()
    await seen(trainer, axe, "console-answers")
    await answers.get_by_role("button", name="On the projector: Feedback on day 4").click()
    await expect(screen.get_by_role("heading", name="Feedback on day 4")).to_be_visible()
    await expect(screen.get_by_role("img", name="Words used most")).to_be_visible()
    await seen(screen, axe, "projector-form")

    lead.does("end-stage")
    await expect(ana.get_by_role("group", name="How useful").get_by_label("4")).to_be_disabled()
