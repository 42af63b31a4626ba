"""A journal on Redis or Valkey, looked at as its servers see it: every address that was given, and every primary."""

import asyncio
import secrets
from collections.abc import Iterable

from moot.server.doctor.redis.cluster import Shard, copies, coverage, shards_told_by, state
from moot.server.doctor.redis.reach import not_reached, reach
from moot.server.doctor.redis.sentinel import Watch, watch
from moot.server.doctor.redis.server import primary
from moot.server.doctor.verdict import Part, Verdict, mind, wrong
from moot.server.journal.redis.connection import RedisError, Server
from moot.server.journal.redis.durability import Durability
from moot.server.journal.redis.places import slot_of
from moot.server.journal.redis.scripts import journal_key
from moot.server.journal.redis.url import Address, Kind, RedisUrl, parse


async def examine(url: str, wanted: Durability) -> list[Part]:
    """Raises BadRedisUrl."""
    redis = parse(url)
    _ = redis.context  # made now, so that a wrong one is refused now
    found = await asyncio.gather(*[reach(address, redis, redis.kind) for address in redis.addresses])
    there = [address for address, verdict in zip(redis.addresses, found, strict=True) if verdict.verdict == "ok"]
    part = Part("addresses that were given", [_one_of_several(verdict) if there else verdict for verdict in found])
    if not there:
        return [part]
    match redis.kind:
        case "server":
            return [part, await primary(there[0], redis, wanted, _id())]
        case "sentinel":
            return [part, *await _watched(there, redis, wanted)]
        case "cluster":
            return [part, *await _sharded(there, redis, wanted)]


async def _watched(sentinels: list[Address], url: RedisUrl, wanted: Durability) -> list[Part]:
    watches = await asyncio.gather(*[_watch(sentinel, url) for sentinel in sentinels])
    parts = [Part(f"sentinel {at}", seen.verdicts) for at, seen in zip(sentinels, watches, strict=True)]
    primaries = {seen.primary for seen in watches if seen.primary}
    if len(primaries) > 1:
        change = "wait for the end of a failover; else SENTINEL RESET on those that are wrong"
        named = " and ".join(sorted(map(str, primaries)))
        parts.append(Part("sentinels", [wrong("primary", f"they do not agree: {named}", change)]))
    spare = {replica for seen in watches for replica in seen.replicas} - primaries
    parts += await _reached("replicas, from here", spare, url)
    return parts + [await primary(address, url, wanted, _id()) for address in sorted(primaries)]


async def _watch(sentinel: Address, url: RedisUrl) -> Watch:
    server = Server(sentinel, url, sentinel=True)
    try:
        return await watch(server, url.service)
    except (OSError, RedisError) as error:
        return Watch([not_reached(sentinel, url, error)])
    finally:
        await server.close()


async def _sharded(there: list[Address], url: RedisUrl, wanted: Durability) -> list[Part]:
    servers = [Server(address, url) for address in there]
    try:
        shards = await shards_told_by(servers[0])
        states = [await state(server, url) for server in servers]
    except (OSError, RedisError) as error:
        return [Part("cluster", [not_reached(there[0], url, error)])]
    finally:
        await asyncio.gather(*[server.close() for server in servers])
    parts = [Part("cluster", [*states, coverage(shards), *copies(shards)])]
    parts += await _reached("replicas, from here", {replica for shard in shards for replica in shard.replicas}, url)
    return parts + [await primary(shard.primary, url, wanted, _id(shard)) for shard in shards]


async def _reached(about: str, addresses: Iterable[Address], url: RedisUrl) -> list[Part]:
    """Those who may take over are written to from here one day."""
    kind: Kind = "cluster" if url.kind == "cluster" else "server"
    found = await asyncio.gather(*[reach(address, url, kind) for address in sorted(addresses)])
    return [Part(about, [_one_of_several(verdict) for verdict in found])] if found else []


def _one_of_several(verdict: Verdict) -> Verdict:
    """The journal does without it; but what it says is wrong may be wrong for all."""
    return mind(*verdict[:1], *verdict[2:]) if verdict.verdict == "wrong" else verdict


def _id(shard: Shard | None = None) -> str:
    """Of the doctor's own keys, on this shard."""
    while True:
        id = f"doctor-{secrets.token_hex(8)}"
        slot = slot_of(journal_key(id).encode())
        if not shard or any(first <= slot <= last for first, last in shard.slots):
            return id
