"""`moot erase`: people are erased from a workshop, and it is shown that they are gone."""

from pathlib import Path
from typing import Any

import click
import msgspec

from moot.rooms.entry import Ledger
from moot.rooms.people.people import Person
from moot.rooms.protection.erase import Erase, Extent, who_can_be_erased
from moot.rooms.protection.mention import is_unmistakable
from moot.rooms.refusals import Refused
from moot.rooms.words import same_name
from moot.server.app import journal_of
from moot.server.archive import ArchiveError
from moot.server.catalogue import nameless
from moot.server.cli.options import journal_settings, on_journal, with_journal
from moot.server.journal import Journal
from moot.server.live.keeping import last_ledger
from moot.server.live.workshop import LiveWorkshop
from moot.server.proof import Proof, files_of, gone_texts, proof
from moot.server.settings import Settings

EXTENTS = ("name", "own", "words")


@click.command()
@click.argument("workshop")
@click.option("--person", help="Their name, or their id where several are called so.")
@click.option("--all", "everybody", is_flag=True, help="All people; what they worked out stays, under no name.")
@click.option("--extent", type=click.Choice(EXTENTS), help="What goes: see below.  [own; with --all name]")
@click.option("--keep-mentions", is_flag=True, help="Leave their name where others wrote it.")
@click.option("--receipt", type=click.Path(path_type=Path, exists=False), help="A file for the receipt (JSON).")
@click.option("--check", is_flag=True, help="Erase nothing: say where the person's name stands, or that it does not.")
@click.option("--words", multiple=True, help="With --check: look for this too. May be given several times.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@with_journal
def erase(workshop: str, config: Path | None, **given: Any) -> None:
    """Erase a person, or all, from WORKSHOP, for good, and show that they are gone.

    \b
    --extent name   who they are, and what they never shared
    --extent own    also their canvases, answers and check-ins; the board stays
    --extent words  also their words on the board

    With --check it looks for a name, however it is written, in all entries and the state, and in the bytes of the
    journal's files; without --person for the WORKSHOP itself, after `moot forget`. It ends with status 1 when something
    is found. A server that keeps a journal of its own has to be stopped to erase, not to check. Files of `moot export`
    and backups are yours: delete them yourself.
    """
    own = {key: given.pop(key) for key in ("person", "everybody", "extent", "receipt", "check", "words", "yes")}
    mentions = not given.pop("keep_mentions")
    settings = journal_settings(config, given)
    if own["check"]:
        if own["everybody"]:
            raise click.UsageError("--check is of one --person, or of the workshop")
        return on_journal(_check(settings, workshop, own["person"], own["words"]))
    if bool(own["person"]) == own["everybody"]:
        raise click.UsageError("say who: --person NAME, or --all")
    on_journal(_erase(settings, workshop, own, mentions))


async def _check(settings: Settings, workshop: str, person: str | None, words: tuple[str, ...]) -> None:
    async with journal_of(settings, only_read=True) as journal:
        looked_for = [person or workshop, *words]
        if person:
            await _there(journal, workshop)
        _say(await proof(journal, workshop, looked_for, files_of(settings)), looked_for[0], len(words))


async def _erase(settings: Settings, workshop: str, own: dict[str, Any], mentions: bool) -> None:
    async with journal_of(settings) as journal:
        ledger = await _there(journal, workshop)
        people = who_can_be_erased(ledger.workshop) if own["everybody"] else [_named(ledger, own["person"])]
        if not people:
            raise ArchiveError("there is nobody to erase")
        extent: Extent = own["extent"] or ("name" if own["everybody"] else "own")
        if not own["yes"]:
            who = f"{len(people)} people" if own["everybody"] else people[0].called
            click.confirm(f"Erase {who} from workshop {workshop}, for good?", abort=True)
        before = [entry for _, entry in await journal.read(workshop, 0)]
        live = await LiveWorkshop.open(workshop, journal, settings.secret)
        assert live
        called = nameless(ledger.workshop.programme.languages[0])
        request = Erase(people=tuple(one.id for one in people), called=called, extent=extent, mentions=mentions)
        try:
            await live.ask(request)
        except Refused as refused:
            raise ArchiveError(f"not erased: {refused.reason.value}") from None
        finally:
            await live.close()
        receipt = msgspec.json.format(msgspec.json.encode(live.receipt), indent=2).decode()
        if own["receipt"]:
            own["receipt"].write_text(receipt + "\n", "utf-8")
        click.echo(receipt)
        after = [entry for _, entry in await journal.read(workshop, 0)]
        names = [one.name for one in people if not own["everybody"] or (mentions and is_unmistakable(one.name))]
        texts = gone_texts(before, after)
        what = (
            "their name" if not own["everybody"] else f"{len(names)} of {len(people)} names"
        )  # this line is kept, too
        _say(await proof(journal, workshop, [*names, *texts], files_of(settings)), what, len(texts))


async def _there(journal: Journal, workshop: str) -> Ledger:
    ledger = await last_ledger(workshop, journal)
    if not ledger.position:
        raise ArchiveError(f"there is no workshop {workshop} here")
    return ledger


def _named(ledger: Ledger, asked: str) -> Person:
    people = who_can_be_erased(ledger.workshop)
    found = [
        one for one in people if asked == one.id or same_name(asked) in (same_name(one.name), same_name(one.called))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ArchiveError(f"nobody is called {asked} there")
    several = "".join(f"\n  {one.id}  {one.called}  {one.organisation}" for one in found)
    raise ArchiveError(f"several are called {asked}: say which, by the id{several}")


def _say(told: Proof, what: str, texts: int) -> None:
    where = {"entry": "entry {}", "state": "the state at {}", "file": "{}, outside of what is kept in it"}
    for trace in told.found:
        click.echo(f"found in {where[trace.kind].format(trace.which)}: {trace.times}")
    if told.found:
        raise SystemExit(1)
    click.echo(f"not found: {what}" + (f", nor {texts} texts" if texts else ""))
