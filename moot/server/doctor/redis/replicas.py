"""Who could take over, how far behind they are, and whether writes are taken without them."""

from moot.server.doctor.redis.told import Told
from moot.server.doctor.verdict import Verdict, mind, ok, wrong
from moot.server.journal.redis.durability import Durability

LAG = 3  # seconds since a replica was heard of; healthy ones say something each second
BEHIND = 1 << 20  # bytes


def role(told: Told) -> Verdict:
    if told.info.get("role") == "master":
        return ok("role", "primary")
    primary = f"{told.info.get('master_host', 'its primary')}:{told.info.get('master_port', '')}"
    change = f"--redis redis://{primary}; or, if this is to be the primary: REPLICAOF NO ONE"
    return wrong("role", f"a replica of {primary}: it cannot be written", change)


def replicas(told: Told, wanted: Durability, fails_over: bool) -> list[Verdict]:
    """`fails_over`: one of them is to take over by itself."""
    verdicts = [replica(one, told.number("master_repl_offset")) for one in told.replicas]
    if not verdicts:
        verdicts = [_none(fails_over)]
    return [*verdicts, least(told, wanted, fails_over)]


def replica(one: dict[str, str], written: int) -> Verdict:
    place = f"{one.get('ip')}:{one.get('port')}"
    if one.get("state") != "online":
        return mind(
            "replica", f"{place} is not there yet: {one.get('state')}", f"look at its log; it says why: {place}"
        )
    lag, behind = int(one.get("lag", 0)), written - int(one.get("offset", written))
    found = f"{place} was heard of {lag} s ago, {max(behind, 0):,} bytes behind"
    if lag >= LAG or behind > BEHIND:
        return mind("replica", found, "look at the network between them, and how busy the replica is")
    return ok("replica", found)


def least(told: Told, wanted: Durability, fails_over: bool) -> Verdict:
    """Without any, a primary that is cut off goes on saying yes to what is lost when it comes back."""
    check = "writes alone"
    if told.refused:
        return mind(check, "cannot look whether it takes writes without its replicas", "ask for: min-replicas-to-write")
    wants, there = int(told.settings.get("min-replicas-to-write") or 0), told.number("min_slaves_good_slaves")
    if wants > there:
        change = f"more replicas, or {told.to_set(f'min-replicas-to-write {there}')}"
        return wrong(check, f"writes need {wants} replicas, {there} are there: all are refused (NOREPLICAS)", change)
    if fails_over and not wants and wanted is not Durability.REPLICA:
        change = (
            f"{told.to_set('min-replicas-to-write 1')}, if you would rather have no writes while no replica is there"
        )
        return mind(check, "a primary that is cut off acknowledges what is lost when it comes back", change)
    return ok(check, f"refused with fewer than {wants} replicas" if wants else "taken without replicas")


def _none(fails_over: bool) -> Verdict:
    if fails_over:
        return mind("replica", "none: nobody can take over", "on another machine: a replica for this server")
    return ok("replica", "none: when this server is gone, nobody takes over")
