"""What servers whisper to each other of a workshop: over the channel of its journal, published and never kept. J12."""

import asyncio
from collections.abc import Callable

from moot.server.journal import JournalUnavailable
from moot.server.journal.redis.calls import Calls
from moot.server.journal.redis.scripts import journal_key

WHISPER = b"whisper "


class Whispers:
    def __init__(self, calls: Calls, sharded: bool) -> None:
        self._calls = calls
        self._publish = "SPUBLISH" if sharded else "PUBLISH"
        self._saying: set[asyncio.Task[None]] = set()

    def say(self, workshop: str, said: bytes) -> None:
        task = asyncio.get_running_loop().create_task(self._say(workshop, said))
        self._saying.add(task)
        task.add_done_callback(self._saying.discard)

    async def _say(self, workshop: str, said: bytes) -> None:
        try:
            await self._calls.read(workshop, self._publish, journal_key(workshop), (WHISPER + said).decode())
        except JournalUnavailable:
            return  # it is of no weight, and is said again soon

    async def stop(self) -> None:
        """What is being said is said to its end."""
        await asyncio.gather(*self._saying, return_exceptions=True)


class Overhearing:
    """Who listens, by workshop."""

    def __init__(self) -> None:
        self._ears: dict[str, dict[object, Callable[[bytes], None]]] = {}

    def add(self, workshop: str, hear: Callable[[bytes], None]) -> Callable[[], None]:
        key = object()
        self._ears.setdefault(workshop, {})[key] = hear

        def leave() -> None:
            ears = self._ears.get(workshop, {})
            ears.pop(key, None)
            if not ears:
                self._ears.pop(workshop, None)

        return leave

    def heard(self, workshop: str, said: bytes) -> None:
        for hear in [*self._ears.get(workshop, {}).values()]:
            hear(said)
