"""How long something takes that is done again and again, and what that means for those who wait."""

import time
from collections.abc import Sequence
from statistics import median

from moot.server.doctor.verdict import Verdict, mind, ok

TIMES = 100
SLOW = 0.05  # seconds of a durable write: people feel that what they do comes late


class Stopwatch:
    """Times what is done in `with` it; `goes_on` until it was done often enough, or `patience` seconds have passed."""

    def __init__(self, times: int, patience: float) -> None:
        self.took: list[float] = []
        self._times, self._end = times, time.perf_counter() + patience

    @property
    def goes_on(self) -> bool:
        return not self.took or (len(self.took) < self._times and time.perf_counter() < self._end)

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, *error: object) -> None:
        self.took.append(time.perf_counter() - self._began)


def judged(check: str, what: str, took: Sequence[float], slow: float, change: str) -> Verdict:
    """`took` in seconds, at least once; to mind when the slowest of a hundred takes longer than `slow`."""
    worst = sorted(took)[min(len(took) - 1, round(len(took) * 0.99))]
    found = f"{len(took)} {what}: p50 {median(took) * 1000:.1f} ms, p99 {worst * 1000:.1f} ms"
    return mind(check, f"{found}; more than {slow * 1000:.0f} ms", change) if worst > slow else ok(check, found)
