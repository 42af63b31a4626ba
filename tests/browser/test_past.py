"""A trainer looks back: takes a snapshot, looks at it, compares it with now, brings a note back, and replays it all."""

from playwright.async_api import expect

from tests.browser.canvas_steps import trainer_at
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, come_in, command, joined, seen, trainer_of, write
from tests.server.browser import Browser
from tests.server_process import ServerProcess


async def test_a_trainer_looks_back_and_brings_something_back(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    """L1 to L7."""
    trainer, ana = await person(viewport=LAPTOP), await person(viewport=PHONE)
    code = await trainer_of(moot_server, trainer)
    await joined(moot_server, ana, code, "Ana Anić")
    await command(trainer, "Our challenges")
    for text in ("Members come once", "Funding ends with the project", "Nobody decides"):
        await write(ana, text)

    await trainer.keyboard.press("s")
    dialog = trainer.get_by_role("dialog", name="Take a snapshot")
    await expect(dialog.get_by_label("Its name")).to_be_focused()
    await trainer.keyboard.type("Before lunch")
    await dialog.get_by_label("A note").fill("Everybody has written.")
    await axe(trainer)
    await dialog.get_by_role("button", name="Take it").click()

    note = ana.get_by_role("listitem", name="Members come once")
    await note.focus()
    await ana.keyboard.press("Enter")
    await ana.get_by_label("Edit the note").fill("Members come twice")
    await ana.keyboard.press("Enter")
    await ana.get_by_role("listitem", name="Nobody decides").focus()
    await ana.keyboard.press("Delete")
    await write(ana, "No data")
    await command(trainer, "What belongs together")

    await trainer.get_by_role("button", name="Snapshots", exact=True).click()
    snapshots = trainer.get_by_role("region", name="Snapshots")
    await expect(snapshots.get_by_role("listitem")).to_have_count(2)
    await axe(trainer)
    await snapshots.get_by_role("link", name="Look at it: Before lunch").click()
    await expect(trainer.get_by_role("heading", name="Before lunch")).to_be_visible()
    await expect(trainer.get_by_role("listitem", name="Members come once")).to_be_visible()
    await expect(trainer.get_by_role("listitem", name="Members come twice")).to_have_count(0)
    await expect(trainer.get_by_role("textbox")).to_have_count(0)
    await seen(trainer, axe, "snapshot")

    await trainer.get_by_role("link", name="Compare with now").click()
    table = trainer.get_by_role("table")
    changed = table.get_by_role("row").filter(has_text="Members come")
    await expect(changed.get_by_role("rowheader")).to_contain_text("Changed")
    await expect(changed.locator("del")).to_have_text("taken away: once")
    await expect(changed.locator("ins")).to_have_text("put in: twice")
    for text, mark in (("Nobody decides", "Removed"), ("No data", "Added")):
        await expect(table.get_by_role("row").filter(has_text=text).get_by_role("rowheader")).to_contain_text(mark)
    await seen(trainer, axe, "compare")

    await changed.get_by_role("button", name="Bring back").click()
    dialog = trainer.get_by_role("dialog")
    await expect(dialog.get_by_text("Members come twice")).to_be_visible()
    await axe(trainer)
    await dialog.get_by_role("button", name="Bring it back").click()
    await expect(trainer.get_by_text("It was brought back.")).to_be_visible()
    await expect(changed).to_have_count(0)
    await expect(ana.get_by_role("listitem", name="Members come once")).to_be_visible()

    await trainer.get_by_role("link", name="To the console").click()
    await trainer.get_by_role("link", name="Replay").click()
    await trainer.get_by_role("button", name="Group 1", exact=True).click()
    signs = trainer.get_by_role("navigation", name="Stages and snapshots")
    await signs.get_by_role("button", name="Snapshot: Before lunch").click()
    await expect(trainer.get_by_role("listitem", name="Members come once")).to_be_visible()
    await expect(trainer.get_by_role("listitem", name="No data")).to_have_count(0)
    await trainer.get_by_role("button", name="60×").click()
    await trainer.get_by_role("button", name="Play").click()
    await expect(trainer.get_by_role("listitem", name="No data")).to_be_visible()
    await expect(trainer.get_by_role("listitem", name="Members come once")).to_be_visible()
    await trainer.keyboard.press("Shift+ArrowLeft")
    await seen(trainer, axe, "replay")
    # the slider leads to the very end, also where that is a part of a second
    await signs.get_by_role("button", name="Snapshot: Before lunch").click()
    await expect(trainer.get_by_role("listitem", name="No data")).to_have_count(0)
    await trainer.get_by_role("slider").press("End")
    await expect(trainer.get_by_role("listitem", name="Members come once")).to_be_visible()
    await expect(trainer.get_by_role("listitem", name="No data")).to_be_visible()

    observer = await person(viewport=PHONE, color_scheme="dark")
    links = await trainer.evaluate("code => fetch(`/w/${code}/links`).then((answer) => answer.json())", code)
    await come_in(observer, links["links"]["observer"], "Jānis Bērziņš")
    for path in ("replay", trainer.url.split("/")[-1]):
        await observer.goto(f"{moot_server.url}/w/{code}/{path}")
        await expect(observer.get_by_role("button", name="Play")).to_be_visible()
        await axe(observer)


async def test_a_challenge_is_brought_back_and_feedback_is_compared(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    """L4, L8."""
    trainer = await person(viewport=LAPTOP)
    ana = await person(viewport=PHONE)
    lead = trainer_at(moot_server)
    await joined(moot_server, ana, lead.workshop, "Ana Anić")
    canvas = f"value:{lead.people()['Ana Anić']}"
    lead.does("add-section", room="g1", board="solve", id="topic001", challenge="Funding ends")
    lead.does("give-feedback", canvas=canvas, id="feedback1", place="row0/gains", text="For whom?")
    lead.does("take-snapshot", id="snapshot1", name="Before lunch")
    lead.does("remove-section", room="g1", section="topic001")
    lead.does("edit-feedback", canvas=canvas, feedback="feedback1", text="For whom, by when?")
    lead.does("give-feedback", canvas=canvas, id="feedback2", place="row1/gains", text="How much?")

    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await trainer.goto(f"{moot_server.url}/w/{lead.workshop}/comparison?of=snapshot1")
    challenge = trainer.get_by_role("region", name="Funding ends")
    await expect(challenge.get_by_role("heading")).to_contain_text("Removed")
    await challenge.get_by_role("button", name="Bring the challenge back").click()
    await trainer.get_by_role("dialog").get_by_role("button", name="Bring it back").click()
    await expect(trainer.get_by_text("It was brought back.")).to_be_visible()
    await expect(challenge.get_by_role("button", name="Bring the challenge back")).to_have_count(0)

    await trainer.get_by_role("button", name="Ana Anić: Value proposition").click()
    edited = trainer.get_by_role("row").filter(has_text="For whom")
    await expect(edited.get_by_role("rowheader")).to_contain_text("Feedback: Gains")
    await expect(edited.locator("ins")).to_have_text("put in: , by when")
    await expect(edited).to_contain_text("Žofie Říhová")
    given = trainer.get_by_role("row").filter(has_text="How much?")
    await expect(given.get_by_role("rowheader")).to_contain_text("Added")
    await seen(trainer, axe, "compare-feedback")


async def test_of_many_canvases_one_is_chosen_from_a_list(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    """L4."""
    trainer = await person(viewport=LAPTOP)
    lead = trainer_at(moot_server)
    for number in range(8):
        Browser(moot_server).join(lead.workshop, f"Person {number}").come()
    lead.seats_all_in_one_group()
    lead.does("take-snapshot", id="snapshot1", name="Before lunch")
    for name, id in lead.people().items():
        if name.startswith("Person"):
            lead.does("give-feedback", canvas=f"value:{id}", id=f"of{id}", place="row0/gains", text=f"To {name}")
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await trainer.goto(f"{moot_server.url}/w/{lead.workshop}/comparison?of=snapshot1")
    choice = trainer.get_by_label("Value proposition")
    await choice.select_option("Person 6: 1 difference")
    await expect(trainer.get_by_role("row").filter(has_text="To Person 6")).to_be_visible()
    await expect(trainer.get_by_text("To Person 5")).to_have_count(0)
    await seen(trainer, axe, "compare-many")
    await trainer.get_by_role("button", name="Challenges on the way").click()
    await expect(choice).to_have_value("")
