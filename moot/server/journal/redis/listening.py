"""Hearing of workshops that are followed: entries, whispers, and what came while nobody listened."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable

from moot.server.journal import JournalUnavailable, JournalWentBack
from moot.server.journal.followers import Followers
from moot.server.journal.redis.lapses import Lapses
from moot.server.journal.redis.places import Places
from moot.server.journal.redis.scripts import journal_key, workshop_of
from moot.server.journal.redis.subscription import Subscription
from moot.server.journal.redis.tail import Kept, Tail
from moot.server.journal.redis.url import RedisUrl
from moot.server.journal.redis.whispers import WHISPER, Overhearing

logger = logging.getLogger("moot.journal")

PAUSE = 0.2  # seconds, before it is tried again to learn what came while nobody listened


class Listening:
    """Who follows which workshop, while the journal is open and before. What is heard of an entry is added to `tails`;
    `read_since` asks Redis what it has beyond them, and says whether that was anything.
    """

    def __init__(
        self, url: RedisUrl, tails: dict[str, Tail], read_since: Callable[[str], Awaitable[bool]], lapses: Lapses
    ) -> None:
        self._url, self._tails, self._read_since, self._lapses = url, tails, read_since, lapses
        self._followers = Followers()
        self._overhearing = Overhearing()
        self._following: Counter[str] = Counter()
        self._listened: set[str] = set()  # those followed that were heard of once
        self._subscription: Subscription | None = None
        self._refreshing: set[asyncio.Task[None]] = set()

    def start(self, places: Places) -> None:
        self._subscription = Subscription(self._url, places, self._heard, self._began, self._lapses)
        for workshop in self._following:  # from before it was closed
            self._subscription.add(journal_key(workshop).encode())
        self._subscription.start()

    async def stop(self) -> None:
        subscription, self._subscription = self._subscription, None
        if subscription:
            await subscription.stop()
        for task in self._refreshing:
            task.cancel()
        await asyncio.gather(*self._refreshing, return_exceptions=True)

    def follows(self, workshop: str) -> bool:
        return workshop in self._following

    def follow(self, workshop: str, wake: Callable[[], None]) -> Callable[[], None]:
        leave = self._followers.add(workshop, wake)
        channel = journal_key(workshop).encode()
        self._following[workshop] += 1
        if self._subscription:
            self._subscription.add(channel)

        follows = True

        def unfollow() -> None:
            nonlocal follows
            leave()
            self._following[workshop] -= follows
            follows = False
            if not self._following[workshop]:
                del self._following[workshop]
                self._listened.discard(workshop)
                if self._subscription:
                    self._subscription.remove(channel)

        return unfollow

    def overhear(self, workshop: str, hear: Callable[[bytes], None]) -> Callable[[], None]:
        leave, unfollow = self._overhearing.add(workshop, hear), self.follow(workshop, lambda: None)

        def stop() -> None:
            leave()
            unfollow()

        return stop

    def _heard(self, channel: bytes, message: bytes) -> None:
        """An entry that follows what is known is kept; for any other, and after a gap, whoever is woken reads."""
        workshop = workshop_of(channel)
        if message.startswith(WHISPER):
            return self._overhearing.heard(workshop, message.removeprefix(WHISPER))
        tail = self._tails.get(workshop)
        what, *said = message.split(b" ", 3)
        if what == b"forgotten":
            if tail and [tail.life] == said:
                del self._tails[workshop]
        elif tail and len(said) == 3 and int(what) == tail.last + 1 and said[0] == tail.by(tail.last):
            tail.add([Kept(int(what), *said[1:])])
        self._followers.wake(workshop)

    def _began(self, channel: bytes) -> None:
        workshop = workshop_of(channel)
        again = workshop in self._listened
        self._listened.add(workshop)
        task = asyncio.get_running_loop().create_task(self._refresh(workshop, again))
        self._refreshing.add(task)
        task.add_done_callback(self._refreshing.discard)

    async def _refresh(self, workshop: str, again: bool) -> None:
        """Learns what came while nobody listened, and puts back what Redis lost meanwhile."""
        while workshop in self._following:
            try:
                if await self._read_since(workshop):
                    self._lapses.gaps += again
                break
            except JournalWentBack as error:
                logger.error("%s", error, extra={"workshop": workshop})
                break
            except JournalUnavailable:
                await asyncio.sleep(PAUSE)
        self._followers.wake(workshop)
