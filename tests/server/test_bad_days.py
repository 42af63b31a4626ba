"""A real server that is killed in the middle of things, over real HTTP and real sockets."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import msgspec
import pytest
from websockets import ConnectionClosed, Origin
from websockets.sync.client import ClientConnection, connect

from tests.server_process import ServerProcess

NAMES = ("Agnieszka Wiśniewska", "Ελένη Παπαδοπούλου", "Катерина Димитрова", "Hannah van 't Hoff")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path).start()
    yield process
    for browser in opened:
        browser.close()
    opened.clear()
    process.kill()


class Browser:
    """A browser without a screen: cookies, forms, and one socket."""

    def __init__(self, server: ServerProcess) -> None:
        self.server = server
        self.http = httpx.Client(base_url=server.url, follow_redirects=True, headers={"origin": server.url})
        self.workshop, self.seat = "", ""
        self.socket: ClientConnection | None = None
        self.asked = 0
        opened.append(self)

    def close(self) -> None:
        self.http.close()
        if self.socket:
            self.socket.close()

    def make_workshop(self) -> "Browser":
        self.http.get(self.server.operator_link)
        made = self.http.post("/workshops", data={"builtin": "academy"})
        self.http.post(str(made.url), data={"name": "Žofie Říhová"})
        found = re.search(r"/w/(\w+)/", str(made.url))
        assert found
        self.workshop, self.seat = found[1], "trainer"
        return self

    def join(self, code: str, name: str) -> "Browser":
        answer = self.http.post("/join", data={"code": code, "name": name, "organisation": "", "country": "PL"})
        assert answer.status_code == 200, answer.text
        self.workshop, self.seat = code, "participant"
        return self

    def come(self, stream: str = "tab") -> dict[str, Any]:
        """Opens the socket; the view."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        if self.socket:
            self.socket.close()
        self.socket = socket_of(self.server, self.workshop, self.seat, cookies)
        self.say({"type": "hello", "stream": stream})
        return self.hear("welcome")

    def say(self, message: dict[str, Any]) -> None:
        assert self.socket
        self.socket.send(msgspec.json.encode(message).decode())

    def hear(self, *types: str) -> dict[str, Any]:
        assert self.socket
        while True:
            message: dict[str, Any] = msgspec.json.decode(self.socket.recv(timeout=10))
            if message["type"] in types:
                return message

    def ask(self, request: dict[str, Any], number: int = 0) -> dict[str, Any]:
        self.asked = number or self.asked + 1
        self.say({"type": "ask", "ask": self.asked, "do": request})
        return self.hear("done", "no")


opened: list[Browser] = []


def socket_of(server: ServerProcess, workshop: str, seat: str, cookies: str, origin: str = "") -> ClientConnection:
    address = f"{server.url.replace('http', 'ws')}/w/{workshop}/socket/{seat}"
    headers = {"Cookie": cookies} if cookies else {}
    return connect(address, additional_headers=headers, origin=Origin(origin or server.url), legacy=True)


def end_of(socket: ClientConnection) -> int:
    """Reads to the end; the close code."""
    try:
        while True:
            socket.recv(timeout=10)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006


def notes_of(view: dict[str, Any]) -> dict[str, Any]:
    (room,) = view["common"]["rooms"].values()
    notes: dict[str, Any] = room["boards"]["share"].get("notes", {})
    return notes


def test_whatever_was_acknowledged_is_there_once_after_the_server_was_killed(server: ServerProcess) -> None:
    trainer = Browser(server).make_workshop()
    trainer.come()
    assert trainer.ask({"type": "start-stage", "activity": "share", "stage": "collect"})["type"] == "done"
    people = [Browser(server).join(trainer.workshop, name) for name in NAMES]
    acknowledged: dict[str, str] = {}
    for number, person in enumerate(people):
        view = person.come()
        room = next(iter(view["common"]["rooms"]))
        for at in range(5):
            note = {"type": "add-note", "room": room, "section": "share-0", "id": f"note{number}00{at}"}
            assert person.ask(note | {"text": "Zażółć"})["type"] == "done"
            acknowledged[note["id"]] = room
    server.kill()
    server.start()
    for number, person in enumerate(people):
        view = person.come()
        room = next(iter(view["common"]["rooms"]))
        assert set(notes_of(view)) == {note for note, where in acknowledged.items() if where == room}
        again = {"type": "add-note", "room": room, "section": "share-0", "id": f"note{number}004", "text": "Zażółć"}
        assert person.ask(again, 5)["type"] == "done"
        assert set(notes_of(person.come("another"))) == {n for n, where in acknowledged.items() if where == room}


def test_forty_people_behind_one_address_join_within_ten_seconds(server: ServerProcess) -> None:
    trainer = Browser(server).make_workshop()
    for number in range(40):
        Browser(server).join(trainer.workshop, f"{NAMES[number % 4]} {number}")
    people = trainer.come()["common"]["people"]
    assert sum(person.get("role", "participant") == "participant" for person in people.values()) == 40


def test_guessing_codes_is_slowed_for_who_guesses(server: ServerProcess) -> None:
    trainer, guesser = Browser(server).make_workshop(), Browser(server)
    guesser.http.get("/")
    answers = [guesser.http.post("/join", data={"code": "zzzzzz", "name": "X"}).status_code for _ in range(6)]
    assert answers == [404] * 5 + [429]
    Browser(server).join(trainer.workshop, "Ana")


@pytest.mark.parametrize(
    ("cookie", "origin", "code"),
    [("", "", 4001), ("moot_{id}_participant=forged", "", 4001), ("", "https://elsewhere.example", 4003)],
)
def test_a_wrong_badge_or_another_origin_gets_no_further(
    server: ServerProcess, cookie: str, origin: str, code: int
) -> None:
    id = Browser(server).make_workshop().workshop
    socket = socket_of(server, id, "participant", cookie.format(id=id), origin)
    assert end_of(socket) == code


@pytest.mark.parametrize("message", ["{", '{"type":"join"}', "x" * (1 << 20)])
def test_what_is_not_a_message_ends_the_line_without_a_traceback(server: ServerProcess, message: str) -> None:
    trainer = Browser(server).make_workshop()
    trainer.come()
    assert trainer.socket
    trainer.socket.send(message)
    assert end_of(trainer.socket) in (1008, 1009)
    assert "Traceback" not in server.output


def test_ctrl_c_ends_it_cleanly_and_starting_again_goes_on(server: ServerProcess) -> None:
    trainer = Browser(server).make_workshop()
    assert server.stop() == 0
    assert "Traceback" not in server.output
    server.start()
    assert trainer.come()["common"]["id"] == trainer.workshop
