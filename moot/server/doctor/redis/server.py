"""One Redis that is written to: everything that is looked at there."""

from collections.abc import AsyncIterator

from moot.server.doctor.redis import cluster
from moot.server.doctor.redis.keeping import keeping, loading
from moot.server.doctor.redis.lines import lines
from moot.server.doctor.redis.memory import eviction, used
from moot.server.doctor.redis.probe import appends, clock, round_trips
from moot.server.doctor.redis.reach import not_reached, version
from moot.server.doctor.redis.replicas import replicas, role
from moot.server.doctor.redis.rights import Needs, rights
from moot.server.doctor.redis.told import SETTINGS, Told, told_by
from moot.server.doctor.verdict import Part, Verdict, mind
from moot.server.journal.redis.connection import RedisError, Server
from moot.server.journal.redis.durability import Durability, version_of
from moot.server.journal.redis.url import Address, RedisUrl

WAITAOF = (7, 2)  # the first version that has it


async def primary(address: Address, url: RedisUrl, wanted: Durability, id: str) -> Part:
    """`id`: of the doctor's own keys; in a cluster one whose slot this server has."""
    server = Server(address, url)
    part = Part(f"server {address}", [])
    try:
        async for verdicts in _looked_at(server, url, wanted, id):
            part.verdicts.extend(verdicts)
    except (OSError, RedisError) as error:
        part.verdicts.append(not_reached(address, url, error))
    finally:
        await server.close()
    return part


async def _looked_at(server: Server, url: RedisUrl, wanted: Durability, id: str) -> AsyncIterator[list[Verdict]]:
    """Raises OSError, RedisError."""
    told = await told_by(server)
    number, name, _ = await version_of(server)
    fails_over, waits = url.kind != "server", number >= WAITAOF
    yield [version(told, number, name), role(told)]
    if told.info.get("role") != "master":
        yield [loading(told)]
        return
    yield keeping(told, wanted, waits, fails_over)
    yield [eviction(told), used(told)]
    yield replicas(told, wanted, fails_over)
    yield cluster.habits(told) if url.kind == "cluster" else []
    yield lines(told, url, server.address)
    yield unseen(told, url)
    if told.number("loading"):
        return
    yield [await rights(server, url, id, _needs(wanted, told, waits)), await clock(server, url)]
    yield [await round_trips(server), await appends(server, url, wanted, told, id)]


def unseen(told: Told, url: RedisUrl) -> list[Verdict]:
    """What to ask a provider for who does not let us look."""
    if not told.refused:
        return []
    wished = [
        f"{name} {value}"
        for name, value in SETTINGS.items()
        if value and (url.kind == "cluster" or not name.startswith("cluster-"))
    ]
    return [mind("settings", f"cannot look at them: {told.refused}", f"ask your provider for {', '.join(wished)}")]


def _needs(wanted: Durability, told: Told, waits: bool) -> Needs:
    """What durability takes besides writing."""
    match wanted:
        case Durability.MEMORY:
            return ""
        case Durability.REPLICA:
            return "wait"
        case Durability.DISK if not waits:
            return "config|get"
        case Durability.DISK:
            return "" if told.settings.get("appendfsync") == "always" else "waitaof"
