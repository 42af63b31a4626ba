"""What a balancer is told: that the process lives, and whether people can be sent to it."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from moot.server.journal.memory import MemoryJournal
from moot.server.operating.health import ASKED, Readiness
from tests.redis_servers import DURABLE, RedisServer, redis_program, until
from tests.server.browser import Browser, close_all
from tests.server.server_in_thread import ServerInThread
from tests.server_process import ServerProcess


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    server = RedisServer(redis_program(), *DURABLE).start()
    yield server
    server.end()


def served(path: Path, *options: str, secret: str = "") -> Iterator[ServerProcess]:
    """Until its test is over."""
    process = ServerProcess(path, *options, secret=secret).start()
    yield process
    close_all()
    process.kill()


@pytest.fixture
def shared(redis: RedisServer, tmp_path: Path) -> Iterator[ServerProcess]:
    yield from served(tmp_path, "--redis", redis.url, secret="known to nobody")


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[ServerProcess]:
    """Balancers get a minute to notice that it ends."""
    yield from served(tmp_path, "--drain", "60")


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[ServerProcess]:
    """They get half a second."""
    yield from served(tmp_path, "--drain", "0.5")


def probe(server: Any, path: str) -> tuple[int, Any]:
    answer = httpx.get(f"{server.url}{path}", timeout=5)
    return answer.status_code, answer.json()


def test_a_server_lives_and_is_ready_and_tells_nothing_else(running: ServerInThread) -> None:
    assert probe(running, "/healthz") == (200, {"alive": True})
    assert probe(running, "/readyz") == (200, {"ready": True})
    for path in ("/healthz", "/readyz"):
        answer = httpx.get(running.url + path)
        assert (answer.headers["cache-control"], "set-cookie" in answer.headers) == ("no-store", False)
        assert httpx.head(running.url + path).status_code == 200


def test_nobody_is_sent_to_a_server_whose_redis_is_silent_or_gone(redis: RedisServer, shared: ServerProcess) -> None:
    assert probe(shared, "/readyz") == (200, {"ready": True})
    redis.pause()
    assert until(lambda: probe(shared, "/readyz") == (503, {"ready": False, "why": "journal silent"}))
    assert probe(shared, "/healthz") == (200, {"alive": True})
    redis.resume()
    assert until(lambda: probe(shared, "/readyz")[0] == 200)
    redis.kill()
    assert until(lambda: probe(shared, "/readyz")[0] == 503)
    assert probe(shared, "/healthz") == (200, {"alive": True})
    redis.start()
    assert until(lambda: probe(shared, "/readyz")[0] == 200)
    assert until(lambda: shared.output.count("ready again") == 2)
    assert shared.output.count("not ready: ") == 2


async def test_a_server_whose_journal_is_closed_is_not_ready() -> None:
    async with MemoryJournal() as journal:
        readiness = Readiness(journal)
    assert await readiness.why_not() == "journal unavailable"


async def test_probes_cost_nothing_however_many_come() -> None:
    class Asked(MemoryJournal):
        times = 0

        async def last(self, workshop: str) -> int:
            assert workshop == ASKED
            self.times += 1
            return await super().last(workshop)

    async with Asked() as journal:
        readiness = Readiness(journal)
        assert {await readiness.why_not() for _ in range(100)} == {""}
        assert journal.times == 1


def test_a_server_that_is_told_to_stop_is_unready_first_and_serves_on_until_balancers_noticed(
    patient: ServerProcess,
) -> None:
    trainer = Browser(patient).make_workshop()
    trainer.come()
    assert patient.process
    patient.process.send_signal(signal.SIGTERM)
    assert until(lambda: probe(patient, "/readyz") == (503, {"ready": False, "why": "draining"}))
    assert probe(patient, "/healthz") == (200, {"alive": True})
    assert trainer.ask({"type": "add-group"})["type"] == "done"
    ana = Browser(patient).join(trainer.workshop, "Ana")
    ana.come()
    patient.process.send_signal(signal.SIGTERM)  # a second one does not wait
    assert (trainer.ending(), ana.ending()) == (1012, 1012)
    assert patient.process.wait(10) == 0


def test_people_are_told_to_come_back_once_the_time_for_balancers_is_over(hasty: ServerProcess) -> None:
    trainer = Browser(hasty).make_workshop()
    trainer.come()
    assert hasty.process
    hasty.process.send_signal(signal.SIGINT)
    assert until(lambda: probe(hasty, "/readyz")[0] == 503)
    assert trainer.ending() == 1012
    assert hasty.process.wait(10) == 0


def test_without_that_time_it_stops_at_once(server: ServerProcess) -> None:
    trainer = Browser(server).make_workshop()
    trainer.come()
    assert server.process
    server.process.send_signal(signal.SIGTERM)
    assert trainer.ending() == 1012
    assert server.process.wait(10) == 0
