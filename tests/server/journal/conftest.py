"""Two servers that a test may break, by turns Redis and Valkey."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.redis_servers import DURABLE, RedisServer, redis_program, valkey_program
from tests.server.journal.lagging import Lagging
from tests.server.journal.proxy import Proxy


@pytest.fixture(scope="module", params=[redis_program, valkey_program], ids=["redis", "valkey"])
def two_servers(request: pytest.FixtureRequest) -> Iterator[list[RedisServer]]:
    servers = [RedisServer(request.param(), *DURABLE).start() for _ in range(2)]
    yield servers
    for server in servers:
        server.end()


@pytest.fixture
async def lagging(two_servers: list[RedisServer]) -> AsyncIterator[Lagging]:
    for server in two_servers:
        server.ask("FLUSHALL")
    async with Proxy(two_servers[0]) as proxy:
        yield Lagging(proxy, *two_servers)
