"""A replica that lagged, and becomes the primary: what was acknowledged since is gone from Redis."""

from tests.redis_servers import RedisServer
from tests.server.journal.proxy import Proxy


class Lagging:
    """Servers find Redis at `proxy`: the primary, and after `fail_over` another that has what there was at `lag`."""

    def __init__(self, proxy: Proxy, primary: RedisServer, replica: RedisServer) -> None:
        self.proxy, self.primary, self.replica = proxy, primary, replica

    def lag(self) -> None:
        for journal in self.primary.ask("KEYS", "moot:*:journal"):
            for id, fields in self.primary.ask("XRANGE", journal, "-", "+"):
                self.replica.ask("XADD", journal, id, *fields)
        for forgotten in self.primary.ask("KEYS", "moot:*:forgotten"):
            self.replica.ask("SADD", forgotten, *self.primary.ask("SMEMBERS", forgotten))

    def fail_over(self) -> None:
        self.proxy.switch_to(self.replica)

    def has(self) -> int:
        return int(self.replica.ask("XLEN", "moot:{academy}:journal"))
