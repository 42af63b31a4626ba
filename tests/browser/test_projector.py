"""The projector at 1920×1080, driven from the console: readable from ten metres, and no more than was sent."""

from playwright.async_api import Page, expect

from tests.browser.canvas_steps import Trainer, trainer_at
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, WALL, come_in, put_on_projector, seen
from tests.server.browser import Browser
from tests.server_process import ServerProcess

CALM = {"reduced_motion": "reduce"}
LONG = "A day on which every newcomer is given a host for the whole of the first year, and a list of ten people to meet"
TOWNS = {
    "Ana Łuczak": "Łódź",
    "Βασίλης Παπαδόπουλος": "Βόλος",
    "Ştefan Țepeș": "Cluj",
    "Søren Ågård": "Ålborg",
    "Björk Guðmundsdóttir": "Höfn",
    "Żofia Żółć": "Żory",
}
"""Where the members of a cluster are that somebody manages."""
KINDS = {
    "The code to join": "Scan the code",
    "The clocks": "all groups",
    "The agenda of the day": "Day 4",
    "The days of the training": "Day 5",
    "The boards": "Mentors",
    "The results": "Most dots.",
    "The winners": "Mentors",
    "The decision records": "3 dots.",
    "The statements": "There are no statements yet.",
    "The questions": "Who carries the costs?",
    "The answers of a form": "Feedback on day 4",
    "Who presents": "There is nothing to show yet.",
}
"""And what is then to be read."""
SMALL = """() => [...document.querySelectorAll("main *")].filter(one => {
    const own = [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    const box = one.getBoundingClientRect();
    return own && box.width > 1 && !one.closest(".unseen") && parseFloat(getComputedStyle(one).fontSize) < 40;
}).map(one => `${one.tagName}.${one.className}: ${one.textContent}`)"""
OUTSIDE = """() => {
    const screen = (document.querySelector(".pages") ?? document.body).getBoundingClientRect();
    const parts = [...document.querySelectorAll("main :is(p, h2, h3, li, .note)")];
    const read = parts.filter(one => !one.closest(".unseen, .page-number"));
    const over = box => box.right > screen.right + 2 || box.left < screen.left - 2 || box.bottom > screen.bottom + 2;
    const onPage = box => box.width > 1 && box.left < screen.right - 2 && box.right > screen.left + 2;
    const cut = one => [...one.getClientRects()].some(box => onPage(box) && over(box));
    return read.filter(cut).map(one => one.textContent);
}"""


def decided(server: ServerProcess) -> Trainer:
    """A board of 44 long ideas, a counted vote on a challenge, a decision; a question of somebody."""
    lead = trainer_at(server)
    voters = [Browser(server) for _ in range(3)]
    for number, voter in enumerate(voters):
        voter.join(lead.workshop, f"Voter {number}")
        voter.come()
    lead.seats_all_in_one_group()
    lead.come(stream="writes", looks=("g1",))
    lead.does("add-section", room="g1", board="solve", id="topic001", challenge="Members come once and not again")
    lead.starts("solve", "ideate")
    for number in range(44):
        text = f"{number}: {LONG}" if number > 2 else ("Mentors", "Address book", "Dinners")[number]
        lead.does("add-note", room="g1", section="topic001", id=f"idea{number:04}", text=text)
    lead.does("reveal-notes")
    lead.starts("solve", "vote")
    for voter, voted in zip(voters, ((0, 1, 2), (0, 1), (0,)), strict=True):
        for idea in voted:
            dot = {"type": "place-dot", "room": "g1", "ballot": "topic001.1", "note": f"idea{idea:04}"}
            assert voter.ask(dot)["type"] == "done"
    voters[0].ask({"type": "ask-question", "id": "question1", "text": "Who carries the costs?"})
    lead.starts("solve", "select")
    while not any(change["type"] == "ballot-closed" for change in lead.hear("did")["did"]):
        pass
    lead.does("choose-winner", room="g1", section="topic001", note="idea0000")
    return lead


async def is_readable(screen: Page) -> None:
    """Nothing is smaller than 40 px or goes over the edge, on any page."""
    assert await screen.evaluate(SMALL) == []
    assert await screen.evaluate(OUTSIDE) == []
    assert await screen.evaluate("() => document.documentElement.scrollHeight <= innerHeight")


