"""Lists of people as trainers have them: from any spreadsheet, with every mistake placed."""

import time

import pytest

from moot.rooms.people.joining import Listed
from moot.server.people_file import BadList, read_people
from tests.server.browser import Browser
from tests.server.server_in_thread import ServerInThread

JAN, ELENI = Listed("Jan Švéda", "Klastr", "CZ", "remote"), Listed("Ελένη Παπαδοπούλου", "", "GR")


@pytest.mark.parametrize(
    "text",
    [
        "name,organisation,country,mode\nJan Švéda,Klastr,CZ,remote\nΕλένη Παπαδοπούλου,,GR\n",
        "name;organisation;country;mode\r\nJan Švéda;Klastr;CZ;remote\r\nΕλένη Παπαδοπούλου;;GR;\r\n",
        "Country\tName\tOrganisation\tMode\nCZ\tJan Švéda\tKlastr\tremote\nGR\tΕλένη Παπαδοπούλου",
        'name,organisation,country,mode\n"Jan Švéda","Klastr",CZ, remote \n\n , \nΕλένη Παπαδοπούλου,"",GR,,,',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_is_read_as_spreadsheets_write_it(text: str, encoding: str) -> None:
    assert read_people(text.encode(encoding)) == (JAN, ELENI)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "line 1: a header with the column name"),
        ("Jan Švéda\nAna\n", "line 1: a header with the column name"),
        ("name,email\nJan,jan@example.org", "line 1: email is not one of name, organisation, country, mode"),
        ("name,name\n", "line 1: name is there twice"),
        ("name,organisation\nJan,Klastr\n,Klastr\n", "line 3, column name: empty"),
        ("organisation\tname\nKlastr\n", "line 2, column name: empty"),
        (f"name\nAna\n{'x' * 81}", "line 3, column name: too-long"),
        (f"name,organisation\nAna,{'x' * 121}", "line 2, column organisation: too-long"),
        ("name\nAna\u202eneB", "line 2, column name: bad-letters"),
        ('name,organisation\n"Jan",\n"Ana,Klastr\nEve', "line 3: unexpected end of data"),
        ('name,organisation\n"Jan","a\nb"\n,Klastr', "line 2, column organisation: bad-letters"),
        ("name\nJan,Klastr", "line 2: more cells than columns"),
        ("name,mode\nJan,remote\nŽofie,".encode("cp1250"), "line 3, at byte 1: not UTF-8; save the list as"),
    ],
)
def test_a_mistake_in_a_list_is_told_with_its_line_and_column(raw: str | bytes, said: str) -> None:
    with pytest.raises(BadList, match=f"^{said}"):
        read_people(raw.encode() if isinstance(raw, str) else raw)


def test_a_list_of_nine_hundred_is_taken_while_others_are_served(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    rows = "".join(f"Zażółć Gęślą {number};Klaster {number % 30};PL\n" for number in range(900))
    began = time.perf_counter()
    answer = send(trainer, f"name;organisation;country\n{rows}")
    assert time.perf_counter() - began < 5
    assert answer == (200, {"people": 900, "added": 900})
    people = trainer.come()["common"]["people"].values()
    rooms = [person["room"] for person in people if person.get("role", "participant") == "participant"]
    assert abs(rooms.count("g1") - rooms.count("g2")) <= 1


def send(browser: Browser, text: str) -> tuple[int, dict[str, object]]:
    answer = browser.http.post(f"/w/{browser.workshop}/people", files={"file": ("people.csv", text.encode())})
    return answer.status_code, answer.json()


def test_names_that_are_there_already_are_not_listed_twice(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    assert send(trainer, "name\nAna\nBen\nana\n") == (200, {"people": 3, "added": 2})
    assert send(trainer, "name\nBEN\nEve\n") == (200, {"people": 2, "added": 1})


def test_a_list_that_is_not_taken_changes_nothing(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    full = "name\n" + "".join(f"Ana {number}\n" for number in range(1_000))
    assert send(trainer, full) == (400, {"why": "too-many-people"})
    status, answer = send(trainer, "name\nAna\n\n,\nBen,Klastr\n")
    assert (status, answer["what"]) == (400, "line 5: more cells than columns")
    assert send(trainer, "name\n" + "Ana\n" * 70_000)[1]["what"] == "the file has more than 256 KiB"
    assert len(trainer.come()["common"]["people"]) == 1  # the trainer


def test_only_trainers_send_lists(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    ana = Browser(running).join(trainer.workshop, "Ana")
    links = trainer.http.get(f"/w/{trainer.workshop}/links").json()["links"]
    observer = Browser(running).come_in(links["observer"], "Eve")
    for browser in (ana, observer):
        assert send(browser, "name\nBen")[0] == 403
    elsewhere = {"origin": "https://elsewhere.example"}
    answer = trainer.http.post(f"/w/{trainer.workshop}/people", data={"file": "name\nBen"}, headers=elsewhere)
    assert answer.status_code == 403
