"""Through the door: forty at once behind one address, wrong codes, names on the list, personal links."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from threading import Barrier
from typing import Any

import pytest

from tests.server.browser import Browser
from tests.server.conftest import Starts
from tests.server.server_in_thread import ServerInThread
from tests.server_process import ServerProcess

NAMES = ("Agnieszka Wiśniewska", "Ελένη Παπαδοπούλου", "Катерина Димитрова", "Hannah van 't Hoff")
CSV = "name;organisation\nJan Švéda;Klastr\nΕλένη Παπαδοπούλου;Δίκτυο\n"


def seats(trainer: Browser) -> Counter[str]:
    """How many participants sit in each room."""
    people = trainer.come()["common"]["people"].values()
    return Counter(person["room"] for person in people if person.get("role", "participant") == "participant")


def test_forty_people_behind_one_address_join_within_ten_seconds_all_at_once(server: ServerProcess) -> None:
    trainer = Browser(server).make_workshop()
    people, together = [Browser(server) for _ in range(40)], Barrier(40)

    def arrive(number: int) -> str:
        together.wait(20)
        person = people[number]
        assert person.http.get(f"/j/{trainer.workshop}").status_code == 200
        view = person.join(trainer.workshop, f"{NAMES[number % 4]} {number}").come()
        return str(view["common"]["people"][view["you"]]["room"])

    with ThreadPoolExecutor(40) as threads:
        began = time.perf_counter()
        rooms = Counter(threads.map(arrive, range(40)))
        took = time.perf_counter() - began
    assert took < 10
    assert rooms == seats(trainer) == {"g1": 20, "g2": 20}


def test_who_guesses_is_slowed_and_nobody_else_behind_the_address(running: ServerInThread) -> None:
    trainer, guesser, newcomer = Browser(running).make_workshop(), Browser(running), Browser(running)
    for person in (guesser, newcomer):
        person.http.get("/")
    tries = [guesser.http.post("/join", data={"code": f"zzzz{n:02}", "name": "X"}).status_code for n in range(22, 32)]
    assert tries == [404] * 5 + [429] * 5
    right = guesser.http.post("/join", data={"code": trainer.workshop, "name": "X"})
    assert (right.status_code, "consent" in right.text) == (429, False)
    newcomer.join(trainer.workshop, "Ana")
    Browser(running).join(trainer.workshop, "Ben")


def test_a_guess_is_counted_however_it_is_made(running: ServerInThread) -> None:
    trainer, guesser = Browser(running).make_workshop(), Browser(running)
    guesser.http.get("/")
    ways = ["/j/zzzz22", "/?code=zzzz23", "/w/zzzz24", "/j/zzzz25", "/?code=zzzz26", f"/w/{trainer.workshop}"]
    assert [guesser.http.get(way).status_code for way in ways] == [404] * 5 + [429]


def test_a_wrong_code_is_slowed_for_all_who_try_it(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    tries = [Browser(running).http.get("/j/zzzzzz").status_code for _ in range(6)]
    assert tries == [404] * 5 + [429]
    assert Browser(running).http.get(f"/j/{trainer.workshop}").status_code == 200


@pytest.mark.parametrize(
    "way", ["console", "projector", "as/trainer?key=x", "as/trainer?key=ż", "back?key=x.y", "links"]
)
def test_no_page_but_the_door_tells_which_workshops_there_are(running: ServerInThread, way: str) -> None:
    trainer = Browser(running).make_workshop()
    real, none = (Browser(running).http.get(f"/w/{id}/{way}") for id in (trainer.workshop, "zzzzzz"))
    assert real.status_code == none.status_code == 403
    assert real.text.replace(trainer.workshop, "zzzzzz") == none.text


def test_a_code_may_be_typed_as_it_is_shown(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    code = trainer.workshop.upper()
    Browser(running).join(f" {code[:3]}-{code[3:]} ", "Ana")
    assert seats(trainer).total() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "Ana\u202eneB"])
def test_a_name_that_cannot_be_shown_is_asked_for_again(running: ServerInThread, name: str) -> None:
    trainer = Browser(running).make_workshop()
    answer = Browser(running).http.post("/join", data={"code": trainer.workshop, "name": name})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert seats(trainer).total() == 0


@pytest.mark.parametrize("way", ["data", "files"])
def test_a_form_without_end_is_not_read_to_its_end(running: ServerInThread, way: str) -> None:
    long = "x" * (2 << 20)
    form: dict[str, Any] = {"data": {"name": long}} if way == "data" else {"files": {"name": ("name", long)}}
    answer = Browser(running).http.post("/join", **form)
    assert answer.status_code in (400, 413)
    assert "content-security-policy" in answer.headers
    assert Browser(running).http.get("/").status_code == 200


def test_a_form_from_another_site_is_refused(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    for origin in ("https://elsewhere.example", "null", "http://["):
        form, headers = {"code": trainer.workshop, "name": "Ana"}, {"origin": origin}
        assert Browser(running).http.post("/join", data=form, headers=headers).status_code == 403
    assert seats(trainer).total() == 0


def test_behind_a_proxy_forms_come_from_the_address_that_people_know(starts: Starts) -> None:
    running = starts(url="https://moot.example")
    answer = Browser(running).http.post(
        "/join", data={"code": "zzzzzz", "name": "Ana"}, headers={"origin": "https://moot.example"}
    )
    assert answer.status_code == 404


def listed(running: ServerInThread) -> Browser:
    trainer = Browser(running).make_workshop()
    answer = trainer.http.post(f"/w/{trainer.workshop}/people", files={"file": ("people.csv", CSV.encode())})
    assert answer.json() == {"people": 2, "added": 2}
    return trainer


def test_a_name_on_the_list_is_claimed_once(running: ServerInThread) -> None:
    trainer = listed(running)
    form = {"code": trainer.workshop, "name": "jan  švéda", "agree": "en"}
    ana, ben = Browser(running), Browser(running)
    asked = [browser.http.post("/join", data=form) for browser in (ana, ben)]
    claim = asked[0].text.partition('name="claim" value="')[2].partition('"')[0]
    assert all("Are you Jan Švéda?" in answer.text and "Klastr" in answer.text for answer in asked)
    answers = [browser.http.post("/join", data=form | {"claim": claim}).status_code for browser in (ana, ben)]
    assert answers == [200, 400]
    ana.workshop, ana.seat = trainer.workshop, "participant"
    assert ana.come()["you"] == claim
    assert ben.http.post("/join", data=form | {"claim": ""}).status_code == 200

    assert len(trainer.come()["common"]["people"]) == 4


def test_a_personal_link_brings_back_the_same_person_on_another_device(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    ana, tablet = Browser(running).join(trainer.workshop, "Ana"), Browser(running)
    you = ana.come()["you"]
    link = ana.http.get(f"/w/{trainer.workshop}/personal/{you}").json()["url"]
    assert tablet.http.get(link).status_code == 200
    tablet.workshop, tablet.seat = ana.workshop, ana.seat
    assert tablet.come("another")["you"] == you
    assert seats(trainer).total() == 1
    ben = Browser(running).join(trainer.workshop, "Ben")
    assert ben.http.get(f"/w/{trainer.workshop}/personal/{you}").status_code == 403
    assert trainer.http.get(f"/w/{trainer.workshop}/personal/{you}").json()["url"] == link


def test_the_personal_link_of_a_name_on_the_list_claims_it(running: ServerInThread) -> None:
    trainer = listed(running)
    people = trainer.come()["common"]["people"]
    jan = next(p["id"] for p in people.values() if p.get("organisation") == "Klastr")
    link = trainer.http.get(f"/w/{trainer.workshop}/personal/{jan}").json()["url"]
    guest = Browser(running)
    door = guest.http.get(link)
    assert (door.status_code, "Are you Jan Švéda?" in door.text) == (200, True)
    claims = {"code": trainer.workshop, "claim": jan, "agree": "en"}
    assert guest.http.post("/join", data=claims).status_code == 200
    again = Browser(running).http.post("/join", data={"code": trainer.workshop, "name": "Jan Švéda"})
    assert "Are you" not in again.text


@pytest.mark.parametrize(
    ("given", "field", "told"),
    [
        ({"code": " "}, 'id="code"', "Wpisz kod, który pokazuje trener."),
        ({"name": ""}, 'id="name"', "Wpisz swoje imię i nazwisko."),
        ({"agree": ""}, 'name="agree"', "Przeczytaj, na co się zgadzasz, i zaznacz to."),
    ],
)
def test_what_is_missing_is_told_at_its_field_in_the_readers_language(
    running: ServerInThread, given: dict[str, str], field: str, told: str
) -> None:
    """Not by the browser, in its own language."""
    code = Browser(running).make_workshop().workshop
    ana = Browser(running)
    ana.http.headers["accept-language"] = "pl"
    assert " novalidate>" in ana.http.get(f"/j/{code}").text
    answer = ana.http.post("/join", data={"code": code, "name": "Ana Łuczak", "agree": "pl", **given})
    text = unescape(answer.text)
    assert answer.status_code == 400
    assert told in text
    (wrong,) = [line for line in text.splitlines() if 'aria-invalid="true"' in line]
    assert field in wrong
    assert "problem" in wrong
    assert "autofocus" in wrong
