"""When an append is answered: what each setting waits for, and whether a server can do it."""

import re
from enum import StrEnum

from moot.server.journal import JournalUnavailable
from moot.server.journal.redis.connection import Command, RedisError, Server
from moot.server.journal.redis.url import Kind

OLDEST = (7, 0)


class Durability(StrEnum):
    DISK = "disk"
    """When the primary has it on its disk: `appendfsync always`, or WAITAOF where there is one (from 7.2 on)."""
    REPLICA = "replica"
    """When so many replicas have it, in memory (WAIT): it survives the loss of the primary, not that of all at once."""
    MEMORY = "memory"
    """When the primary has it in memory: a crash of Redis loses what its own settings allow to be lost."""


class Wait:
    """What has to be asked after a write, over the same connection, so that its answer means what was promised."""

    def __init__(self, kind: Kind, durability: Durability, replicas: int, seconds: float) -> None:
        self._mode = "cluster" if kind == "cluster" else "standalone"
        self._durability, self._replicas, self._seconds = durability, replicas, seconds
        self._milliseconds = int(seconds * 1000)

    async def after_writing_to(self, server: Server) -> Command | None:
        """Looks once at each server, and again when its connections broke. Raises JournalUnavailable."""
        if not server.looked:
            server.wait = await self._look(server)
            server.looked = True
        return server.wait

    def check(self, reply: object) -> None:
        """Raises RedisError for an error, JournalUnavailable when it did not come about in time."""
        if isinstance(reply, RedisError):
            raise reply
        if isinstance(reply, list) and reply[0] < 1:
            raise JournalUnavailable(f"Redis did not write it to its disk within {self._seconds:g} s")
        if isinstance(reply, int) and reply < self._replicas:
            raise JournalUnavailable(f"{reply} of {self._replicas} replicas had it after {self._seconds:g} s")

    async def _look(self, server: Server) -> Command | None:
        version, told, mode = await version_of(server)
        if mode != self._mode:
            right = {"cluster": "redis+cluster://", "sentinel": "redis+sentinel://"}.get(mode, "redis://")
            raise JournalUnavailable(f"{server.address} is {mode}: its URL begins with {right}")
        if version < OLDEST:
            raise JournalUnavailable(f"{server.address} is {told}; the oldest that moot works with is Redis 7.0")
        match self._durability:
            case Durability.MEMORY:
                return None
            case Durability.REPLICA:
                return ("WAIT", self._replicas, self._milliseconds)
            case Durability.DISK:
                [settings] = await server.ask(("CONFIG", "GET", "*append*"))
                kept = dict(zip(settings[::2], settings[1::2], strict=True)) if isinstance(settings, list) else {}
                always = kept.get(b"appendonly") == b"yes" and kept.get(b"appendfsync") == b"always"
                if always and kept.get(b"no-appendfsync-on-rewrite") == b"no":
                    return None
                if version >= (7, 2) and kept.get(b"appendonly") != b"no":
                    return ("WAITAOF", 1, 0, self._milliseconds)
                raise JournalUnavailable(
                    f"{told} at {server.address} does not say when its disk has what it keeps: "
                    "set appendonly yes, appendfsync always and no-appendfsync-on-rewrite no, "
                    "or ask for another durability"
                )


async def version_of(server: Server) -> tuple[tuple[int, int], str, str]:
    """Of its commands; how it calls itself; standalone, cluster or sentinel. Raises RedisError."""
    [info] = await server.ask(("INFO", "server"))
    if isinstance(info, RedisError):
        raise info
    found: dict[str, str] = dict(re.findall(r"(?m)^(\w+):([^\r\n]*)", info.decode(errors="replace")))
    redis = found.get("redis_version", "0.0")
    major, minor = (int(part) for part in (*re.findall(r"[0-9]+", redis), "0", "0")[:2])
    told = f"Valkey {found['valkey_version']}" if "valkey_version" in found else f"Redis {redis}"
    return (major, minor), told, found.get("redis_mode") or found.get("server_mode") or "standalone"
