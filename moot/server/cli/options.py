"""Options that several commands have, and what they come to."""

import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import click
import uvloop

from moot.server.archive import ArchiveError
from moot.server.journal import JournalError
from moot.server.settings import BadSettings, Settings, read_settings, with_secret

Command = TypeVar("Command", bound=Callable[..., Any])


JOURNAL = (
    click.option("--data", help="The folder of the journal.  [moot-data]"),
    click.option("--redis", help="The Redis or Valkey that several servers share, by its URL."),
    click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A TOML file."),
)
FONTS = click.option("--fonts", help="A folder of fonts for PDF files and pictures, besides those of moot.")
SERVER = (
    click.option("--host", help="The address to listen on.  [127.0.0.1]"),
    click.option("--port", type=int, help="The port to listen on; 0 takes a free one.  [8000]"),
    click.option("--url", help="How people reach this server, for links and QR codes."),
    click.option("--durability", help="When Redis has to have what is acknowledged: disk, replica or memory.  [disk]"),
    click.option("--operators", help="Who may make workshops: link, password or open.  [link]"),
    click.option("--drain", type=float, help="Seconds to be unready before it stops, for balancers.  [0]"),
    click.option("--metrics", help="Who may read /metrics: local, open or off.  [local]"),
    click.option("--calls", type=float, help="Calls a second that each token of the API may make.  [20]"),
    click.option("--webhooks", help="Where programs are told of what happens: public, any or off.  [public]"),
    click.option("--webhook-pause", type=float, help="Seconds until a webhook is told again.  [5]"),
    FONTS,
    click.option("--log", help="How the log is written: text or json.  [text]"),
    click.option("--log-level", help="The least that is written: debug, info or warning.  [warning]"),
    *JOURNAL,
)


def with_options(options: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    """In this order in the help."""

    def decorated(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


with_settings, with_journal = with_options(SERVER), with_options(JOURNAL)


def settings_of(config: Path | None, **given: Any) -> Settings:
    """Of a server, which has a secret. Raises ClickException."""
    try:
        return with_secret(_read(config, given))
    except OSError as error:
        raise click.ClickException(f"data: {error.filename}: {error.strerror}") from None


def journal_settings(config: Path | None, given: dict[str, Any]) -> Settings:
    """Nothing is signed here, so that the servers' secret need not be known. Raises ClickException."""
    return _read(config, {**given, "secret": "none"})


def _read(config: Path | None, given: dict[str, Any]) -> Settings:
    try:
        options = {key: value for key, value in given.items() if value is not None}
        return read_settings(options, dict(os.environ), config)
    except BadSettings as error:
        raise click.ClickException(str(error)) from None


def on_journal(task: Coroutine[Any, Any, None]) -> None:
    """Runs it to its end; what goes wrong with the journal or a file is said in a line."""
    try:
        uvloop.run(task)
    except (ArchiveError, JournalError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
