"""Whether the user may do all that the journal does: tried, on keys of the doctor's own that are gone in the end."""

import re
from typing import Literal

from moot.server.doctor.redis.told import ask
from moot.server.doctor.verdict import Verdict, ok, wrong
from moot.server.journal.redis.connection import Command, RedisError, Reply, Server
from moot.server.journal.redis.url import RedisUrl

EXPIRY = 60  # seconds
KEYS, CHANNELS = "~moot:*", "&moot:*"
Needs = Literal["waitaof", "wait", "config|get", ""]


def key_of(id: str) -> str:
    """Of the doctor's own: named as a workshop's, but none of those that are taken for one."""
    return f"moot:{{{id}}}:probe"


def tried(key: str, clustered: bool, needs: Needs) -> dict[str, Command]:
    """Commands that change nothing, by their names in Redis' access rules; `needs`: what durability takes."""
    sharded = "s" if clustered else ""
    commands: dict[str, Command] = {
        "ping": ("PING",),
        "eval": ("EVAL", "return 1", 1, key),
        "evalsha": ("EVALSHA", "0" * 40, 1, key),
        "scan": ("SCAN", 0, "MATCH", key, "TYPE", "stream"),
        "xlen": ("XLEN", key),
        "xrange": ("XRANGE", key, "-", "+", "COUNT", 1),
        "xadd": ("XADD", key, "NOMKSTREAM", "1-0", "by", ""),
        "xsetid": ("XSETID", key, "1-0"),
        "hget": ("HGET", key, "position"),
        "hmget": ("HMGET", key, "position"),
        "sismember": ("SISMEMBER", key, ""),
        "expire": ("EXPIRE", key, EXPIRY),
        "del": ("DEL", key),
        f"{sharded}publish": (f"{sharded}PUBLISH", key, ""),
    }
    waits: dict[str, Command] = {
        "waitaof": ("WAITAOF", 0, 0, 1),
        "wait": ("WAIT", 0, 1),
        "config|get": ("CONFIG", "GET", "append*"),
    }
    places: dict[str, Command] = {"cluster|slots": ("CLUSTER", "SLOTS"), "asking": ("ASKING",)}
    return commands | ({needs: waits[needs]} if needs else {}) | (places if clustered else {})


def written(key: str) -> dict[str, list[Command]]:
    """Commands that make a key, which the next ones of each take away."""
    away: list[Command] = [("EXPIRE", key, EXPIRY), ("DEL", key)]
    return {"hset": [("HSET", key, "position", 0), *away], "sadd": [("SADD", key, ""), *away]}


def heard(key: str, clustered: bool) -> dict[str, Command]:
    sharded = "s" if clustered else ""
    return {f"{sharded}{name}": (f"{sharded}{name}", key) for name in ("subscribe", "unsubscribe")}


async def rights(server: Server, url: RedisUrl, id: str, needs: Needs) -> Verdict:
    """Raises OSError, RedisError."""
    key, clustered = key_of(id), url.kind == "cluster"
    plain, around = tried(key, clustered, needs), heard(key, clustered)
    refused = _refused(plain, await ask(server, *plain.values()))
    refused |= _refused(around, await ask(server, *around.values()))
    if not refused.keys() & {"expire", "del"}:
        for name, commands in written(key).items():
            refused |= _refused({name: commands[0]}, (await ask(server, *commands))[:1])
    [whoami] = await ask(server, ("ACL", "WHOAMI"))
    user = whoami.decode() if isinstance(whoami, bytes) else url.user or "default"
    return judged(user, refused)


def judged(user: str, refused: dict[str, str]) -> Verdict:
    """`refused`: why, by the names of the commands."""
    if not refused:
        return ok("rights", f"{user} may do all that the journal does")
    missing, rules = list[str](), list[str]()
    for name, why in refused.items():
        about = re.search(r"access .*?(key|channel|database)", why)
        missing.append(f"{name} ({about[1]})" if about else name)
        rules.append({"key": KEYS, "channel": CHANNELS, "database": "alldbs"}[about[1]] if about else f"+{name}")
    change = f"ACL SETUSER {user} {' '.join(dict.fromkeys(rules))}, and ACL SAVE or CONFIG REWRITE so that it stays"
    return wrong("rights", f"{user} may not: {', '.join(missing)}", change)


def _refused(commands: dict[str, Command], replies: list[Reply]) -> dict[str, str]:
    """Other errors than of rights are what was to be expected of keys that are not there."""
    return {
        name: str(reply)
        for name, reply in zip(commands, replies, strict=True)
        if isinstance(reply, RedisError) and reply.code == "NOPERM"
    }
