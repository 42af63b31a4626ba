"""Keeps what this version of moot writes, once a release: `python -m tests.journals.make`.

A few simulated people work through a training on a real server. Into a folder named by the version go its journal, the
workshop as `moot export` writes it, and `ledger.json`: what the entries led to when that version replayed them.
"""

import asyncio
import shutil
import tempfile
from pathlib import Path

from moot import __version__
from moot.rooms.entry import Ledger, decode_entry, encode
from moot.rooms.workshop import NOTHING
from moot.server.archive import export, new_file
from moot.server.journal.sqlite import SqliteJournal
from moot.server.rehearsal.dress_rehearsal import rehearse
from tests.server_process import ServerProcess

HERE = Path(__file__).parent


def main() -> None:
    folder = HERE / __version__
    if folder.exists():
        raise SystemExit(f"{folder} is there already: what was released is never made anew")
    with tempfile.TemporaryDirectory() as data:
        played(Path(data))
        folder.mkdir()
        shutil.copy(Path(data) / "journal.sqlite", folder)
    (folder / "ledger.json").write_bytes(encode(asyncio.run(exported(folder))) + b"\n")
    for file in folder.iterdir():
        file.chmod(0o644)
    print(f"{folder}: {sum(file.stat().st_size for file in folder.iterdir()) >> 10} KiB; now commit it")


def played(data: Path) -> None:
    """A training on a server in this folder, which is ended as it should be, so that all is in the one file."""
    server = ServerProcess(data).start()
    try:
        if rehearse(url=server.operator_link, people=4, groups=1, speed=50, seed=1):
            raise SystemExit("the rehearsal went wrong, so nothing is kept")
    finally:
        server.stop()


async def exported(folder: Path) -> Ledger:
    """What its entries led to."""
    async with SqliteJournal(folder / "journal.sqlite", only_read=True) as journal:
        [workshop] = await journal.workshops()
        with new_file(folder / "workshop.moot") as file:
            await export(journal, workshop, file.write)
        ledger = Ledger(workshop=NOTHING)
        for _, entry in await journal.read(workshop, 0):
            ledger = ledger.after(decode_entry(entry))
    return ledger


if __name__ == "__main__":
    main()
