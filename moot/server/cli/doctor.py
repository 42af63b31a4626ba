"""`moot doctor`: looks at the journal that a server is to have, and says what is wrong and what to change."""

import json
from pathlib import Path
from typing import Any

import click
import uvloop

from moot.server.cli.options import journal_settings, with_journal
from moot.server.doctor import examine
from moot.server.doctor.verdict import Judgement, Part, count
from moot.server.journal.redis import BadRedisUrl

COLOURS: dict[Judgement, str] = {"ok": "green", "mind": "yellow", "wrong": "red"}


@click.command()
@with_journal
@click.option("--durability", help="What Redis is to promise: disk, replica or memory.  [disk]")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of what was found.")
def doctor(config: Path | None, as_json: bool, **given: Any) -> None:
    """Look at the journal, in Redis or in the data folder: what is right, what to mind, what is wrong, what to change.

    Changes nothing, also while servers run; keys that it writes to measure Redis it removes. Ends with status 1 when
    anything is wrong.
    """
    settings = journal_settings(config, given)
    try:
        parts = uvloop.run(examine(settings))
    except BadRedisUrl as error:
        raise click.ClickException(f"redis: {error}") from None
    click.echo(as_list(parts) if as_json else as_text(parts))
    if count(parts, "wrong"):
        raise SystemExit(1)


def as_list(parts: list[Part]) -> str:
    found = [{"about": part.about, **verdict._asdict()} for part in parts for verdict in part.verdicts]
    return json.dumps(found, indent=2, ensure_ascii=False)


def as_text(parts: list[Part]) -> str:
    width = max(len(verdict.check) for part in parts for verdict in part.verdicts)
    lines = []
    for part in parts:
        lines += [click.style(part.about, bold=True)]
        for check, verdict, found, change in part.verdicts:
            lines.append(f"  {click.style(f'{verdict:5}', COLOURS[verdict])}  {check:{width}}  {found}")
            if change:
                lines.append(f"  {'':5}  {'':{width}}  → {change}")
        lines.append("")
    wrong, minded, right = (count(parts, judgement) for judgement in ("wrong", "mind", "ok"))
    return "\n".join([*lines, f"{wrong} wrong, {minded} to mind, {right} right"])
