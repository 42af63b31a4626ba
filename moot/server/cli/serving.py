"""`moot serve` and `moot demo`: a server until it is told to stop."""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import uvicorn
import uvloop

from moot.server.app import journal_of, make_app
from moot.server.cli.options import settings_of, with_settings
from moot.server.demo import play
from moot.server.fanout import uvicorn_settings
from moot.server.journal import JournalInUse, JournalTooNew, JournalUnavailable
from moot.server.settings import Settings


class Server(uvicorn.Server):
    """uvicorn's, that says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[int], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def serve(self, sockets: Any = None) -> None:
        """uvicorn's own raises the signal again at its end, which would cancel the closing of the journal."""
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self.handle_exit, number, None)
        await self._serve(sockets)

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready(self.servers[0].sockets[0].getsockname()[1])


async def run(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serves until it is told to stop. `ready` gets the URL under which it can be reached."""

    def listening(port: int) -> None:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        ready(settings.url.rstrip("/") or f"http://{host}:{port}")

    try:
        async with journal_of(settings) as journal:
            config = uvicorn.Config(
                make_app(settings, journal),
                host=settings.host,
                port=settings.port,
                log_config=None,
                **uvicorn_settings(),
            )
            await Server(config, listening).serve()
    except (JournalInUse, JournalTooNew, JournalUnavailable) as error:
        raise click.ClickException(str(error)) from None


def announce(settings: Settings, url: str) -> None:
    """What an operator needs to see when the server is up."""
    click.echo(f"moot is ready at {url}")
    if settings.operators == "link":
        click.echo(
            f"Make workshops here, and keep this link to yourself:\n  {url}/operator?key={settings.operator_key}"
        )
    else:
        click.echo(f"Make workshops here:\n  {url}/workshops")
    sys.stdout.flush()


def run_until_stopped(coroutine: Any) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    uvloop.run(coroutine)
    click.echo("Stopped. Everything is kept; start again to go on.")


@click.command()
@with_settings
def serve(config: Path | None, **given: Any) -> None:
    """Serve workshops until Ctrl-C, alone or with other servers on Redis."""
    settings = settings_of(config, **given)
    run_until_stopped(run(settings, lambda url: announce(settings, url)))


@click.command()
@with_settings
@click.option("--speed", type=click.FloatRange(0.1, 20), default=1.0, show_default=True, help="1: one can watch.")
def demo(config: Path | None, speed: float, **given: Any) -> None:
    """Serve a training that 32 simulated people work through, to look at and to join, until Ctrl-C."""
    settings = settings_of(config, **given)
    people: list[asyncio.Task[None]] = []

    def begin(url: str) -> None:
        announce(settings, url)
        people.append(
            asyncio.get_running_loop().create_task(play(url, settings.operator_key, Path(settings.data), speed))
        )

    async def until_stopped() -> None:
        await run(settings, begin)
        for task in people:
            task.cancel()
        await asyncio.gather(*people, return_exceptions=True)

    run_until_stopped(until_stopped())
