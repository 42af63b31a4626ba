"""A real server on its bad days: what is not a message, who does not read, who comes back late, who stops it."""

import contextlib
import socket
import statistics
import time
from pathlib import Path
from typing import Any

import pytest
from websockets import ConnectionClosed
from websockets.frames import Frame, Opcode

from moot.rooms.protocol import CLOSE_CODES
from moot.server.live.audience import Recent
from tests.server.browser import Browser, end_of, socket_of
from tests.server.server_in_thread import ServerInThread
from tests.server_process import ServerProcess


def started(server: ServerInThread | ServerProcess) -> Browser:
    """A trainer whose rooms collect notes."""
    trainer = Browser(server).make_workshop()
    trainer.come()
    assert trainer.ask({"type": "start-stage", "activity": "share", "stage": "collect"})["type"] == "done"
    return trainer


def note(room: str, id: str, text: str = "Zażółć") -> dict[str, Any]:
    return {"type": "add-note", "room": room, "section": "share-0", "id": id, "text": text}


def room_of(view: dict[str, Any]) -> str:
    return str(view["common"]["people"][view["you"]]["room"])


REFUSED: list[tuple[str | bytes, int]] = [
    ("{", 1008),
    ('"hello"', 1008),
    ('{"type":"join","id":"x","name":"Ana"}', 1008),
    ('{"type":"clock","sent":1,"more":1}', 1008),
    ('{"type":"clock"}', 1008),
    ('{"type":"clock","sent":"now"}', 1008),
    ('{"type":"hello","stream":"again"}', 1008),
    ('{"type":"ask","ask":1,"do":{"type":"pass-time"}}', 1008),
    ('{"type":"ask","ask":1,"do":{"type":"raise-hand","who":"somebody"}}', 1008),
    ('{"type":"ask","ask":0,"do":{"type":"raise-hand"}}', 1008),
    ('{"type":"ask","ask":-99999999999,"do":{"type":"raise-hand"}}', 1008),
    ('{"type":"ask","ask":99999999999,"do":{"type":"raise-hand"}}', 1008),
    (f'{{"type":"ask","ask":1,"do":{{"type":"raise-hand"}},"stream":"{"x" * 41}"}}', 1008),
    ('{"type":"look","rooms":' + "[" * 30_000, 1008),
    (b'{"type":"clock","sent":1}', 1003),
    ("x" * (1 << 20), 1009),
]


@pytest.mark.parametrize(("message", "code"), REFUSED, ids=lambda value: str(value)[:60])
def test_what_is_not_a_message_is_refused_by_the_table_and_logged_on_one_line(
    running: ServerInThread, caplog: pytest.LogCaptureFixture, message: str | bytes, code: int
) -> None:
    trainer = Browser(running).make_workshop()
    ana, ben = (Browser(running).join(trainer.workshop, name) for name in ("Ana", "Ben"))
    for person in (ana, ben):
        person.come()
    assert ana.socket
    with contextlib.suppress(ConnectionClosed):
        ana.socket.send(message)
    assert ana.ending() == code
    ben.say({"type": "clock", "sent": 1})
    ben.hear("time")
    running.stop()
    (record,) = [record for record in caplog.records if record.name.startswith("moot")]
    said = record.getMessage()
    assert (f"{code}, {CLOSE_CODES[code][0]}" in said, "\n" in said, record.exc_info) == (True, False, None)


@pytest.mark.parametrize(
    ("cookie", "origin", "path", "code"),
    [
        ("", "", "{id}", 4001),
        ("moot_{id}_participant=forged", "", "{id}", 4001),
        ("", "", "zzzzzz", 4001),
        ("", "", "x%0ay", 4001),
        ("", "https://elsewhere.example", "{id}", 4003),
    ],
)
def test_a_wrong_badge_or_another_origin_gets_no_further(
    running: ServerInThread, caplog: pytest.LogCaptureFixture, cookie: str, origin: str, path: str, code: int
) -> None:
    id = Browser(running).make_workshop().workshop
    assert end_of(socket_of(running, path.format(id=id), "participant", cookie.format(id=id), origin)) == code
    running.stop()
    (record,) = [record for record in caplog.records if record.name.startswith("moot")]
    assert (record.getMessage().startswith(f"closed with {code}, "), "\n" in record.getMessage()) == (True, False)


