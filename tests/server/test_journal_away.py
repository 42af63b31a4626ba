"""Redis is away: people are told, keep what they do, and go on by themselves; the server can be ended."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.redis_servers import DURABLE, RedisServer, redis_program, until
from tests.server.browser import Browser, close_all
from tests.server_process import ServerProcess


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    server = RedisServer(redis_program(), *DURABLE).start()
    yield server
    server.end()


@pytest.fixture
def shared(redis: RedisServer, tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path, "--redis", redis.url, secret="known to nobody").start()
    yield process
    close_all()
    process.kill()


def note(room: str, id: str) -> dict[str, str]:
    return {"type": "add-note", "room": room, "section": "share-0", "id": id, "text": "Zażółć"}


def test_what_is_asked_meanwhile_waits_and_is_done_once(redis: RedisServer, shared: ServerProcess) -> None:
    trainer = Browser(shared).make_workshop()
    trainer.come()
    trainer.ask({"type": "start-stage", "activity": "share", "stage": "collect"})
    ana = Browser(shared).join(trainer.workshop, "Ana")
    view = ana.come("ana")
    room = view["common"]["people"][view["you"]]["room"]
    redis.pause()
    back = threading.Timer(4, redis.resume)  # longer than a server waits for one answer
    back.start()
    assert ana.ask(note(room, "note0001"))["type"] == "done"
    back.join()
    assert set(ana.come("ana")["common"]["rooms"][room]["boards"]["share"]["notes"]) == {"note0001"}


def test_a_page_says_so_and_a_line_is_told_to_come_again(redis: RedisServer, shared: ServerProcess) -> None:
    ana = Browser(shared).join(Browser(shared).make_workshop().workshop, "Ana")
    redis.kill()
    answer = ana.http.get(f"/w/{ana.workshop}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    assert "Nothing is lost" in answer.text
    assert ana.knock().ending() == 1013
    redis.start()
    assert until(lambda: ana.http.get(f"/w/{ana.workshop}").status_code == 200)
    ana.come()


def test_a_server_ends_in_time_though_requests_wait(redis: RedisServer, shared: ServerProcess) -> None:
    trainer = Browser(shared).make_workshop()
    trainer.come()
    redis.kill()
    trainer.say({"type": "ask", "ask": 1, "do": {"type": "start-stage", "activity": "share", "stage": "collect"}})
    assert until(lambda: "the journal is unavailable" in shared.output)
    assert shared.terminate() == 0
    assert "Traceback" not in shared.output
    assert "closed with requests that were not acknowledged" in shared.output
