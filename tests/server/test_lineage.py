"""Lineage over HTTP: each follows it as far as they may see."""

from tests.server.browser import Browser
from tests.server.server_in_thread import ServerInThread


def asked(browser: Browser, **of: str) -> dict[str, list[dict[str, str]]]:
    answer = browser.http.get(f"/w/{browser.workshop}/lineage", params=of)
    assert answer.status_code == 200, answer.text
    found: dict[str, list[dict[str, str]]] = answer.json()
    return found


def test_a_step_is_followed_by_its_owner_and_the_trainer_and_nobody_else(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    trainer.come()
    ana, ben = (Browser(running).join(trainer.workshop, name) for name in ("Ana", "Βασίλης"))
    me = ana.come()["you"]
    ben.come()
    assert trainer.ask({"type": "start-stage", "activity": "plan", "stage": "advance"})["type"] == "done"
    canvas = f"plan:{me}"
    edit = {
        "type": "edit-cell",
        "canvas": canvas,
        "row": "row0",
        "column": "action",
        "revision": 0,
        "edit": [[0, "Zażółć"]],
    }
    assert ana.ask(edit)["type"] == "done"
    for who in (ana, trainer):
        assert [step["text"] for step in asked(who, canvas=canvas, row="row0")["steps"]] == ["Zażółć"]
    assert asked(ben, canvas=canvas, row="row0") == {}
    assert Browser(running).http.get(f"/w/{trainer.workshop}/lineage?canvas={canvas}&row=row0").status_code == 403
