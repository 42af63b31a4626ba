"""The composition: settings, journal, workshops, pages and sockets become one application."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from moot.server import api, websocket
from moot.server.guessing import Guesses
from moot.server.journal import Journal
from moot.server.journal.redis import RedisJournal
from moot.server.journal.sqlite import SqliteJournal
from moot.server.live.retention import Retention
from moot.server.live.workshops import Workshops
from moot.server.operating import health, scraping
from moot.server.operating.metrics import Metrics
from moot.server.pages import exception_handlers, middleware, routes
from moot.server.results.workbench import Workbench
from moot.server.settings import Settings
from moot.server.webhooks.telling import Telling

UNUSED_SECONDS = 30 * 60.0  # after which a workshop that nobody is in takes no more memory
LOOK_EVERY = 60.0


def journal_of(settings: Settings, only_read: bool = False) -> Journal:
    """Where this server keeps workshops: a file of its own, or the Redis that it shares with others."""
    if settings.redis:
        return RedisJournal(settings.redis, settings.durability)
    return SqliteJournal(Path(settings.data) / "journal.sqlite", only_read=only_read)


async def close_unused(workshops: Workshops) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY)
        await workshops.close_unused(UNUSED_SECONDS)


def make_app(settings: Settings, journal: Journal) -> Starlette:
    """The whole server, for any ASGI server. The journal is open already, and whoever opened it closes it."""

    metrics = Metrics(journal.lapses if isinstance(journal, RedisJournal) else None)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[dict[str, Any]]:
        workshops = app.state.workshops = Workshops(
            journal, settings.secret, metrics, lambda live: Telling(live, settings, metrics)
        )
        retention = app.state.retention = Retention(workshops, journal)
        loop = asyncio.get_running_loop()
        beside = [
            loop.create_task(close_unused(workshops)),
            loop.create_task(retention.run()),
            loop.create_task(metrics.feel_lag()),
        ]
        try:
            yield {"tally": metrics.tally}  # for each connection
        finally:
            for task in beside:
                task.cancel()
            await workshops.close()

    app = Starlette(
        routes=[*health.routes, *scraping.routes, *websocket.routes, *api.routes, *routes],
        middleware=middleware,
        exception_handlers={**exception_handlers, HTTPException: api.http_problem},
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.journal = journal
    app.state.proving = asyncio.Lock()
    app.state.metrics = metrics
    app.state.readiness = health.Readiness(journal)
    app.state.guesses = Guesses()
    app.state.workbench = Workbench(settings.fonts)
    app.state.pace = api.Pace(settings.calls)
    app.state.listeners = api.Listeners()
    app.state.operator_key = settings.operator_key
    return app
