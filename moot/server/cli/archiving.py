"""`moot export` and `moot import`: workshops that move between journals as files. `moot forget`: they are erased."""

import sys
from pathlib import Path
from typing import Any

import click

from moot.server.app import journal_of
from moot.server.archive import ArchiveError, bring_in, export, new_file, read_archive
from moot.server.cli.options import journal_settings, on_journal, with_journal


@click.command("export")
@click.argument("workshop", required=False)
@click.option("--out", help="The file, which must not be there; - is the standard output.  [WORKSHOP.moot]")
@with_journal
def export_command(workshop: str | None, out: str | None, config: Path | None, **given: Any) -> None:
    """Write WORKSHOP to a file, also while its server runs. Without WORKSHOP: print the ids of all there are."""
    settings = journal_settings(config, given)

    async def write() -> None:
        async with journal_of(settings, only_read=True) as journal:
            if workshop is None:
                click.echo("".join(f"{id}\n" for id in await journal.workshops()), nl=False)
            elif out == "-":
                await export(journal, workshop, sys.stdout.buffer.write)
            else:
                path = Path(out or f"{workshop}.moot")
                with new_file(path) as file:
                    last = await export(journal, workshop, file.write)
                click.echo(f"{path}: workshop {workshop}, {last} entries")

    on_journal(write())


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--go-on", is_flag=True, help="Put in the rest, after an import that was broken off.")
@with_journal
def import_command(file: Path, go_on: bool, config: Path | None, **given: Any) -> None:
    """Put the workshop of an exported FILE in. A server that keeps a journal of its own has to be stopped for it."""
    settings = journal_settings(config, given)
    if not settings.redis:
        Path(settings.data).mkdir(parents=True, exist_ok=True, mode=0o700)

    async def put_in() -> None:
        archive = read_archive(file)
        async with journal_of(settings) as journal:
            await bring_in(journal, archive, go_on)
        click.echo(f"{file}: workshop {archive.header.workshop}, {archive.header.last} entries")

    on_journal(put_in())


@click.command()
@click.argument("workshop")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@with_journal
def forget(workshop: str, yes: bool, config: Path | None, **given: Any) -> None:
    """Erase WORKSHOP: all that was done in it, for good. Export it first if anybody may want it.

    A server that keeps a journal of its own has to be stopped for it; servers on Redis go on, and send its people away.
    """
    settings = journal_settings(config, given)

    async def erase() -> None:
        async with journal_of(settings) as journal:
            last = await journal.last(workshop)
            if not last:
                raise ArchiveError(f"there is no workshop {workshop} here")
            if not yes:
                click.confirm(f"Erase workshop {workshop} with its {last} entries, for good?", abort=True)
            await journal.forget(workshop)
        click.echo(f"{workshop}: forgotten, with {last} entries")

    on_journal(erase())
