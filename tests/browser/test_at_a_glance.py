"""The console at a glance: twenty rooms on a laptop, sixty by scrolling, the neediest first; a room's own eyes."""

from playwright.async_api import Locator, Page, expect

from tests.browser.canvas_steps import Trainer, trainer_at
from tests.browser.conftest import Axe, Person
from tests.browser.steps import LAPTOP, PHONE, come_in, joined, seen
from tests.server.browser import Browser
from tests.server_process import ServerProcess

CALM = {"reduced_motion": "reduce"}


def full_of_work(server: ServerProcess, groups: int) -> Trainer:
    """Somebody in each group, a few notes on each board; the stage under way."""
    lead = trainer_at(server)
    lead.does("make-groups", count=groups)
    lead.starts("share", "collect")
    lead.come(stream="writes")
    for group in range(1, groups + 1):
        for number in range(group % 4 + 1):
            id, colour = f"g{group:02}note{number:02}", (group + number) % 6
            lead.does("add-note", room=f"g{group}", section="share-0", id=id, text="Nobody has time", colour=colour)
    return lead


def cards(trainer: Page) -> Locator:
    return trainer.locator(".cards > li")


async def names(trainer: Page) -> list[str]:
    return await cards(trainer).get_by_role("heading").all_inner_texts()


async def all_in_sight(trainer: Page) -> bool:
    """Whether every room is on the screen as it is, with nothing over it."""
    return bool(
        await trainer.evaluate(
            """() => [...document.querySelectorAll(".cards > li")].every(card => {
                const { left, right, top, bottom } = card.getBoundingClientRect();
                const inside = [[left + 9, top + 9], [right - 9, bottom - 9]];
                return inside.every(([x, y]) => card.contains(document.elementFromPoint(x, y)));
            })"""
        )
    )


