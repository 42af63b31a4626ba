"""The composition: settings, journal, workshops, pages and sockets become one application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette

from moot.server import websocket
from moot.server.guessing import Guesses
from moot.server.journal import Journal
from moot.server.journal.redis import RedisJournal
from moot.server.journal.sqlite import SqliteJournal
from moot.server.pages import middleware, routes
from moot.server.settings import Settings
from moot.server.workshops import Workshops


def journal_of(settings: Settings, only_read: bool = False) -> Journal:
    """Where this server keeps workshops: a file of its own, or the Redis that it shares with others."""
    if settings.redis:
        return RedisJournal(settings.redis, settings.durability)
    return SqliteJournal(Path(settings.data) / "journal.sqlite", only_read=only_read)


def make_app(settings: Settings, journal: Journal) -> Starlette:
    """The whole server, for any ASGI server. The journal is open already, and whoever opened it closes it."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.workshops = Workshops(journal, settings.secret)
        try:
            yield
        finally:
            await app.state.workshops.close()

    app = Starlette(routes=[*websocket.routes, *routes], middleware=middleware, lifespan=lifespan)
    app.state.settings = settings
    app.state.guesses = Guesses()
    app.state.operator_key = settings.operator_key
    return app
