"""Appends to several workshops as fast as it can, and says of each entry when it is kept: what the kill test kills.

`python -m tests.server.journal.writer PATH SEED`; a line of output is `workshop position digest`.
"""

import asyncio
import hashlib
import os
import random
import sys
from pathlib import Path

from moot.server.journal import Journal, JournalInUse, PositionTaken, wal
from moot.server.journal.sqlite import SqliteJournal

WORKSHOPS = [f"w{number}" for number in range(6)]
EACH = 4  # writers who compete for the positions of one workshop
SIZES = [0, 10, 150, 150, 150, 1_500, 4_096, 60_000]


def sealed(workshop: str, position: int, filling: bytes) -> bytes:
    """An entry that shows whether it is whole, and where it belongs."""
    body = f"{workshop} {position} ".encode() + filling
    return hashlib.sha256(body).digest() + body


def is_whole(workshop: str, position: int, entry: bytes) -> bool:
    digest, body = entry[:32], entry[32:]
    return hashlib.sha256(body).digest() == digest and body.startswith(f"{workshop} {position} ".encode())


async def append_for_ever(journal: Journal, workshop: str, chance: random.Random) -> None:
    position = await journal.last(workshop)
    while True:
        entry = sealed(workshop, position + 1, chance.randbytes(chance.choice(SIZES)))
        try:
            await journal.append(workshop, position + 1, entry)
        except PositionTaken:
            position = await journal.last(workshop)
            continue
        position += 1
        os.write(1, f"{workshop} {position} {entry[:32].hex()}\n".encode())
        if position % 50 == 0:
            await journal.keep_checkpoint(workshop, position, sealed(workshop, position, b"state" * 2_000))


async def main(path: Path, seed: str) -> None:
    wal.LONG = 1 << 20  # a fold every few hundred entries, so that it is killed in the middle of one too
    chance = random.Random(seed)
    async with SqliteJournal(path) as journal, asyncio.TaskGroup() as writers:
        for workshop in WORKSHOPS * EACH:
            writers.create_task(append_for_ever(journal, workshop, chance))


if __name__ == "__main__":
    try:
        asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
    except JournalInUse as error:
        sys.exit(str(error))
