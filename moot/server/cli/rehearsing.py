"""`moot rehearse`, and `moot check` of a programme: what a trainer does the evening before."""

from pathlib import Path
from typing import Any

import click

from moot.rooms.programmes.file import check as mistakes_of
from moot.server.programmes import builtin, decoded
from moot.server.rehearsal.connection import Gone
from moot.server.rehearsal.deployment import NotShared
from moot.server.rehearsal.dress_rehearsal import rehearse as rehearsal


@click.command()
@click.option("--people", type=click.IntRange(1, 1000), default=32, show_default=True)
@click.option("--groups", type=click.IntRange(1, 60), default=2, show_default=True)
@click.option("--speed", type=click.FloatRange(0.1, 50), default=10.0, show_default=True, help="1: one could watch.")
@click.option("--programme", default="academy", show_default=True, help="One that comes with moot, or a file.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option(
    "--url",
    multiple=True,
    help="A server that runs already, or its operator's link; else one is started. Several, for servers that share a "
    "Redis: people are on all of them, the trainer is on the first.",
)
@click.option("--key", default="", help="The key in the first server's operator's link, unless --url is the link.")
@click.option("--servers", type=click.IntRange(1, 16), default=1, show_default=True, help="How many are started.")
@click.option("--redis", default="", help="The Redis or Valkey on which they are; the workshop stays there.")
@click.option("--hashed", is_flag=True, help="All are on the first, as with a balancer that hashes the workshop.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def rehearse(programme: str, **options: Any) -> None:
    """A dress rehearsal: simulated people over real connections go through a whole training, and figures of it.

    Ends with status 1 when somebody ended with another view than a reload gives (on the next server, if there are
    several), anything was lost, or anything was left undone: a cell, feedback, an answer.
    """
    if options["url"] and (options["redis"] or options["servers"] > 1):
        raise click.UsageError("--servers and --redis are for servers that are started; --url is one that runs already")
    for url in options["url"]:
        if not url.startswith(("http://", "https://")):
            raise click.UsageError(f"--url begins with http:// or https://; {url!r} does not")
    if options["servers"] > 1 and not options["redis"]:
        raise click.UsageError("several servers share a Redis: say which, with --redis")
    try:
        raise SystemExit(rehearsal(programme=_text_of(programme), **options))
    except NotShared as error:
        raise click.ClickException(str(error)) from None
    except (OSError, Gone) as error:
        raise click.ClickException(f"the server was not there, or let nobody in: {error}") from None


def _text_of(programme: str) -> str:
    """The name of a programme that comes with moot, as it is; of a file, the text, once it has no mistakes."""
    if programme in builtin():
        return programme
    if not (file := Path(programme)).is_file():
        raise click.UsageError(f"--programme is one of {', '.join(builtin())}, or a file; {programme} is neither")
    source, mistakes = decoded(file.read_bytes(), file.name)
    if mistakes := mistakes or mistakes_of(source, file.name):
        raise click.ClickException("\n".join(map(str, mistakes)))
    return source


@click.command()
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
