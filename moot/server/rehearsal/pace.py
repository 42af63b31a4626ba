"""How fast simulated people work: at speed 1 one can watch, at speed 10 nobody could."""

from __future__ import annotations

import asyncio
import random
from typing import NamedTuple

from moot.rooms.programmes.programme import Does

SECONDS: dict[Does, float] = {
    "collect": 25,
    "cluster": 20,
    "define": 25,
    "ideate": 40,
    "vote": 30,
    "select": 1,  # and until all is settled
    "detail": 35,
    "fill": 90,
    "compose": 30,
    "present": 8,  # of each who presents
    "review": 50,
    "integrate": 40,
    "answer": 25,
}
"""How long a stage lasts at speed 1; those in which all say that they are finished end when they have."""
CHECK_IN = 60.0
"""For a person to report how it goes, at all the times that they are asked."""
REVEALED_AFTER = 0.6
"""Of a stage in which people write privately."""
RUN_OFF = 8.0


class Pace(NamedTuple):
    speed: float = 1.0

    def lasts(self, does: Does) -> float:
        """Seconds on the clock of this machine."""
        return SECONDS[does] / self.speed

    async def pause(self, seconds: float) -> None:
        """Waits for so many seconds at speed 1."""
        await asyncio.sleep(seconds / self.speed)

    async def think(self, seconds: float, chance: random.Random) -> None:
        """Waits for about so long."""
        await self.pause(seconds * chance.uniform(0.4, 1.5))
