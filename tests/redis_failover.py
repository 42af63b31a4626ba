"""Redis with somebody to take over: a primary with its replica and a sentinel, and a cluster of three with replicas."""

from collections.abc import Callable

from moot.server.journal.redis.places import slot_of
from moot.server.journal.redis.scripts import journal_key
from tests.redis_servers import DURABLE, RedisServer, Sentinel, follow, link_is_up, made_cluster, until, valkey_program

SECRET = "secret"


class Watched:
    """A primary, its replicas and a sentinel."""

    def __init__(self, program: str, replicas: int = 1, *options: str) -> None:
        options = (*DURABLE, "--requirepass", SECRET, "--masterauth", SECRET, *options)
        self.servers = [RedisServer(program, *options) for _ in range(1 + replicas)]
        for server in self.servers:
            server.password = SECRET
            server.start()
        for replica in self.servers[1:]:
            follow(replica, self.servers[0])
        self.sentinel = Sentinel(program, self.servers[0], "moot", SECRET)
        self.sentinel.start()
        assert until(self._knows_the_replicas)

    @property
    def url(self) -> str:
        return f"redis+sentinel://:{SECRET}@127.0.0.1:1,127.0.0.1:{self.sentinel.port}/moot"

    @property
    def primary(self) -> RedisServer:
        """The one that began as such."""
        return self.servers[0]

    @property
    def replica(self) -> RedisServer:
        return self.servers[1]

    def leader(self) -> RedisServer | None:
        """Which the sentinel says is the primary now, and is."""
        _, port = self.sentinel.ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", "moot")
        [server] = [server for server in self.servers if server.port == int(port)]
        return server if server.info("replication", "role") == "master" else None

    def is_whole(self) -> bool:
        """All are up, and as it should be."""
        leader = self.leader()
        return leader is not None and all(link_is_up(server) for server in self.servers if server is not leader)

    def end(self) -> None:
        for server in (self.sentinel, *self.servers):
            server.end()

    def cut_off_the_replica(self) -> None:
        self.replica.ask("CONFIG", "SET", "masterauth", "wrong")
        self.primary.ask("CLIENT", "KILL", "TYPE", "replica")
        assert until(lambda: not link_is_up(self.replica))

    def has_failed_over(self) -> bool:
        return self.replica.info("replication", "role") == "master"

    def _knows_the_replicas(self) -> bool:
        replicas = self.sentinel.ask("SENTINEL", "REPLICAS", "moot")
        found = [dict(zip(told[::2], told[1::2], strict=True)) for told in replicas]
        healthy = [("slave", "ok")] * (len(self.servers) - 1)
        return [(one["flags"], one["master-link-status"]) for one in found] == healthy


class Shards:
    """Three primaries, each with a replica; by what each is called in the cluster."""

    def __init__(self) -> None:
        self.servers = made_cluster(valkey_program(), shards=3, replicas=1)
        self._by_id = {server.ask("CLUSTER", "MYID"): server for server in self.servers}
        self.url = f"redis+cluster://127.0.0.1:{self.servers[0].port},127.0.0.1:{self.servers[1].port}"

    def of(self, workshop: str) -> list[RedisServer]:
        """The primary and the replicas that are there."""
        slot = slot_of(journal_key(workshop).encode())
        [shard] = [shard for shard in self.alive().ask("CLUSTER", "SLOTS") if shard[0] <= slot <= shard[1]]
        return [self._by_id[told[2]] for told in shard[2:]]

    def is_whole(self) -> bool:
        """Each shard has its replica again, as every server has heard: they gossip, some later than others."""
        servers = [server for server in self.servers if server.answers()]
        return len(servers) == len(self.servers) and all(
            len(shard) == 4 for server in servers for shard in server.ask("CLUSTER", "SLOTS")
        )

    def alive(self) -> RedisServer:
        return next(server for server in self.servers if server.answers())

    def is_primary(self, workshop: str, server: RedisServer) -> bool:
        return server.info("replication", "role") == "master" and self.of(workshop)[0] is server

    def end(self) -> None:
        for server in self.servers:
            server.end()

    def fail_over(self, workshop: str) -> None:
        """As planned: nothing is lost."""
        assert until(self.is_whole)
        replica = self.of(workshop)[1]
        assert replica.ask("CLUSTER", "FAILOVER") == "OK"
        assert until(lambda: replica.info("replication", "role") == "master")

    def move(self, workshop: str, by: Callable[["Shards", int, RedisServer, RedisServer], None]) -> None:
        slot = slot_of(journal_key(workshop).encode())
        source = self.of(workshop)[0]
        target = next(primary for primary in (self.of(other)[0] for other in "abcdefgh") if primary is not source)
        by(self, slot, source, target)
        assert until(lambda: self.of(workshop)[0] is target)

    def id(self, server: RedisServer) -> str:
        return str(server.ask("CLUSTER", "MYID"))


def at_once(shards: Shards, slot: int, source: RedisServer, target: RedisServer) -> None:
    """As Valkey 9 does."""
    told = source.ask("CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", str(slot), str(slot), "NODE", shards.id(target))
    assert told == "OK"


def key_by_key(shards: Shards, slot: int, source: RedisServer, target: RedisServer) -> None:
    """As all others do."""
    number = str(slot)
    assert target.ask("CLUSTER", "SETSLOT", number, "IMPORTING", shards.id(source)) == "OK"
    assert source.ask("CLUSTER", "SETSLOT", number, "MIGRATING", shards.id(target)) == "OK"
    while keys := source.ask("CLUSTER", "GETKEYSINSLOT", number, "1"):
        assert source.ask("MIGRATE", "127.0.0.1", str(target.port), keys[0], "0", "5000") == "OK"
    for server in (target, source):
        assert server.ask("CLUSTER", "SETSLOT", number, "NODE", shards.id(target)) == "OK"
