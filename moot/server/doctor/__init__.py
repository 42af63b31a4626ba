"""What is right, what to mind and what is wrong with the journal that a server is to have, and what to change.

It looks, and changes nothing. To see how long a durable write takes it writes: to a file without a name in the folder,
or to keys `moot:{doctor-…}:probe` that it removes, and that expire by themselves after a minute.
"""

import asyncio
from pathlib import Path

from moot.server.doctor import redis, sqlite
from moot.server.doctor.machine import machine
from moot.server.doctor.verdict import Part
from moot.server.settings import Settings

__all__ = ["examine"]


async def examine(settings: Settings) -> list[Part]:
    """Of this machine, and of the journal that `settings` name. Raises BadRedisUrl."""
    if settings.redis:
        found = await redis.examine(settings.redis, settings.durability)
    else:
        found = await asyncio.to_thread(sqlite.examine, Path(settings.data) / "journal.sqlite")
    return [Part("this machine", machine(settings)), *found]
