"""Wrong codes are slowed per person and per code, never per address: a whole hotel may stand behind one.

Who throws the person's cookie away is slowed by the number of codes alone: 31 letters in 6 places are 887 million.
"""

import time
from collections import OrderedDict

FREE_TRIES = 5  # nobody mistypes six letters more often
SECONDS_EACH = 3.0  # one try in this time, from then on
REMEMBERED = 10_000


class Guesses:
    """Wrong tries by person (a cookie given at first sight), by code, and at the operators' password."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def must_wait(self, *keys: str) -> float:
        """Seconds until the next try may be made; 0: now."""
        now = time.monotonic()
        waits = (last + SECONDS_EACH - now for tries, last in map(self._of, keys) if tries >= FREE_TRIES)
        return max(0.0, *waits, 0.0)

    def wrong(self, *keys: str) -> None:
        for key in keys:
            self._wrong[key] = (self._of(key)[0] + 1, time.monotonic())
            self._wrong.move_to_end(key)
        while len(self._wrong) > REMEMBERED:
            self._wrong.popitem(last=False)

    def _of(self, key: str) -> tuple[int, float]:
        return self._wrong.get(key, (0, 0.0))