async def test_what_a_trainer_chooses_is_seen_before_and_then_on_the_projector(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead = decided(moot_server)
    trainer, screen = await person(viewport=LAPTOP, **CALM), await person(viewport=WALL, **CALM)
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await screen.goto(lead.link("projector"))
    await trainer.get_by_role("button", name="Projector", exact=True).click()
    tools = trainer.get_by_role("complementary", name="Tools")
    now = trainer.frame_locator("iframe[title='On the projector now']")
    would = trainer.frame_locator("iframe[title='It would look so']")
    await expect(now.get_by_text("Scan the code, or go to")).to_be_visible()

    await tools.get_by_role("button", name="The results, place by place").click()
    await expect(would.get_by_text("Place 1")).to_be_visible()
    await expect(screen.get_by_text("Scan the code, or go to")).to_be_visible()
    await seen(trainer, axe, "console-projector")
    await tools.get_by_role("button", name="Show this on the projector").click()
    await expect(screen.get_by_text("Place 3")).to_be_visible()
    steps = (("Dinners", "Address book"), ("Address book", "Mentors"))
    for revealed, hidden in steps:
        await tools.get_by_role("button", name="Next place").click()
        await expect(screen.get_by_text(revealed)).to_be_visible()
        await expect(now.get_by_text(revealed)).to_be_visible()
        assert hidden not in await screen.content()
        await is_readable(screen)
    await seen(screen, axe, "projector-places")
    await tools.get_by_role("button", name="Next place").click()
    await expect(screen.get_by_text("Mentors")).to_be_visible()
    await expect(screen.get_by_text("Most dots.")).to_be_visible()
    await tools.get_by_role("button", name="One place back").click()
    await expect(screen.get_by_text("Mentors")).to_have_count(0)

    for kind, words in KINDS.items():
        await put_on_projector(trainer, kind)
        await expect(screen.get_by_text(words).first).to_be_visible()
        if kind == "The boards":
            await expect(screen.get_by_text("Page 1 of")).to_be_visible()
            pages = int((await screen.get_by_text("Page 1 of").inner_text()).rpartition(" ")[2])
            for page in range(1, pages + 1):
                await tools.get_by_role("button", name="Next page").click()
                await expect(screen.get_by_text(f"Page {page} of {pages}")).to_be_visible()
                await is_readable(screen)
            await expect(screen.get_by_text(LONG).last).to_be_visible()
            await seen(screen, axe, "projector-board")
        else:
            await is_readable(screen)
            await axe(screen)
    await tools.get_by_label("Dark or light").select_option(label="light, for a bright room")
    await put_on_projector(trainer, "The decision records")
    await expect(screen.locator("body")).to_have_attribute("data-theme", "light")
    await expect(screen.get_by_text("Most dots. 3 dots.")).to_be_visible()
    await seen(screen, axe, "projector-decisions")
    # what was decided can be shown also when people have gone on to what has no board
    lead.starts("value", "stakeholders")
    for kind, words in {"The winners": "Mentors", "The results": "Dinners", "The boards": "Mentors"}.items():
        await put_on_projector(trainer, kind)
        await expect(screen.get_by_text(words).first).to_be_visible()
    await put_on_projector(trainer, "The clocks")
    lead.does("extend-stage", seconds=60, rooms=["g1"])
    await expect(screen.get_by_role("heading", name="Group 2")).to_be_visible()
    await is_readable(screen)


def statement(whom: str, town: str) -> str:
    offer = "we have a host for the first year, so that they find their first partner"
    return f"For {whom} in {town} who know nobody yet, {offer}"


async def test_statements_are_read_page_by_page_with_whose_they_are_and_no_other_cell(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead = trainer_at(moot_server)
    for name in TOWNS:
        Browser(moot_server).join(lead.workshop, name)
    ids = lead.people()
    lead.come()
    lead.starts("value", "compose")
    for name, town in TOWNS.items():
        for row, whom in (("row0", "newcomers"), ("row1", "founders")):
            at = {"canvas": f"value:{ids[name]}", "row": row, "revision": 0}
            lead.does("edit-cell", **at, column="stakeholder", edit=[[0, "Nobody else reads this"]])
            lead.does("edit-cell", **at, column="statement", edit=[[0, statement(whom, town)]])
    trainer, screen = await person(viewport=LAPTOP, **CALM), await person(viewport=WALL, **CALM)
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await screen.goto(lead.link("projector"))
    await trainer.get_by_role("button", name="Projector", exact=True).click()
    tools = trainer.get_by_role("complementary", name="Tools")
    await tools.get_by_role("button", name="The statements").click()
    would = trainer.frame_locator("iframe[title='It would look so']")
    await expect(would.get_by_text("For founders in Łódź")).to_be_visible()
    await put_on_projector(trainer, "The statements")
    await expect(screen.get_by_text("Page 1 of 2")).to_be_visible()
    for page, read in ((1, "For newcomers in Łódź"), (2, "For founders in Cluj")):
        await tools.get_by_role("button", name="Next page").click()
        await expect(screen.get_by_text(f"Page {page} of 2")).to_be_visible()
        await expect(screen.get_by_text(read)).to_be_in_viewport()
        await is_readable(screen)
    await seen(screen, axe, "projector-statements")
    more = {"canvas": f"value:{ids['Ana Łuczak']}", "row": "row0", "column": "statement", "revision": 1}
    lead.does("edit-cell", **more, edit=[[0, "In short: "], len(statement("newcomers", "Łódź"))])
    await expect(screen.get_by_text("In short: For newcomers in Łódź")).to_be_visible()
    assert "Nobody else" not in await screen.content()
    await tools.get_by_label("Of which group").select_option("Group 2")
    await tools.get_by_role("button", name="Show this on the projector").click()
    await expect(screen.get_by_text("For ")).to_have_count(6)
