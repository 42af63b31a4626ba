"""The servers that tests started end with them."""

from collections.abc import Iterator

import pytest

from tests import redis_servers


@pytest.fixture(scope="session", autouse=True)
def redis_servers_end() -> Iterator[None]:
    yield
    redis_servers.end_all()
