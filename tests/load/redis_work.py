"""What a Redis has done between two looks at it: CPU, and commands by their names."""

import re
from collections import Counter
from typing import NamedTuple

from moot.server.rehearsal.own_server import Server
from tests.redis_servers import RedisServer

CALLS = re.compile(r"^cmdstat_([^:]+):calls=(\d+)", re.MULTILINE)
OURS = {"info", "ping"}
"""Commands of those who look."""


class Work(NamedTuple):
    cpu: float
    """Seconds."""
    commands: Counter[str]
    """Those that scripts call are counted too."""

    def since(self, before: "Work") -> "Work":
        return Work(self.cpu - before.cpu, self.commands - before.commands)


def work_of(redis: RedisServer) -> Work:
    assert redis.process
    cpu = Server(redis.url, "", redis.process.pid).cpu()
    assert cpu is not None
    calls = {name.lower(): int(number) for name, number in CALLS.findall(str(redis.ask("INFO", "commandstats")))}
    return Work(cpu, Counter({name: number for name, number in calls.items() if name not in OURS}))
