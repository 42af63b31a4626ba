"""The command `moot`: serve, demo, rehearse, check."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import uvicorn
import uvloop

from moot import __version__
from moot.rooms.programme_file import check as mistakes_of
from moot.server.app import journal_of, make_app
from moot.server.demo import play
from moot.server.fanout import uvicorn_settings
from moot.server.journal import JournalInUse, JournalTooNew, JournalUnavailable
from moot.server.programmes import decoded
from moot.server.rehearsal.connection import Gone
from moot.server.rehearsal.dress_rehearsal import rehearse as rehearsal
from moot.server.settings import BadSettings, Settings, read_settings, with_secret

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="moot")
def main() -> None:
    """The server that a training is run on: breakout rooms, boards, sealed votes, a console for the trainers."""


def with_settings(command: Command) -> Command:
    """The options that every command with a server has."""
    for option in reversed(
        (
            click.option("--host", help="The address to listen on.  [127.0.0.1]"),
            click.option("--port", type=int, help="The port to listen on; 0 takes a free one.  [8000]"),
            click.option("--data", help="The folder of the journal.  [moot-data]"),
            click.option("--url", help="How people reach this server, for links and QR codes."),
            click.option("--redis", help="The Redis or Valkey that several servers share, by its URL."),
            click.option("--operators", help="Who may make workshops: link, password or open.  [link]"),
            click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A TOML file."),
        )
    ):
        command = option(command)
    return command


def settings_of(config: Path | None, **given: Any) -> Settings:
    try:
        options = {key: value for key, value in given.items() if value is not None}
        return with_secret(read_settings(options, dict(os.environ), config))
    except BadSettings as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"data: {error.filename}: {error.strerror}") from None


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


@main.command()
@with_settings
def serve(config: Path | None, **given: Any) -> None:
    """Serve workshops until Ctrl-C, alone or with other servers on Redis."""
    settings = settings_of(config, **given)
    run_until_stopped(run(settings, lambda url: announce(settings, url)))


@main.command()
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


@main.command()
@click.option("--people", type=click.IntRange(1, 1000), default=32, show_default=True)
@click.option("--groups", type=click.IntRange(1, 60), default=2, show_default=True)
@click.option("--speed", type=click.FloatRange(0.1, 50), default=10.0, show_default=True, help="1: one could watch.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--url", default="", help="A server that runs already, or its operator's link; else one is started.")
@click.option("--key", default="", help="The key in that server's operator's link, unless --url is the link.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def rehearse(**options: Any) -> None:
    """A dress rehearsal: simulated people over real connections, and figures of it.

    Ends with status 1 when somebody ended with another view than a reload gives, or anything was lost.
    """
    try:
        raise SystemExit(rehearsal(**options))
    except (OSError, Gone) as error:
        raise click.ClickException(f"the server was not there, or let nobody in: {error}") from None


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def check(file: Path) -> None:
    """Check a programme FILE: every mistake with its line, its key and what was expected."""
    source, mistakes = decoded(file.read_bytes(), file.name)
    mistakes = mistakes or mistakes_of(source, file.name)
    for mistake in mistakes:
        click.echo(str(mistake))
    if mistakes:
        raise SystemExit(1)
    click.echo(f"{file.name}: a programme without mistakes")
