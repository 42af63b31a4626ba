"""On a phone, or with large letters: all fits the finger and the screen, and hides nothing that one is at."""

import shutil
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser.canvas_steps import Trainer, cell, trainer_at
from tests.browser.conftest import FLAGS, Axe, Person
from tests.browser.steps import LAPTOP, PHONE, joined, seen
from tests.server.browser import Browser as BySocket
from tests.server_process import ServerProcess

TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
SMALLEST = {**TOUCH, "viewport": {"width": 320, "height": 640}}

TOO_SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(one => one.checkVisibility() && one.type !== "hidden" && !one.closest(".skip"))
    .map(one => (one.matches("[type=radio], [type=checkbox]") && one.closest("label")) || one)
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, {width, height}]) => width < 44 || height < 44)
    .map(([one, {width, height}]) => `${Math.round(width)} × ${Math.round(height)}: ${one.outerHTML.slice(0, 120)}`)"""


async def fits_a_finger(page: Page) -> None:
    assert await page.evaluate(TOO_SMALL) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"


def begun(server: ServerProcess) -> Trainer:
    lead = trainer_at(server)
    lead.come(looks=("g1",))
    return lead


async def test_whatever_is_pressed_is_large_enough_on_a_phone(moot_server: ServerProcess, person: Person) -> None:
    lead, ana = begun(moot_server), await person(**SMALLEST)
    await ana.goto(f"{moot_server.url}/j/{lead.workshop}")
    await fits_a_finger(ana)
    await ana.get_by_label("Your name").fill("Søren Ågård")
    await ana.get_by_role("button", name="Join").tap()
    await expect(ana.get_by_text("Please read what you agree to, and tick it.")).to_be_in_viewport()
    await expect(ana.get_by_label("I agree to this")).to_be_focused()
    await fits_a_finger(ana)
    await joined(moot_server, ana, lead.workshop, "Søren Ågård")
    await fits_a_finger(ana)
    for opens in ("Agenda", "You and your link", "Questions", "Keys and settings"):
        await ana.get_by_role("button", name=opens).tap()
        await expect(ana.get_by_role("dialog")).to_be_visible()
        await fits_a_finger(ana)
        await ana.get_by_role("button", name="Close", exact=True).tap()
    lead.seats_all_in_one_group()
    lead.does("add-section", room="g1", board="solve", id="topic001", challenge="Nobody has time")
    lead.starts("solve", "ideate")
    lead.does("add-note", room="g1", section="topic001", id="idea0001", text="A shared calendar")
    lead.does("reveal-notes")
    lead.does("show-to-all", room="g1", board="solve", note="idea0001")
    await expect(ana.get_by_role("region", name="The trainer shows")).to_be_visible()
    await fits_a_finger(ana)
    lead.starts("extended", "monitor")
    name = ana.get_by_label("Add a name")
    await name.fill("Zoë Müller")
    await name.press("Enter")
    await expect(ana.get_by_role("button", name="Take away: Zoë Müller")).to_be_visible()
    await fits_a_finger(ana)
    await ana.get_by_role("button", name="Choose indicators").tap()
    await ana.get_by_label("An indicator of your own").fill("Number of members that came at least twice")
    await ana.keyboard.press("Enter")
    await ana.get_by_role("dialog").get_by_text("SMART: 0 of 5").tap()
    await fits_a_finger(ana)


async def test_feedback_that_was_given_makes_the_page_no_wider(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead, ana = begun(moot_server), await person(**TOUCH)
    await joined(moot_server, ana, lead.workshop, "Agnieszka Wiśniewska")
    others = [
        BySocket(moot_server).join(lead.workshop, name) for name in ("Paweł Żółtowski", "Zoë Müller", "Søren Ågård")
    ]
    for other in others:
        own = other.come()["you"]
        edit = {"row": "row0", "column": "action", "revision": 0, "edit": [[0, "Ask for fees"]]}
        lead.starts("plan", "advance")
        assert other.ask({"type": "edit-cell", "canvas": f"plan:{own}", **edit})["type"] == "done"
    lead.seats_all_in_one_group()
    lead.starts("plan", "review")
    lead.does("assign-reviews", activity="plan", each=3)
    for number in range(3):
        await ana.get_by_role("navigation", name="Whose canvas").get_by_role("button").nth(number).tap()
        await ana.get_by_placeholder("Your feedback").fill("Begin with the largest")
        await ana.get_by_label("without my name").tap()
        await ana.get_by_role("button", name="Give feedback").tap()
        await expect(ana.get_by_role("button", name="Take back")).to_be_visible()
    await fits_a_finger(ana)
    await seen(ana, axe, "feedback-given-phone")


async def test_feedback_stands_in_its_cell_and_not_that_there_is_none(
    moot_server: ServerProcess, person: Person
) -> None:
    lead, ana = begun(moot_server), await person(**TOUCH)
    await joined(moot_server, ana, lead.workshop, "Agnieszka Wiśniewska")
    bo = BySocket(moot_server).join(lead.workshop, "Bo")
    bo.come()
    canvas = f"plan:{lead.people()['Agnieszka Wiśniewska']}"
    lead.starts("plan", "review")
    lead.does("assign-reviews", activity="plan", each=1)
    given = {"id": "feedback1", "place": "row0/peer-feedback", "text": "Who pays?"}
    assert bo.ask({"type": "give-feedback", "canvas": canvas, **given})["type"] == "done"
    lead.starts("plan", "integrate")
    await expect(ana.get_by_text("Who pays?")).to_have_count(2)
    await expect(ana.get_by_text("Nothing yet")).to_have_count(0)


async def test_where_nobody_had_an_idea_there_is_nothing_to_vote_on(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead, ana = begun(moot_server), await person(**TOUCH)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    lead.seats_all_in_one_group()
    lead.does("add-section", room="g1", board="solve", id="topic001", challenge="Nobody has time")
    lead.does("add-section", room="g1", board="solve", id="topic002", challenge="No money")
    lead.starts("solve", "ideate")
    lead.does("add-note", room="g1", section="topic001", id="idea0001", text="A shared calendar")
    lead.does("reveal-notes")
    lead.starts("solve", "vote")
    nothing = ana.get_by_text("No idea was written here: there is nothing to vote on.")
    await expect(ana.get_by_text("3 dots left")).to_be_visible()
    await expect(nothing).to_have_count(0)
    await ana.get_by_role("button", name="2. No money").tap()
    await expect(nothing).to_be_visible()
    await seen(ana, axe, "nothing-to-vote-on-phone")
    lead.starts("solve", "select")
    await expect(nothing).to_be_visible()


@pytest.mark.parametrize(
    "options", [SMALLEST, {"viewport": LAPTOP, "reduced_motion": "reduce"}], ids=["320px", "laptop"]
)
async def test_what_the_trainer_shows_hides_neither_the_clock_nor_what_one_is_at(
    moot_server: ServerProcess, person: Person, options: dict[str, object]
) -> None:
    lead, ana = begun(moot_server), await person(**options)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    lead.seats_all_in_one_group()
    lead.does("add-section", room="g1", board="solve", id="topic001", challenge="Nobody has time")
    lead.starts("solve", "ideate")
    for number in range(60):
        lead.does("add-note", room="g1", section="topic001", id=f"idea00{number:02}", text=f"Idea {number}")
    lead.does("reveal-notes")
    lead.does("show-to-all", room="g1", board="solve", note="idea0003")
    shown = ana.get_by_role("region", name="The trainer shows")
    await expect(shown).to_be_visible()
    await ana.get_by_role("listitem", name="Idea 59").focus()
    for _ in range(20):
        await ana.keyboard.press("ArrowUp")
        edges = await ana.evaluate(
            "[document.querySelector('.banner'), document.querySelector('.lit'), document.activeElement]"
            ".map(one => one.getBoundingClientRect()).flatMap(({top, bottom}) => [top, bottom])"
        )
        assert edges[0] == 0, "the clock stays in sight"
        assert edges[1] <= edges[2], "what is shown stands below the clock"
        assert edges[3] <= edges[4], f"what has the focus stands below what is shown: {edges}"


async def test_who_is_here_is_read_to_the_first_letter(moot_server: ServerProcess, person: Person) -> None:
    lead, ana = begun(moot_server), await person(**SMALLEST)
    name = "Wolfeschlegelsteinhausenbergerdorff-Żółtowska Maria Magdalena"
    await joined(moot_server, ana, lead.workshop, name)
    await ana.get_by_text("1 here").tap()
    here = ana.get_by_role("listitem").filter(has_text=name)
    await expect(here).to_be_in_viewport(ratio=1)
    await fits_a_finger(ana)


async def test_the_button_beside_a_name_is_one_word_in_a_narrow_cell(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead, ana = begun(moot_server), await person(viewport=LAPTOP)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    lead.starts("extended", "monitor")
    await cell(ana, 1, 2).focus()
    await ana.keyboard.press("Enter")
    await ana.keyboard.type("Zoë Müller")
    add = cell(ana, 1, 2).get_by_role("button", name="Add")
    words = "e => { const r = new Range(); r.selectNodeContents(e); return r.getClientRects().length; }"
    assert await add.evaluate(words) == 1
    await seen(ana, axe, "names-laptop")


async def test_letters_are_as_large_as_a_person_asked_their_browser_for(
    moot_server: ServerProcess, browser: Browser, axe: Axe, tmp_path: Path
) -> None:
    """Twice as large: nothing scrolls sideways but a table, and no word is broken in its head."""
    lead, preferences = begun(moot_server), tmp_path / "profile" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text('{"webkit": {"webprefs": {"default_font_size": 32}}}', "utf-8")
    large = await browser.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=shutil.which("chromium"),
        args=FLAGS,
        viewport=ViewportSize(width=1366, height=768),
    )
    try:
        ana = large.pages[0]
        await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
        assert await ana.get_by_text("You are in.").evaluate("one => getComputedStyle(one).fontSize") == "32px"
        lead.starts("extended", "monitor")
        head = ana.get_by_role("columnheader", name="Responsible")
        await expect(head).to_be_visible()
        first = "e => { const r = new Range(); r.selectNodeContents(e.firstChild); return r.getClientRects().length; }"
        assert await head.evaluate(first) == 1
        assert await ana.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await seen(ana, axe, "large-letters")
    finally:
        await large.close()
