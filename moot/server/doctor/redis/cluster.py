"""A cluster: whether it has all slots, a replica of each shard, and how long it takes to notice a loss."""

from typing import NamedTuple

from moot.server.doctor.redis.told import Told, ask, fields
from moot.server.doctor.verdict import Verdict, mind, ok, wrong
from moot.server.journal.redis.connection import RedisError, Server
from moot.server.journal.redis.places import SLOTS
from moot.server.journal.redis.url import Address, RedisUrl

FEWEST = 3  # primaries: of fewer, those that are left are no majority
LONG = 5_000  # milliseconds in which people cannot save


class Shard(NamedTuple):
    primary: Address
    replicas: frozenset[Address]
    slots: tuple[tuple[int, int], ...]
    """The first and the last of each range."""


async def shards_told_by(server: Server) -> list[Shard]:
    """Raises OSError, RedisError."""
    [told] = await ask(server, ("CLUSTER", "SLOTS"))
    if isinstance(told, RedisError):
        raise told
    shards: dict[Address, Shard] = {}
    for first, last, *servers in told:
        primary, *others = [Address((name or b"").decode() or server.address.name, port) for name, port, *_ in servers]
        known = shards.get(primary, Shard(primary, frozenset(), ()))
        shards[primary] = Shard(primary, known.replicas | {*others}, (*known.slots, (first, last)))
    return sorted(shards.values())


async def state(server: Server, url: RedisUrl) -> Verdict:
    """As this server sees it. Raises OSError, RedisError."""
    [told] = await ask(server, ("CLUSTER", "INFO"))
    if isinstance(told, RedisError):
        return mind("state", f"cannot look: {told}", f"ACL SETUSER {url.user or 'default'} +cluster|info")
    found = fields(told)
    at = server.address
    if found.get("cluster_state") != "ok":
        change = f"redis-cli --cluster check {at}; then start what is missing, or redis-cli --cluster fix {at}"
        return wrong(
            "state", f"{found.get('cluster_state')}, as {at} sees it: writes are refused (CLUSTERDOWN)", change
        )
    failing = int(found.get("cluster_slots_pfail", 0)) + int(found.get("cluster_slots_fail", 0))
    if failing:
        change = f"redis-cli --cluster check {at} says which server it is; start it"
        return mind("state", f"ok, as {at} sees it, but the server of {failing} slots does not answer it", change)
    return ok("state", f"ok, as {at} sees it: {found.get('cluster_known_nodes')} servers")


def coverage(shards: list[Shard]) -> Verdict:
    taken = sorted(part for shard in shards for part in shard.slots)
    ends = [-1, *(last for _, last in taken)]
    begins = [*(first for first, _ in taken), SLOTS]
    gaps = [(end + 1, begin - 1) for end, begin in zip(ends, begins, strict=True) if begin > end + 1]
    if not gaps:
        return ok("slots", f"all {SLOTS:,} have a server")
    ranges = ", ".join(f"{first}-{last}" if first != last else str(first) for first, last in gaps)
    numbers = " ".join(f"{first} {last}" for first, last in gaps)
    where = shards[0].primary if shards else "one of its servers"
    change = f"on the server that had them, or on {where}: CLUSTER ADDSLOTSRANGE {numbers}"
    return wrong("slots", f"{ranges} have no server: workshops there cannot be opened", change)


def copies(shards: list[Shard]) -> list[Verdict]:
    verdicts = []
    if len(shards) < FEWEST:
        found = f"{len(shards)}: when one is lost, the others are no majority, and nobody takes over"
        verdicts.append(
            mind("shards", found, f"at least {FEWEST} primaries: redis-cli --cluster add-node, then reshard")
        )
    else:
        verdicts.append(ok("shards", str(len(shards))))
    if alone := [shard.primary for shard in shards if not shard.replicas]:
        found = f"none of {', '.join(map(str, alone))}: when that is lost, its workshops are"
        change = f"redis-cli --cluster add-node NEW:PORT {alone[0]} --cluster-slave, for each"
        return [*verdicts, mind("copies", found, change)]
    return [*verdicts, ok("copies", "each shard has a replica")]


def habits(told: Told) -> list[Verdict]:
    """Settings of one server; none where we may not look."""
    return [] if told.refused else [patience(told), part(told), stale(told)]


def patience(told: Told) -> Verdict:
    milliseconds = int(told.settings.get("cluster-node-timeout", 0))
    found = f"a loss is noticed after {milliseconds / 1000:g} s"
    if milliseconds > LONG:
        change = told.to_set(f"cluster-node-timeout {LONG}")
        return mind("node timeout", f"{found}, in which people cannot save", f"{change}, on each server")
    return ok("node timeout", found)


def part(told: Told) -> Verdict:
    if told.settings.get("cluster-require-full-coverage") == "yes":
        change = told.to_set("cluster-require-full-coverage no")
        return mind("full coverage", "one lost shard stops the workshops of all others", f"{change}, on each server")
    return ok("full coverage", "one lost shard stops its own workshops only")


def stale(told: Told) -> Verdict:
    if told.settings.get("cluster-allow-reads-when-down") == "yes":
        change = told.to_set("cluster-allow-reads-when-down no")
        return mind("reads when down", "a server that is cut off shows what was", f"{change}, on each server")
    return ok("reads when down", "none, so that nobody is shown what was")
