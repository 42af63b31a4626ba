"""How long Redis takes: round trips, and appends as the journal does them, to a key that is gone in the end."""

import asyncio
import contextlib
import secrets
import time

from moot.server.doctor.pace import SLOW, TIMES, Stopwatch, judged
from moot.server.doctor.redis.rights import EXPIRY, key_of
from moot.server.doctor.redis.told import Told, ask
from moot.server.doctor.verdict import Verdict, mind, ok, wrong
from moot.server.journal import JournalUnavailable
from moot.server.journal.redis import NONCE
from moot.server.journal.redis.connection import Command, RedisError, Server
from moot.server.journal.redis.durability import Durability, Wait
from moot.server.journal.redis.scripts import Scripts
from moot.server.journal.redis.url import RedisUrl

PATIENCE = 2.5  # seconds for all appends together
FAR = 0.01  # seconds there and back
APART = 1.0  # seconds between two clocks
REPLICAS, WAIT = 1, 1.0  # as the journal waits for
ENTRY = b"." * 512
SEE = {"NOPERM": "rights", "OOM": "memory", "MISCONF": "snapshots", "NOREPLICAS": "writes alone", "LOADING": "loading"}


async def clock(server: Server, url: RedisUrl) -> Verdict:
    """Raises OSError, RedisError."""
    before = time.time()
    [told] = await ask(server, ("TIME",))
    if isinstance(told, RedisError):
        return mind("clock", f"cannot look: {told}", f"ACL SETUSER {url.user or 'default'} +time")
    return clocks(int(told[0]) + int(told[1]) / 1e6, (before + time.time()) / 2)


def clocks(theirs: float, ours: float) -> Verdict:
    apart = theirs - ours
    if abs(apart) > APART:
        found = f"{abs(apart):.1f} s {'ahead of' if apart > 0 else 'behind'} this machine's"
        return mind("clock", found, "set both by NTP: timedatectl set-ntp true")
    return ok("clock", f"within {max(abs(apart), 0.001):.3f} s of this machine's")


async def round_trips(server: Server) -> Verdict:
    """Raises OSError, RedisError."""
    watch = Stopwatch(TIMES, PATIENCE)
    while watch.goes_on:
        with watch:
            await ask(server, ("PING",))
    return judged("round trips", "there and back", watch.took, FAR, "a Redis nearer to this server, or with less to do")


async def appends(server: Server, url: RedisUrl, durability: Durability, told: Told, id: str) -> Verdict:
    """One after the other. Raises OSError, RedisError."""
    check = "appends"
    try:
        watch = await _appended(server, url, Wait(url.kind, durability, REPLICAS, WAIT), key_of(id))
    except JournalUnavailable as error:
        return wrong(check, f"none is acknowledged: {error.reason}", "do what is said of durability")
    except RedisError as error:
        return wrong(check, f"refused: {error}", f"do what is said of {_elsewhere(error)}")
    finally:
        with contextlib.suppress(OSError, RedisError):
            await ask(server, ("DEL", key_of(id)))
    return judged(check, f"acknowledged ({durability})", watch.took, SLOW, _faster(durability, told))


async def _appended(server: Server, url: RedisUrl, wait: Wait, key: str) -> Stopwatch:
    """The first comes with an expiry in the same breath: whatever happens to us, nothing stays."""
    async with asyncio.timeout(PATIENCE):
        after = await wait.after_writing_to(server)
    script, nonce, by = Scripts(sharded=url.kind == "cluster").append, secrets.token_hex(NONCE // 2), b""
    watch = Stopwatch(TIMES, PATIENCE)
    while watch.goes_on:
        position = len(watch.took) + 1
        way = ("EVALSHA", script.digest) if by else ("EVAL", script.source)
        commands: list[Command] = [(*way, 1, key, position, nonce, by, ENTRY)]
        commands += [] if by else [("EXPIRE", key, EXPIRY)]
        commands += [after] if after else []
        with watch:
            replies = await ask(server, *commands)
        if error := next((reply for reply in replies if isinstance(reply, RedisError)), None):
            raise error
        if after:
            wait.check(replies[-1])
        by = replies[0][1]
    return watch


def _elsewhere(error: RedisError) -> str:
    """Which check says why."""
    return "rights" if "can't run this command" in str(error) else SEE.get(error.code, "durability")


def _faster(durability: Durability, told: Told) -> str:
    match durability:
        case Durability.DISK if told.settings.get("appendfsync") == "everysec":
            return told.to_set("appendfsync always")
        case Durability.DISK:
            return "a faster disk for Redis, or --durability replica with a replica that is near"
        case Durability.REPLICA:
            return "a replica nearer to the primary, or with less to do"
        case Durability.MEMORY:
            return "a Redis nearer to this server, or with less to do"
