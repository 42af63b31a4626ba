"""Webhooks: where a program elsewhere is told of stages and decisions; what waits to be told, and how it went.

A notice is due together with what it is about, in the same entry, and is gone once it was taken or given up: so no
crash loses one. It holds no text: what it says is made when it is told, from what all can see then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

from moot.rooms.asking import NOBODY, TRAINERS, Change, Changes, Moment, Request, Seen
from moot.rooms.limits import DELIVERIES_SHOWN, DELIVERY_TRIES, LINK_LETTERS, NOTICES, WEBHOOKS
from moot.rooms.refusals import Reason, Refused
from moot.rooms.shape import Value, changed, put, without
from moot.rooms.words import check_id

if TYPE_CHECKING:
    from moot.rooms.workshop import Workshop

Kind = Literal["stage-started", "stage-ended", "decision-made", "decision-withdrawn", "snapshot-taken"]
KINDS: tuple[Kind, ...] = get_args(Kind)
URL = re.compile(rf"(?=.{{1,{LINK_LETTERS}}}$)(?P<where>https?://[^\s<>\"/?#@\\]+)(/[^\s<>\"#]*)?")
TIMES_LONGER = 4  # each pause than the one before


class Delivery(Value, kw_only=True):
    """How it went to tell of one notice, once."""

    kind: Kind | Literal["test"]
    at: int
    status: int = 0
    """Of the answer; 0: there was none."""
    problem: str = ""
    """In fixed words; empty: it was taken."""
    again: int = 0
    """When it is tried again; 0: it is not."""


class Webhook(Value, kw_only=True):
    """Where to tell of what. The URL may hold a secret: it is in nobody's view."""

    id: str
    url: str
    kinds: tuple[Kind, ...]
    made: int
    by: str
    recent: tuple[Delivery, ...] = ()
    """The last first."""
    missed: int = 0
    """Notices that it is not told of, as too many waited already."""
    missed_at: int = 0
    """When there was the last of them."""


class Notice(Value, kw_only=True):
    """Something that one webhook is to be told of."""

    id: str
    """The same however often it is told."""
    webhook: str
    kind: Kind | Literal["test"]
    at: int
    due: int
    tries: int = 0
    rooms: tuple[str, ...] = ()
    activity: str = ""
    stage: str = ""
    ends: int = 0
    section: str = ""
    snapshot: str = ""


class SetWebhook(Request):
    """Asked by the server, for a trainer who is then shown the secret."""

    by = TRAINERS
    lasting = True
    id: str
    url: str
    kinds: tuple[Kind, ...]

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        check_id(self.id)
        if self.id in workshop.webhooks:
            raise Refused(Reason.ID_TAKEN)
        if len(workshop.webhooks) >= WEBHOOKS:
            raise Refused(Reason.TOO_MANY_WEBHOOKS)
        url = self.url.strip()
        if not URL.fullmatch(url):
            raise Refused(Reason.BAD_LINK)
        if not self.kinds:
            raise Refused(Reason.EMPTY)
        kinds = tuple(kind for kind in KINDS if kind in self.kinds)
        return (WebhookSet(webhook=Webhook(id=self.id, url=url, kinds=kinds, made=when.at, by=who)),)


class RemoveWebhook(Request):
    """What waits to be told is not told any more."""

    by = TRAINERS
    lasting = True
    webhook: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        return (WebhookRemoved(webhook=_webhook(workshop, self.webhook).id),)


class TryWebhook(Request):
    """Tells of nothing, to see whether it arrives."""

    by = TRAINERS
    lasting = True
    webhook: str

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        webhook = _webhook(workshop, self.webhook)
        if sum(notice.webhook == webhook.id for notice in workshop.notices.values()) >= NOTICES:
            raise Refused(Reason.ALREADY)
        notice = Notice(id=f"{when.at:x}{when.chance:012x}", webhook=webhook.id, kind="test", at=when.at, due=when.at)
        return (NoticeDue(notice=notice),)


class ReportDelivery(Request):
    """The server has told of a notice, or tried to."""

    by = NOBODY
    notice: str
    status: int = 0
    problem: str = ""
    pause: int = 5_000
    """Milliseconds before it is tried the second time."""

    def decide(self, workshop: Workshop, who: str, when: Moment) -> Changes:
        notice = workshop.notices.get(self.notice)
        if notice is None:  # another server was faster, or the webhook is gone
            raise Refused(Reason.ALREADY)
        last = not self.problem or notice.tries + 1 >= DELIVERY_TRIES
        again = 0 if last else when.at + self.pause * TIMES_LONGER**notice.tries
        delivery = Delivery(kind=notice.kind, at=when.at, status=self.status, problem=self.problem, again=again)
        return (NoticeTold(notice=notice.id, delivery=delivery),)


class WebhookSet(Change):
    webhook: Webhook

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, webhooks=put(workshop.webhooks, self.webhook.id, self.webhook))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


class WebhookRemoved(Change):
    webhook: str

    def evolve(self, workshop: Workshop) -> Workshop:
        notices = {id: notice for id, notice in workshop.notices.items() if notice.webhook != self.webhook}
        return changed(workshop, webhooks=without(workshop.webhooks, self.webhook), notices=notices)

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


class NoticeDue(Change):
    notice: Notice

    def evolve(self, workshop: Workshop) -> Workshop:
        return changed(workshop, notices=put(workshop.notices, self.notice.id, self.notice))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


class NoticesMissed(Change):
    """So many are not told, as `NOTICES` wait already."""

    webhook: str
    notices: int
    at: int

    def evolve(self, workshop: Workshop) -> Workshop:
        known = workshop.webhooks.get(self.webhook)
        if known is None:
            return workshop
        missing = changed(known, missed=known.missed + self.notices, missed_at=self.at)
        return changed(workshop, webhooks=put(workshop.webhooks, known.id, missing))

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


class NoticeTold(Change):
    """Or not, and then it is due again or given up."""

    notice: str
    delivery: Delivery

    def evolve(self, workshop: Workshop) -> Workshop:
        notice = workshop.notices.get(self.notice)
        webhook = workshop.webhooks.get(notice.webhook) if notice else None
        if notice is None or webhook is None:
            return workshop
        recent = (self.delivery, *webhook.recent)[:DELIVERIES_SHOWN]
        waits = changed(notice, tries=notice.tries + 1, due=self.delivery.again)
        again = put(workshop.notices, notice.id, waits)
        return changed(
            workshop,
            webhooks=put(workshop.webhooks, webhook.id, changed(webhook, recent=recent)),
            notices=again if self.delivery.again else without(workshop.notices, notice.id),
        )

    def seen(self, before: Workshop, after: Workshop) -> Seen:
        return ()


def _webhook(workshop: Workshop, id: str) -> Webhook:
    if id not in workshop.webhooks:
        raise Refused(Reason.NO_SUCH_WEBHOOK)
    return workshop.webhooks[id]
