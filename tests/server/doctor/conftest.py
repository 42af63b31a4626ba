"""Redis servers of a test's own."""

from collections.abc import Iterator

import pytest

from tests.redis_servers import (
    RedisServer,
    redis_program,
)
from tests.server.doctor.looking import Starts


@pytest.fixture
def starts_redis() -> Iterator[Starts]:
    started: list[RedisServer] = []

    def start(*options: str, program: str = "") -> RedisServer:
        started.append(RedisServer(program or redis_program(), *options).start())
        return started[-1]

    yield start
    for server in started:
        server.end()
