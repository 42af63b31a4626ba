"""Who may make workshops, in each of the three modes, and from what."""

import re
from html import unescape

import pytest

from moot.server.programmes import builtin
from tests.server.browser import Browser
from tests.server.conftest import Starts
from tests.server.server_in_thread import ServerInThread

FORM = 'name="builtin"'
BROKEN = builtin()["retro"].replace("mix_by = ", "mixby = ", 1).replace('does = "', 'does = "no-', 1)


def makes(browser: Browser, **headers: str) -> bool:
    answer = browser.http.post("/workshops", data={"builtin": "retro"}, headers=headers, follow_redirects=False)
    made = re.match(r"/w/\w{6}/as/trainer\?key=\w{32}", answer.headers.get("location", ""))
    assert answer.status_code == (303 if made else 403)
    return made is not None


def test_by_default_whoever_has_the_operators_link_makes_workshops(running: ServerInThread) -> None:
    stranger, operator = Browser(running), Browser(running)
    assert not makes(stranger)
    assert stranger.http.get("/workshops").status_code == 403
    for key in ("", "x", "ż", running.settings.operator_key[:-1]):
        assert stranger.http.get("/operator", params={"key": key}).status_code == 403
    stranger.http.cookies.set("moot_operator", "x")
    assert not makes(stranger)
    assert FORM in operator.http.get(running.operator_link).text
    assert makes(operator)
    assert not makes(operator, origin="https://elsewhere.example")


def test_the_operators_cookie_is_kept_from_scripts(starts: Starts) -> None:
    running = starts(url="https://moot.example")
    answer = Browser(running).http.get(running.operator_link, follow_redirects=False)
    words = answer.headers["set-cookie"].lower()
    assert all(word in words for word in ("httponly", "samesite=lax", "secure"))


def test_with_a_password_whoever_knows_it_makes_workshops(starts: Starts) -> None:
    running = starts(operators="password", password="żółw i morze")
    operator = Browser(running)
    assert 'type="password"' in operator.http.get("/workshops").text
    assert not makes(operator)
    wrong = operator.http.post("/password", data={"password": "zolw"})
    assert (wrong.status_code, 'role="alert"' in wrong.text) == (403, True)
    elsewhere = {"origin": "https://elsewhere.example"}
    assert operator.http.post("/password", data={"password": "żółw i morze"}, headers=elsewhere).status_code == 403
    assert not makes(operator)
    assert FORM in operator.http.post("/password", data={"password": "żółw i morze"}).text
    assert makes(operator)


def test_guessing_the_password_is_slowed(starts: Starts) -> None:
    running = starts(operators="password", password="sea")
    tries = [Browser(running).http.post("/password", data={"password": f"{n}"}).status_code for n in range(6)]
    assert tries == [403] * 5 + [429]
    assert Browser(running).http.post("/password", data={"password": "sea"}).status_code == 429


def test_no_password_opens_a_server_that_has_none(running: ServerInThread) -> None:
    stranger = Browser(running)
    assert stranger.http.post("/password", data={"password": ""}).status_code == 403
    assert not makes(stranger)


def test_in_the_open_mode_everybody_makes_workshops(starts: Starts) -> None:
    stranger = Browser(starts(operators="open"))
    assert FORM in stranger.http.get("/workshops").text
    assert makes(stranger)
    assert not makes(stranger, origin="https://elsewhere.example")


def upload(browser: Browser, text: bytes, name: str = "mine.toml") -> tuple[int, str]:
    answer = browser.http.post("/workshops", data={"builtin": "retro"}, files={"file": (name, text)})
    return answer.status_code, unescape(answer.text)


@pytest.fixture
def anybody(starts: Starts) -> Browser:
    return Browser(starts(operators="open"))


@pytest.mark.parametrize("name", builtin())
def test_a_workshop_is_made_from_what_is_built_in(anybody: Browser, name: str) -> None:
    answer = anybody.http.post("/workshops", data={"builtin": name})
    trainer = anybody.come_in(str(answer.url), "Ana")
    assert trainer.come()["common"]["programme"]["key"] == name


def test_a_workshop_is_made_from_an_uploaded_file(anybody: Browser) -> None:
    source = "\ufeff" + builtin()["retro"].replace("\n", "\r\n")
    answer = anybody.http.post(
        "/workshops", data={"builtin": "academy"}, files={"file": ("mine.toml", source.encode())}
    )
    assert anybody.come_in(str(answer.url), "Ana").come()["common"]["programme"]["key"] == "mine"


def test_every_mistake_of_a_file_is_told_with_line_and_key_and_its_text_is_there_to_mend(anybody: Browser) -> None:
    status, page = upload(anybody, BROKEN.encode())
    lines = BROKEN.splitlines()
    for key, word in (("mixby", "mixby"), ("does", 'does = "no-')):
        line = next(number for number, text in enumerate(lines, 1) if word in text)
        assert re.search(rf"<code>mine\.toml:{line}: \S*{key}", page), page
    assert status == 400
    text = page.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0]
    assert text == BROKEN
    mended = text.replace("mixby", "mix_by").replace('"no-', '"')
    answer = anybody.http.post("/workshops", data={"builtin": "academy", "name": "mine.toml", "text": mended})
    assert anybody.come_in(str(answer.url), "Ana").come()["common"]["programme"]["key"] == "mine"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "mine.toml:1"),
        (b"title = \n", "mine.toml:1: not TOML"),
        ('a = 1\ntitle = "Zażółć"'.encode("cp1250"), "mine.toml:2: the file is not UTF-8, from byte 18"),
        (b"# \x00\n", "mine.toml:1"),
        (b"a = 1\n" * 60_000, "mine.toml:1: the file has"),
    ],
)
def test_what_is_no_programme_is_answered_with_the_place(anybody: Browser, text: bytes, said: str) -> None:
    status, page = upload(anybody, text)
    assert status == 400
    assert said in page


def test_the_name_of_a_file_is_shown_as_letters(anybody: Browser) -> None:
    answer = anybody.http.post("/workshops", files={"file": ("<b>\u202e.toml", b"x")})
    assert "&lt;b&gt;.toml:1" in answer.text
    assert "<b>" not in answer.text
