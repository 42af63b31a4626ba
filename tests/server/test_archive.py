"""A workshop that is carried away in a file is the same workshop where it is put in, or is refused."""

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from moot.rooms.entry import Deed, Entry, Ledger, encode
from moot.rooms.people.people import Person, PersonJoined
from moot.rooms.workshop import WorkshopMade
from moot.server.archive import STEP, ArchiveError, bring_in, export, new_file, read_archive
from moot.server.journal import Journal, JournalUnavailable
from moot.server.journal.memory import MemoryJournal
from moot.server.journal.redis import RedisJournal
from moot.server.journal.sqlite import SqliteJournal
from moot.server.live.workshop import LiveWorkshop
from tests.redis_servers import redis
from tests.server.browser import Browser
from tests.server.people_in_memory import ACADEMY
from tests.server_process import ServerProcess
from tests.simulation.history import replayed
from tests.warm_process import moot

ID = "abc234"
ENTRIES = 2 * STEP + 7
Spoils = Callable[[list[bytes]], list[bytes]]


def entry(number: int) -> bytes:
    if number == 1:
        return encode(Entry(1, (Deed(did=(WorkshopMade(ID, ACADEMY, 1),)),)))
    joined = PersonJoined(person=Person(id=f"p{number}", name=f"Žofie {number}\n", role="participant"))
    return encode(Entry(number, (Deed(by=f"p{number}", stream="tab", ask=1, did=(joined,)),)))


async def kept_in(journal: Journal, entries: int = ENTRIES) -> Journal:
    for number in range(1, entries + 1):
        await journal.append(ID, number, entry(number))
    return journal


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def exported(folder: Path) -> Path:
    async with MemoryJournal() as journal:
        await kept_in(journal)
        with new_file(folder / "a.moot") as file:
            assert await export(journal, ID, file.write) == ENTRIES
    return folder / "a.moot"


async def opened(journal: Journal) -> Ledger:
    live = await LiveWorkshop.open(ID, journal, "secret")
    assert live
    await live.close()
    return live.ledger


async def test_a_workshop_opens_from_its_file_as_it_was(tmp_path: Path) -> None:
    async with SqliteJournal(tmp_path / "journal.sqlite") as journal:
        await kept_in(journal)
        entries, was = await journal.read(ID, 0), await opened(journal)
    async with SqliteJournal(tmp_path / "journal.sqlite", only_read=True) as journal:
        with new_file(tmp_path / "a.moot") as file:
            await export(journal, ID, file.write)
    async with SqliteJournal(tmp_path / "other.sqlite") as journal:
        await bring_in(journal, read_archive(tmp_path / "a.moot"))
        assert await journal.read(ID, 0) == entries
        assert await opened(journal) == was
        kept = await journal.checkpoint(ID)
        assert kept
        assert kept[0] == ENTRIES, "so that a long workshop opens at once"
        ledger, _ = await replayed(journal, ID)
    assert ledger == was
    assert ledger.has_done("p9", "tab", 1), "a request that a browser sends again is not done again"


async def test_a_workshop_moves_to_redis_and_back(tmp_path: Path) -> None:
    first = await exported(tmp_path)
    archive = read_archive(first)
    async with RedisJournal(redis().url) as journal:
        await journal.forget(ID)
        await bring_in(journal, archive)
        with new_file(tmp_path / "b.moot") as file:
            await export(journal, ID, file.write)
        assert await opened(journal) == archive.ledger
        await journal.forget(ID)
    assert first.read_bytes() == (tmp_path / "b.moot").read_bytes()


async def test_a_file_is_lines_of_json_with_each_entry_as_it_was_journalled(tmp_path: Path) -> None:
    lines = (await exported(tmp_path)).read_bytes().splitlines()
    assert lines[0].startswith(b'{"format":1,"moot":"')
    assert lines[0].endswith(f'"workshop":"{ID}","first":1,"last":{ENTRIES}}}'.encode())
    assert lines[1:-1] == [entry(number) for number in range(1, ENTRIES + 1)]
    digest = hashlib.sha256(b"".join(line + b"\n" for line in lines[:-1])).hexdigest()
    assert lines[-1] == f'{{"sha256":"{digest}"}}'.encode()


