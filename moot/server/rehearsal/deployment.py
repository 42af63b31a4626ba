"""The servers of a rehearsal: they have to share a workshop, and each is measured by itself."""

from __future__ import annotations

import asyncio
from typing import Any, NamedTuple

from moot.server.rehearsal.connection import Gone
from moot.server.rehearsal.figures import Figures
from moot.server.rehearsal.own_server import Server
from moot.server.rehearsal.person import Person
from moot.server.rehearsal.told import told_by

TOLD = ("process_resident_memory_bytes", "moot_appends_total", "moot_conflicts_total")


class NotShared(Exception):
    """A server does not know the workshop, or its people; says which, and why."""


class Used(NamedTuple):
    """By a server, until now; None where it cannot be known."""

    cpu: float | None
    rss_mb: float | None
    appends: int | None
    conflicts: int | None
    """Appends that another server was faster with."""


class Deployment(NamedTuple):
    servers: tuple[Server, ...]
    hashed: bool = False
    """All people are on the first, as with a balancer that sends a workshop to one server."""

    @property
    def first(self) -> Server:
        """Where the workshop is made, and the trainer is."""
        return self.servers[0]

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(server.url for server in self.servers)

    @property
    def others(self) -> tuple[str, ...]:
        """Where people are besides the first."""
        return () if self.hashed else self.urls[1:]

    async def all_know(self, trainer: Person) -> None:
        """Each server where people are has read all that was kept before now. Raises NotShared."""
        await self._visit(trainer, self.others)

    async def all_could(self, trainer: Person) -> None:
        """Each server knows it as soon as somebody comes. Raises NotShared."""
        await self._visit(trainer, self.urls[1:])

    async def _visit(self, trainer: Person, urls: tuple[str, ...]) -> None:
        """A server reads all that there is for whoever comes from another."""
        for url in urls:
            try:
                await trainer.fresh(url)
            except (Gone, OSError) as error:
                raise NotShared(
                    f"{url} does not know the workshop that was made on {self.first.url}, or its people ({error}); "
                    "servers that share a workshop have the same Redis and the same secret"
                ) from None

    async def used(self) -> list[Used]:
        return [await asyncio.to_thread(_used, server) for server in self.servers]

    def report(
        self, before: list[Used], after: list[Used], crowd: list[Person], figures: Figures
    ) -> list[dict[str, Any]]:
        """Of each server."""
        return [
            {
                "url": server.url,
                "people": sum(person.door.url == server.url for person in crowd),
                "deliveries": (heard := figures.deliveries_of[server.url]),
                "cpu_us_per_delivery": per_delivery(_between(then.cpu, now.cpu), heard),
                "appends": _between(then.appends, now.appends),
                "conflicts": _between(then.conflicts, now.conflicts),
                "rss_mb": now.rss_mb,
            }
            for server, then, now in zip(self.servers, before, after, strict=True)
        ]


def used_between(before: list[Used], after: list[Used], what: str) -> float | None:
    """By all servers together; None when it is not known of one."""
    each = [_between(getattr(then, what), getattr(now, what)) for then, now in zip(before, after, strict=True)]
    return None if None in each else sum(each)


def per_delivery(seconds: float | None, deliveries: int) -> float | None:
    """Microseconds for each change that somebody heard of."""
    return None if seconds is None or not deliveries else round(seconds * 1e6 / deliveries, 1)


def _used(server: Server) -> Used:
    told = told_by(server.url)
    rss, appends, conflicts = (told.get(name) for name in TOLD)
    return Used(
        cpu=told.get("process_cpu_seconds_total", server.cpu()),
        rss_mb=server.rss_mb() if rss is None else round(rss / (1 << 20), 1),
        appends=None if appends is None else int(appends),
        conflicts=None if conflicts is None else int(conflicts),
    )


def _between(before: Any, after: Any) -> Any:
    return None if before is None or after is None else after - before
