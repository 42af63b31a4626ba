"""`moot report`: what a workshop came to, as a file, without a browser and without a server."""

import time
from pathlib import Path
from typing import Any

import click

from moot.rooms.entry import Ledger, decode_entry
from moot.rooms.refusals import Refused
from moot.rooms.results.making import report_of
from moot.rooms.results.report import Wanted
from moot.rooms.words import same_name
from moot.rooms.workshop import NOTHING, Workshop
from moot.server.app import journal_of
from moot.server.archive import ArchiveError, new_file
from moot.server.catalogue import languages, translate
from moot.server.cli.options import FONTS, journal_settings, on_journal, with_journal
from moot.server.journal import Journal, check_asked
from moot.server.results import FORMATS, render
from moot.server.results.labels import Labels

STEP = 500  # entries that are held in memory at once


@click.command("report")
@click.argument("workshop")
@click.option("--format", "format", type=click.Choice(list(FORMATS)), default="pdf", show_default=True)
@click.option("--day", type=int, help="Of this day alone.")
@click.option("--room", type=int, help="Of the group of this number alone.")
@click.option("--person", help="Of this participant alone, by name.")
@click.option("--for", "reader", type=click.Choice(["trainers", "everyone", "person"]), default="trainers",
              show_default=True, help="Whose eyes it is for; person: for the one that --person names.")  # fmt: skip
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="The file, which must not be there.")
@FONTS
@with_journal
def report_command(
    workshop: str, format: str, language: str, output: Path | None, config: Path | None, **given: Any
) -> None:
    """Write the results of WORKSHOP to a file, also while its server runs, and say what was left out of them."""
    asked = {name: given.pop(name) for name in ("day", "room", "person", "reader")}
    settings = journal_settings(config, given)

    async def write() -> None:
        async with journal_of(settings, only_read=True) as journal:
            known, at = await _as_it_is(journal, workshop)
        wanted = _wanted(known, language=language, **asked)
        try:
            report = report_of(known, wanted, time.time_ns() // 1_000_000)
        except Refused as refused:
            raise click.ClickException(
                f"there is nothing like that in workshop {workshop}: {refused.reason.value}"
            ) from None
        made = render(report, format, settings.fonts)
        path = output or Path(made.name)
        with new_file(path) as file:
            file.write(made.content)
        click.echo(f"{path}: {len(made.content)} bytes, of workshop {workshop} after {at} entries")
        labels = Labels(translate("en"))  # as all that commands say
        for one in report.left_out:
            click.echo(f"  left out: {labels.left_out(one)}")
        if made.lacking:
            click.echo(
                f"  a box stands for each of {len(made.lacking)} letters that no font has: {' '.join(made.lacking)}"
            )
            click.echo("  (--fonts FOLDER adds fonts)")

    on_journal(write())


async def _as_it_is(journal: Journal, id: str) -> tuple[Workshop, int]:
    """The workshop after the last entry, whose number is told too. Raises ArchiveError."""
    try:
        check_asked(id)
    except ValueError as error:
        raise ArchiveError(str(error)) from None
    ledger = Ledger(workshop=NOTHING)
    while entries := await journal.read(id, ledger.position, STEP):
        for _, entry in entries:
            ledger = ledger.after(decode_entry(entry))
    if not ledger.position:
        raise ArchiveError(f"there is no workshop {id} here")
    return ledger.workshop, ledger.position


def _wanted(
    workshop: Workshop, language: str, day: int | None, room: int | None, person: str | None, reader: Any
) -> Wanted:
    named = [option for option, value in (("--day", day), ("--room", room), ("--person", person)) if value is not None]
    if reader == "person" and not person:
        raise click.UsageError("--for person is for the one that --person names")
    if reader == "everyone" and person:
        raise click.UsageError("what one person has is for trainers, or with --for person for themselves")
    if len(named) > 1:
        raise click.UsageError(f"a report is about one of {' and '.join(named)}")
    if day is not None:
        _check_there("--day", day, [one.number for one in workshop.programme.days])
        return Wanted(scope="day", which=str(day), reader=reader, language=language)
    if room is not None:
        _check_there("--room", room, [one.number for one in workshop.rooms.values()])
        return Wanted(scope="room", which=f"g{room}", reader=reader, language=language)
    if person is None:
        return Wanted(reader=reader, language=language)
    who = _person(workshop, person)
    if reader == "person":
        return Wanted(reader=reader, person=who, language=language)
    return Wanted(scope="person", which=who, reader=reader, language=language)


def _check_there(option: str, number: int, there: list[int]) -> None:
    if number not in there:
        raise click.ClickException(f"{option}: there is no {number}; there are {', '.join(map(str, sorted(there)))}")


def _person(workshop: Workshop, name: str) -> str:
    people = [p for p in workshop.people.values() if p.role == "participant"]
    found = [p.id for p in people if name == p.id or same_name(name) in (same_name(p.name), same_name(p.called))]
    if len(found) != 1:
        called = ", ".join(sorted(p.called for p in people))
        many = f"there are {len(found)} of that name" if found else "nobody is called that"
        raise click.ClickException(f"--person: {many}; participants are {called}")
    return found[0]
