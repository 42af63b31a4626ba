"""Wakes at a moment of the clock on the wall: when a stage runs out, or a grace ends."""

import asyncio
import time
from collections.abc import Callable

LATE = 0.002  # seconds, so that the moment has come by the clock too


class Alarm:
    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._timer: asyncio.TimerHandle | None = None
        self.due: int | None = None
        """Milliseconds since 1970; None: nothing is to come."""

    def set(self, due: int | None) -> None:
        """In place of the one before."""
        if due == self.due:
            return
        self.due = due
        if self._timer:
            self._timer.cancel()
        if due is not None:
            delay = max(0.0, due / 1000 - time.time())
            self._timer = asyncio.get_running_loop().call_later(delay + LATE, self._now)

    def _now(self) -> None:
        self.due = None
        self._ring()
