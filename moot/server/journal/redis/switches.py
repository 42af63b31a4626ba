"""Hearing from Sentinel at once that another server is the primary now: the old one may be back, and still answer."""

from collections.abc import Callable

from moot.server.journal.redis.ear import Ear
from moot.server.journal.redis.url import RedisUrl

CHANNEL = b"+switch-master"


class Switches:
    """Calls `switched` for every switch, and whenever one may have been missed."""

    def __init__(self, url: RedisUrl, switched: Callable[[], None]) -> None:
        self._url, self._switched = url, switched
        self._next = 0
        self._listen()

    async def stop(self) -> None:
        await self._ear.stop()

    def _listen(self) -> None:
        sentinels = self._url.addresses
        sentinel = sentinels[self._next % len(sentinels)]
        self._ear = Ear(self._url, sentinel, self._heard, self._began, self._deaf, sentinel=True)
        self._ear.listen_to({CHANNEL})

    def _heard(self, channel: bytes, message: bytes) -> None:
        self._switched()

    def _began(self, channel: bytes) -> None:
        self._switched()

    def _deaf(self, ear: Ear) -> None:
        self._next += 1
        self._listen()
