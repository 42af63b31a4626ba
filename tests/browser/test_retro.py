"""The retro that comes with moot: its topics are fixed, and a group says what the problem is with each."""

from playwright.async_api import expect

from tests.browser.canvas_steps import Trainer
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, seen
from tests.server.browser import Browser
from tests.server_process import ServerProcess


async def test_a_group_sees_the_topic_that_it_names_the_problem_of(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead = Trainer(moot_server)
    lead.http.get(moot_server.operator_link)
    made = lead.http.post("/workshops", data={"builtin": "retro"})
    lead.come_in(str(made.url), "Žofie Říhová")
    lead.come()
    Browser(moot_server).join(lead.workshop, "Bo")
    ana, ben = await person(viewport=LAPTOP), await person(viewport=PHONE, has_touch=True)
    for page, name in ((ana, "Ana Łuczak"), (ben, "Ján Čičmanec")):
        await page.goto(f"{moot_server.url}/j/{lead.workshop}")
        await page.get_by_label("Your name").fill(name)
        await page.get_by_role("button", name="Join").click()
        await expect(page.get_by_text("You are in.")).to_be_visible()
        await expect(page.get_by_text("was chosen")).to_have_count(0)
    lead.seats_all_in_one_group()
    lead.starts("solve", "define")
    topic = ana.get_by_role("heading", name="What costs us time")
    await expect(topic).to_be_visible()
    await expect(ben.get_by_role("heading", name="What costs us time")).to_be_visible()
    await seen(ana, axe, "retro-define")
    await ana.get_by_label("The challenge").first.fill("Every question becomes a meeting")
    lead.starts("solve", "ideate")
    for page in (ana, ben):
        await expect(page.get_by_role("heading", name="Every question becomes a meeting")).to_be_visible()
    await expect(ana.get_by_role("heading", name="Every question becomes a meeting")).to_have_count(1)
    await expect(topic).to_have_count(0)
