"""`moot retain`: how long the people of each workshop are kept; and those are erased whose time is up."""

import time
from pathlib import Path
from typing import Any

import click

from moot.server.app import journal_of
from moot.server.cli.options import journal_settings, on_journal, with_journal
from moot.server.live.retention import Retention, Standing
from moot.server.live.workshops import Workshops


@click.command()
@click.option("--now", is_flag=True, help="Erase all whose time is up: they become nameless, the results stay.")
@with_journal
def retain(now: bool, config: Path | None, **given: Any) -> None:
    """List all workshops: how many people each knows by name, and until when they are kept.

    A server that runs erases people by itself once their time is up. `--now` does it while none runs: one that keeps a
    journal of its own has to be stopped for it, servers on Redis go on.
    """
    settings = journal_settings(config, given)

    async def look() -> None:
        async with journal_of(settings, only_read=not now) as journal:
            workshops = Workshops(journal, settings.secret)
            retention = Retention(workshops, journal)
            moment = time.time_ns() // 1_000_000
            erased = await retention.sweep(moment) if now else []
            for one in await retention.standings():
                click.echo(_line(one, moment, one.id in erased))
            await workshops.close()

    on_journal(look())


def _line(one: Standing, now: int, erased: bool) -> str:
    title = next(iter(one.title.values()), "")
    if not one.people:
        until = "erased now" if erased else "nobody by name"
    elif one.due is None:
        until = "kept until somebody erases them"
    else:
        until = f"kept until {one.until}" + (": their time is up" if one.due <= now else "")
    return f"{one.id}  {one.people:4} people  {until}  ({title})"