async def test_twenty_rooms_fit_on_a_laptop_and_sixty_scroll(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead = full_of_work(moot_server, 20)
    ana, trainer = await person(viewport=PHONE, has_touch=True, **CALM), await person(viewport=LAPTOP, **CALM)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await expect(cards(trainer)).to_have_count(20)
    assert (await names(trainer))[1:] == [f"Group {number}" for number in range(2, 21)]
    await expect(cards(trainer).first.get_by_text("1 on a phone")).to_have_count(1)
    await expect(cards(trainer).nth(3).get_by_role("img", name="Notes per challenge: 1")).to_be_visible()
    await seen(trainer, axe, "console-20-rooms")
    assert await all_in_sight(trainer), "with the tool open"
    await trainer.get_by_role("button", name="Close the tool").click()
    assert await all_in_sight(trainer)
    await trainer.emulate_media(color_scheme="dark")
    await seen(trainer, axe, "console-20-rooms-dark")

    # who asks for help comes first; not under the trainer's pointer, and not while they are at the rooms by keyboard
    ben = Browser(moot_server)
    ben.join(lead.workshop, "Ben Müller")
    there = ben.come()["common"]["people"]
    group = next(p["room"] for p in there.values() if p["name"] == "Ben Müller").replace("g", "Group ")
    before = await names(trainer)
    assert before[0] != group
    await cards(trainer).nth(10).hover()
    ben.ask({"type": "raise-hand", "up": True})
    await expect(trainer.get_by_text("Ben Müller would like help")).to_be_visible()
    assert await names(trainer) == before
    await cards(trainer).nth(10).get_by_role("button", name="Open the room").focus()
    await trainer.mouse.move(5, 5)
    assert await names(trainer) == before
    await trainer.get_by_role("button", name="People", exact=True).focus()
    await expect(cards(trainer).first.get_by_role("heading", name=group, exact=True)).to_be_visible()
    await trainer.get_by_role("button", name="Links", exact=True).focus()

    # a small card shows too that it is paused or locked; that of who asks for help has the name in full
    await expect(cards(trainer).first.get_by_text("Ben Müller would like help")).to_be_in_viewport()
    lead.does("pause-stage", rooms=["g7"])
    lead.does("lock", rooms=["g8"], locked=True)
    paused, locked = (
        cards(trainer).filter(has=trainer.get_by_role("heading", name=name, exact=True))
        for name in ("Group 7", "Group 8")
    )
    await expect(paused.get_by_title("paused")).to_be_visible()
    await expect(locked.get_by_title("paused")).to_have_count(0)
    await expect(locked.get_by_title("only trainers write")).to_be_visible()
    assert await all_in_sight(trainer)

    lead.does("make-groups", count=60)
    await expect(cards(trainer)).to_have_count(60)
    assert not await all_in_sight(trainer)
    await cards(trainer).nth(59).scroll_into_view_if_needed()
    await axe(trainer)


async def test_no_command_ends_behind_a_tool(moot_server: ServerProcess, person: Person, axe: Axe) -> None:
    lead = full_of_work(moot_server, 20)
    lead.starts("solve", "ideate")
    trainer = await person(viewport=LAPTOP, locale="pl-PL", **CALM)
    await trainer.goto(lead.link("co-trainer"))
    await trainer.get_by_label("Imię").fill("Żofia Żółć")
    await trainer.get_by_role("button", name="Wejdź").click()
    await expect(cards(trainer)).to_have_count(20)
    commands = trainer.get_by_role("region", name="Polecenia dla wszystkich pokoi")
    await expect(commands.get_by_role("button", name="Pokaż karteczki")).to_be_visible()
    for button in await commands.get_by_role("button").all():
        await button.click(trial=True)  # whatever lies over it is a failure
        assert await ends_within(button, commands), await button.inner_text()
    await seen(trainer, axe, "console-20-rooms-pl")
    assert await all_in_sight(trainer)

    # a room is open: each of the others keeps its whole name, on one line
    await cards(trainer).first.get_by_role("button", name="Otwórz pokój").click()
    await expect(trainer.get_by_role("region", name="Grupa 1", exact=True)).to_be_visible()
    whole = "one => one.scrollWidth <= one.clientWidth && one.clientHeight < 30"
    for heading in await cards(trainer).get_by_role("heading").all():
        assert await heading.evaluate(whole), await heading.inner_text()

    # neither the banner, however long the session's name, nor the foot lies over the tool
    lead.starts("plan", "advance")
    await expect(trainer.get_by_role("heading", level=1)).to_contain_text("indywidualny plan")
    await trainer.evaluate("scrollTo(0, document.body.scrollHeight)")
    await trainer.get_by_role("button", name="Zamknij narzędzie: Linki").click()


async def test_who_has_not_voted_is_excused_in_a_small_card(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    name = "Łukasz Brzęczyszczykiewicz-Konstantynopolitańczykowiak"
    lead = trainer_at(moot_server)
    lead.does("make-groups", count=20)
    Browser(moot_server).join(lead.workshop, name).come()
    room = lead.come(stream="looks")["common"]["people"][lead.people()[name]]["room"]
    lead.come(stream="writes", looks=(room,))
    lead.does("add-section", room=room, board="solve", id="topic001", challenge="Nobody has time")
    lead.does("add-note", room=room, section="topic001", id="idea0001", text="Sleep")
    lead.starts("solve", "vote")
    trainer = await person(viewport=LAPTOP, locale="pl-PL", **CALM)
    await trainer.goto(lead.link("co-trainer"))
    await trainer.get_by_label("Imię").fill("Żofia Żółć")
    await trainer.get_by_role("button", name="Wejdź").click()
    card = cards(trainer).filter(has_text="Jeszcze nie:")
    await card.locator(".turnout summary").click()
    excuse = card.get_by_role("button", name="Zwolnij z głosowania")
    assert await ends_within(excuse, card)
    assert await card.get_by_text(name, exact=True).evaluate("one => one.offsetHeight") < 110, (
        "in words, not in letters"
    )
    await seen(trainer, axe, "excuse-small-card")
    await excuse.click()
    await expect(trainer.get_by_role("region", name="Dziennik")).to_contain_text("Zwolnienie z głosowania")


async def test_where_tools_stand_above_the_rooms_are_in_sight(moot_server: ServerProcess, person: Person) -> None:
    lead = full_of_work(moot_server, 3)
    trainer = await person(viewport={"width": 1024, "height": 768}, **CALM)
    await come_in(trainer, lead.link("co-trainer"), "Žofie Říhová")
    await expect(cards(trainer)).to_have_count(3)
    assert await all_in_sight(trainer)
    await trainer.get_by_role("button", name="Links", exact=True).click()
    await expect(trainer.get_by_alt_text("QR code")).to_be_visible()


async def ends_within(one: Locator, other: Locator) -> bool:
    box, around = await one.bounding_box(), await other.bounding_box()
    return bool(box and around and box["x"] + box["width"] <= around["x"] + around["width"])


async def test_a_trainer_drops_into_a_room_and_sees_it_as_the_people_in_it_do(
    moot_server: ServerProcess, person: Person, axe: Axe
) -> None:
    lead = trainer_at(moot_server)
    lead.seats_all_in_one_group()
    ana, trainer = await person(viewport=LAPTOP, **CALM), await person(viewport=LAPTOP, **CALM)
    await joined(moot_server, ana, lead.workshop, "Ana Łuczak")
    lead.come(stream="leads", looks=("g1",))
    lead.does("add-section", room="g1", board="solve", id="topic001", challenge="Nobody has time")
    lead.starts("solve", "ideate")
    await ana.get_by_label("Write a note").fill("Only I may read this yet")
    await ana.keyboard.press("Enter")
    await expect(ana.get_by_text("Saved")).to_be_visible()
    await come_in(trainer, lead.link("observer"), "Jānis Bērziņš")
    await trainer.get_by_role("button", name="Open the room Group 1").click()
    async with trainer.expect_popup() as opened:
        await trainer.get_by_role("link", name="See what Group 1 sees").click()
    eyes = await opened.value
    await expect(eyes.get_by_text("You see what Group 1 sees.")).to_be_visible()
    await expect(eyes.get_by_role("heading", name="Nobody has time")).to_be_visible()
    await expect(eyes.get_by_text("1 here")).to_be_visible()
    await expect(eyes.get_by_text("Only I may read this yet")).to_have_count(0)
    await expect(eyes.get_by_label("Write a note")).to_be_disabled()
    await expect(eyes.get_by_role("button", name="I'm finished")).to_be_disabled()
    await expect(ana.get_by_text("1 here")).to_be_visible()
    lead.does("reveal-notes")
    await expect(eyes.get_by_text("Only I may read this yet")).to_be_visible()
    await seen(eyes, axe, "eyes")
    await eyes.get_by_role("link", name="Back to the console").click()
    await expect(eyes.get_by_role("heading", name="Group 1", exact=True).first).to_be_visible()
