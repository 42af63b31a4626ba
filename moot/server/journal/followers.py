"""Who wants to be woken when a workshop's journal grows, within this process."""

import logging
from collections.abc import Callable

logger = logging.getLogger("moot.journal")


class Followers:
    """Wakes per workshop. One that raises is written to the log and costs the others nothing."""

    def __init__(self) -> None:
        self._wakes: dict[str, dict[object, Callable[[], None]]] = {}

    def add(self, workshop: str, wake: Callable[[], None]) -> Callable[[], None]:
        """From now on; until the function that is returned is called, once or more often."""
        key = object()
        self._wakes.setdefault(workshop, {})[key] = wake

        def unfollow() -> None:
            wakes = self._wakes.get(workshop, {})
            wakes.pop(key, None)
            if not wakes:
                self._wakes.pop(workshop, None)

        return unfollow

    def wake(self, workshop: str) -> None:
        for wake in [*self._wakes.get(workshop, {}).values()]:
            try:
                wake()
            except Exception:
                logger.exception("a follower could not be woken", extra={"workshop": workshop})
