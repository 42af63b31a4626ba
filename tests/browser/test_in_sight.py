"""What is there can be seen: a dialog in the middle, a call above all that one reads, a menu in whole words."""

from playwright.async_api import Locator, Page, expect

from tests.browser.canvas_steps import Trainer, trainer_at
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, WALL, come_in, everywhere, joined, note, seen
from tests.server.browser import Browser
from tests.server_process import ServerProcess

CALM = {"reduced_motion": "reduce"}
MANY = 14


def begun(server: ServerProcess, ideas: int) -> Trainer:
    lead = trainer_at(server)
    lead.come(looks=("g1",))
    lead.seats_all_in_one_group()
    lead.does("add-section", room="g1", board="solve", id="topic001", challenge="Nobody has time")
    lead.starts("solve", "ideate")
    for n in range(ideas):
        lead.does("add-note", room="g1", section="topic001", id=f"idea00{n:02}", text=f"An idea of several words, {n}")
    lead.does("reveal-notes")
    return lead


async def in_sight(page: Page, what: Locator) -> None:
    """Wholly on the screen, and nothing lies on it."""
    box = await what.bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert 0 <= box["y"] <= size["height"] - box["height"], box
    on_top = "e => { const b = e.getBoundingClientRect();"
    on_top += " return e.contains(document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)); }"
    assert await what.evaluate(on_top)


