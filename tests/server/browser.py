"""A browser without a screen: cookies, forms, and one socket."""

import re
from typing import Any, Protocol

import httpx2 as httpx
import msgspec
from websockets import ConnectionClosed, Origin
from websockets.sync.client import ClientConnection, connect


class Server(Protocol):
    """Where a browser goes: a process of its own, or one in a thread."""

    url: str
    operator_link: str


class Browser:
    def __init__(self, server: Server) -> None:
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
        return self.come_in(str(made.url), "Žofie Říhová")

    def come_in(self, link: str, name: str) -> "Browser":
        """By the link of a trainer or an observer."""
        answer = self.http.post(link, data={"name": name})
        assert answer.status_code == 200, answer.text
        found = re.search(r"/w/(\w+)/as/([\w-]+)", link)
        assert found
        self.workshop, self.seat = found[1], "observer" if found[2] == "observer" else "trainer"
        return self

    def join(self, code: str, name: str) -> "Browser":
        answer = self.http.post(
            "/join", data={"code": code, "name": name, "organisation": "", "country": "PL", "agree": "en"}
        )
        assert answer.status_code == 200, answer.text
        self.workshop, self.seat = code, "participant"
        return self

    def come(self, stream: str = "tab", at: str = "", looks: tuple[str, ...] = ()) -> dict[str, Any]:
        """Opens the socket; the view."""
        self.knock(stream, at, looks)
        return self.hear("welcome")

    def knock(self, stream: str = "tab", at: str = "", looks: tuple[str, ...] = ()) -> "Browser":
        """Opens the socket and says hello."""
        if self.socket:
            self.socket.close()
        self.socket = socket_of(self.server, self.workshop, self.seat, self.cookies)
        self.say({"type": "hello", "stream": stream, "at": at, "looks": looks})
        return self

    @property
    def cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())

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

    def ending(self) -> int:
        """Reads to the end; the close code."""
        assert self.socket
        return end_of(self.socket)


opened: list[Any] = []
"""What is closed after a test."""


def close_all() -> None:
    for browser in opened:
        browser.close()
    opened.clear()


def socket_of(server: Server, workshop: str, seat: str, cookies: str, origin: str = "") -> ClientConnection:
    address = f"{server.url.replace('http', 'ws')}/w/{workshop}/socket/{seat}"
    return connect(
        address,
        additional_headers={"Cookie": cookies} if cookies else {},
        origin=Origin(origin or server.url),
        compression=None,
        max_size=None,
        max_queue=None,  # so that whoever is not listened to still says goodbye
        close_timeout=2,
        legacy=True,
    )


def end_of(socket: ClientConnection) -> int:
    """Reads to the end; the close code."""
    try:
        while True:
            socket.recv(timeout=10)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006
