"""The page that says what is kept, for who is in and who is not, and consent at the door."""

import re

from tests.server.browser import Browser
from tests.server.server_in_thread import ServerInThread


def test_nobody_is_let_in_who_has_not_agreed(running: ServerInThread) -> None:
    """E1."""
    trainer, ana = Browser(running).make_workshop(), Browser(running)
    form = {"code": trainer.workshop, "name": "Ana"}
    asked = ana.http.post("/join", data=form)
    assert (asked.status_code, 'role="alert"' in asked.text) == (400, True)
    assert "After the training the organiser erases personal data." in asked.text
    assert ana.http.post("/join", data=form | {"agree": "pl"}).status_code == 200
    page = ana.http.get(f"/w/{trainer.workshop}/kept").text
    assert "Po szkoleniu organizator usuwa dane osobowe." in page
    assert re.search(r"You agreed to this on \d+ [A-Z][a-z]+ 20\d\d:", page)
    consents = running.workshops.opened()[0].workshop.consents
    assert [consent.text[:11] for consent in consents.values()] == ["To, co tu n"]


def test_what_is_kept_can_be_read_by_everybody_and_tells_of_no_workshop(running: ServerInThread) -> None:
    trainer, stranger = Browser(running).make_workshop(), Browser(running)
    pages = [stranger.http.get(way) for way in ("/kept", f"/w/{trainer.workshop}/kept", "/w/zzzzzz/kept")]
    assert {page.status_code for page in pages} == {200}
    texts = {page.text.replace(trainer.workshop, "zzzzzz").replace("/w/zzzzzz/kept", "/kept") for page in pages}
    texts = {text.replace("back=%2Fw%2Fzzzzzz%2Fkept", "back=%2Fkept") for text in texts}
    assert len(texts) == 1
    polish = stranger.http.get("/kept", headers={"accept-language": "pl"}).text
    assert "Co o Tobie przechowujemy" in polish
    assert "identyfikator" in polish.lower()