def test_too_many_requests_or_views_at_once_are_refused(running: ServerInThread) -> None:
    trainer = Browser(running).make_workshop()
    for message in ({"type": "ask", "ask": 1, "do": {"type": "raise-hand"}}, {"type": "look", "rooms": ["g1"]}):
        trainer.come()
        with contextlib.suppress(ConnectionClosed):
            for _ in range(400):
                trainer.say(message)
        assert trainer.ending() == 4009


def test_what_was_asked_too_long_ago_to_remember_is_not_done_again(running: ServerInThread) -> None:
    trainer = started(running)
    ana = Browser(running).join(trainer.workshop, "Ana")
    ana.come()
    for number in range(1, 71):
        assert ana.ask({"type": "raise-hand", "up": number % 2 == 1}, number)["type"] == "done"
    assert ana.ask({"type": "raise-hand", "up": True}, 2) == {"type": "no", "no": 2, "why": "already"}
    assert ana.ask({"type": "raise-hand", "up": True}, 71)["type"] == "done"


# Who does not read


def rss(server: ServerProcess) -> int:
    assert server.process
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) << 10


def somebody_who_does_not_read(browser: Browser) -> socket.socket:
    peer = socket.socket()
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    peer.connect(("127.0.0.1", int(browser.server.url.rpartition(":")[2])))
    path = f"/w/{browser.workshop}/socket/{browser.seat}"
    peer.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: {browser.cookies}\r\nUpgrade: websocket\r\n".encode())
    peer.sendall(
        b"Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    received = b""
    while b"\r\n\r\n" not in received:
        received += peer.recv(1)
    peer.sendall(Frame(Opcode.TEXT, b'{"type":"hello","stream":"tab"}').serialize(mask=True))
    return peer


def test_who_does_not_read_is_dropped_and_the_others_wait_for_nobody(server: ServerProcess) -> None:
    trainer = started(server)
    for _ in range(58):
        assert trainer.ask({"type": "add-group"})["type"] == "done"
    links = trainer.http.get(f"/w/{trainer.workshop}/links").json()["links"]
    watching = Browser(server).come_in(links["observer"], "Eve")
    ana = Browser(server).join(trainer.workshop, "Ana")
    ana.come()
    deaf = somebody_who_does_not_read(watching)
    before, waits = rss(server), list[float]()
    trainer.come()
    for number in range(110):  # a word to sixty rooms, of which an observer hears each: 100 KB
        said = trainer.ask({"type": "send-message", "id": f"message{number:05}", "text": "🧩" * 400})
        assert said["type"] == "done"
        began = time.perf_counter()
        ana.say({"type": "clock", "sent": number})
        ana.hear("time")
        waits.append(time.perf_counter() - began)
    assert server.output.count("a line was dropped") == 1
    assert statistics.median(waits) < 0.05
    assert rss(server) - before < 32 << 20
    with contextlib.suppress(ConnectionResetError):
        while deaf.recv(1 << 16):
            pass
    deaf.close()


# Who comes back


def test_who_comes_back_soon_hears_what_they_missed_and_late_gets_a_view(
    running: ServerInThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recent, "MOST", 5)
    trainer = started(running)
    ana = Browser(running).join(trainer.workshop, "Ana")
    view = ana.come("ana")
    looks = (room_of(view),)
    mark, asks = trainer.come(looks=looks)["at"], iter(range(100))

    def write() -> None:
        number = next(asks)
        assert ana.ask(note(room_of(view), f"note{number:04}"))["type"] == "done"

    def come_back() -> list[dict[str, Any]]:
        """All that is heard until the answer to a question."""
        trainer.knock("tab", mark, looks)
        trainer.say({"type": "clock", "sent": 1})
        heard = []
        while (message := trainer.hear("welcome", "did", "time"))["type"] != "time":
            heard.append(message)
        return heard

    for missed in range(5):
        found = come_back()
        assert [message["type"] for message in found] == ["did"] * missed
        write()
    (renewed,) = come_back()
    assert (renewed["type"], renewed["at"] == mark) == ("welcome", False)


def test_ctrl_c_ends_it_cleanly_and_starting_again_goes_on(server: ServerProcess) -> None:
    trainer = Browser(server).make_workshop()
    assert server.stop() == 0
    assert "Traceback" not in server.output
    server.start()
    assert trainer.come()["common"]["id"] == trainer.workshop
