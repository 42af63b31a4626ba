"""The breakout from the code to the winner: a trainer, two people with a phone and a laptop, a projector."""

from playwright.async_api import expect

from tests.browser.conftest import Axe, Person
from tests.browser.steps import (
    LAPTOP,
    PHONE,
    WALL,
    command,
    joined,
    note,
    one_group,
    put_on_projector,
    seen,
    trainer_of,
    write,
)
from tests.server_process import ServerProcess


async def test_a_breakout_from_the_code_to_the_winner(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    trainer, ana, ben = await person(viewport=LAPTOP), await person(viewport=PHONE), await person(viewport=LAPTOP)
    code = await trainer_of(moot_server, trainer)
    await seen(trainer, axe, "console-begin")
    await one_group(trainer)
    await ana.goto(f"{moot_server.url}/j/{code}")
    await seen(ana, axe, "join")
    await joined(moot_server, ana, code, "Ελένη Παπαδοπούλου", "Greece")
    await joined(moot_server, ben, code, "Łukasz Brzęczyszczykiewicz", "Poland")
    await seen(ben, axe, "agenda")
    await one_group(trainer)
    await seen(trainer, axe, "console-people")

    await command(trainer, "Our challenges")
    await write(ana, "Members come once and not again")
    await expect(note(ben, "Members come once and not again")).to_be_visible()
    await expect(ana.get_by_text("Saved")).to_be_visible()
    await write(ben, "Members do not come back")
    await write(ben, "Funding ends with the project")
    await seen(ana, axe, "share-phone")

    await command(trainer, "What belongs together")
    await note(ben, "Members do not come back").focus()
    await ben.keyboard.press("m")
    await ben.get_by_label("Together with").select_option(label="A new cluster with: Members come once and not again")
    await seen(ben, axe, "move")
    await ben.get_by_role("dialog").get_by_role("button", name="Move", exact=True).click()
    await ben.get_by_role("button", name="Change the cluster").click()
    await ben.get_by_label("Name of the cluster").fill("Members do not stay")
    await ben.get_by_role("button", name="Save the name").click()
    await expect(ana.get_by_role("heading", name="Members do not stay")).to_be_visible()
    await seen(ben, axe, "cluster")

    await trainer.get_by_role("button", name="Open the room Group 1").click()
    await trainer.get_by_role("button", name="Change the cluster").click()
    await trainer.get_by_role("button", name="Make it a challenge for all groups").click()
    await note(trainer, "Funding ends").get_by_role("button", name="More for").click()
    await trainer.get_by_role("button", name="Make it a challenge for all groups").click()
    await command(trainer, "Understand the challenge")
    await expect(ben.get_by_label("The challenge").first).to_have_value("Members do not stay")
    await ben.get_by_label("Its root causes").first.fill("No benefit that only members get")
    await expect(ana.get_by_label("Its root causes").first).to_have_value("No benefit that only members get")
    await seen(ben, axe, "define")

    await command(trainer, "Find ideas")
    for page, idea in ((ana, "A matchmaking day for members only"), (ben, "A host for each newcomer")):
        await write(page, idea)
        await expect(page.get_by_text("only you see it").first).to_be_visible()
    await expect(note(ana, "A host for each newcomer")).to_have_count(0)
    await seen(ana, axe, "ideate-private-phone")
    await trainer.get_by_role("button", name="Reveal the notes").first.click()
    await expect(trainer.get_by_text("2 private notes will be seen by the group.")).to_be_visible()
    await seen(trainer, axe, "console-reveal")
    await trainer.get_by_role("button", name="Do it").click()
    await expect(note(ana, "A host for each newcomer")).to_be_visible()
    await write(ben, "Ask the five largest members for a pilot", 1)
    await write(ben, "Apply for the next regional programme", 1)
    await seen(ana, axe, "ideate-phone")
    await seen(ben, axe, "ideate")

    await command(trainer, "Vote for the best idea")
    for page in (ana, ben):
        await page.get_by_role("button", name="Place a dot on: A host for each newcomer").click()
        await expect(page.get_by_text("2 dots left")).to_be_visible()
    await expect(ana.get_by_role("button", name="2. Funding ends with the project 3 dots left")).to_be_visible()
    await note(ben, "A host for each newcomer").focus()
    await ben.keyboard.press("v")
    await expect(ben.get_by_text("1 dot left")).to_be_visible()
    await ben.keyboard.press("Shift+V")
    await expect(ben.get_by_text("2 dots left")).to_be_visible()
    await seen(ana, axe, "vote-phone")
    await seen(ben, axe, "vote")
    await seen(trainer, axe, "console-vote")

    await command(trainer, "The winners")
    await expect(ana.get_by_role("meter", name="2 dots")).to_be_visible(timeout=10_000)
    await seen(trainer, axe, "console-select")
    await trainer.get_by_role("button", name="Choose: A host for each newcomer").click()
    await expect(ben.get_by_text("Most dots.")).to_be_visible()
    await seen(ben, axe, "select")

    await trainer.get_by_role("button", name="Choose: Ask the five largest members").click()
    await trainer.get_by_label("The reason").fill("We can begin with it tomorrow")
    await seen(trainer, axe, "reason")
    await trainer.get_by_role("dialog").get_by_role("button", name="Choose").click()
    await expect(ben.get_by_text("We can begin with it tomorrow")).to_be_visible()

    await command(trainer, "From idea to plan")
    await ana.get_by_label("First step").first.fill("Ask ten members")
    await expect(ben.get_by_label("First step").first).to_have_value("Ask ten members")
    await seen(ben, axe, "detail")
    await seen(ana, axe, "detail-phone")

    await trainer.get_by_role("button", name="Links").click()
    await trainer.get_by_text("Links of trainers, observers and the projector").click()
    link = await trainer.get_by_label("Projector", exact=True).input_value()
    wall = await person(viewport=WALL)
    await wall.goto(link)
    await expect(wall.get_by_text(f"{code[:3]}-{code[3:]}".upper())).to_be_visible()
    assert await wall.get_by_role("img", name="QR code").evaluate("async (e) => (await e.decode(), e.naturalWidth)")
    await seen(wall, axe, "projector-code")
    await trainer.get_by_role("button", name="Projector", exact=True).click()
    for what, words in (("The clocks", "left"), ("The results", "2 dots"), ("The winners", "A host for each newcomer")):
        await put_on_projector(trainer, what)
        await expect(wall.get_by_text(words).first).to_be_visible()
        await seen(wall, axe, f"projector-{what.split()[1]}")
