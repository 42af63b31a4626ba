"""`moot serve` and `moot demo`: a server until it is told to stop."""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import click
import uvicorn
import uvloop

from moot.server.app import journal_of, make_app
from moot.server.cli.options import settings_of, with_settings
from moot.server.demo import play
from moot.server.journal import JournalInUse, JournalTooNew, JournalUnavailable
from moot.server.lines.fanout import uvicorn_settings
from moot.server.operating.logs import begin as begin_log
from moot.server.operating.logs import told
from moot.server.settings import Settings


class Server(uvicorn.Server):
    """uvicorn's, that says where it listens once it does, and lets balancers notice before it stops."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[int], None], drain: Callable[[], None], seconds: float
    ) -> None:
        super().__init__(config)
        self._ready, self._drain, self._seconds = ready, drain, seconds
        self._draining: asyncio.TimerHandle | None = None

    async def serve(self, sockets: Any = None) -> None:
        """uvicorn's own raises the signal again at its end, which would cancel the closing of the journal."""
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self.handle_exit, number, None)
        await self._serve(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The first signal: nobody is sent here any more, and in a moment the door is closed. The second: now."""
        if self._draining is None:
            self._drain()
            stop = super().handle_exit
            self._draining = asyncio.get_running_loop().call_later(self._seconds, stop, sig, frame)
        else:
            self._draining.cancel()
            super().handle_exit(sig, frame)

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready(self.servers[0].sockets[0].getsockname()[1])


async def run(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serves until it is told to stop. `ready` gets the URL under which it can be reached."""

    def listening(port: int) -> None:
        gc.freeze()  # what a server begins with stays; to look for garbage in it would stop everybody, 40 ms each time
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        ready(settings.url.rstrip("/") or f"http://{host}:{port}")

    try:
        async with journal_of(settings) as journal:
            app = make_app(settings, journal)

            def drain() -> None:
                app.state.readiness.drain()
                app.state.listeners.close()

            config = uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                log_config=None,
                **uvicorn_settings(),
            )
            await Server(config, listening, drain, settings.drain).serve()
    except (JournalInUse, JournalTooNew, JournalUnavailable) as error:
        raise click.ClickException(str(error)) from None


def announce(settings: Settings, url: str) -> None:
    """What an operator needs to see when the server is up."""
    if settings.operators == "link":
        invitation = "Make workshops here, and keep this link to yourself"
        link = f"{url}/operator?key={settings.operator_key}"
    else:
        invitation = "Make workshops here"
        link = f"{url}/workshops"
    click.echo(told(settings.log, f"moot is ready at {url}", url=url))
    click.echo(told(settings.log, f"{invitation}:\n  {link}", link=link))
    sys.stdout.flush()


def run_until_stopped(settings: Settings, coroutine: Any) -> None:
    begin_log(settings.log, settings.log_level)
    uvloop.run(coroutine)
    click.echo(told(settings.log, "Stopped. Everything is kept; start again to go on."))


@click.command()
@with_settings
def serve(config: Path | None, **given: Any) -> None:
    """Serve workshops until Ctrl-C, alone or with other servers on Redis."""
    settings = settings_of(config, **given)
    run_until_stopped(settings, run(settings, lambda url: announce(settings, url)))


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

    run_until_stopped(settings, until_stopped())
