"""Whether something answers at an address, is of the kind that the URL says, lets us in, and is new enough."""

import asyncio
import socket
import ssl

from moot.server.doctor.redis.told import PATIENCE, Told
from moot.server.doctor.verdict import Verdict, mind, ok, wrong
from moot.server.journal.redis.connection import RedisError, Server
from moot.server.journal.redis.durability import OLDEST, version_of
from moot.server.journal.redis.url import Address, Kind, RedisUrl

SCHEMES = {"standalone": "redis://", "sentinel": "redis+sentinel://", "cluster": "redis+cluster://"}
MODES: dict[Kind, str] = {"server": "standalone", "sentinel": "sentinel", "cluster": "cluster"}
OLDEST_VALKEY = 8
NEW_ENOUGH = "install Redis 7.0 or newer, or Valkey 8 or newer"
OTHERS = {"dragonfly_version": "Dragonfly", "garnet_version": "Garnet", "kvrocks_version": "Kvrocks"}


async def reach(address: Address, url: RedisUrl, kind: Kind) -> Verdict:
    """Never takes longer than PATIENCE."""
    server = Server(address, url, sentinel=kind == "sentinel")
    try:
        async with asyncio.timeout(PATIENCE):
            _, told, mode = await version_of(server)
    except (OSError, RedisError) as error:
        return not_reached(address, url, error)
    finally:
        await server.close()
    if mode != MODES[kind]:
        return wrong("reach", f"{address} is {told}, {mode}", f"its URL begins with {SCHEMES.get(mode, 'redis://')}")
    return ok("reach", f"{address} answers: {told}, {mode}")


def not_reached(address: Address, url: RedisUrl, error: Exception) -> Verdict:
    found = str(error) if str(address) in str(error) else f"{address}: {error}"
    if isinstance(error, RedisError):
        return wrong("reach", found, _let_in(error, url))
    if isinstance(error, TimeoutError):
        found = f"{address} does not answer within {PATIENCE:g} s"
        plain = "redis in place of rediss in --redis, if it does not speak TLS; " if url.tls else ""
        return wrong("reach", found, f"{plain}open the firewalls between, or restart it; {_try(address)}")
    return wrong("reach", found, _connect(address, url, error))


def version(told: Told, number: tuple[int, int], name: str) -> Verdict:
    """`number`: of its commands; `name`: how it calls itself."""
    if others := [other for key, other in OTHERS.items() if key in told.info]:
        return mind("version", f"{others[0]}, which moot was never tried with", NEW_ENOUGH)
    if number < OLDEST:
        return wrong("version", f"{name} is too old: functions of 7.0 are needed", NEW_ENOUGH)
    if int(told.info.get("valkey_version", f"{OLDEST_VALKEY}").partition(".")[0]) < OLDEST_VALKEY:
        return mind("version", f"{name} is not supported", NEW_ENOUGH)
    return ok("version", f"{name}, with sharded messages" if told.number("cluster_enabled") else name)


def _connect(address: Address, url: RedisUrl, error: Exception) -> str:
    place = "the right name and port in --redis"
    if address not in url.addresses:  # a sentinel or the cluster named it
        place = f"{'cluster' if url.kind == 'cluster' else 'replica'}-announce-ip in its settings: a name known here"
    match error.__cause__:
        case ssl.SSLCertVerificationError():
            return (
                "?ca=FILE at the end of --redis: the authority that signed its certificate; which has to have its name"
            )
        case ssl.SSLError():
            return "redis in place of rediss in --redis, or tls-port in its settings"
        case socket.gaierror():
            return f"{place}; try getent hosts {address.name}"
        case None:
            return f"rediss in place of redis in --redis, if it speaks TLS; {_try(address)}"
    return f"start it there, or {place}; {_try(address)}"


def _let_in(error: RedisError, url: RedisUrl) -> str:
    if error.code == "NOPERM":
        return f"ACL SETUSER {url.user or 'default'} +info +select, and ACL SAVE or CONFIG REWRITE so that it stays"
    if error.code == "LOADING":
        return "wait until it has loaded its data"
    if "AUTH" in str(error) or "WRONGPASS" in str(error) or "invalid password" in str(error):
        sentinel = ", of sentinels ?sentinel-password=…" if url.kind == "sentinel" else ""
        return f"the right user and password in --redis: redis://user:password@…{sentinel} (@ in it is written %40)"
    if "DB index" in str(error):
        return "a lower number of the database at the end of --redis, or databases in its settings"
    return "look at its log"


def _try(address: Address) -> str:
    where = f"-h {address.name} -p {address.port}" if address.port else f"-s {address.name}"
    return f"try from here: redis-cli {where} PING"
