"""What a server counts of itself, for Prometheus: no ids, no names, and labels of which there are only so many."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.metrics_core import CounterMetricFamily
from prometheus_client.registry import Collector

from moot import __version__
from moot.rooms.asking import Role
from moot.server.journal.redis.lapses import Lapses
from moot.server.lines.line import Tally

if TYPE_CHECKING:
    from moot.server.live.asking import Batch
    from moot.server.live.workshop import LiveWorkshop

cast(Any, disable_created_metrics)()  # a second series for each, with the time at which it was made

FEEL_EVERY = 0.1  # seconds
SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
REQUESTS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
Outcome = Literal["taken", "again", "given-up", "missed"]
BYTES = tuple(1 << power for power in range(12, 28, 2))  # 4 KiB to 64 MiB, which a checkpoint has at most


class Metrics:
    """Of one server: several in one process have one each."""

    def __init__(self, lapses: Lapses | None = None) -> None:
        self.registry = registry = CollectorRegistry()
        self.tally = Tally()
        registry.register(Numbers(self.tally, lapses or Lapses()))
        ProcessCollector(registry=registry)
        Info("moot_build", "Which moot this is", registry=registry).info({"version": __version__})

        self._people = Gauge("moot_people", "People who are here now, each once", ["role"], registry=registry)
        self._workshops = Gauge("moot_workshops", "Workshops that this server has open", registry=registry)
        self._rooms = Gauge("moot_rooms", "Rooms of these workshops", registry=registry)
        self.sockets = Gauge("moot_sockets", "WebSocket connections", registry=registry)

        requests = Counter("moot_requests", "Requests that were answered", ["outcome"], registry=registry)
        self._done, self._refused = requests.labels("done"), requests.labels("refused")
        self._again, self._failed = requests.labels("again"), requests.labels("failed")

        self.appends = Counter("moot_appends", "Entries that this server appended", registry=registry)
        self.append_seconds = Histogram(
            "moot_append_seconds", "Until an entry is durable", buckets=SECONDS, registry=registry
        )
        self.entry_requests = Histogram(
            "moot_entry_requests", "Requests that one entry keeps", buckets=REQUESTS, registry=registry
        )
        self.conflicts = Counter("moot_conflicts", "Appends that another server was faster with", registry=registry)
        self.unavailable = Counter(
            "moot_journal_unavailable", "Times that the journal did not do what it was asked", registry=registry
        )
        self.went_back = Counter(
            "moot_journal_went_back", "Times that a workshop went on from an older end", registry=registry
        )
        self.from_others = Counter(
            "moot_entries_from_others", "Entries read that another server appended", registry=registry
        )
        self.checkpoint_seconds = Histogram(
            "moot_checkpoint_seconds", "Until a checkpoint is kept", buckets=SECONDS, registry=registry
        )
        self.checkpoint_bytes = Histogram(
            "moot_checkpoint_bytes", "Size of a checkpoint", buckets=BYTES, registry=registry
        )
        self.notices = Counter(
            "moot_webhook_notices", "Notices to webhooks, by what came of them", ["outcome"], registry=registry
        )
        for outcome in get_args(Outcome):
            self.notices.labels(outcome)
        self._waiting = Gauge("moot_webhook_notices_waiting", "Notices that were not taken yet", registry=registry)
        self._lag = Histogram(
            "moot_event_loop_lag_seconds", "How late a timer wakes", buckets=SECONDS[1:], registry=registry
        )

    def answered(self, batch: "Batch") -> None:
        done = batch.answers.count(None)
        self._done.inc(done - batch.again)
        self._refused.inc(len(batch.answers) - done - batch.failed)
        self._again.inc(batch.again)
        self._failed.inc(batch.failed)

    async def feel_lag(self) -> None:
        """Without end: everybody waits as long as this does."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(FEEL_EVERY)
            self._lag.observe(max(0.0, time.perf_counter() - began - FEEL_EVERY))

    def look(self, workshops: Iterable["LiveWorkshop"]) -> None:
        """Counts who and what is here now."""
        here = [*workshops]
        roles = [role for live in here for role, _ in {(v.viewer.role, v.person) for v in live.visits}]
        for role in get_args(Role):
            self._people.labels(role).set(roles.count(role))
        self._workshops.set(len(here))
        self._rooms.set(sum(len(live.workshop.rooms) for live in here))
        self._waiting.set(sum(len(live.workshop.notices) for live in here))


class Numbers(Collector):
    """Counted as plain numbers: where every microsecond is everybody's, and where nobody knows of Prometheus."""

    def __init__(self, tally: Tally, lapses: Lapses) -> None:
        self._tally, self._lapses = tally, lapses

    def collect(self) -> Iterator[CounterMetricFamily]:
        tally, lapses = self._tally, self._lapses
        for name, says, value in (
            ("moot_fanout_frames", "Frames with changes, each to one person", tally.frames),
            ("moot_fanout_bytes", "Bytes of these frames", tally.bytes),
            ("moot_lines_dropped", "Connections that were ended as nobody read them", tally.dropped),
            ("moot_presence_skipped", "Presence that a slow connection was not told", tally.skipped),
            ("moot_subscriptions_lost", "Times that listening to Redis broke off", lapses.deaf),
            ("moot_wakes_missed", "Times that entries had come meanwhile", lapses.gaps),
            ("moot_entries_put_back", "Entries that Redis had lost, and was given again", lapses.put_back),
        ):
            yield CounterMetricFamily(name, says, value=value)
