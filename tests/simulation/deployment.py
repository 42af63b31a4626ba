"""Three servers and the Redis that they share, in each form that an operator may choose."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TypeVar

from moot.server.journal.redis import Durability, RedisJournal
from tests.redis_failover import Shards, Watched
from tests.redis_servers import DURABLE, RedisServer, redis_program, valkey_program
from tests.server.browser import close_all
from tests.server.journal.proxy import Proxy
from tests.server_process import ServerProcess

SERVERS = 3
SECRET = "forty letters that nobody guesses, or so"
AS_ADVISED = (
    "--min-replicas-to-write",
    "1",
    "--min-replicas-max-lag",
    "2",
)  # or a primary that came back goes on alone
FORMS = ("redis", "valkey", "sentinel", "cluster")

T = TypeVar("T")


class Deployment:
    """Where servers reach one Redis each through a line of its own, `lines` are these; else there are none."""

    def __init__(self, redis: "RedisServer | Watched | Shards", url: str, durability: Durability) -> None:
        self.redis, self.url, self.durability = redis, url, durability
        self.servers: list[ServerProcess] = []
        self.lines: list[Proxy] = []

    def add_server(self, folder: Path, url: str) -> None:
        options = ("--redis", url, "--durability", self.durability)
        self.servers.append(ServerProcess(folder, *options, secret=SECRET))

    def journal(self) -> RedisJournal:
        return RedisJournal(self.url, self.durability)


@asynccontextmanager
async def deployed(form: str, folder: Path) -> AsyncIterator[Deployment]:
    """All is up, and is ended at the end."""
    async with AsyncExitStack() as undo:
        undo.callback(close_all)
        if form in ("redis", "valkey"):
            redis = RedisServer({"redis": redis_program, "valkey": valkey_program}[form](), *DURABLE)
            undo.callback(redis.end)
            await off_the_loop(redis.start)
            here = Deployment(redis, redis.url, Durability.DISK)
            here.lines = [await undo.enter_async_context(Proxy(redis)) for _ in range(SERVERS)]
        elif form == "sentinel":
            watched = await off_the_loop(Watched, redis_program(), 2, *AS_ADVISED)
            undo.callback(watched.end)
            here = Deployment(watched, watched.url, Durability.REPLICA)
        else:
            shards = await off_the_loop(Shards)
            undo.callback(shards.end)
            here = Deployment(shards, shards.url, Durability.MEMORY)
        for number in range(SERVERS):
            here.add_server(folder / str(number), here.lines[number].url if here.lines else here.url)
            undo.callback(here.servers[-1].kill)
        await asyncio.gather(*[off_the_loop(server.start) for server in here.servers])
        yield here


async def off_the_loop(do: Callable[..., T], *given: object) -> T:
    """What blocks, while everybody goes on."""
    return await asyncio.to_thread(do, *given)
