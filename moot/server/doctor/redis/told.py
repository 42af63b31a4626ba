"""What one Redis says of itself: everything of INFO, and its settings where we may ask for them."""

import asyncio
import re
from dataclasses import dataclass

from moot.server.journal.redis.connection import Command, RedisError, Reply, Server
from moot.server.journal.redis.url import Address

PATIENCE = 2.0  # seconds for an answer
# What is looked at, and what it should be: what to ask a provider for who does not let us look.
SETTINGS = {
    "appendonly": "yes",
    "appendfsync": "always",
    "no-appendfsync-on-rewrite": "no",
    "save": "",
    "stop-writes-on-bgsave-error": "",
    "min-replicas-to-write": "",
    "client-output-buffer-limit": "",
    "timeout": "0",
    "tcp-keepalive": "300",
    "cluster-node-timeout": "5000",
    "cluster-require-full-coverage": "no",
    "cluster-allow-reads-when-down": "no",
}


@dataclass(frozen=True)
class Told:
    address: Address
    info: dict[str, str]
    settings: dict[str, str]
    refused: str = ""
    """Why there are no settings."""

    def number(self, name: str) -> int:
        """0 when it says nothing of it."""
        return int(found) if (found := self.info.get(name, "")).isdigit() else 0

    @property
    def replicas(self) -> list[dict[str, str]]:
        lines = [value for name, value in self.info.items() if re.fullmatch(r"slave\d+", name)]
        return [dict(part.split("=", 1) for part in line.split(",") if "=" in part) for line in lines]

    def to_set(self, setting: str) -> str:
        """What changes one or several settings, and how they stay so: `appendfsync always`."""
        if self.refused:
            return f"ask your provider for: {setting}"
        if self.info.get("config_file"):
            return f"CONFIG SET {setting}, then CONFIG REWRITE so that it stays"
        return f"CONFIG SET {setting}, and so where it is started, as it has no configuration file"


async def ask(server: Server, *commands: Command) -> list[Reply]:
    """A refusal is a reply too. Raises OSError, which TimeoutError is one of, and RedisError when it lets nobody in."""
    async with asyncio.timeout(PATIENCE):
        return await server.ask(*commands)


async def told_by(server: Server) -> Told:
    """Raises OSError, RedisError."""
    info, settings = await ask(server, ("INFO",), ("CONFIG", "GET", *SETTINGS))
    if isinstance(info, RedisError):
        raise info
    refused = str(settings) if isinstance(settings, RedisError) else ""
    return Told(server.address, fields(info), {} if refused else named(settings), refused)


def fields(info: bytes) -> dict[str, str]:
    """Of lines with a name, a colon and a value, as in INFO."""
    return dict(re.findall(r"(?m)^([^:#\r\n]+):([^\r\n]*)", info.decode(errors="replace")))


def named(flat: list[bytes]) -> dict[str, str]:
    """Names and values in turn."""
    words = [word.decode(errors="replace") for word in flat]
    return dict(zip(words[::2], words[1::2], strict=True))
