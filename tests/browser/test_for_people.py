"""What trainers do for people and with what they wrote: on their behalf, excused, hidden, removed, locked; and back."""

from playwright.async_api import Locator, Page, expect

from tests.browser.canvas_steps import Trainer, cell, trainer_at, type_in
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, come_in, joined, note, seen
from tests.server.browser import Browser
from tests.server_process import ServerProcess

CALM = {"reduced_motion": "reduce"}
CHALLENGE = "Nobody has time"


def begun(server: ServerProcess, *names: str) -> Trainer:
    """All sit in one group, and write ideas under a challenge; those named are there, without a page."""
    lead = trainer_at(server)
    for name in names:
        Browser(server).join(lead.workshop, name).come()
    lead.does("add-section", room="g1", board="solve", id="topic001", challenge=CHALLENGE)
    lead.seats_all_in_one_group()
    lead.starts("solve", "ideate")
    return lead


async def opens_the_room(trainer: Page, lead: Trainer) -> None:
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await trainer.get_by_role("button", name="Open the room").first.click()
    await expect(trainer.get_by_role("heading", name=CHALLENGE)).to_be_visible()


async def more(trainer: Page, does: str) -> None:
    """With the challenge."""
    button = trainer.get_by_role("button", name=does, exact=True)
    if not await button.is_visible():
        await trainer.get_by_label(f"More for the challenge: {CHALLENGE}").click()
    await button.click()


async def say(trainer: Page, find: str) -> None:
    """By the palette: found by some letters, said what it does, given."""
    await trainer.get_by_role("heading", level=1).click()
    await trainer.keyboard.press("Control+k")
    await trainer.keyboard.type(find)
    await expect(trainer.get_by_role("dialog").get_by_role("option").first).to_be_visible()
    await expect(trainer.get_by_role("dialog").get_by_role("status")).to_contain_text(".")
    await trainer.keyboard.press("Enter")


async def back(trainer: Page) -> None:
    """The newest, by the key."""
    await trainer.get_by_role("heading", level=1).click()
    await trainer.keyboard.press("Control+z")
    await trainer.get_by_role("dialog").get_by_role("button", name="Do it").click()
    await expect(trainer.get_by_role("dialog")).to_have_count(0)


def voter(dialog: Locator, name: str) -> Locator:
    return dialog.get_by_role("listitem").filter(has_text=name)


