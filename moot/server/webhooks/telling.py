"""Tells the webhooks of a workshop what is due, one after the other for each, and reports how it went.

Whoever appended a notice tells of it; another server does only when nothing was heard of it for a while.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import logging
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from moot.client.webhook import PREFIX, signature
from moot.rooms.outside.notice import about
from moot.rooms.outside.webhook import Delivery, Notice, NoticeDue, NoticesMissed, NoticeTold, ReportDelivery
from moot.rooms.refusals import Refused
from moot.server.journal import JournalUnavailable
from moot.server.live.alarm import Alarm
from moot.server.operating.metrics import Metrics, Outcome
from moot.server.webhooks.post import post

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop
    from moot.server.live.audience import Happened
    from moot.server.live.workshop import LiveWorkshop
    from moot.server.settings import Settings

logger = logging.getLogger("moot.webhooks")

TAKEN_OVER = 60_000  # milliseconds after which another server tells, as the one that should have may be gone
encode = msgspec.json.Encoder().encode


class Telling:
    def __init__(self, live: LiveWorkshop, settings: Settings, metrics: Metrics) -> None:
        self._live, self._settings, self._counted = live, settings, metrics.notices
        self._ours: set[str] = set()
        """The notices that this server has appended, or tried last."""
        self._under_way: dict[str, asyncio.Task[None]] = {}
        """By webhook."""
        self._alarm = Alarm(self.look)
        self._stopped = False

    def appended(self, happened: list[Happened]) -> None:
        """By this server."""
        for _, change, _ in happened:
            match change:
                case NoticeDue(notice=notice):
                    self._ours.add(notice.id)
                case NoticeTold(notice=told, delivery=delivery):
                    self._ours.add(told)
                    self._counted.labels(_outcome(delivery)).inc()
                case NoticesMissed(notices=missed):
                    self._counted.labels("missed").inc(missed)

    def look(self) -> None:
        """Begins what is due now, and wakes when the next is."""
        notices = self._live.workshop.notices
        if self._stopped or not (notices or self._ours):
            return
        self._ours &= notices.keys()
        now, later = time.time_ns() // 1_000_000, list[int]()
        for notice in sorted(notices.values(), key=lambda notice: notice.due):
            if notice.webhook in self._under_way:
                continue
            if (due := self._due(notice)) > now:
                later.append(due)
            else:
                task = asyncio.get_running_loop().create_task(self._tell(notice))
                self._under_way[notice.webhook] = task
        self._alarm.set(min(later, default=None))

    @property
    def busy(self) -> bool:
        """Whether something waits to be told."""
        return bool(self._live.workshop.notices)

    def stop(self) -> None:
        """What waits stays in the journal, and is told by whoever has the workshop next."""
        self._stopped = True
        self._alarm.set(None)
        for task in self._under_way.values():
            task.cancel()

    def _due(self, notice: Notice) -> int:
        alone = not self._live.shared
        return notice.due if alone or notice.id in self._ours else notice.due + TAKEN_OVER

    async def _tell(self, notice: Notice) -> None:
        try:
            workshop = self._live.workshop
            try:
                status, problem = await self._post(workshop, notice)
            except Exception:  # our bug: it is tried again later, not at once
                logger.exception("a webhook could not be told", extra={"workshop": workshop.id})
                status, problem = 0, "could not be told"
            if problem:
                about = {
                    "workshop": workshop.id,
                    "webhook": notice.webhook,
                    "status": status,
                    "tries": notice.tries + 1,
                }
                logger.warning("a webhook was not told: %s", problem, extra=about)
            pause = round(self._settings.webhook_pause * 1000)
            with suppress(Refused):  # it was removed meanwhile
                await self._live.ask(ReportDelivery(notice=notice.id, status=status, problem=problem, pause=pause))
        except JournalUnavailable:
            logger.warning("a webhook was told, and is told again, as that could not be kept")
        finally:
            self._under_way.pop(notice.webhook, None)
            if not self._stopped:
                asyncio.get_running_loop().call_soon(self.look)

    async def _post(self, workshop: Workshop, notice: Notice) -> tuple[int, str]:
        webhook = workshop.webhooks.get(notice.webhook)
        if webhook is None or self._settings.webhooks == "off":
            return 0, "webhooks are off"
        id, at = f"{workshop.id}-{notice.id}", int(time.time())
        happened = datetime.fromtimestamp(notice.at / 1000, UTC).isoformat(timespec="milliseconds")
        body = encode({"type": notice.kind, "timestamp": happened, "data": about(workshop, notice)})
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "moot",
            "webhook-id": id,
            "webhook-timestamp": str(at),
            "webhook-signature": signature(secret_of(self._settings.secret, workshop.id, webhook.id), id, at, body),
        }
        return await post(webhook.url, body, headers, only_public=self._settings.webhooks == "public")


def _outcome(delivery: Delivery) -> Outcome:
    if not delivery.problem:
        return "taken"
    return "again" if delivery.again else "given-up"


def secret_of(server_secret: str, workshop: str, webhook: str) -> str:
    """With which the messages to a webhook are signed: made from the server's own, so that it is kept nowhere."""
    key = hmac.digest(server_secret.encode(), f"webhook\0{workshop}\0{webhook}".encode(), "sha256")
    return PREFIX + base64.b64encode(key).decode()
