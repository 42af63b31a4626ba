"""Canvases in the browser tests: who leads over the socket, and what people do in a table again and again."""

from typing import Any

from playwright.async_api import Locator, Page

from tests.server.browser import Browser
from tests.server_process import ServerProcess


class Trainer(Browser):
    """Leads over the socket: what is tried here are the participants' screens."""

    def makes(self, programme: str) -> None:
        self.http.get(self.server.operator_link)
        made = self.http.post("/workshops", data={"name": "together.toml", "text": programme})
        self.come_in(str(made.url), "Žofie Říhová")

    def does(self, type: str, **fields: Any) -> None:
        answer = self.ask({"type": type, **fields})
        assert answer["type"] == "done", (type, answer)

    def starts(self, activity: str, stage: str) -> None:
        self.does("start-stage", activity=activity, stage=stage)

    def link(self, role: str) -> str:
        """Of a co-trainer, an observer, the projector."""
        return str(self.http.get(f"/w/{self.workshop}/links").json()["links"][role])

    def seats_all_in_one_group(self) -> None:
        self.does("make-groups", count=1)

    def people(self) -> dict[str, str]:
        """Who there is: ids by name."""
        view = self.come(stream=f"look{self.asked}")["common"]
        return {person["name"]: key for key, person in view["people"].items()}

    def has_a_winner(self, challenge: str, idea: str) -> None:
        self.come(looks=("g1",))
        self.does("add-section", room="g1", board="solve", id="topic001", challenge=challenge)
        self.starts("solve", "ideate")
        self.does("add-note", room="g1", section="topic001", id="idea0001", text=idea)
        self.does("reveal-notes")
        self.starts("solve", "vote")
        self.starts("solve", "select")
        while not any(change["type"] == "ballot-closed" for change in self.hear("did")["did"]):
            pass
        self.does("choose-winner", room="g1", section="topic001", note="idea0001", reason="It is quick")


def trainer_at(server: ServerProcess, programme: str = "") -> Trainer:
    trainer = Trainer(server)
    if programme:
        trainer.makes(programme)
    else:
        trainer.make_workshop()
    trainer.come()
    return trainer


def cell(page: Page, row: int, column: int) -> Locator:
    """By its row and column, from 1 on; column 0 is the row's head."""
    return page.get_by_role("grid").locator("tbody tr:not(.of-statement)").nth(row - 1).locator("> *").nth(column)


async def type_in(page: Page, *texts: str) -> None:
    """From the cell that one stands on, writing on from cell to cell."""
    await page.keyboard.press("Enter")
    for number, text in enumerate(texts):
        if number:
            await page.keyboard.press("Tab")
        await page.keyboard.type(text)
    await page.keyboard.press("Escape")