async def test_a_trainer_writes_and_votes_for_somebody_and_excuses_another(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana = await person(viewport=LAPTOP, **CALM), await person(viewport=PHONE, **CALM)
    lead = begun(moot_server, "Βασίλης", "Cem Öz")
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    lead.seats_all_in_one_group()
    await opens_the_room(trainer, lead)
    await more(trainer, "Enter a note for somebody")
    dialog = trainer.get_by_role("dialog")
    await dialog.get_by_label("For whom").select_option("Βασίλης")
    await dialog.get_by_label("What they say").fill("Meet at noon")
    await dialog.get_by_role("button", name="Enter the note").click()
    await expect(dialog.get_by_role("status")).to_have_text("Entered for Βασίλης: Meet at noon")
    await seen(trainer, axe, "note-for-somebody")
    await trainer.keyboard.press("Escape")
    await expect(note(ana, "Meet at noon")).to_have_count(0)
    lead.does("reveal-notes")
    await expect(note(ana, "Meet at noon")).to_contain_text("Βασίλης · entered by a trainer")
    lead.does("add-note", room="g1", section="topic001", id="idea0001", text="Sleep")

    lead.starts("solve", "vote")
    await say(trainer, "excuse cem")
    await expect(trainer.get_by_text("0 of 2 have voted")).to_be_visible()
    await say(trainer, "enter vote βασίλης")
    await expect(voter(dialog, "Cem Öz")).to_contain_text("excused")
    await dialog.get_by_role("button", name="Place a dot for Βασίλης on: Meet at noon").click()
    await expect(voter(dialog, "Βασίλης").first).to_contain_text("entered by a trainer")
    await seen(trainer, axe, "voters")
    await trainer.keyboard.press("Escape")
    await expect(trainer.get_by_text("1 of 2 have voted")).to_be_visible()
    await ana.get_by_role("button", name="Place a dot on: Sleep").click()
    await expect(trainer.get_by_text("2 of 2 have voted")).to_be_visible()
    await expect(ana.get_by_text("excused")).to_have_count(0)
    record = trainer.get_by_role("region", name="Record")
    await record.get_by_role("button", name="Record").click()
    await expect(dialog.get_by_text("Cem Öz excused from voting")).to_be_visible()
    await expect(dialog.get_by_text("Dot entered for Βασίλης")).to_be_visible()
    await expect(dialog.get_by_text("Note entered for somebody")).to_be_visible()


async def test_somebody_is_found_without_the_marks_on_their_letters(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer = await person(viewport=LAPTOP, **CALM)
    lead = begun(moot_server, "Łukasz Brzęczyszczykiewicz", "Søren Ågård", *(f"Țepeș {n}" for n in range(9)))
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await trainer.get_by_role("button", name="People", exact=True).click()
    people = trainer.get_by_role("region", name="People", exact=True)
    await expect(people.get_by_text("11 people")).to_be_visible()
    for typed, name in {
        "lukasz brz": "Łukasz Brzęczyszczykiewicz",
        "soren": "Søren Ågård",
        "tepes 7": "Țepeș 7",
    }.items():
        await people.get_by_label("Find a person").fill(typed)
        await expect(people.get_by_role("listitem")).to_have_count(1)
        await expect(people.get_by_role("listitem")).to_contain_text(name)
    await say(trainer, "remove lukasz")
    await expect(people.get_by_text("10 people")).to_be_visible()


async def test_a_challenge_and_a_person_are_taken_away_and_back(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana = await person(viewport=LAPTOP, **CALM), await person(viewport=PHONE, **CALM)
    lead = begun(moot_server)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    lead.seats_all_in_one_group()
    lead.does("add-note", room="g1", section="topic001", id="idea0001", text="Sleep")
    lead.does("reveal-notes")
    await opens_the_room(trainer, lead)
    await expect(note(ana, "Sleep")).to_be_visible()
    await more(trainer, "Hide")
    await expect(ana.get_by_text(CHALLENGE)).to_have_count(0)
    await expect(trainer.get_by_text("1 thing is hidden: only who leads sees it")).to_be_visible()
    await back(trainer)
    await expect(note(ana, "Sleep")).to_be_visible()
    await note(trainer, "Sleep").focus()
    await trainer.keyboard.press("h")
    await expect(note(ana, "Sleep")).to_have_count(0)
    await trainer.get_by_text("1 thing is hidden").click()
    await trainer.get_by_role("button", name="Put back on the board: Sleep").click()
    await expect(note(ana, "Sleep")).to_be_visible()

    place = ana.url
    await say(trainer, "remove ana łuczak")
    await expect(ana.get_by_text("You cannot come in by this way any more.")).to_be_visible()
    await back(trainer)
    await ana.goto(place)
    await expect(note(ana, "Sleep")).to_be_visible()


async def test_a_canvas_in_a_locked_room_says_so_before_one_types(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    trainer, ana, ben = (
        await person(viewport=LAPTOP, **CALM),
        await person(viewport=LAPTOP, **CALM),
        await person(viewport=PHONE, **CALM),
    )
    lead = trainer_at(moot_server)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    await joined(moot_server, ben, lead.workshop, "Ben Ölmez")
    lead.seats_all_in_one_group()
    lead.starts("value", "stakeholders")
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await cell(ana, 1, 1).focus()
    await type_in(ana, "Small firms")
    await expect(ana.get_by_text("Saved")).to_be_visible()
    fields = ben.get_by_role("textbox")
    await expect(fields.first).to_be_visible()

    await trainer.get_by_role("heading", level=1).click()
    await trainer.keyboard.press("l")
    await trainer.get_by_role("dialog").get_by_role("button", name="Do it").click()
    for page in (ana, ben):
        await expect(page.get_by_text("Locked by the trainer: you can read, not write.")).to_be_visible()
    await expect(fields).to_have_count(0)
    await expect(ana.get_by_role("grid")).to_have_attribute("aria-readonly", "true")
    await cell(ana, 1, 1).focus()
    await ana.keyboard.type("x")
    await ana.keyboard.press("Enter")
    await expect(ana.get_by_role("textbox")).to_have_count(0)
    await expect(cell(ana, 1, 1)).to_have_text("Small firms")
    await seen(ana, axe, "locked-canvas")
    await seen(ben, axe, "locked-canvas-phone")
    await back(trainer)
    await expect(fields.first).to_be_visible()
    await expect(ana.get_by_text("Locked by the trainer")).to_have_count(0)
