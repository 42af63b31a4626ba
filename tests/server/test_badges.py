"""Badges over real sockets: signed, kept from scripts, void after their time, at once when they are withdrawn."""

import time
from http.cookies import Morsel, SimpleCookie

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from moot.server import badges
from moot.server.pages.headers import HEADERS
from tests.server.browser import Browser, end_of, socket_of
from tests.server.conftest import Starts
from tests.server.people_in_memory import ACADEMY
from tests.server.server_in_thread import ServerInThread


def given(browser: Browser, form: dict[str, str], **headers: str) -> Morsel[str]:
    """The badge that joining gives."""
    answer = browser.http.post("/join", data=form, headers=headers, follow_redirects=False)
    cookies = SimpleCookie("\n".join(answer.headers.get_list("set-cookie")))
    return next(cookie for name, cookie in cookies.items() if name.endswith("_participant"))


def refused(browser: Browser) -> int:
    """The close code that the browser gets when it comes now."""
    return end_of(socket_of(browser.server, browser.workshop, browser.seat, browser.cookies))


def test_a_badge_is_kept_from_scripts_and_other_sites_for_as_long_as_the_setting_says(starts: Starts) -> None:
    trainer = Browser(starts(badge_days=3)).make_workshop()
    cookie = given(Browser(trainer.server), {"code": trainer.workshop, "name": "Ana", "agree": "en"})
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "lax", "/")
    assert (cookie["max-age"], cookie["secure"]) == (str(3 * 24 * 3600), "")


@pytest.mark.parametrize(("settings", "proxy"), [({"url": "https://moot.example"}, ""), ({}, "https")])
def test_over_https_a_badge_goes_by_nothing_else(starts: Starts, settings: dict[str, str], proxy: str) -> None:
    running = starts(**settings)
    workshop = running.do(running.workshops.make(ACADEMY)).id
    headers = {"x-forwarded-proto": proxy} if proxy else {}
    assert given(Browser(running), {"code": workshop, "name": "Ana", "agree": "en"}, **headers)["secure"]
    page = Browser(running).http.get("/", headers=headers)
    assert "secure" in page.headers["set-cookie"].lower()


def test_a_badge_is_void_after_its_days_wherever_it_is_shown(starts: Starts, monkeypatch: pytest.MonkeyPatch) -> None:
    running = starts(badge_days=3)
    trainer = Browser(running).make_workshop()
    ana = Browser(running).join(trainer.workshop, "Ana")
    ana.come()
    name = badges.cookie_name(ana.workshop, "participant")
    good = ana.http.cookies[name]
    for days, stays in ((2.9, True), (3.1, False)):
        ana.http.cookies.set(name, made_before(running, ana.workshop, good, days), domain="127.0.0.1")
        assert (ana.http.get(f"/w/{ana.workshop}", follow_redirects=False).status_code == 200) is stays
        assert (ana.http.get(f"/j/{ana.workshop}", follow_redirects=False).status_code == 303) is stays
        if stays:
            ana.come()
        else:
            assert refused(ana) == 4001


