"""A server for each test: in a thread, or in a process that can be killed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import redis_servers
from tests.server.browser import close_all
from tests.server.server_in_thread import ServerInThread
from tests.server_process import ServerProcess

Starts = Callable[..., ServerInThread]


@pytest.fixture
def starts() -> Iterator[Starts]:
    """Starts servers with given settings."""
    started: list[ServerInThread] = []

    def start(**settings: Any) -> ServerInThread:
        started.append(ServerInThread(**settings))
        return started[-1]

    yield start
    close_all()
    for server in started:
        server.stop()


@pytest.fixture
def running(starts: Starts) -> ServerInThread:
    return starts()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path).start()
    yield process
    close_all()
    process.kill()


@pytest.fixture(scope="session", autouse=True)
def redis_servers_end() -> Iterator[None]:
    """Those that tests started end with them."""
    yield
    redis_servers.end_all()
