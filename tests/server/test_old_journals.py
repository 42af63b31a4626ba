"""What older versions of moot kept opens today, and means what it meant then."""

import shutil
from pathlib import Path

import pytest

from moot.rooms.entry import Ledger, decode_ledger, encode
from moot.server.archive import bring_in, read_archive
from moot.server.journal.sqlite import SqliteJournal
from moot.server.live.workshop import LiveWorkshop
from tests.simulation.history import replayed

KEPT = sorted(path for path in (Path(__file__).parents[1] / "journals").iterdir() if (path / "ledger.json").exists())


def test_a_journal_of_each_released_format_is_kept() -> None:
    assert [path.name for path in KEPT] >= ["0.1.0"], "make one: python -m tests.journals.make"


def meant(folder: Path) -> Ledger:
    """What the version that wrote it made of it."""
    return decode_ledger((folder / "ledger.json").read_bytes())


async def opened(path: Path, workshop: str) -> Ledger:
    async with SqliteJournal(path) as journal:
        assert await journal.workshops() == [workshop]
        live = await LiveWorkshop.open(workshop, journal, "secret")
        assert live
        await live.close()
        return live.ledger


@pytest.mark.parametrize("folder", KEPT, ids=lambda folder: folder.name)
async def test_an_old_journal_replays_to_what_it_meant(folder: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(folder / "journal.sqlite", tmp_path))
    async with SqliteJournal(path) as journal:
        ledger, _ = await replayed(journal, meant(folder).workshop.id)
    assert ledger == meant(folder)
    assert encode(ledger) == encode(meant(folder)), "also in the order of everything"


@pytest.mark.parametrize("folder", KEPT, ids=lambda folder: folder.name)
async def test_an_old_journal_opens_from_its_checkpoint(folder: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(folder / "journal.sqlite", tmp_path))
    ledger = await opened(path, meant(folder).workshop.id)
    assert (ledger.workshop.people, ledger.asked) == (meant(folder).workshop.people, meant(folder).asked)
    assert ledger.position >= meant(folder).position


@pytest.mark.parametrize("folder", KEPT, ids=lambda folder: folder.name)
async def test_an_old_export_is_imported(folder: Path, tmp_path: Path) -> None:
    archive = read_archive(folder / "workshop.moot")
    assert archive.ledger == meant(folder)
    async with SqliteJournal(tmp_path / "journal.sqlite") as journal:
        await bring_in(journal, archive)
        ledger, _ = await replayed(journal, archive.header.workshop)
    assert ledger == meant(folder)
