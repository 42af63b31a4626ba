"""A program in a test: a workshop to work in, a token, and a client that says what it got."""

from collections.abc import Mapping
from typing import Any

import httpx2 as httpx
import msgspec

from moot.rooms.outside.program import SCOPES, Scope
from tests.server.browser import Server, opened
from tests.server.server_in_thread import ServerInThread


class Program:
    """Calls the API of a server with one token."""

    def __init__(self, server: Server, workshop: str, token: str) -> None:
        self.workshop, self.token = workshop, token
        self.http = httpx.Client(base_url=f"{server.url}/api/v1", headers={"authorization": f"Bearer {token}"})
        opened.append(self)

    def close(self) -> None:
        self.http.close()

    def get(self, path: str = "", **headers: str) -> httpx.Response:
        return self.http.get(f"/workshops/{self.workshop}{path}", headers=headers)

    def told(self, path: str = "") -> Any:
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object, **headers: str) -> httpx.Response:
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
        headers = {"content-type": "application/json"} | {n.replace("_", "-"): v for n, v in headers.items()}
        return self.http.post(f"/workshops/{self.workshop}{path}", content=raw, headers=headers)

    def ask(self, request: Mapping[str, object], key: str = "") -> httpx.Response:
        return self.post("/requests", request, **({"idempotency_key": key} if key else {}))


def operator(server: ServerInThread) -> httpx.Client:
    key = server.settings.operator_key
    client = httpx.Client(base_url=f"{server.url}/api/v1", headers={"authorization": f"Bearer {key}"})
    opened.append(client)
    return client


def made(server: ServerInThread, *scopes: Scope) -> Program:
    """A workshop with a program that has all scopes, or these."""
    program = {"name": "Registration", "scopes": scopes or SCOPES}
    answer = operator(server).post("/workshops", json={"builtin": "academy", "program": program})
    assert answer.status_code == 201, answer.text
    return Program(server, answer.json()["id"], answer.json()["token"])
