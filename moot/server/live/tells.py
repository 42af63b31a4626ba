"""Who tells programs elsewhere what happens in a workshop, as the workshop sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from moot.server.live.audience import Happened
    from moot.server.live.workshop import LiveWorkshop


class TellsWebhooks(Protocol):
    """See `webhooks/telling.py`."""

    def appended(self, happened: list[Happened]) -> None:
        """This server has."""

    def look(self) -> None:
        """The workshop may have moved on."""

    @property
    def busy(self) -> bool:
        """Whether something waits to be told."""

    def stop(self) -> None:
        """For good."""


Tells = Callable[["LiveWorkshop"], TellsWebhooks]


class TellsNobody:
    """Where there is nobody to tell."""

    busy = False

    def appended(self, happened: list[Happened]) -> None: ...
    def look(self) -> None: ...
    def stop(self) -> None: ...


def tell_nobody(live: LiveWorkshop) -> TellsNobody:
    return TellsNobody()