@pytest.mark.parametrize(
    ("spoil", "wrong"),
    [
        (lambda lines: [], "line 1 is cut off"),
        (lambda lines: lines[:1], "line 2 is cut off"),
        (lambda lines: lines[:50], "line 51 is cut off"),
        (lambda lines: [*lines[:50], lines[50][:-9]], "line 51 is cut off"),
        (lambda lines: lines[:-1], f"line {ENTRIES + 2} is cut off"),
        (lambda lines: [b"PK\x03\x04\n", *lines[1:]], "line 1 is not the header"),
        (lambda lines: [b"{}\n", *lines[1:]], "line 1 is not the header"),
        (lambda lines: [b'{"format":1}\n', *lines[1:]], "line 1 is not the header"),
        (lambda lines: [b'{"format":2,"moot":"9.1","new":0}\n', *lines[1:]], "line 1 has format 2, by moot 9.1; this"),
        (lambda lines: [lines[0].replace(b'"first":1', b'"first":7'), *lines[1:]], "line 1 has positions 7 to"),
        (lambda lines: [lines[0].replace(b"abc234", b"../etc"), *lines[1:]], "line 1 has no id of a workshop"),
        (lambda lines: [lines[0].replace(b"abc234", b"abc235"), *lines[1:]], "has another digest"),
        (lambda lines: [*lines[:20], b"x" + lines[20], *lines[21:]], "line 21 is not the next entry"),
        (lambda lines: [*lines[:20], lines[20].replace(b"\xc5\xbd", b"\xff"), *lines[21:]], "line 21 is not the next"),
        (lambda lines: [*lines[:20], b"x" * (5 << 20) + b"\n", *lines[21:]], "line 21 is too long"),
        (lambda lines: [*lines[:20], *lines[21:]], f"line {ENTRIES + 1} is not the next entry"),
        (lambda lines: [*lines[:20], lines[20].replace(b"20", b"21"), *lines[21:]], f"line {ENTRIES + 2} has another"),
        (lambda lines: [*lines, b"\n"], f"line {ENTRIES + 3} comes after the end"),
    ],
)
async def test_a_damaged_file_is_refused_with_its_line(tmp_path: Path, spoil: Spoils, wrong: str) -> None:
    file = await exported(tmp_path)
    file.write_bytes(b"".join(spoil(file.read_bytes().splitlines(keepends=True))))
    with pytest.raises(ArchiveError, match=r"^a\.moot: line") as refused:
        read_archive(file)
    assert wrong in str(refused.value)


async def test_a_header_that_names_another_workshop_is_refused(tmp_path: Path) -> None:
    file = await exported(tmp_path)
    lines = file.read_bytes().replace(b'"workshop":"abc234"', b'"workshop":"abc235"').splitlines(keepends=True)
    digest = hashlib.sha256(b"".join(lines[:-1])).hexdigest()
    file.write_bytes(b"".join(lines[:-1]) + b'{"sha256":"%s"}\n' % digest.encode())
    with pytest.raises(ArchiveError, match="line 2 makes workshop abc234, line 1 names abc235"):
        read_archive(file)


async def test_a_workshop_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    archive = read_archive(await exported(tmp_path))
    async with MemoryJournal() as journal:
        await kept_in(journal, 3)
        with pytest.raises(ArchiveError, match="abc234 is there already, with 3 entries"):
            await bring_in(journal, archive)
        assert await journal.last(ID) == 3


async def test_an_import_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    archive = read_archive(await exported(tmp_path))
    async with MemoryJournal() as journal:
        await kept_in(journal, STEP + 3)
        await bring_in(journal, archive, go_on=True)
        assert await opened(journal) == archive.ledger
        await bring_in(journal, archive, go_on=True)
        await journal.append(ID, ENTRIES + 1, entry(ENTRIES + 1))
        with pytest.raises(ArchiveError, match="has gone on"):
            await bring_in(journal, archive, go_on=True)


