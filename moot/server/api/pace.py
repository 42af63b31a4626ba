"""How much a program may ask: each token has its own measure, so that no program takes the server from people."""

import time
from collections import OrderedDict

BURST = 6.0  # seconds' worth of calls at once
WHOLE = 5.0  # so many calls is one of the whole workshop: it takes as long to write down
REMEMBERED = 10_000


class Pace:
    def __init__(self, per_second: float) -> None:
        """Of 20 a second, a token has half of what one person's browser may ask."""
        self._per_second, self._burst = per_second, per_second * BURST
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, token: str, cost: float = 1.0) -> float:
        """Counts a call; seconds until it may be made, 0: now."""
        now = time.monotonic()
        left, at = self._left.pop(token, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._per_second)
        allowed = left >= cost
        self._left[token] = (left - cost if allowed else left, now)
        while len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return 0.0 if allowed else (cost - left) / self._per_second
