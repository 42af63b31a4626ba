"""What all simulated people together have measured."""

from __future__ import annotations

import time
from collections import Counter


class Figures:
    def __init__(self) -> None:
        self.own: list[float] = []
        """Milliseconds from a request to its answer."""
        self.others: list[float] = []
        """Milliseconds from a request to when somebody else has heard of it."""
        self.refusals: Counter[str] = Counter()
        self.acknowledged = self.bytes = 0
        self.deliveries_of: Counter[str] = Counter()
        """Changes that somebody heard of, by the server that told them."""
        self._sent: dict[str, tuple[float, str]] = {}

    def begin(self) -> None:
        """Forgets what getting in has cost."""
        self.own.clear()
        self.others.clear()
        self.refusals.clear()
        self.deliveries_of.clear()
        self.acknowledged = self.bytes = 0

    @property
    def deliveries(self) -> int:
        return self.deliveries_of.total()

    def asked(self, mark: str, by: str) -> None:
        self._sent[mark] = (time.perf_counter(), by)

    def forget(self, mark: str) -> None:
        """What is deleted is heard of again when it is restored."""
        self._sent.pop(mark, None)

    def heard(self, mark: str, by: str) -> None:
        began, author = self._sent.get(mark, (0.0, by))
        if author != by:
            self.others.append((time.perf_counter() - began) * 1000)


def spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times) or [0.0]
    at = {"p50": 0.5, "p99": 0.99, "max": 1.0}
    return {name: round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 2) for name, part in at.items()}