async def test_an_import_does_not_go_on_from_another_beginning(tmp_path: Path) -> None:
    archive = read_archive(await exported(tmp_path))
    async with MemoryJournal() as journal:
        await journal.append(ID, 1, entry(1))
        await journal.append(ID, 2, entry(3))
        with pytest.raises(ArchiveError, match="line 3 is another than position 2 of workshop abc234"):
            await bring_in(journal, archive, go_on=True)
        assert await journal.last(ID) == 2


async def test_no_file_is_overwritten_and_none_is_left_half_written(tmp_path: Path) -> None:
    file = await exported(tmp_path)
    whole = file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600, "what people wrote is nobody else's on this machine"
    with pytest.raises(ArchiveError, match="is there already"), new_file(file):
        raise AssertionError("it was opened")
    with pytest.raises(ArchiveError, match="is there already"), new_file(tmp_path / "late.moot"):
        (tmp_path / "late.moot").write_bytes(b"another's")
    async with MemoryJournal() as journal:
        with pytest.raises(ArchiveError, match="no workshop abc234 here"), new_file(tmp_path / "none.moot") as none:
            await export(journal, ID, none.write)
    assert file.read_bytes() == whole
    assert (tmp_path / "late.moot").read_bytes() == b"another's"
    assert names_in(tmp_path) == ["a.moot", "late.moot"]


async def test_a_journal_that_is_only_read_is_not_written_or_made(tmp_path: Path) -> None:
    with pytest.raises(JournalUnavailable, match=r"cannot read \S+/none.sqlite: No such file or directory$"):
        await SqliteJournal(tmp_path / "none.sqlite", only_read=True).open()
    assert names_in(tmp_path) == []
    async with SqliteJournal(tmp_path / "journal.sqlite") as journal:
        await kept_in(journal, 2)
        async with SqliteJournal(tmp_path / "journal.sqlite", only_read=True) as beside:
            assert await beside.last(ID) == 2
            await journal.append(ID, 3, entry(3))
            assert await beside.last(ID) == 3
            with pytest.raises(JournalUnavailable, match="only"):
                await beside.append(ID, 4, entry(4))


def carried_out(*words: str, status: int = 0) -> str:
    """What the command said."""
    was, out, err = moot(*words)
    assert was == status, err
    return out + err


def test_an_operator_moves_a_workshop_from_a_server_that_runs_to_another(server: ServerProcess, tmp_path: Path) -> None:
    here, there = f"--data={server.data}", tmp_path / "there"
    trainer = Browser(server).make_workshop()
    trainer.come()
    id = trainer.workshop
    assert carried_out("export", here) == f"{id}\n"
    file = str(tmp_path / "out.moot")
    said = carried_out("export", id, "--out", file, here)
    assert said.startswith(f"{file}: workshop {id}, ")
    assert carried_out("export", id, "--out", "-", here).encode() == Path(file).read_bytes()
    assert "is there already" in carried_out("export", id, "--out", file, here, status=1)
    assert "there is no workshop zzz" in carried_out("export", "zzz", "--out", file + "2", here, status=1)
    assert "no id of a workshop" in carried_out("export", "*", "--out", file + "2", here, status=1)
    assert "is in use by process" in carried_out("import", file, here, status=1)
    assert carried_out("import", file, f"--data={there}") == said
    assert "is there already, with" in carried_out("import", file, f"--data={there}", status=1)
    assert carried_out("import", file, "--go-on", f"--data={there}") == said
    assert "is in use by process" in carried_out("forget", id, "--yes", here, status=1)
    server.stop()
    assert "is there already, with" in carried_out("import", file, here, status=1)
    assert carried_out("forget", id, "--yes", here).startswith(f"{id}: forgotten, with ")
    assert "there is no workshop" in carried_out("forget", id, "--yes", here, status=1)
    assert carried_out("import", file, here) == said
