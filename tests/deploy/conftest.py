"""Servers as they are deployed, and whoever comes to them ends with the test."""

import os
from collections.abc import Iterator

import pytest

from tests import redis_servers
from tests.certificate import Certificate
from tests.server.browser import close_all
from tests.server.server_in_thread import ServerInThread


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Certificate]:
    """Trusted by all who come."""
    made = Certificate(tmp_path_factory.mktemp("certificate"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "SSL_CERT_FILE", str(made.file))
        yield made


@pytest.fixture
def running() -> Iterator[ServerInThread]:
    server = ServerInThread()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def everybody_leaves() -> Iterator[None]:
    yield
    close_all()


@pytest.fixture(scope="session", autouse=True)
def redis_servers_end() -> Iterator[None]:
    """Those that tests started end with them."""
    yield
    redis_servers.end_all()
