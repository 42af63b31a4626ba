"""One append as operators see it: timed, counted, and in the log by the requests that it is for."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from moot.server.journal import JournalUnavailable, PositionTaken
from moot.server.live.asking import Asking
from moot.server.operating.metrics import Metrics

logger = logging.getLogger("moot.workshop")


@contextmanager
def appending(metrics: Metrics, workshop: str, position: int, askings: list[Asking], deeds: int) -> Iterator[None]:
    """Around it; what it raises goes on."""
    began = time.perf_counter()
    try:
        yield
    except PositionTaken:
        metrics.conflicts.inc()
        logger.info("another server was first, deciding again", extra=_about(workshop, position, askings))
        raise
    except JournalUnavailable as error:
        metrics.unavailable.inc()
        logger.warning("an entry was not kept: %s", error, extra=_about(workshop, position, askings))
        raise
    took = time.perf_counter() - began
    metrics.appends.inc()
    metrics.append_seconds.observe(took)
    metrics.entry_requests.observe(deeds)
    if logger.isEnabledFor(logging.DEBUG):
        about = _about(workshop, position, askings)
        logger.debug("an entry was kept", extra={**about, "ms": round(took * 1000, 3)})


def _about(workshop: str, position: int, askings: list[Asking]) -> dict[str, object]:
    return {"workshop": workshop, "position": position, "requests": [a.name for a in askings if a.number]}
