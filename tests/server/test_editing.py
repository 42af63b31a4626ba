"""The programme editor's side of the server: drafts are checked, kept as files, and taken on while a workshop runs."""

from typing import Any

import msgspec
import pytest

from moot.rooms.programmes.file import read
from moot.server.programmes import builtin
from tests.rooms.programmes.test_programme_file import SMALL
from tests.server.browser import Browser
from tests.server.conftest import Starts
from tests.server.server_in_thread import ServerInThread

RETRO = read(builtin()["retro"], "retro.toml")


def post(browser: Browser, path: str, **body: object) -> tuple[int, Any]:
    answer = browser.http.post(path, json=body)
    return answer.status_code, answer.json() if "json" in answer.headers["content-type"] else answer.text


@pytest.fixture
def anybody(starts: Starts) -> Browser:
    return Browser(starts(operators="open"))


def begun(browser: Browser, name: str = "retro") -> dict[str, Any]:
    document: dict[str, Any] = browser.http.get(f"/programmes/begin/{name}").json()["document"]
    return document


def test_only_who_makes_workshops_or_trains_edits_programmes(running: ServerInThread) -> None:
    stranger, operator, trainer = Browser(running), Browser(running), Browser(running).make_workshop()
    ana = Browser(running).join(trainer.workshop, "Ana")
    inside = f"/w/{trainer.workshop}/programme"
    for browser in (stranger, ana):
        assert browser.http.get("/programmes/edit").status_code == 403
        assert browser.http.get(inside).status_code == 403
        assert browser.http.get(f"{inside}/begin").status_code == 403
        for path in ("/programmes/check", "/programmes/keep", f"{inside}/check", f"{inside}/change"):
            assert post(browser, path, document={}, of="")[0] == 403
    operator.http.get(running.operator_link)
    assert operator.http.get("/programmes/edit").status_code == 200
    assert trainer.http.get(inside).status_code == 200
    elsewhere = {"origin": "https://elsewhere.example"}
    for path in ("/programmes/check", f"{inside}/change"):
        assert trainer.http.post(path, json={"document": {}}, headers=elsewhere).status_code == 403


def test_a_draft_is_checked_with_the_place_of_every_mistake_and_kept_as_a_file(anybody: Browser) -> None:
    """A1, A2."""
    document = begun(anybody)
    assert post(anybody, "/programmes/check", document=document) == (200, {})
    status, text = post(anybody, "/programmes/keep", document=document)
    assert (status, read(text, "retro.toml")) == (200, RETRO)
    document["day"][0]["session"][0]["title"] = {"en": ""}
    status, told = post(anybody, "/programmes/check", document=document)
    assert status == 200
    assert ["day", 0, "session", 0, "title", "en"] in [mistake["path"] for mistake in told["mistakes"]]
    kept = post(anybody, "/programmes/keep", document=document)[1]
    opened = anybody.http.post("/programmes/open", files={"file": ("mine.toml", kept.encode())})
    assert opened.json()["document"] == document


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"document": 1}',
        b'{"document": {"a": "\\ud800"}}',
        b'{"document": ' + b'{"a":' * 2000 + b"1" + b"}" * 2001,
    ],
)
def test_what_is_no_draft_is_answered_so(anybody: Browser, body: bytes) -> None:
    for path in ("/programmes/check", "/programmes/keep"):
        answer = anybody.http.post(path, content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 400, answer.text


def test_a_file_that_is_no_programme_is_told_with_its_line(anybody: Browser) -> None:
    for raw, said in ((b"title = ", "not TOML"), (b"a = '\xff'", "not UTF-8"), (b"# " * 140_000, "bytes")):
        answer = anybody.http.post("/programmes/open", files={"file": ("mine.toml", raw)})
        assert (answer.status_code, said in answer.text) == (400, True), answer.text
    assert anybody.http.get("/programmes/begin/nowhere").status_code == 404
    short = anybody.http.post("/programmes/open", files={"file": ("fair.toml", SMALL.encode())}).json()["document"]
    assert (short["day"][0]["number"], short["day"][0]["session"][0]["key"]) == (1, "day-1-session-1")
    big = begun(anybody) | {"consent": "x" * 300_000}
    assert "more than" in post(anybody, "/programmes/check", document=big)[1]["mistakes"][0]["expected"]


def test_the_programme_of_a_running_workshop_is_changed_and_everybody_gets_a_new_view(running: ServerInThread) -> None:
    """A3, A5: it is larger than what a socket takes at once."""
    trainer = Browser(running).make_workshop()
    ana = Browser(running).join(trainer.workshop, "Ana")
    ana.come()
    inside = f"/w/{trainer.workshop}/programme"
    now = trainer.http.get(f"{inside}/begin").json()
    document, revision = now["document"], now["revision"]
    words = {"en": "Strategy " * 10, "pl": "Strategia " * 10}
    for day in document["day"]:
        day["goals"] = [words] * 12
        for session in day["session"]:
            session["material"] = [{"title": words, "url": "https://example.org/slides"}] * 8
    assert len(msgspec.json.encode(document)) > 65_536
    told = post(trainer, f"{inside}/check", document=document, of=revision)[1]
    assert told["effect"] == {"rooms": ["g1", "g2"]}
    status, told = post(trainer, f"{inside}/change", document=document, of=revision)
    assert status == 200
    assert told["revision"] != revision
    assert ana.hear("welcome")["common"]["programme"]["days"][0]["goals"][0]["en"] == words["en"].strip()

    document["groups"] = 3
    status, late = post(trainer, f"{inside}/change", document=document, of=revision)
    assert (status, late["effect"]["why"], late["revision"]) == (409, "programme-moved-on", told["revision"])
    assert late["document"]["day"][0]["goals"]
    document["title"] = {}
    assert post(trainer, f"{inside}/change", document=document, of=late["revision"])[0] == 400


def test_what_is_in_the_way_of_a_change_is_named(running: ServerInThread) -> None:
    """A4."""
    trainer = Browser(running).make_workshop()
    trainer.come()
    trainer.ask({"type": "start-stage", "activity": "share", "stage": "collect"})
    inside = f"/w/{trainer.workshop}/programme"
    now = trainer.http.get(f"{inside}/begin").json()
    sessions = now["document"]["day"][3]["session"]
    shares = next(session for session in sessions if session.get("activity", [{}])[0].get("key") == "share")
    shares["activity"][0]["stage"][0]["private"] = True
    status, told = post(trainer, f"{inside}/change", document=now["document"], of=now["revision"])
    assert status == 409
    assert told["obstacles"] == [
        {"why": "stage-private", "activity": "share", "part": "collect", "rooms": ["g1", "g2"]}
    ]
