"""Sentinels: how many there are, whether they agree, and how long they take to notice a loss."""

from typing import NamedTuple

from moot.server.doctor.redis.told import ask, named
from moot.server.doctor.verdict import Verdict, mind, ok, wrong
from moot.server.journal.redis.connection import RedisError, Server
from moot.server.journal.redis.url import Address

ADVISED = 3
HASTY, LONG = 1_000, 10_000  # milliseconds


class Watch(NamedTuple):
    """What one sentinel told."""

    verdicts: list[Verdict]
    primary: Address | None = None
    replicas: tuple[Address, ...] = ()


async def watch(server: Server, service: str) -> Watch:
    """Raises OSError, RedisError."""
    [where] = await ask(server, ("SENTINEL", "GET-MASTER-ADDR-BY-NAME", service))
    if isinstance(where, RedisError):
        change = (
            "ACL SETUSER default +sentinel|get-master-addr-by-name" if where.code == "NOPERM" else "look at its log"
        )
        return Watch([wrong("primary", f"does not say: {where}", change)])
    if where is None:
        return Watch([await _unknown(server, service)])
    primary = Address(where[0].decode(), int(where[1]))
    verdicts = [ok("primary", str(primary))]
    told, others, quorum = await ask(
        server, ("SENTINEL", "MASTER", service), ("SENTINEL", "REPLICAS", service), ("SENTINEL", "CKQUORUM", service)
    )
    if isinstance(told, RedisError) or isinstance(others, RedisError):
        why = told if isinstance(told, RedisError) else others
        verdicts.append(
            mind(
                "sentinels",
                f"cannot look: {why}",
                "ACL SETUSER default +sentinel|master +sentinel|replicas +sentinel|ckquorum",
            )
        )
        return Watch(verdicts, primary)
    found = named(told)
    replicas = [named(other) for other in others]
    verdicts += [state(found), number(found), agreement(quorum), patience(found, service), heirs(replicas)]
    places = tuple(Address(one["ip"], int(one["port"])) for one in replicas)
    return Watch(verdicts, primary, places)


def state(found: dict[str, str]) -> Verdict:
    flags = found.get("flags", "")
    if "s_down" in flags or "o_down" in flags:
        return wrong(
            "state", f"it takes the primary to be down ({flags})", "start the primary, or wait for the failover"
        )
    return ok("state", "it sees the primary")


def number(found: dict[str, str]) -> Verdict:
    there = int(found.get("num-other-sentinels", 0)) + 1
    told = f"{there}, of which {found.get('quorum')} have to agree that the primary is gone"
    if there < ADVISED:
        change = f"{ADVISED} sentinels on machines of their own: SENTINEL MONITOR on each, and all of them in --redis"
        return mind("sentinels", f"{told}: when one is lost, nobody may take over", change)
    return ok("sentinels", told)


def agreement(told: object) -> Verdict:
    if isinstance(told, RedisError):
        return wrong(
            "quorum", str(told), "start the sentinels that are missing; SENTINEL CKQUORUM says when it is enough"
        )
    return ok("quorum", told.decode() if isinstance(told, bytes) else str(told))


def patience(found: dict[str, str], service: str) -> Verdict:
    milliseconds = int(found.get("down-after-milliseconds", 0))
    told = f"a loss is noticed after {milliseconds / 1000:g} s"
    change = f"SENTINEL SET {service} down-after-milliseconds 5000, on each sentinel"
    if milliseconds > LONG:
        return mind("down after", f"{told}, in which people cannot save", change)
    return (
        mind("down after", f"{told}: a pause is taken for one", change)
        if milliseconds < HASTY
        else ok("down after", told)
    )


def heirs(replicas: list[dict[str, str]]) -> Verdict:
    fit = [one for one in replicas if one.get("master-link-status") == "ok" and "down" not in one.get("flags", "")]
    if not fit:
        return mind(
            "heirs", f"none of {len(replicas)} replicas could take over", "a replica that runs: REPLICAOF the primary"
        )
    return ok("heirs", f"{len(fit)} of {len(replicas)} replicas could take over")


async def _unknown(server: Server, service: str) -> Verdict:
    [told] = await ask(server, ("SENTINEL", "MASTERS"))
    names = [] if isinstance(told, RedisError) else [named(one)["name"] for one in told]
    change = f"the URL ends with /{names[0]}" if names else f"SENTINEL MONITOR {service} ADDRESS PORT 2"
    return wrong("primary", f"it knows no service {service!r}, only: {', '.join(names) or 'none'}", change)