def made_before(running: ServerInThread, workshop: str, badge: str, days: float) -> str:
    """The same badge, as it would have been signed some days ago."""

    class Earlier(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(time.time() - days * badges.DAY)

    signs = URLSafeTimedSerializer(running.settings.secret, salt=f"badge:{workshop}", signer=Earlier)
    return str(signs.dumps(signs.loads(badge)))


def turned(cookie: str, at: int) -> str:
    return cookie[:at] + ("A" if cookie[at] != "A" else "B") + cookie[at + 1 :]


def test_a_badge_that_was_tampered_with_is_refused(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    other = Browser(running).make_workshop()
    ana = Browser(running).join(trainer.workshop, "Ana")
    name = badges.cookie_name(ana.workshop, "participant")
    good = ana.http.cookies[name]
    foreign = (
        Browser(running).join(other.workshop, "Ana").http.cookies[badges.cookie_name(other.workshop, "participant")]
    )
    forged = [turned(good, at) for at in (0, 5, good.index("."), len(good) - 5)]
    for cookie in (*forged, good[:-1], "", ".", foreign):
        assert end_of(socket_of(running, ana.workshop, "participant", f"{name}={cookie}")) == 4001, cookie
    as_trainer = f"{badges.cookie_name(ana.workshop, 'trainer')}={good}"
    assert end_of(socket_of(running, ana.workshop, "trainer", as_trainer)) == 4001


def test_withdrawn_badges_end_every_visit_at_once_and_the_personal_link(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    ana, ben = (Browser(running).join(trainer.workshop, name) for name in ("Ana", "Ben"))
    tablet = Browser(running)
    you = ana.come()["you"]
    link = trainer.http.get(f"/w/{trainer.workshop}/personal/{you}").json()["url"]
    tablet.http.get(link)
    tablet.workshop, tablet.seat = ana.workshop, ana.seat
    tablet.come("another")
    ben.come()
    trainer.come()
    assert trainer.ask({"type": "withdraw-badges", "person": you})["type"] == "done"
    assert [ana.ending(), tablet.ending()] == [4001, 4001]
    assert [refused(ana), refused(tablet)] == [4001, 4001]
    assert Browser(running).http.get(link).status_code == 403
    assert ana.http.get(f"/w/{ana.workshop}", follow_redirects=False).headers["location"] == f"/j/{ana.workshop}"
    ben.say({"type": "clock", "sent": 1})
    ben.hear("time")
    new = trainer.http.get(f"/w/{trainer.workshop}/personal/{you}").json()["url"]
    ana.http.get(new)
    assert ana.come()["you"] == you


def test_whoever_is_removed_is_out_until_they_are_restored(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    ana = Browser(running).join(trainer.workshop, "Ana")
    you = ana.come()["you"]
    trainer.come()
    assert trainer.ask({"type": "remove-person", "person": you})["type"] == "done"
    assert ana.ending() == 4001
    assert refused(ana) == 4001
    assert trainer.ask({"type": "restore-person", "person": you})["type"] == "done"
    assert ana.come()["you"] == you


def test_a_badge_that_was_withdrawn_before_the_hello_shows_nothing(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    ana = Browser(running).join(trainer.workshop, "Ana")
    you = ana.come()["you"]
    silent = socket_of(running, ana.workshop, ana.seat, ana.cookies)
    trainer.come()
    assert trainer.ask({"type": "withdraw-badges", "person": you})["type"] == "done"
    silent.send('{"type":"hello","stream":"tab"}')
    assert end_of(silent) == 4001


def test_renewing_a_link_puts_out_all_who_came_by_it_but_who_renewed_it(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    links = trainer.http.get(f"/w/{trainer.workshop}/links").json()["links"]
    guests = [Browser(running).come_in(links[link], "Eve") for link in ("trainer", "co-trainer", "observer")]
    yous = [guest.come()["you"] for guest in guests]
    personal = trainer.http.get(f"/w/{trainer.workshop}/personal/{yous[0]}").json()["url"]
    renewed = trainer.http.post(f"/w/{trainer.workshop}/links/trainer")
    assert renewed.json()["links"]["trainer"] != links["trainer"]
    assert guests[0].ending() == 4001
    assert refused(guests[0]) == 4001
    assert Browser(running).http.post(links["trainer"], data={"name": "Eve"}).status_code == 403
    assert Browser(running).http.get(personal).status_code == 403
    for guest in (trainer, *guests[1:]):
        guest.come()
    assert Browser(running).http.post(f"/w/{trainer.workshop}/links/trainer").status_code == 403
    assert guests[2].http.post(f"/w/{trainer.workshop}/links/trainer").status_code == 403
    assert trainer.http.post(f"/w/{trainer.workshop}/links/host").status_code == 403


def test_a_trainer_by_a_personal_link_is_out_once_the_link_of_the_role_is_renewed(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    tablet = Browser(running)
    you = trainer.come()["you"]
    tablet.http.get(trainer.http.get(f"/w/{trainer.workshop}/personal/{you}").json()["url"])
    tablet.workshop, tablet.seat = trainer.workshop, "trainer"
    assert tablet.come("another")["you"] == you
    trainer.http.post(f"/w/{trainer.workshop}/links/trainer")
    assert tablet.ending() == 4001


def test_two_tabs_and_two_devices_are_one_person(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    ana = Browser(running).join(trainer.workshop, "Ana")
    view = ana.come("first")
    second = socket_of(running, ana.workshop, ana.seat, ana.cookies)
    second.send('{"type":"hello","stream":"second"}')
    assert f'"you":"{view["you"]}"' in str(second.recv(timeout=10))
    here = [room for room in trainer_hears(trainer) if room.get("here")]
    assert [room["here"] for room in here] == [[view["you"]]]
    assert len(trainer.come()["common"]["people"]) == 2
    second.close()


def trainer_hears(trainer: Browser) -> list[dict[str, list[str]]]:
    trainer.come()
    rooms: list[dict[str, list[str]]] = trainer.hear("here")["rooms"]
    return rooms


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://[", "http://127.0.0.1:1"])
def test_a_socket_from_another_site_is_refused_with_a_good_badge(running: ServerInThread, origin: str) -> None:
    trainer = Browser(running).make_workshop()
    assert end_of(socket_of(running, trainer.workshop, "trainer", trainer.cookies, origin)) == 4003


def test_only_a_badge_of_ours_learns_that_its_workshop_is_gone(starts: Starts) -> None:
    trainer = Browser(starts()).make_workshop()
    emptied = starts()
    assert end_of(socket_of(emptied, trainer.workshop, "trainer", trainer.cookies)) == 4004
    assert end_of(socket_of(emptied, trainer.workshop, "trainer", "")) == 4001


def test_no_page_lets_anything_from_elsewhere_in(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    ana = Browser(running).join(trainer.workshop, "Ana")
    inside = [f"/w/{trainer.workshop}{page}" for page in ("/console", "/projector", "/links", "/qr.svg")]
    pages = [trainer.http.get(path) for path in ("/", "/workshops", "/nowhere", "/w/x/qr.svg", "/j/zzzzzz", *inside)]
    for page in (*pages, ana.http.get(f"/w/{ana.workshop}"), trainer.http.post("/join", data={})):
        policy = dict(part.strip().partition(" ")[::2] for part in page.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert {source for sources in policy.values() for source in sources.split()} == {"'none'", "'self'", "data:"}
        assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]
        assert all(page.headers[name] == value for name, value in HEADERS.items() if name != "Content-Security-Policy")
        assert page.headers["cache-control"] == "no-store"


def test_only_the_projectors_page_in_small_is_in_a_frame_and_only_in_ours(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    console = trainer.http.get(f"/w/{trainer.workshop}/console")
    assert "frame-src 'self'" in console.headers["content-security-policy"]
    for query in ("", "?what=results&room=g1&step=0&theme=light"):
        preview = trainer.http.get(f"/w/{trainer.workshop}/preview{query}")
        assert "frame-ancestors 'self'" in preview.headers["content-security-policy"]
    for wrong in ("?what=nothing", "?step=many", "?other=1"):
        assert trainer.http.get(f"/w/{trainer.workshop}/preview{wrong}").status_code == 404


def test_only_who_trains_or_looks_on_sees_through_others_eyes(running: ServerInThread) -> None:
    """O5."""
    trainer = Browser(running).make_workshop()
    ana = Browser(running).join(trainer.workshop, "Ana")
    links = trainer.http.get(f"/w/{trainer.workshop}/links").json()["links"]
    observer = Browser(running).come_in(links["observer"], "Jānis Bērziņš")
    eyes = f"/w/{trainer.workshop}/eyes/g1"
    assert {who.http.get(eyes).status_code for who in (trainer, observer)} == {200}
    assert ana.http.get(eyes).status_code == 403
    assert ana.http.get(f"/w/{trainer.workshop}/preview").status_code == 403
    for who in (trainer, observer, ana):
        who.socket = socket_of(running, who.workshop, who.seat, who.cookies)
        who.say({"type": "hello", "stream": "eyes", "eyes": {"room": "g2"}})
        welcome = who.hear("welcome")
        if who is ana:
            assert (welcome["you"], list(welcome["common"]["rooms"])) != ("", ["g2"])
        else:
            assert (welcome["you"], welcome["role"], list(welcome["common"]["rooms"])) == ("", "participant", ["g2"])
            who.say({"type": "ask", "ask": 1, "do": {"type": "reveal-notes"}})
            assert who.ending() == 1008
