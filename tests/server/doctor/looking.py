"""What the doctor says, and doing it to the letter."""

import re
import shlex
from collections.abc import Callable

from moot.server.doctor import examine
from moot.server.doctor.verdict import Verdict
from moot.server.journal.redis import Durability
from moot.server.settings import Settings
from tests.redis_servers import (
    RedisServer,
)

MEASURED = ("round trips", "appends")  # how fast this machine is while it runs tests
COMMAND = re.compile(r"(?:CONFIG SET|ACL SETUSER|CLUSTER ADDSLOTSRANGE|SENTINEL SET|REPLICAOF) [^,;]+")
ORDER = ("ok", "mind", "wrong")
EVERY_SECOND = ("--appendonly", "yes", "--appendfsync", "everysec")
Starts = Callable[..., RedisServer]


class Found:
    """What the doctor said, by its checks."""

    def __init__(self, verdicts: list[Verdict]) -> None:
        self.all = verdicts

    def __getitem__(self, check: str) -> Verdict:
        """The worst of that name."""
        return max((one for one in self.all if one.check == check), key=lambda one: ORDER.index(one.verdict))

    def wrong(self) -> list[str]:
        return [one.check for one in self.all if one.verdict == "wrong"]

    def not_right(self) -> list[Verdict]:
        return [one for one in self.all if one.verdict != "ok" and one.check not in MEASURED]


async def looked_at(url: str, durability: Durability = Durability.DISK) -> Found:
    parts = await examine(Settings(redis=url, secret="secret", durability=durability))
    return Found([verdict for part in parts for verdict in part.verdicts])


def do(server: RedisServer, change: str) -> None:
    """What it says, to the letter."""
    commands = COMMAND.findall(change)
    assert commands, change
    for command in commands:
        assert server.ask(*shlex.split(command)) == "OK", command
