"""Looking back: where something came from and what became of it, and what a cell said before."""

from playwright.async_api import expect

from tests.browser.canvas_steps import cell, trainer_at, type_in
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, joined, seen
from tests.server_process import ServerProcess

WINNER = {"room": "g1", "board": "solve", "section": "topic001", "note": "idea0001"}


async def test_a_step_is_followed_to_its_challenge_and_back(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    ana, lead = await person(viewport=LAPTOP, reduced_motion="reduce"), trainer_at(moot_server)
    await joined(moot_server, ana, lead.workshop, "Ελένη Παπαδοπούλου")
    lead.has_a_winner("Members come once", "A day for members only")
    lead.starts("plan", "advance")
    await cell(ana, 1, 1).focus()
    await type_in(ana, "Call each member")
    lead.does("link-row", canvas=f"plan:{lead.people()['Ελένη Παπαδοπούλου']}", row="row0", origin=WINNER)

    await cell(ana, 1, 0).focus()
    await ana.keyboard.press("Enter")
    row = ana.get_by_role("dialog", name="Step 1", exact=True).first
    await row.get_by_role("button", name="Where it came from").focus()
    await ana.keyboard.press("Enter")
    path = ana.get_by_role("dialog").last
    await expect(path.get_by_role("listitem").filter(has_text="The solution that won")).to_contain_text(
        "A day for members only"
    )
    await expect(path.get_by_role("listitem").filter(has_text="The vote")).to_contain_text("dot")
    await seen(ana, axe, "lineage")
    await path.get_by_role("button", name="Members come once").focus()
    await ana.keyboard.press("Enter")
    await expect(path.get_by_role("button", name="Back")).to_be_visible()
    await path.get_by_role("button", name="Call each member").click()
    await ana.keyboard.press("Escape")
    await expect(row).to_be_visible()


async def test_what_a_cell_said_before_is_put_back(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    ana, lead = await person(viewport=LAPTOP, reduced_motion="reduce"), trainer_at(moot_server)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    plan = f"plan:{lead.people()['Ana Łuczak']}"
    lead.starts("plan", "advance")
    await cell(ana, 1, 1).focus()
    await type_in(ana, "Call each member")
    await expect(ana.get_by_text("Saved")).to_be_visible()
    said, again = "Call each member", "Write to each member"
    revision = lead.come(looks=(plan,))["own"][0]["state"]["texts"]["row0/action"]["revision"]
    lead.does("edit-cell", canvas=plan, row="row0", column="action", revision=revision, edit=[[len(said), again]])
    await expect(cell(ana, 1, 1)).to_have_text(again)

    await ana.get_by_role("button", name="More for: Step 1").click()
    dialog = ana.get_by_role("dialog", name="Step 1", exact=True).first
    await dialog.get_by_label("What it said before").select_option(label="Action")
    versions = dialog.get_by_role("listitem")
    await expect(versions).to_have_count(2)
    await expect(versions.first).to_contain_text("Žofie Říhová")
    await expect(versions.first).to_contain_text(again)
    await expect(versions.last).to_contain_text("Ana Łuczak")
    await seen(ana, axe, "history")
    await versions.last.get_by_role("button", name="Put this back").click()
    await expect(cell(ana, 1, 1)).to_have_text(said)
