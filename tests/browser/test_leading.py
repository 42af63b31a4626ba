"""What a trainer leads in the console besides the clock: canvases, presenting, feedback, the day."""

from playwright.async_api import Page, expect

from tests.browser.canvas_steps import cell, type_in
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, WALL, command, joined, one_group, seen, trainer_of
from tests.server_process import ServerProcess

CALM = {"reduced_motion": "reduce"}


async def test_a_trainer_opens_canvases_and_leads_who_presents_them(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana, ben, screen = (
        await person(viewport=LAPTOP, **CALM),
        await person(viewport=LAPTOP, **CALM),
        await person(viewport=PHONE, **CALM),
        await person(viewport=WALL, **CALM),
    )
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ana Łuczak")
    await joined(moot_server, ben, code, "Βασίλης Παπαδόπουλος")
    await one_group(trainer)
    await command(trainer, "Part 1: your stakeholders")
    await cell(ana, 1, 1).focus()
    await type_in(ana, "Small firms", "Customers abroad", "No time", "Orders")
    await expect(ana.get_by_text("Saved")).to_be_visible()

    await trainer.get_by_role("button", name="Open the room").first.click()
    room = trainer.get_by_role("region", name="Group 1", exact=True)
    await expect(room.get_by_text("4 of 21 cells")).to_be_visible()
    await room.get_by_role("button", name="Ana Łuczak").click()
    await expect(cell(trainer, 1, 3)).to_have_text("No time")
    await cell(trainer, 1, 5).focus()
    await type_in(trainer, "A shared export manager")
    await seen(trainer, axe, "console-canvas")
    await command(trainer, "Part 2: your cluster")
    await expect(cell(ana, 1, 5)).to_have_text("A shared export manager")

    await command(trainer, "Part 3: one sentence")
    await ana.get_by_role("button", name="Compose").first.click()
    await expect(ana.get_by_text("Saved")).to_be_visible()
    await command(trainer, "Say it to the others")
    presenting = trainer.get_by_role("region", name="Presenting")
    await presenting.get_by_role("button", name="Arrange by name").click()
    await presenting.get_by_role("button", name="Βασίλης Παπαδόπουλος: earlier").click()
    await presenting.get_by_role("button", name="Ana Łuczak: earlier").click()
    await presenting.get_by_label("Seconds each").fill("90")
    link = await secret_link(trainer, "Projector")
    await screen.goto(link)
    await presenting.get_by_role("button", name="On the projector").click()
    await presenting.get_by_role("button", name="Next: Ana Łuczak").click()
    await expect(presenting.get_by_text("Ana Łuczak presents now.")).to_be_visible()
    await seen(trainer, axe, "console-presenting")
    await expect(screen.get_by_role("heading", name="Ana Łuczak")).to_be_visible()
    await expect(screen.get_by_text("For Small firms, held back by No time")).to_be_visible()
    await seen(screen, axe, "projector-presenting")
    await ben.get_by_role("textbox", name="Is it sensible and convincing? Why?").fill("Yes: I know such firms")
    await ben.get_by_role("button", name="Give feedback: Is it sensible and convincing? Why?").click()
    await expect(ana.get_by_text("Yes: I know such firms")).to_be_visible()
    await presenting.get_by_role("button", name="Next: Βασίλης Παπαδόπουλος").click()
    await expect(ben.get_by_text("You present now.")).to_be_visible()
    await presenting.get_by_role("button", name="End the presenting").click()
    await expect(ana.get_by_text("Nobody presents now.")).to_be_visible()


async def test_a_trainer_deals_feedback_evenly_and_shows_it(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana, ben = [await person(viewport=LAPTOP, **CALM) for _ in range(3)]
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ana Łuczak")
    await joined(moot_server, ben, code, "Ben Müller")
    await one_group(trainer)
    await command(trainer, "Advance your plan")
    await cell(ana, 1, 1).focus()
    await type_in(ana, "Call each member")
    await expect(ana.get_by_text("Saved")).to_be_visible()
    await command(trainer, "Pitch your plan")
    presenting = trainer.get_by_role("region", name="Presenting")
    await presenting.get_by_role("button", name="Arrange by name").click()
    await presenting.get_by_role("button", name="Next: Ana Łuczak").click()
    await ben.get_by_role("textbox", name="Feedback for Ana Łuczak, Step 1").fill("How many are they?")
    await ben.get_by_role("button", name="Give feedback: Feedback for Ana Łuczak, Step 1").click()
    await expect(cell(ana, 1, 4)).to_contain_text("How many are they?")
    await seen(ben, axe, "pitch")
    await presenting.get_by_role("button", name="End the presenting").click()

    await command(trainer, "Feedback on three plans")
    reviews = trainer.get_by_role("region", name="Feedback", exact=True)
    await reviews.get_by_label("Each gives feedback to").fill("1")
    await reviews.get_by_role("button", name="Assign").click()
    dialog = trainer.get_by_role("dialog")
    await expect(dialog.get_by_text("2 people get canvases to give feedback on.")).to_be_visible()
    await dialog.get_by_role("button", name="Do it").click()
    await ben.get_by_role("textbox", name="Feedback for Ana Łuczak, Step 1").fill("Begin with the big ones")
    await ben.get_by_role("button", name="Give feedback: Feedback for Ana Łuczak, Step 1").click()
    await reviews.get_by_text("Who gives feedback to whom").click()
    await expect(reviews.get_by_text("1 of 1 given")).to_be_visible()
    await seen(trainer, axe, "console-feedback")
    await ana.get_by_role("button", name="Yours: ").click()
    await expect(cell(ana, 1, 4)).not_to_contain_text("Begin with the big ones")
    await reviews.get_by_role("button", name="Show the feedback").click()
    await expect(dialog.get_by_text("1 piece of feedback is shown to its owner.")).to_be_visible()
    await dialog.get_by_role("button", name="Do it").click()
    await expect(cell(ana, 1, 4)).to_contain_text("Begin with the big ones")


async def test_the_day_has_an_agenda_a_call_for_remote_people_and_a_word_for_who_comes_late(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana, late = (
        await person(viewport=LAPTOP, **CALM),
        await person(viewport=PHONE, **CALM),
        await person(viewport=PHONE, **CALM),
    )
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ana Łuczak")
    await joined(moot_server, late, code, "Zoë Späth")
    await one_group(trainer)
    place = late.url
    await late.goto("about:blank")
    await command(trainer, "Understand the challenge")
    await ana.get_by_label("Add a challenge").fill("Members come once")
    await ana.get_by_role("button", name="Add", exact=True).click()
    await expect(ana.get_by_text("Saved")).to_be_visible()

    await trainer.get_by_role("button", name="Agenda", exact=True).click()
    tools = trainer.get_by_role("complementary", name="Tools")
    await expect(tools.get_by_role("listitem").filter(has_text="Breakout")).to_contain_text("now")
    await tools.get_by_text("Video calls for remote people").click()
    await tools.get_by_label("Video call of Group 1").fill("https://meet.example.org/g1")
    await tools.get_by_role("button", name="Save the link").click()
    await seen(trainer, axe, "console-agenda")
    await ana.get_by_role("button", name="Agenda", exact=True).click()
    link = ana.get_by_role("link", name="Video call of Group 1")
    await expect(link).to_have_attribute("href", "https://meet.example.org/g1")
    await seen(ana, axe, "agenda-phone")

    await late.goto(place)
    told = late.get_by_role("region", name="What happened so far")
    await expect(told.get_by_text("1 challenge was chosen.")).to_be_visible()
    await seen(late, axe, "missed-phone")
    await told.get_by_role("button", name="Close: what happened so far").click()
    await expect(told).to_have_count(0)
    await expect(ana.get_by_role("region", name="What happened so far")).to_have_count(0)


async def secret_link(trainer: Page, name: str) -> str:
    await trainer.get_by_role("button", name="Links", exact=True).click()
    await trainer.get_by_text("Links of trainers, observers and the projector").click()
    return await trainer.get_by_label(name, exact=True).input_value()