async def test_a_call_and_what_is_shown_are_in_sight_far_down_on_a_board(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead = begun(moot_server, MANY)
    ana, wall = await person(viewport=PHONE, **CALM), await person(viewport=WALL, **CALM)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    await wall.goto(lead.link("projector"))
    await note(ana, f"several words, {MANY - 1}").scroll_into_view_if_needed()
    assert await ana.evaluate("scrollY") > PHONE["height"]

    lead.does("show-to-all", room="g1", board="solve", note="idea0003")
    shown = ana.get_by_role("region", name="The trainer shows")
    await expect(shown).to_contain_text("An idea of several words, 3")
    await in_sight(ana, shown)
    await seen(wall, axe, "projector-note-shown")
    await expect(wall.get_by_role("region", name="The trainer shows")).to_contain_text("words, 3")
    await expect(wall.get_by_alt_text("QR code")).to_have_count(0)
    lines = "e => e.getClientRects().length && e.offsetHeight / parseFloat(getComputedStyle(e).lineHeight)"
    assert await wall.get_by_text("An idea of several words, 3").evaluate(lines) < 2

    lead.does("call-back", id="call0001", text="Coffee is ready", seconds=0)
    await expect(ana.get_by_text("Coffee is ready")).to_be_visible()
    await in_sight(ana, ana.get_by_role("region", name="The trainer calls"))
    lead.does("end-call")
    lead.does("end-spotlight")
    await expect(wall.get_by_alt_text("QR code")).to_be_visible()


async def test_a_trainer_sees_what_they_open(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    lead = begun(moot_server, 3)
    for name in ("Bo", "Cem", "Dag", "Eva"):
        Browser(moot_server).join(lead.workshop, name).come()
    trainer = await person(viewport=LAPTOP, **CALM)
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")

    await everywhere(trainer).get_by_role("button", name="Next stage").click()
    dialog = trainer.get_by_role("dialog")
    box = await dialog.bounding_box()
    assert box
    assert abs(box["x"] * 2 + box["width"] - LAPTOP["width"]) < 20
    assert abs(box["y"] * 2 + box["height"] - LAPTOP["height"]) < 20
    await dialog.get_by_role("button", name="Cancel").click()

    await trainer.get_by_role("button", name="Open the room Group 1").click()
    last = note(trainer, "several words, 2")
    await expect(last).to_be_visible()
    await in_sight(trainer, last)
    await last.get_by_role("button", name="More for").click()
    choice = last.get_by_role("button", name="Where it came from")
    await in_sight(trainer, choice)
    await in_sight(trainer, last.get_by_role("button", name="Show to all"))
    words = "e => { const r = new Range(); r.selectNodeContents(e); return r.getClientRects().length; }"
    assert await choice.evaluate(words) <= 5
    await seen(trainer, axe, "note-menu")
    await choice.focus()
    await trainer.keyboard.press("Escape")
    await expect(choice).to_have_count(0)
    await expect(last).to_be_focused()
    await trainer.get_by_role("button", name="Close Group 1").click()
    await expect(last).to_have_count(0)

    await trainer.get_by_role("button", name="People", exact=True).click()
    await trainer.get_by_text("Make groups").click()
    await trainer.get_by_label("Groups", exact=True).fill("2")
    await trainer.get_by_role("button", name="Shuffle everybody").click()
    await expect(dialog).to_contain_text("Each group gets 2.")
    await dialog.get_by_role("button", name="Cancel").click()
    await trainer.get_by_label("Groups", exact=True).fill("3")
    await trainer.get_by_role("button", name="Shuffle everybody").click()
    await expect(dialog).to_contain_text("Each group gets 1 or 2.")
    await dialog.get_by_role("button", name="Cancel").click()

    await trainer.set_viewport_size({"width": 1024, "height": 768})
    await trainer.evaluate("scrollTo(0, 0)")
    await in_sight(trainer, trainer.get_by_role("button", name="Results", exact=True))
    await in_sight(trainer, everywhere(trainer).get_by_role("button", name="Next stage"))


async def test_a_vote_that_one_looks_back_at_has_no_dots_to_place(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead = begun(moot_server, 3)
    ana = Browser(moot_server).join(lead.workshop, "Ana Łuczak")
    ana.come()
    lead.starts("solve", "vote")
    lead.does("take-snapshot", id="snapshot1", name="While they vote")
    trainer = await person(viewport=LAPTOP, **CALM)
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await trainer.goto(f"{moot_server.url}/w/{lead.workshop}/snapshots/snapshot1")
    await expect(note(trainer, "several words, 2")).to_be_visible()
    await expect(trainer.get_by_role("button", name="Place a dot")).to_have_count(0)
    await expect(trainer.get_by_text("dots left")).to_have_count(0)
    await seen(trainer, axe, "snapshot-of-a-vote")


async def test_who_has_left_is_excused_from_all_votes_by_one_click_in_the_card(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    """U10."""
    lead = begun(moot_server, 2)
    for name in ("Bo", "Cem"):
        Browser(moot_server).join(lead.workshop, name).come()
    lead.seats_all_in_one_group()
    lead.does("add-section", room="g1", board="solve", id="topic002", challenge="No money")
    lead.does("add-note", room="g1", section="topic002", id="money001", text="Fees")
    lead.starts("solve", "vote")
    trainer = await person(viewport=LAPTOP, **CALM)
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await trainer.get_by_text("0 of 2 have voted").click()
    await seen(trainer, axe, "who-has-not-voted")
    await trainer.get_by_role("button", name="Excuse Bo from voting").press("Enter")
    await expect(trainer.get_by_role("button", name="Excuse Cem from voting")).to_be_focused()
    await expect(trainer.get_by_text("0 of 1 have voted")).to_be_visible()
    await expect(trainer.get_by_role("region", name="Record")).to_contain_text("Bo excused from voting")
    await trainer.keyboard.press("Control+z")
    await trainer.get_by_role("dialog").get_by_role("button", name="Do it").click()
    await expect(trainer.get_by_text("0 of 2 have voted")).to_be_visible()
    await trainer.get_by_role("button", name="People", exact=True).click()
    await trainer.get_by_role("button", name="Change Cem").click()
    await trainer.get_by_role("dialog").get_by_role("button", name="Excuse Cem from voting").click()
    await expect(trainer.get_by_text("0 of 1 have voted")).to_be_visible()
