"""The doctor finds out how an embedded journal and its folder are, and changes nothing in them."""

import asyncio
import hashlib
import os
import re
import shlex
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from moot.rooms.entry import Deed, Entry, encode
from moot.rooms.people.people import Person, PersonJoined
from moot.rooms.workshop import WorkshopMade
from moot.server.cli import main
from moot.server.doctor.folder import file_system, folder, room
from moot.server.doctor.sqlite import journal
from moot.server.doctor.verdict import Verdict
from moot.server.journal.file import VERSION
from moot.server.journal.sqlite import SqliteJournal
from tests.server.people_in_memory import ACADEMY
from tests.server_process import ServerProcess


async def made(path: Path) -> Path:
    """A journal of two workshops."""
    async with SqliteJournal(path) as kept:
        for position in range(1, 60):
            await kept.append("academy", position, entry("academy", position))
            await kept.append("retro", position, entry("retro", position))
    return path


def entry(workshop: str, position: int) -> bytes:
    joined = PersonJoined(person=Person(id=f"p{position}", name="Žofie" * 20, role="participant"))
    did = joined if position > 1 else WorkshopMade(workshop, ACADEMY, 1)
    return encode(Entry(position, (Deed(did=(did,)),)))


def files_in(folder: Path) -> dict[str, str]:
    """But for the index of SQLite's WAL, in which whoever reads is marked."""
    paths = [path for path in folder.iterdir() if not path.name.endswith("-shm")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def found_in(path: Path) -> dict[str, Verdict]:
    """And nothing is changed by looking."""
    before = files_in(path.parent)
    found = {verdict.check: verdict for verdict in journal(path)}
    assert files_in(path.parent) == before
    return found


async def test_a_journal_that_nobody_has_is_found_whole(tmp_path: Path) -> None:
    found = found_in(await made(tmp_path / "journal.sqlite"))
    assert {verdict.verdict for verdict in found.values()} == {"ok"}
    assert (found["in use"].found, found["entries"].found) == ("by nobody", "118 of 2 workshops, none is missing")


async def test_a_journal_is_looked_at_beside_the_server_that_has_it_and_after_it_was_killed(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path).start()
    assert server.process
    pid = server.process.pid
    path = tmp_path / "journal.sqlite"
    assert found_in(path)["in use"].found == f"by process {pid}"
    server.kill()
    await made(path)
    with closing(sqlite3.connect(path)) as left:  # a server that died leaves its WAL
        left.execute("PRAGMA wal_autocheckpoint = 0")
        left.execute("INSERT INTO entry VALUES ('retro', 60, 'last')")
        left.commit()
        found = found_in(path)
    assert (found["in use"].found, found["entries"].verdict) == ("by nobody", "ok")
    assert found["entries"].found.startswith("119 of 2")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 8192)


def scribbled(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xff" * 4096)


def something_else(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (name)")


def of_a_newer_moot(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")


def without_an_entry(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM entry WHERE workshop = 'retro' AND position = 7")
        connection.commit()


@pytest.mark.parametrize(
    ("spoil", "check", "change"),
    [
        (cut, "journal|pages", "put a backup in its place"),
        (scribbled, "journal|pages", "moot export --data"),
        (something_else, "journal", "put a backup in its place"),
        (of_another_program, "form", "--data"),
        (of_a_newer_moot, "form", "install a newer moot"),
        (without_an_entry, "entries", "from a backup"),
    ],
)
async def test_a_journal_that_is_not_whole_is_said_to_be_so(
    tmp_path: Path, spoil: Callable[[Path], None], check: str, change: str
) -> None:
    path = await made(tmp_path / "journal.sqlite")
    spoil(path)
    [found] = [verdict for verdict in found_in(path).values() if verdict.verdict == "wrong"]
    assert found.check in check.split("|")
    assert change in found.change


def test_of_a_damaged_journal_the_workshops_that_are_whole_can_be_carried_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old").mkdir()
    scribbled(path := asyncio.run(made(Path("old/journal.sqlite"))))
    change = found_in(path)["pages"].change
    named, out, into = re.findall(r"moot (?:ex|im)port[\w. ]*? --data \w+", change)
    done = [
        CliRunner().invoke(main, shlex.split(command.replace("ID", workshop))[1:])
        for command, workshop in ((named, ""), (out, "academy"), (out, "retro"), (into, "retro"))
    ]
    assert [one.exit_code for one in done] == [0, 1, 0, 0]
    assert done[0].output.split() == ["academy", "retro"]
    assert found_in(Path("NEW/journal.sqlite"))["entries"].found == "59 of 1 workshops, none is missing"


@contextmanager
def nobody() -> Iterator[None]:
    """Whoever runs the tests may be allowed everything."""
    powerful = os.geteuid() == 0
    if powerful:
        os.seteuid(65534)
    yield
    if powerful:
        os.seteuid(0)


def test_a_folder_that_cannot_be_written_is_wrong_though_the_journal_in_it_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        place, path = Path(name), Path(name) / "journal.sqlite"
        asyncio.run(made(path))
        for file in place.iterdir():
            file.chmod(0o444)
        place.chmod(0o555)
        with nobody():
            written = folder(place)[0]
            assert found_in(path)["entries"].verdict == "ok"
        path.chmod(0)
        with nobody():
            [read] = journal(path)
        place.chmod(0o700)
    assert (written.verdict, "cannot be written" in written.found, "chmod 700" in written.change) == (
        "wrong",
        True,
        True,
    )
    assert (read.verdict, "run moot doctor as who runs moot serve" in read.change) == ("wrong", True)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    found = folder(tmp_path / "new" / "folder")
    assert [found[0].verdict, found[2].verdict] == ["mind", "ok"]
    assert found[3].check == "disk"
    assert found[3].verdict != "wrong", "how fast it is, is this machine's"
    assert "moot serve makes it" in found[0].found
    assert not list(tmp_path.iterdir())


MOUNTS = """/dev/sda1 / ext4 rw 0 0
tank:/home /home nfs4 rw 0 0
/dev/sdb1 /home/of\\040ana xfs rw 0 0
//box/share /srv cifs rw 0 0
/dev/sdc1 /srv ext4 rw 0 0
overlay /container overlay rw 0 0
tmpfs /tmp tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "verdict", "kind"),
    [
        ("/var/moot", "ok", "ext4"),
        ("/home/moot", "mind", "nfs4, over a network"),
        ("/home/of ana/moot", "ok", "xfs"),
        ("/srv/moot", "ok", "ext4"),
        ("/tmp", "mind", "gone when the machine restarts"),
        ("/container/data", "mind", "gone with the container"),
    ],
)
def test_the_kind_of_file_system_is_that_of_the_innermost_mount(place: str, verdict: str, kind: str) -> None:
    found = file_system(Path(place), MOUNTS)
    assert (found.verdict, kind in found.found) == (verdict, True)


@pytest.mark.parametrize(("free", "verdict"), [(5 << 30, "ok"), (500 << 20, "mind"), (50 << 20, "wrong")])
def test_a_disk_that_is_nearly_full_is_said_to_be(free: int, verdict: str) -> None:
    assert room(free).verdict == verdict
